"""The timeline of a case: stages as bars, tolled intervals, a lane per party, due days as flags."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from models import reference
from models.queries.case_dates import short_day, short_name
from models.queries.case_page_data import Bar, DateLine, Flag, Lane, Timeline
from models.queries.case_view import CaseView, EventView
from models.rules.procedure.stage import stage_of
from models.rules.procedure.state import CaseState

HORIZON = timedelta(days=120)
_RANK = {"problem": 0, "warning": 1, "accent": 2, "good": 3, "secondary": 4}
_ENDED = {"closed", "refused"}
_RIGHTS = {"recusal", "request_appraisal", "object_jurisdiction"}


def timeline_of(
    view: CaseView, state: CaseState, dates: Sequence[DateLine], today: date
) -> Timeline:
    """Return what the timeline draws; dates far ahead are counted, not drawn.

    While a case is open, today is on the axis; of a case that has ended the axis ends with it.
    """
    ended = stage_of(state) in _ENDED
    events = [e for e in view.standing_events(today) if e.type != "infringement_known"]
    start = min((e.on for e in events), default=today)
    last = max((e.on for e in events), default=today)
    until = last if ended else today
    latest = max(last, min(until, last + HORIZON)) + HORIZON
    drawn = [(n, d) for n, d in enumerate(dates) if start <= d.due <= latest]
    end = max([last, until, *(d.due for _, d in drawn)])
    own = _work_lane(state, dates, events, until)
    keys = {p.key for p in state.parties}
    shared = _shared([(n, d) for n, d in drawn if d.key in keys])
    parties = [
        lane
        for p in state.parties
        if (
            lane := _party_lane(
                p.key, p.name, [(n, d) for n, d in drawn if d.key == p.key and n not in shared]
            )
        )
    ]
    office = [(n, d) for n, d in drawn if d.duty == "office" or d.key not in keys or n in shared]
    lanes = (own, *parties, Lane("期限", "本局的期限", (), _flags(office)))
    return Timeline(start, end, today, lanes, sum(d.open and d.due > latest for d in dates))


# ---- what the office did


def _work_lane(
    state: CaseState, dates: Sequence[DateLine], events: Sequence[EventView], until: date
) -> Lane:
    bars = _stage_bars(state, events, dates, until)
    return Lane("办理", "办理", (*bars, *_tolled(events, until)))


def _stage_bars(
    state: CaseState, events: Sequence[EventView], dates: Sequence[DateLine], today: date
) -> list[Bar]:
    """One bar per stage the case has passed through, then what is planned until the closing day."""
    marks: list[tuple[date, str]] = []
    for day in sorted({e.on for e in events}):
        seen = tuple(h for h in state.happenings if h.on <= day)
        stage = stage_of(replace(state, happenings=seen))
        if not marks or marks[-1][1] != stage:
            marks.append((day, stage))
    bars = []
    ends = [day for day, _ in marks[1:]] + [today]
    for (day, stage), after in zip(marks, ends, strict=False):
        kind = "intake" if stage in ("received", "correcting", "opinion") else "past"
        if stage not in _ENDED and after >= day:
            bars.append(Bar(day, after, reference.stage_name(stage), kind))
    limit = next((d for d in dates if d.rule == "conclude" and d.open), None)
    if limit and limit.due > today:
        bars.append(Bar(today, limit.due, "至结案期限", "plan"))
    return bars


def _tolled(events: Sequence[EventView], today: date) -> list[Bar]:
    """Return the intervals that do not count, overlapping ones as one with both names."""
    names = reference.event_schema().choices["tolling"]
    ends = {e.payload.get("id"): e.on for e in events if e.type == "tolling_ended"}
    spans = sorted(
        (e.on, ends.get(e.payload.get("id"), today), names.get(e.payload.get("kind", ""), "中止"))
        for e in events
        if e.type == "tolling_started"
    )
    merged: list[tuple[date, date, list[str]]] = []
    for start, end, name in spans:
        if merged and start <= merged[-1][1]:
            first, before, kinds = merged[-1]
            merged[-1] = (first, max(before, end), [*kinds, name])
        else:
            merged.append((start, end, [name]))
    return [
        Bar(
            start,
            end,
            f"{'与'.join(dict.fromkeys(kinds))} {(end - start).days} 日"
            f"{'（并集）' if len(kinds) > 1 else ''}，不计入",
            "tolled",
        )
        for start, end, kinds in merged
    ]


# ---- the parties' clocks


def _party_lane(key: str, name: str, dates: Sequence[tuple[int, DateLine]]) -> Lane | None:
    clocks = [(n, d) for n, d in dates if d.duty != "office" and not _minor(d)]
    if not clocks:
        return None
    spans: dict[tuple[date, date], list[DateLine]] = {}
    for _, one in clocks:
        if one.trigger <= one.due and one.rule not in _RIGHTS:
            spans.setdefault((one.trigger, one.due), []).append(one)
    bars = tuple(
        Bar(start, end, _together([d.name for d in found]), "clock")
        for (start, end), found in sorted(spans.items())
    )
    return Lane(short_name(name), name, bars, _flags(clocks))


def _shared(dates: Sequence[tuple[int, DateLine]]) -> set[int]:
    """Rights of several parties that end on one day: they stand once, below the parties."""
    same: dict[tuple[str, date], list[int]] = {}
    for number, one in dates:
        if one.rule in _RIGHTS and one.open:
            same.setdefault((one.rule, one.due), []).append(number)
    return {n for numbers in same.values() if len(numbers) > 1 for n in numbers}


def _minor(one: DateLine) -> bool:
    """Whether a right that ran out unused is left to the table, so that the lane stays readable."""
    return one.rule in _RIGHTS and not one.open and one.tone == "secondary"


def _together(names: Sequence[str]) -> str:
    """Return the names once each; a notice of something is not named beside that thing."""
    found = dict.fromkeys(names)
    kinds = [k for k in found if not any(o != k and k.startswith(o) for o in found)]
    return "、".join(kinds) if len(kinds) < 3 else f"{kinds[0]}等{len(kinds)}项"


def _flags(dates: Sequence[tuple[int, DateLine]]) -> tuple[Flag, ...]:
    """Return one flag per day, its text that of the gravest date on it."""
    by_day: dict[date, list[tuple[int, DateLine]]] = {}
    for one in dates:
        by_day.setdefault(one[1].due, []).append(one)
    flags = []
    for day, found in sorted(by_day.items()):
        ordered = sorted(found, key=lambda one: (not one[1].open, _RANK[one[1].tone], one[0]))
        first = ordered[0][1]
        alike = [d.name for _, d in ordered if d.tone == first.tone and d.open == first.open]
        words = first.status_text if first.status == "lapsed" else _together(alike)
        words = _together(alike) if first.tone == "secondary" else words
        text = f"{first.sign} {words} {short_day(day)}"
        flags.append(Flag(day, text, first.tone, tuple(n for n, _ in ordered)))
    return tuple(flags)
