"""Taking over a case that ran on paper: what has happened is entered with its days, not re-judged.

The request is filed as always; then its past comes in as events, from which the dates follow. What
happens from now on goes its usual way, with every check.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.cases.case_file import CaseFile
from models.entities import Staff
from models.errors import BadInput
from models.reference.past_acts import offered, past_acts
from models.rules.dates import before_the_law, year_problem
from models.rules.events import (
    RECEIVED,
    Docketed,
    InfringementKnown,
    Member,
    NoteRecorded,
    PanelAppointed,
    UrgingDispatched,
    UrgingReceived,
)
from models.rules.intake.past_acts import Happened, became, typed_problems
from models.rules.problem import Problem
from models.services.shared.numbering import number_for
from models.services.shared.recording import NewEvent, begin, record_past, require
from models.services.shared.value_checks import value_problems
from models.store.desk import Desk
from models.store.unit import command

_FIRST = (*RECEIVED.values(), InfringementKnown, UrgingDispatched, UrgingReceived)
_MOST = 200  # acts of one case


@dataclass(frozen=True)
class Paper:
    """What the paper file says of the case itself: 案号, handler, panel (staff ids), its place."""

    handler: int
    number: str = ""
    chair: int | None = None
    members: tuple[int, ...] = ()
    clerk: int | None = None
    kept_at: str = ""


@command
def take_over(desk: Desk, case_id: int, paper: Paper, acts: Sequence[Happened]) -> None:
    """Enter what has happened in a case before; BadInput names each act by its row.

    Only in a case of which no more than the request is registered. A docketed one needs its 案号;
    its panel is kept as it was appointed then.
    """
    case = begin(desk, case_id)
    if any(not isinstance(entry.event, _FIRST) for entry in case.log.entries):
        raise BadInput.of("case", "本案已经在本程序里办理，以前的事项请逐项登记")
    require(_problems(desk, case, acts))
    groups = _events(case, acts)
    docketed = next((group for group in groups if isinstance(group[0].event, Docketed)), None)
    row = replace(case.record, handler_id=_staff(paper.handler, "handler").id)
    if docketed is None:
        if paper.number.strip() or paper.chair is not None or paper.members:
            raise BadInput.of("acts", "写了案号、合议组的，请补录立案")
    else:
        if not paper.number.strip():
            raise BadInput.of("number", "已经立案的，请填写纸质案卷上的案号")
        on = docketed[0].on
        number = number_for(desk, case, case.kind, on.year, paper.number)
        row = replace(row, case_no=number)
        if paper.chair is not None:  # it goes when the docketing is voided, as after `docket`
            docketed.append(NewEvent(_panel(paper.chair, paper), on, derived=True))
    where = f"，纸质案卷：{paper.kept_at.strip()}" if paper.kept_at.strip() else ""
    words = f"本案原在纸面办理，{desk.today().isoformat()}接收；此前的事项依纸质案卷补录{where}"
    groups.append([NewEvent(NoteRecorded(title="接收在办案件", text=words), desk.today())])
    require(p for group in groups for one in group for p in value_problems(one.event))
    record_past(desk, case, groups, row)


def _problems(desk: Desk, case: CaseFile, acts: Sequence[Happened]) -> list[Problem]:
    if not 1 <= len(acts) <= _MOST:
        return [Problem("acts", f"请补录1到{_MOST}件已经办理的事项")]
    sides = {one.key: one.side for one in case.parties}
    kinds, found = offered(case.kind), list[Problem]()
    received = min(one.on for one in case.log.entries if isinstance(one.event, _FIRST[:3]))
    for number, one in enumerate(acts):
        if one.act not in kinds:
            own = [Problem("act", "这类案件没有这种事项")]
        else:
            own = [*typed_problems(past_acts()[one.act], one, sides), *_days(desk, one, received)]
        found += [replace(p, field=f"acts[{number}].{p.field}") for p in own]
    twice = [n for n, one in enumerate(acts) if one.act == "docketed"][1:]
    return found + [Problem(f"acts[{n}].act", "立案只能补录一次") for n in twice]


def _days(desk: Desk, one: Happened, received: date) -> list[Problem]:
    found: list[Problem] = []
    for name, day in (("on", one.on), ("until", one.until)):
        if day is None:
            continue
        if wrong := before_the_law(day) or year_problem(day.year):
            found.append(Problem(name, f"日期不对：{wrong}"))
        elif day < received:
            found.append(Problem(name, "日期早于收到请求书的日期"))
        elif day > desk.today() and (name == "on" or past_acts()[one.act].ends):
            found.append(Problem(name, "日期晚于今天，尚未发生的事不能登记"))
    return found


def _events(case: CaseFile, acts: Sequence[Happened]) -> list[list[NewEvent]]:
    """Return the events of each act, by day; of one day in the order in which they were typed."""
    first = case.side("requester")[0].key
    made = [
        [NewEvent(one.event, one.on) for one in became(past_acts()[act.act], act, number, first)]
        for number, act in enumerate(acts, start=1)
    ]
    return sorted(made, key=lambda group: group[0].on)


def _panel(chair: int, paper: Paper) -> PanelAppointed:
    """Return the panel as it was; whether it was lawful then is not asked again."""
    first = _member(chair, "chair", "chair")
    others = [_member(one, "member", f"members[{n}]") for n, one in enumerate(paper.members)]
    clerk = None if paper.clerk is None else _member(paper.clerk, "clerk", "clerk")
    return PanelAppointed(members=(first, *others), clerk=clerk)


def _member(staff_id: int, role: str, field: str) -> Member:
    row = _staff(staff_id, field)
    return Member(row.name, role, row.certificate_no, row.certificate_until, row.id)


def _staff(staff_id: int, field: str) -> Staff:
    found = Staff.get_or_none(Staff.id == staff_id)
    if found is None:
        raise BadInput.of(field, f"没有编号为{staff_id}的人员")
    return found
