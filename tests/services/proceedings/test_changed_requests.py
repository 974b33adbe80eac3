"""What a request asks for is changed by a step that is served; a correction only puts right."""

import copy
from datetime import date
from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import RequestsChanged
from models.services.proceedings.claims import change_requests
from models.services.receiving import intake
from models.services.shared.documents import Order, make_documents
from models.store.desk import Desk
from tests.services import support

NEW = ("责令立即停止制造、销售QKL-12周转筐", "责令销毁专用模具")


@pytest.fixture
def served(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a case docketed and served today."""
    case_id = support.file(desk, request_s2)
    support.docket(desk, case_id, staff)
    support.serve(desk, case_id, "R1", "request_copy")
    return case_id


def changed(desk: Desk, case_id: int, **more: Any) -> None:
    """Change what the requester asks for."""
    given = {"party": "P1", "on": desk.today(), "requests": NEW, "reason": "补充"} | more
    change_requests(desk, case_id, **given)


def test_the_change_is_served_and_leaves_time_to_answer(desk: Desk, served: int) -> None:
    changed(desk, served)
    case = load(desk, served)
    assert case.state().requests == NEW
    assert case.log.last(RequestsChanged) is not None
    told = [(s.step.id, s.step.party) for s in steps_of(desk, load(desk, served))]
    assert ("serve_claims", "R1") in told
    made = make_documents(desk, served, (Order("claims_notice", "R1"),), final=True)
    assert made.ids["document"]
    support.serve(desk, served, "R1", "claims_notice")
    assert ("serve_claims", "R1") not in [
        (s.step.id, s.step.party) for s in steps_of(desk, load(desk, served))
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"requests": ()}, "requests: 须写明变更后的全部请求事项"),
        ({"reason": " "}, "reason: 变更请求须写明理由"),
        ({"party": "R1"}, "party: 本案没有这样的当事人"),
        ({"agent": "路人"}, "agent: 路人不是"),
    ],
)
def test_what_is_refused(desk: Desk, served: int, given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        changed(desk, served, **given)
    assert said in support.words(refused.value)
    assert not load(desk, served).log.has(RequestsChanged)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("requests",), ["责令停止许诺销售"], "变更请登记“变更请求事项”"),
        (("patent", "asserted_claims"), [2], "变更请登记“变更据以请求的权利要求”"),
    ],
)
def test_a_correction_does_not_change_what_was_served(
    desk: Desk, served: int, request_s2: dict[str, Any], path: tuple[str, ...], value: Any,
    said: str,
) -> None:  # fmt: skip
    data = copy.deepcopy(request_s2)
    inner = data if len(path) == 1 else data[path[0]]
    inner[path[-1]] = value

    def amend(**more: Any) -> None:
        intake.amend_request(desk, served, data, on=desk.today(), reason="录错", **more)

    with pytest.raises(BadInput, match=said):
        amend()
    amend(clerical=True)


def test_before_the_service_it_is_still_a_correction(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = support.file(desk, request_s2)
    data: dict[str, Any] = request_s2 | {"requests": ["责令停止销售"]}
    intake.amend_request(desk, case_id, data, on=desk.today(), reason="请求人改了")
    assert load(desk, case_id).state().requests == ("责令停止销售",)


def test_a_phone_is_put_right_after_the_service(
    desk: Desk, served: int, request_s2: dict[str, Any]
) -> None:
    data = copy.deepcopy(request_s2)
    data["respondents"][0]["phone"] = "0357-5550999"
    intake.amend_request(desk, served, data, on=date(2026, 5, 20), reason="抄错")
