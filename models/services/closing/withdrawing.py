"""A requester withdraws its request, before or after docketing (Order 81 arts. 17, 36)."""

from datetime import date

from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.events import RequestWithdrawn
from models.rules.events.codes import Power
from models.rules.gates.people import concession_problems
from models.rules.problem import Problem
from models.services.proceedings.answers import party_of
from models.services.shared.recording import (
    NewEvent,
    begin,
    check_day,
    given_reason,
    record,
    require,
)
from models.store.desk import Desk
from models.store.unit import command


@command
def withdraw_request(
    desk: Desk, case_id: int, *, party: str, on: date, reason: str, agent: str | None = None
) -> None:
    """Record that a requester withdrew its request, in its own words; the case goes on for others.

    An agent needs the special power (art. 17). The dismissal itself is approved and decided after.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "requester")
    if case.log.has(RequestWithdrawn, party):
        raise BadInput.of("party", "这名请求人已经撤回请求")
    if agent:
        require(_power_problems(case, party, agent))
    withdrawn = RequestWithdrawn(
        party=party, text=given_reason(reason, "撤回请求"), agent=agent or None
    )
    record(desk, case, [NewEvent(withdrawn, on)])


def _power_problems(case: CaseFile, key: str, agent: str) -> list[Problem]:
    subject = case.state().party(key)
    return concession_problems(subject, Power.GIVE_UP, agent) if subject else []
