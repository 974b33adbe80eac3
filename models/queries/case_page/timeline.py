"""The timeline of a case: stages as bars, tolled intervals, a lane per party, due days as flags."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from models import reference
from models.cases.case_file import CaseFile
from models.queries.case_page.data import Bar, DateLine, Flag, Lane, Timeline
from models.queries.signs import Tone
from models.queries.words import short_day, short_name
from models.rules.events import Entry, Event, InfringementKnown, Log, TollingEnded, TollingStarted
from models.rules.procedure.stage import STRUCK, stage_of
from models.rules.procedure.state import CaseState

HORIZON = timedelta(days=120)
_RANK = {Tone.PROBLEM: 0, Tone.WARNING: 1, Tone.ACCENT: 2, Tone.GOOD: 3, Tone.SECONDARY: 4}
_ENDED = {"closed", "refused", STRUCK}
_INTAKE = {"received", "correcting", "opinion"}
Numbered = Sequence[tuple[int, DateLine]]  # with its place in the list of dates


def timeline_of(
    case: CaseFile, state: CaseState, dates: Sequence[DateLine], today: date
) -> Timeline:
    """Return what the timeline draws; dates far ahead are counted, not drawn.

    While a case is open, today is on the axis; of a case that has ended the axis ends with it.
    """
    ended = stage_of(state) in _ENDED
    entries = case.log.until(today).entries
    days = [e.on for e in entries if not isinstance(e.event, InfringementKnown)]
    start, last = min(days, default=today), max(days, default=today)
    until = last if ended else today
    latest = max(last, min(until, last + HORIZON)) + HORIZON
    drawn = [(n, d) for n, d in enumerate(dates) if start <= d.due <= latest]
    end = max([last, until, *(d.due for _, d in drawn)])
    own = _work_lane(state, entries, dates, until)
    keys = {p.key for p in state.parties}
    shared = _shared([(n, d) for n, d in drawn if d.key in keys])
    office = [(n, d) for n, d in drawn if d.duty == "office" or d.key not in keys or n in shared]
    rest = [(n, d) for n, d in drawn if n not in shared]
    parties = _party_lanes(state, rest)
    lanes = (own, *parties, Lane("期限", "本局的期限", (), _flags(office)))
    return Timeline(start, end, today, lanes, sum(d.open and d.due > latest for d in dates))


# ---- what the office did


def _work_lane(
    state: CaseState, entries: Sequence[Entry[Event]], dates: Sequence[DateLine], until: date
) -> Lane:
    bars = _stage_bars(state, entries, until)
    limit = next((d for d in dates if d.closing and d.open), None)
    if limit and limit.due > until:
        bars.append(Bar(until, limit.due, "至结案期限", "plan"))
    return Lane("办理", "办理", (*bars, *_tolled(Log(entries), until)))


def _stage_bars(state: CaseState, entries: Sequence[Entry[Event]], until: date) -> list[Bar]:
    """Return one bar per stage the case has passed through."""
    marks: list[tuple[date, str]] = []
    days = {e.on for e in entries if not isinstance(e.event, InfringementKnown)}
    for day in sorted(days):
        stage = stage_of(replace(state, log=state.log.until(day)))
        if not marks or marks[-1][1] != stage:
            marks.append((day, stage))
    bars: list[Bar] = []
    ends = [day for day, _ in marks[1:]] + [until]
    for (day, stage), after in zip(marks, ends, strict=False):
        kind = "intake" if stage in _INTAKE else "past"
        if stage not in _ENDED and after >= day:
            bars.append(Bar(day, after, reference.stage_name(stage), kind))
    return bars


def _tolled(log: Log, until: date) -> list[Bar]:
    """Return the intervals that do not count, overlapping ones as one with both names."""
    ends = {e.event.id: e.on for e in log.all(TollingEnded)}
    spans = sorted(
        (e.on, ends.get(e.event.id, until), e.event.kind.label) for e in log.all(TollingStarted)
    )
    merged: list[tuple[date, date, list[str]]] = []
    for start, end, name in spans:
        if merged and start <= merged[-1][1]:
            first, before, kinds = merged[-1]
            merged[-1] = (first, max(before, end), [*kinds, name])
        else:
            merged.append((start, end, [name]))
    return [Bar(start, end, _pause(start, end, kinds), "tolled") for start, end, kinds in merged]


def _pause(start: date, end: date, kinds: Sequence[str]) -> str:
    names = "与".join(dict.fromkeys(kinds))
    union = "（并集）" if len(kinds) > 1 else ""
    return f"{names} {(end - start).days} 日{union}，不计入"


# ---- the parties' clocks


def _party_lanes(state: CaseState, dates: Numbered) -> list[Lane]:
    own = ((p, [(n, d) for n, d in dates if d.key == p.key]) for p in state.parties)
    lanes = (_party_lane(party.name, found) for party, found in own)
    return [lane for lane in lanes if lane is not None]


def _party_lane(name: str, dates: Numbered) -> Lane | None:
    clocks = [(n, d) for n, d in dates if d.duty != "office" and not _minor(d)]
    if not clocks:
        return None
    spans: dict[tuple[date, date], list[str]] = {}
    for _, one in clocks:
        if one.trigger <= one.due and not one.right:
            spans.setdefault((one.trigger, one.due), []).append(one.name)
    bars = tuple(
        Bar(start, end, _together(names), "clock") for (start, end), names in sorted(spans.items())
    )
    return Lane(short_name(name), name, bars, _flags(clocks))


def _shared(dates: Numbered) -> set[int]:
    """Return the rights of several parties that end on one day: drawn once, below the parties."""
    same: dict[tuple[str, date], list[int]] = {}
    for number, one in dates:
        if one.right and one.open:
            same.setdefault((one.rule, one.due), []).append(number)
    return {n for numbers in same.values() if len(numbers) > 1 for n in numbers}


def _minor(one: DateLine) -> bool:
    """Whether a right that ran out unused is left to the table, so that the lane stays readable."""
    return one.right and not one.open and one.tone == Tone.SECONDARY


def _together(names: Sequence[str]) -> str:
    """Return the names once each; a notice of something is not named beside that thing."""
    found = dict.fromkeys(names)
    kinds = [k for k in found if not any(o != k and k.startswith(o) for o in found)]
    return "、".join(kinds) if len(kinds) < 3 else f"{kinds[0]}等{len(kinds)}项"


def _flags(dates: Numbered) -> tuple[Flag, ...]:
    """Return one flag per day, its text that of the gravest date on it."""
    by_day: dict[date, list[tuple[int, DateLine]]] = {}
    for one in dates:
        by_day.setdefault(one[1].due, []).append(one)
    return tuple(_flag(day, found) for day, found in sorted(by_day.items()))


def _flag(day: date, found: Numbered) -> Flag:
    ordered = sorted(found, key=lambda one: (not one[1].open, _RANK[one[1].tone], one[0]))
    first = ordered[0][1]
    quiet = first.tone == Tone.SECONDARY
    alike = [d.name for _, d in ordered if d.tone == first.tone and d.open == first.open]
    words = first.status_text if first.status == "lapsed" and not quiet else _together(alike)
    words = f"{words} {short_day(day)}"
    return Flag(day, first.sign, words, first.tone, tuple(n for n, _ in ordered))
