"""Cases heard together (合并审理) and apart again: each keeps number, clocks and decision (21)."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.cases.numbered import case_numbered
from models.cases.records import Place
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import Attendance, CasesJoined, CasesParted, Event, JoiningGround
from models.rules.identity import same_patent_digits
from models.rules.procedure.together import together_with
from models.rules.similarity import same_person
from models.rules.text_checks import NAME_LIMIT, text_problem
from models.services.arguments.shapes import Flat
from models.services.shared.recording import NewEvent, begin, check_day, given_reason, record
from models.store.desk import Desk
from models.store.unit import command

_MOST = 200  # cases heard together


@dataclass(frozen=True)
class Joining:
    """Which cases, by their ids or their numbers; what they have in common, who decided and why."""

    ground: JoiningGround
    decided_by: str
    reason: str
    cases: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()


@command
def join_cases(desk: Desk, case_id: int, *, on: date, joining: Flat[Joining]) -> None:
    """Hear a case together with others.

    Those with which one of them is heard already belong to them. The ground is checked against the
    rows where they can tell: parties and patent; that products are the same is for the panel.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    ground = joining.ground
    by, why = _decided(joining.decided_by), given_reason(joining.reason, "合并审理")
    named = [*joining.cases, *(_numbered(one) for one in joining.numbers if one.strip())]
    group = _group(desk, case, named)
    if len(group) == 1 or set(group) <= {case.id, *together_with(case.log)}:
        raise BadInput.of("cases", "选择要与本案合并审理的案件")
    if len(group) > _MOST:
        raise BadInput.of("cases", f"最多{_MOST}件合并审理")
    for one in group.values():
        _refuse_earlier(one, on)
    if wrong := _differ(ground, list(group.values())):
        raise BadInput.of("ground", f"{wrong}，不属于“{ground.label}”（{cite('merging')}）")
    act = desk.unit.next_event

    def joined(others: Mapping[int, str]) -> Event:
        return CasesJoined(
            cases=tuple(others), numbers=tuple(others.values()), ground=ground, decided_by=by,
            reason=why, act=act,
        )  # fmt: skip

    for one in _own_last(case, group):
        others = {n: other.record.number for n, other in group.items() if n != one.id}
        record(desk, one, [NewEvent(joined(others), on)])


