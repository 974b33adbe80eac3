"""Closing a case for one respondent while it goes on against the others (arts. 30, 35, 36)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import ApartKind, ClosedApart, LimitationDecided
from models.rules.events.codes import Power
from models.rules.gates.people import concession_problems
from models.rules.problem import Problem
from models.rules.procedure.state import CaseState
from models.services.arguments.shapes import Flat
from models.services.office.posts import head_called
from models.services.proceedings.answers import party_of
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

# Grounds of dismissal.toml: the requester sets the one, the respondent's own plea the other.
_WITHDRAWN, _TIME_BARRED = "withdrawn", "time_defence"


@dataclass(frozen=True)
class ApartIn:
    """What a dismissal for one respondent rests on (36), or what was agreed with it (35).

    `ground` is one of resources/rules/dismissal.toml that may concern one respondent; without
    `basis` its article is the basis. `agent` acted for the requester.
    """

    ground: str = ""
    reason: str = ""
    basis: str = ""
    approver: str = ""
    terms: tuple[str, ...] = ()
    agent: str | None = None
    respondent_agent: str | None = None


@command
def close_apart(
    desk: Desk, case_id: int, *, party: str, on: date, kind: str, ending: Flat[ApartIn]
) -> None:
    """End the case for one respondent; from that day it is about the others alone.

    Dismissed: with ground, reason and the head who approved it (36). Agreed: with the terms that
    both sides have signed (35).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "respondent")
    if kind not in set(ApartKind):
        raise BadInput.of("kind", "先行结案的方式为撤销对其的案件或者与其达成调解协议")
    if ApartKind(kind) is ApartKind.DISMISSED:
        closed = _dismissed(party, ending)
        own = _dismissal_problems(desk, case, closed, on)
    else:
        closed = _agreed(party, ending)
        own = _agreement_problems(closed)
    powers = _power_problems(case.state(), closed)
    require([*_standing_problems(case, closed), *own, *powers])
    record(desk, case, [NewEvent(closed, on)])


def _dismissed(party: str, ending: ApartIn) -> ClosedApart:
    chosen = reference.dismissal_grounds().get(ending.ground)
    return ClosedApart(
        party=party,
        kind=ApartKind.DISMISSED,
        reason=ending.reason.strip(),
        ground=ending.ground,
        basis=ending.basis.strip() or (chosen.basis if chosen else ""),
        approver=ending.approver.strip(),
        agent=ending.agent or None,
    )


def _agreed(party: str, ending: ApartIn) -> ClosedApart:
    return ClosedApart(
        party=party,
        kind=ApartKind.AGREED,
        terms=tuple(one.strip() for one in ending.terms if one.strip()),
        agent=ending.agent or None,
        respondent_agent=ending.respondent_agent or None,
    )


def _standing_problems(case: CaseFile, closed: ClosedApart) -> Iterator[Problem]:
    """The respondent is in the case still, and is not its only one."""
    left = [p.key for p in case.present("respondent")]
    if closed.party not in left:
        yield Problem("party", f"本案对{case.name_of(closed.party)}已经结案")
    elif len(left) == 1:
        words = "只有这一名被请求人，应当对全案结案：撤销案件或者制作调解协议书"
        yield Problem("party", f"{words}（{cite('dismissal')}）")


def _dismissal_problems(
    desk: Desk, case: CaseFile, closed: ClosedApart, on: date
) -> Iterator[Problem]:
    chosen = reference.dismissal_grounds().get(closed.ground)
    if chosen is None or not chosen.apart:
        yield Problem("ground", f"须选定可以只对一名被请求人撤销案件的情形（{cite('dismissal')}）")
    pleas = case.log.about(LimitationDecided, closed.party)
    if closed.ground == _TIME_BARRED and not any(one.event.upheld for one in pleas):
        yield Problem("ground", f"没有认定{case.name_of(closed.party)}的时限抗辩成立的记录")
    if not closed.reason:
        yield Problem("reason", f"须写明撤销的理由（{cite('dismissal')}）")
    if not head_called(closed.approver, on, desk.today()):
        yield Problem("approver", "撤销案件由在岗的部门负责人批准")


def _agreement_problems(closed: ClosedApart) -> Iterator[Problem]:
    if not closed.terms:
        yield Problem("terms", "须写明协议内容")


def _power_problems(state: CaseState, closed: ClosedApart) -> Iterator[Problem]:
    """Who gives up or settles for a party has the special power for it (art. 17)."""
    agreed = closed.kind is ApartKind.AGREED
    if closed.agent and (agreed or closed.ground == _WITHDRAWN):
        act = Power.SETTLE if agreed else Power.GIVE_UP
        for requester in state.side("requester"):
            if any(a.name == closed.agent for a in requester.agents):
                yield from concession_problems(requester, act, closed.agent)
                break
        else:
            words = f"{closed.agent}不是请求人已登记的代理人（{cite('agents')}）"
            yield Problem("agent", words)
    respondent = state.anyone(closed.party)
    if closed.respondent_agent and respondent:
        for one in concession_problems(respondent, Power.SETTLE, closed.respondent_agent):
            yield Problem("respondent_agent", one.problem)
