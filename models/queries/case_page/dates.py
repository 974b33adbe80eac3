"""The deadlines of a case as its page lists them: status, short article, short reason."""

import re
from collections.abc import Sequence
from datetime import date

from models.cases.case_file import CaseFile
from models.queries import signs
from models.queries.case_page.data import DateLine, TraceLine
from models.queries.signs import Tone
from models.queries.words import DAYS_AMBER, State, short_basis, short_day
from models.reference.clocks import LAPSED, clock_of
from models.rules.deadlines.model import Deadline, TraceStep
from models.rules.events import PeriodSet

OPEN = frozenset({"running", "overdue", "suspended"})
_YEAR = re.compile(r"\d{4}年(?=\d)")
_NOTE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_UNITS = {"day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
_WEEKEND = {"周六", "周日"}
_FIXED = {
    "suspended": State(signs.PAUSED, "暂停计算", Tone.WARNING),
    "ended": State(signs.NOTHING, "随结案终止", Tone.SECONDARY),
    "missed": State(signs.WRONG, "结案前已逾期", Tone.PROBLEM),
    "elapsed": State(signs.DONE, "等待期已满", Tone.GOOD),
}


def status_of(deadline: Deadline, today: date) -> State:
    """Return the state of a deadline as of a day."""
    if deadline.status in _FIXED:
        return _FIXED[deadline.status]
    met = short_day(deadline.met_on) if deadline.met_on else ""
    match deadline.status:
        case "met":
            return State(signs.DONE, f"按期 {met}", Tone.GOOD)
        case "met_late":
            late = "本局迟延" if deadline.duty == "office" else "逾期"
            return State(signs.WRONG, f"{late} {met}", Tone.PROBLEM)
        case "lapsed":
            return _lapsed(deadline)
        case _:
            return _running(deadline, today)


def _lapsed(deadline: Deadline) -> State:
    """Name what a party let pass by what it did not do; other rights just ran out."""
    undone = clock_of(deadline.id).lapsed
    if undone:
        return State(signs.WRONG, undone, Tone.PROBLEM)
    return State(signs.NOTHING, LAPSED, Tone.SECONDARY)


def _running(deadline: Deadline, today: date) -> State:
    left = (deadline.due - today).days
    if deadline.status == "overdue" or left < 0:
        return State(signs.WRONG, f"逾期 {-left} 日", Tone.PROBLEM)
    guess = "（暂估）" if deadline.provisional else ""
    if left == 0:
        return State(signs.CARE, f"今天届满{guess}", Tone.WARNING)
    soon = left <= DAYS_AMBER
    sign, tone = (signs.CARE, Tone.WARNING) if soon else (signs.RUNNING, Tone.ACCENT)
    return State(sign, f"还有 {left} 日{guess}", tone)


def why(deadline: Deadline) -> str:
    """Return the computation of a deadline in one short line."""
    return "；".join(w for w in (_why_step(s) for s in deadline.trace) if w)


def _bare(text: str) -> str:
    return _YEAR.sub("", _NOTE.sub("", text))


def _why_step(step: TraceStep) -> str:
    first = _bare(step.text).split("，")[0]
    match step.step:
        case "count":
            return _counted(step) if step.count else first
        case "roll":
            name = step.skipped[0][1] if step.skipped else "休息日"
            return f"{short_day(step.start)}为{name}，顺延至{short_day(step.end)}"
        case "tolling":
            return f"＋{first} {step.count} 日"
        case _:
            return first


def _counted(step: TraceStep) -> str:
    unit = _UNITS.get(step.unit or "", "日")
    way = "向前" if step.direction == "backward" else "次日起算 "
    named = list(dict.fromkeys(n for _, n in step.skipped if n not in _WEEKEND))
    rest = f"，跳过{'、'.join(named)}" if named else ""
    return f"{way}{step.count}{unit}{rest}"


def date_lines(case: CaseFile, found: Sequence[Deadline], today: date) -> tuple[DateLine, ...]:
    """Return the deadlines, those still open first by day, then the others by day."""
    ordered = sorted(found, key=lambda d: (d.status not in OPEN, d.due, d.id, d.party or ""))
    return tuple(_line(case, d, today) for d in ordered)


def _line(case: CaseFile, deadline: Deadline, today: date) -> DateLine:
    state = status_of(deadline, today)
    clock = clock_of(deadline.id)
    return DateLine(
        rule=deadline.id,
        key=deadline.party or "",
        name=deadline.name,
        who=_about(case, deadline.party),
        trigger=deadline.trigger_date,
        plan_by=deadline.plan_by,
        due=deadline.due,
        status=deadline.status,
        sign=state.sign,
        status_text=state.text,
        tone=state.tone,
        open=deadline.status in OPEN,
        duty=deadline.duty,
        basis=deadline.basis,
        basis_short=short_basis(deadline.basis),
        why=why(deadline),
        provisional=deadline.provisional,
        trace=tuple(TraceLine(s.text, s.skipped) for s in deadline.trace),
        if_missed=deadline.if_missed,
        positions=deadline.positions,
        right=clock.right,
        closing=clock.closing,
    )


def _about(case: CaseFile, key: str | None) -> str:
    """Return whom a deadline concerns, or what: a designated matter, an object, the whole case."""
    if not key:
        return "全案"
    party = case.party(key)
    if party is not None:
        return party.name
    asked = case.log.last(PeriodSet, lambda e: e.id == key)
    if asked is None:
        return f"物品{key}"
    whom = case.party(asked.event.party)
    what = asked.event.what.label
    return f"{what}（{whom.name}）" if whom else what
