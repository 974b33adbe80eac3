"""What a step does to the periods of a case, in one line: which start, end or move."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from models.cases.case_file import CaseFile
from models.queries.words import short_basis, short_name
from models.reference.clocks import clock_of
from models.rules.deadlines.model import Deadline

_MOST = 4  # periods that are named
_TWO = 2  # parties: of the one that a step is about nobody need be told
_RUNNING, _PAUSED = frozenset({"running", "overdue"}), "suspended"
_Clocks = Mapping[tuple[str, str | None], Deadline]


def clocks(found: Sequence[Deadline]) -> _Clocks:
    """Return deadlines by rule and party, so that they can be compared."""
    return {(one.id, one.party): one for one in found}


def words_of_effect(case: CaseFile, before: _Clocks, after: _Clocks) -> str:
    """Return what became of the periods; "" when nothing did. `case` is the case afterwards."""
    said = [*filter(None, (_moved(case, before[key], after.get(key)) for key in before))]
    new = sorted((after[key] for key in after if key not in before), key=_weight)
    more = len(said) + len(new) - _MOST
    said = said[:_MOST]
    said += _started(case, new[: _MOST - len(said)])
    return "；".join([*said, f"另有{more}项期限随之变化"] if more > 0 else said)


def _weight(deadline: Deadline) -> tuple[bool, date, date]:
    """Duties come before mere rights, then the days."""
    return clock_of(deadline.id).right, deadline.trigger_date, deadline.due


def _moved(case: CaseFile, was: Deadline, now: Deadline | None) -> str:
    name = _name(case, was)
    if now is None:
        return f"{name}不再计算"
    if now.status != was.status and now.status not in _RUNNING:
        return f"{name}{_ended(now)}"
    if now.due != was.due:
        return f"{name}由{was.due}改至{now.due}{_basis(now)}"
    return f"{name}继续计算" if was.status == _PAUSED and now.status in _RUNNING else ""


def _ended(now: Deadline) -> str:
    late = (now.met_on - now.due).days if now.met_on else 0
    match now.status:
        case "met":
            return f"按期完成（{now.due}届满）"
        case "met_late" | "missed" if late > 0:
            return f"逾期{late}日（{now.due}届满）"
        case "suspended":
            return "暂停计算"
        case "ended":
            return "随之终止"
        case _:
            return f"于{now.due}届满"


def _started(case: CaseFile, found: Sequence[Deadline]) -> Iterator[str]:
    """Yield the new periods, those of one day and one person together."""
    groups: dict[tuple[date, str], list[str]] = {}
    for one in found:
        late = "，已过" if one.status == "overdue" else ""
        text = f"{_period(one)}至{one.due}{late}{_basis(one)}"
        groups.setdefault((one.trigger_date, _whose(case, one)), []).append(text)
    for (day, whose), texts in groups.items():
        yield f"自{day}起：{whose}{'、'.join(texts)}"


def _basis(deadline: Deadline) -> str:
    return f"（{short_basis(deadline.basis)}）" if deadline.basis else ""


def _name(case: CaseFile, deadline: Deadline) -> str:
    return f"{_whose(case, deadline)}{_period(deadline)}"


def _period(deadline: Deadline) -> str:
    return f"“{deadline.name}”"


def _whose(case: CaseFile, deadline: Deadline) -> str:
    """Return whose period it is, "" of the case and where nobody else could be meant."""
    party = case.party(deadline.party) if deadline.party else None
    return f"{short_name(party.name)}的" if party and len(case.parties) > _TWO else ""
