"""Other claims, or other things asked for, than in the request, after docketing (17, 24, 36)."""

from collections.abc import Sequence
from datetime import date

from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.events import ClaimsChosen, RequestsChanged
from models.rules.events.codes import Power
from models.rules.gates.people import agent_problems, concession_problems
from models.rules.intake.checks import read_claims
from models.rules.patent.claims import claims_left, claims_relied
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
def choose_claims(
    desk: Desk,
    case_id: int,
    *,
    party: str,
    on: date,
    claims: str,
    reason: str,
    agent: str | None = None,
) -> None:
    """Record which claims a requester relies on from now on, written as 1、3-5.

    The others are served the change and have a new time to answer. An agent needs the special
    power (art. 17).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "requester")
    require(_power_problems(case, party, agent))
    if not reason.strip():
        raise BadInput.of("reason", f"须写明变更的理由（{cite('dismissal')}）")
    chosen = ClaimsChosen(
        party=party, claims=_chosen(case, claims), reason=reason.strip(), agent=agent or None
    )
    record(desk, case, [NewEvent(chosen, on)])


@command
def change_requests(
    desk: Desk,
    case_id: int,
    *,
    party: str,
    on: date,
    requests: Sequence[str],
    reason: str,
    agent: str | None = None,
) -> None:
    """Record what a requester asks for from now on, all of it; the others are served the change.

    An agent needs the special power (art. 17).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "requester")
    require(_power_problems(case, party, agent))
    wanted = tuple(one.strip() for one in requests if one.strip())
    if not wanted:
        raise BadInput.of("requests", "须写明变更后的全部请求事项；全部撤回的登记撤回请求")
    if wanted == case.state().requests:
        raise BadInput.of("requests", "与现在的请求事项相同，没有变更")
    changed = RequestsChanged(
        party=party, requests=wanted, reason=given_reason(reason, "变更请求"), agent=agent or None
    )
    record(desk, case, [NewEvent(changed, on)])


def _power_problems(case: CaseFile, party: str, agent: str | None) -> list[Problem]:
    """Only an agent of the party with the special power changes a request for it (art. 17)."""
    subject = case.state().party(party)
    if subject is None or not agent:
        return []
    return agent_problems(subject, agent) + concession_problems(subject, Power.CHANGE, agent)


def _chosen(case: CaseFile, typed: str) -> tuple[int, ...]:
    """Read the claims; refuse what is no change and what is invalid."""
    state, found = case.state(), read_claims(typed)
    if case.patent_kind == "design":
        raise BadInput.of("claims", "外观设计没有权利要求")
    if not found:
        raise BadInput.of("claims", "请写权利要求的序号，如 1、3 或者 1-4")
    if found == claims_relied(state):
        raise BadInput.of("claims", "与现在据以请求的权利要求相同，没有变更")
    left = claims_left(state)
    gone = [str(c) for c in found if left is not None and c not in left]
    if gone:
        raise BadInput.of("claims", f"权利要求{'、'.join(gone)}已被宣告无效，决定已经生效")
    return found
