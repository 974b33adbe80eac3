"""A requester withdraws, itself or by an agent with the power; a lead goes where it belongs."""

from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import RequestWithdrawn
from models.services.closing import decision
from models.services.closing.withdrawing import withdraw_request
from models.services.shared.documents import Order, make_documents
from models.services.shared.journal import record_event
from models.store.desk import Desk
from tests.services import support


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a case whose requester has an agent without special powers."""
    request_s2["agents"] = [
        {
            "for": "requester:1",
            "name": "沈律",
            "powers": "general",
            "firm": "汾宁律师事务所",
            "phone": "19900000099",
        }
    ]
    request_s2["papers"].append({"id": "poa", "of": "requester:1"})
    case_id = support.file(desk, request_s2)
    support.docket(desk, case_id, staff)
    return case_id


def step_ids(desk: Desk, case_id: int) -> list[str]:
    """Return the steps that are offered."""
    return [one.step.id for one in steps_of(desk, load(desk, case_id))]


def test_all_withdrew_and_the_dismissal_is_next(desk: Desk, docketed: int) -> None:
    assert "dismiss_withdrawn" not in step_ids(desk, docketed)
    withdraw_request(desk, docketed, party="P1", on=desk.today(), reason="双方和解")
    assert "dismiss_withdrawn" in step_ids(desk, docketed)
    with pytest.raises(BadInput, match="已经撤回请求"):
        withdraw_request(desk, docketed, party="P1", on=desk.today(), reason="又撤回")


def test_an_agent_needs_the_power(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput, match="一般代理"):
        withdraw_request(desk, docketed, party="P1", on=desk.today(), reason="撤回", agent="沈律")
    assert not load(desk, docketed).log.has(RequestWithdrawn)


def test_a_dismissal_needs_what_its_ground_says(desk: Desk, docketed: int) -> None:
    support.approve(desk, docketed, "closing", kind="dismissal")
    with pytest.raises(BadInput, match="还没有登记全部请求人撤回请求"):
        decision.dismiss_case(desk, docketed, on=desk.today(), reason="撤回", ground="withdrawn")


def test_without_jurisdiction_the_requester_is_told_and_the_lead_goes_on(
    desk: Desk, docketed: int
) -> None:
    support.bear_out(desk, docketed, "no_jurisdiction")
    assert "serve_jurisdiction" in step_ids(desk, docketed)
    make_documents(desk, docketed, (Order("jurisdiction_notice", "P1"),), final=True)
    support.serve(desk, docketed, "P1", "jurisdiction_notice")
    support.approve(desk, docketed, "closing", kind="dismissal")
    decision.dismiss_case(
        desk, docketed, on=desk.today(), reason="不在本县", ground="no_jurisdiction"
    )
    assert "transfer_lead" in step_ids(desk, docketed)
    record_event(
        desk, docketed, "lead_transferred", on=desk.today(), office="越州市知识产权局",
        text="请求书一套",
    )  # fmt: skip
    make_documents(desk, docketed, (Order("lead_transfer"),), final=True)
    assert "transfer_lead" not in step_ids(desk, docketed)
