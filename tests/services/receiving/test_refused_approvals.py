"""An approval that was refused is on record with its opinion, and lets nothing go on."""

from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs.context import step_context
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import ApprovalRecorded, Assent, Matter, Opinion
from models.services.receiving import approving, docketing
from models.services.shared.journal import record_event
from models.store.desk import Desk
from tests.services.support import approve, docket, file, panel, words

REFUSAL = "不同意，材料不齐，补齐后再报。"


def answered(
    desk: Desk, case_id: int, matter: str, opinion: str, assent: str, kind: str | None = None
) -> None:
    """Record what the head answered today."""
    signed = [Opinion("dept_head", "高明", opinion, desk.today())]
    details = approving.SheetDetails(kind, assent=assent)
    approving.record_approval(desk, case_id, matter, signed, on=desk.today(), details=details)


def offered(desk: Desk, case_id: int) -> set[str]:
    """Return the ids of the next steps."""
    return {one.step.id for one in steps_of(desk, load(desk, case_id))}


def test_a_refused_docketing_does_not_docket(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    answered(desk, case_id, "docketing", REFUSAL, "refused")
    (kept,) = load(desk, case_id).log.all(ApprovalRecorded)
    assert kept.event.assent is Assent.REFUSED and kept.event.opinions[0].opinion == REFUSAL
    assert "docketing_approval" in offered(desk, case_id), "it is put to the head again"
    assert "docket" not in offered(desk, case_id)
    assert step_context(desk, case_id, "docket").approved == ()
    with pytest.raises(BadInput, match="尚未登记立案审批"):
        docketing.docket(desk, case_id, on=desk.today(), panel=panel(staff), handler=staff["李敏"])
    docket(desk, case_id, staff)
    assert load(desk, case_id).log.has(ApprovalRecorded)


def test_a_refused_dismissal_lets_the_case_go_on(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    before = offered(desk, case_id)
    answered(desk, case_id, "closing", "不同意撤销。", "refused", "dismissal")
    assert offered(desk, case_id) == before


@pytest.mark.parametrize(("opinion", "assent"), [(REFUSAL, "granted"), ("不予批准。", "granted")])
def test_an_answer_that_contradicts_the_opinion_is_refused(
    desk: Desk, request_s2: dict[str, Any], opinion: str, assent: str
) -> None:
    case_id = file(desk, request_s2)
    with pytest.raises(BadInput, match="不一致") as told:
        answered(desk, case_id, "docketing", opinion, assent)
    assert words(told.value).startswith("details.assent: ")


@pytest.mark.parametrize("opinion", ["同意不予立案。", "不符合受理条件，同意。", "不予立案。"])
def test_approving_a_refusal_to_docket_is_no_contradiction(
    desk: Desk, request_s2: dict[str, Any], opinion: str
) -> None:
    case_id = file(desk, request_s2)
    answered(desk, case_id, "refusal", opinion, "granted")


def test_what_was_granted_is_voided_before_it_is_refused(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    approve(desk, case_id, "docketing")
    with pytest.raises(BadInput, match="先作废"):
        answered(desk, case_id, "docketing", REFUSAL, "refused")


def test_what_was_not_deliberated_on_is_not_put_to_the_head(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    with pytest.raises(BadInput, match="尚未合议"):
        answered(desk, case_id, "closing", REFUSAL, "refused")


def test_an_answer_is_one_of_two(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2)
    with pytest.raises(BadInput) as told:
        answered(desk, case_id, Matter.DOCKETING, "同意。", "perhaps")
    assert words(told.value).startswith("details.assent: ")


def test_a_review_that_turned_the_draft_down_says_so(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    review = {"on": desk.today(), "name": "韩雪", "opinion": "审核不通过，依据有误。"}
    with pytest.raises(BadInput) as told:
        record_event(desk, case_id, "legal_reviewed", **review)
    assert words(told.value).startswith("turned_down: ")
    record_event(desk, case_id, "legal_reviewed", **review, turned_down=True)