@command
def part_cases(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    decided_by: str,
    reason: str,
    cases: Sequence[int] = (),
) -> None:
    """Hear cases apart from those that they are heard together with; this one when none is named.

    Each that leaves is alone from then on; those that stay are heard together as before.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    by, why = _decided(decided_by), given_reason(reason, "分案审理")
    group = _group(desk, case, ())
    leaving = set(cases or [case.id])
    if len(group) == 1 or not leaving <= group.keys():
        raise BadInput.of("cases", "只有合并审理的案件可以分案审理")
    act = desk.unit.next_event
    for one in _own_last(case, group):
        _refuse_earlier(one, on)
        gone = group.keys() if one.id in leaving else leaving
        others = {n: group[n].record.number for n in group if n in gone and n != one.id}
        parted = CasesParted(
            cases=tuple(others), numbers=tuple(others.values()), decided_by=by, reason=why, act=act
        )
        record(desk, one, [NewEvent(parted, on)])


def _decided(by: str) -> str:
    if not by.strip():
        raise BadInput.of("decided_by", "写明由谁决定")
    if wrong := text_problem(by.strip(), NAME_LIMIT):
        raise BadInput.of("decided_by", wrong)
    return by.strip()


def _numbered(number: str) -> int:
    found = case_numbered(number)
    if found is None:
        raise BadInput.of("numbers", f"没有编号为“{number.strip()}”的案件")
    return found


def _group(desk: Desk, case: CaseFile, named: Iterable[int]) -> dict[int, CaseFile]:
    """Return a case and those named, with all that any of them is heard together with, by id."""
    group = {case.id: case}
    wanted = [*named, *together_with(case.log)]
    while missing := [one for one in dict.fromkeys(wanted) if one not in group]:
        found = load_many(desk, missing)
        if lost := [one for one in missing if one not in found]:
            raise BadInput.of("cases", f"没有编号为{lost[0]}的案件")
        for one in found.values():
            desk.unit.also(one.id)
        group |= found
        wanted = [other for one in found.values() for other in together_with(one.log)]
    return dict(sorted(group.items()))


def _own_last(case: CaseFile, group: Mapping[int, CaseFile]) -> list[CaseFile]:
    """Return the cases; what is said of the command at its end is of the one that it is about."""
    return [*(one for one in group.values() if one.id != case.id), case]


def _refuse_earlier(case: CaseFile, on: date) -> None:
    """The last joining or parting counts: none is put before another."""
    days = [e.on for kind in (CasesJoined, CasesParted) for e in case.log.all(kind)]
    if days and on < max(days):
        words = f"{case.record.number}在{max(days).isoformat()}已有合并、分案的登记，日期不能更早"
        raise BadInput.of("on", words)


def _differ(ground: JoiningGround, cases: Sequence[CaseFile]) -> str:
    """Say what the rows show to be otherwise than the ground says, "" for nothing."""
    first, *others = cases
    for one in others:
        pair = f"{first.record.number}与{one.record.number}"
        if ground is JoiningGround.PATENT and not _one_patent(first, one):
            return f"{pair}的专利不同"
        if ground is JoiningGround.PARTIES and not all(
            _same_people(first.side(side), one.side(side)) for side in ("requester", "respondent")
        ):
            return f"{pair}的双方当事人不同"
    return ""


def _one_patent(one: CaseFile, other: CaseFile) -> bool:
    mine, theirs = (same_patent_digits(c.patent.number) if c.patent else "" for c in (one, other))
    return mine == theirs != ""


def _same_people(mine: Sequence[Place], theirs: Sequence[Place]) -> bool:
    return len(mine) == len(theirs) and all(any(same(a, b) for b in theirs) for a in mine)


def same(one: Place, other: Place) -> bool:
    """Whether two places, in cases or sides of their own, are of one person."""
    mine, theirs = one.person, other.person
    return same_person(mine.name, mine.id_no, theirs.name, theirs.id_no)


# ---- what is done in all of them at once


@dataclass(frozen=True)
class Came(Attendance):
    """Who came for a party that only a case heard together has, by the id of that case."""

    case: int = 0


@dataclass(frozen=True)
class Together:
    """The cases that were heard together, and who came for those whom only another of them has."""

    together: tuple[int, ...] = ()
    further: tuple[Came, ...] = ()


def heard_together(desk: Desk, case: CaseFile, wanted: Sequence[int]) -> list[CaseFile]:
    """Return cases by their ids; BadInput when one is not heard together with this one."""
    strange = set(wanted) - set(together_with(case.log))
    if strange:
        raise BadInput.of("together", "只有与本案合并审理的案件可以一并登记")
    for one in wanted:
        desk.unit.also(one)
    return list(load_many(desk, sorted(set(wanted))).values())


@contextmanager
def said_of(case: CaseFile | None) -> Generator[None]:
    """Say of a refusal in which case it is, when it is not the one that is worked on."""
    try:
        yield
    except BadInput as refused:
        if case is None:
            raise
        number = case.record.number
        raise BadInput(
            replace(one, field="together", problem=f"{number}：{one.problem}")
            for one in refused.problems
        ) from refused


def attendance_there(
    case: CaseFile, other: CaseFile, attendance: Sequence[Attendance], further: Sequence[Came]
) -> list[Attendance]:
    """Return who came in another case: for the same persons as in this one, and those further."""
    came = {one.party: one for one in attendance}
    told = {one.party: one for one in further if one.case == other.id}
    found: list[Attendance] = []
    for place in other.parties:
        mine = next((p for p in case.parties if same(p, place) and p.key in came), None)
        one = told.get(place.key) or (came[mine.key] if mine else None)
        if one is not None:
            found.append(
                Attendance(place.key, one.present, one.name, one.who, one.note, one.signed)
            )
    return found
