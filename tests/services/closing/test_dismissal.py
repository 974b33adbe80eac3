"""Dismissing an adjudication: its ground and article, its paper, its service, and older entries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models import reference
from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.queries.case_page.journal import event_lines
from models.queries.dialogs.context import step_context
from models.queries.dialogs.next_steps import steps_of
from models.queries.documents import files_of
from models.queries.lists.open_steps import open_steps
from models.rules.events import CaseDismissed, Concluded, Conclusion, Proof
from models.rules.problem import InputRefused
from models.rules.procedure.dismissal import load_grounds
from models.services.closing import decision
from models.services.office import office
from models.services.proceedings import serving
from models.services.shared import documents, journal
from models.services.shared.documents import Order
from models.services.shared.recording import NewEvent, begin, record
from models.store.desk import Desk
from models.store.unit import command
from tests.services.support import approve, bear_out, docket, file, serve, words
from ui.verbs.playing.scenario import Clock

REASON = "双方和解，请求人于2026年5月19日书面撤回请求。"
PAPER = (Order("dismissal_decision"),)
Dismiss = Callable[..., int]


@pytest.fixture
def dismiss(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> Dismiss:
    """Return what dockets a case and dismisses it today with these arguments."""

    def act(**given: Any) -> int:
        case_id = file(desk, request_s2)
        docket(desk, case_id, staff)
        bear_out(desk, case_id, given.get("ground", ""))
        approve(desk, case_id, "closing", kind="dismissal")
        decision.dismiss_case(desk, case_id, on=desk.today(), **{"reason": REASON, **given})
        return case_id

    return act


@command
def dismissed_before(desk: Desk, case_id: int) -> None:
    """Record a dismissal as it was recorded before there were grounds."""
    dismissed = CaseDismissed(reason=REASON, basis="办法第36条")
    ended = NewEvent(Concluded(kind=Conclusion.DISMISSAL), desk.today(), derived=True)
    case = begin(desk, case_id)
    record(desk, case, [NewEvent(dismissed, desk.today()), ended])


@pytest.fixture
def old(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a case dismissed without a ground."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    approve(desk, case_id, "closing", kind="dismissal")
    dismissed_before(desk, case_id)
    return case_id


def facts(desk: Desk, case_id: int) -> dict[str, Any]:
    """Return what the paper may print of the dismissal."""
    found: Any = documents.facts_of(desk, load(desk, case_id), PAPER[0])["dismissal"]
    return found


def recorded(desk: Desk, case_id: int) -> CaseDismissed:
    """Return what was recorded."""
    entry = load(desk, case_id).log.last(CaseDismissed)
    assert entry
    return entry.event


def test_the_basis_is_that_of_the_ground_until_another_is_written(
    desk: Desk, dismiss: Dismiss
) -> None:
    case_id = dismiss(ground="withdrawn")
    assert recorded(desk, case_id) == CaseDismissed(
        reason=REASON, basis="办法第36条第1款第2项", ground="withdrawn"
    )
    found = facts(desk, case_id)
    assert found["basis"] == "《专利纠纷行政裁决和调解办法》第三十六条第一款第二项"
    assert [g["text"] for g in found["grounds"] if g["ticked"]] == [
        reference.dismissal_grounds()["withdrawn"].text
    ]
    assert (found["reason"], found["on"]) == (REASON, desk.today())
    assert "太原市中级人民法院" in found["remedy"]
    rows = next(dict(e.fields) for e in event_lines(load(desk, case_id))
                if e.type == "case_dismissed")  # fmt: skip
    assert rows["情形"] == "请求人撤回请求"


def test_a_written_basis_stands(desk: Desk, dismiss: Dismiss) -> None:
    case_id = dismiss(ground="withdrawn", basis=" 办法第26条、第36条第1款第2项 ")
    assert recorded(desk, case_id).basis == "办法第26条、第36条第1款第2项"
    shown = facts(desk, case_id)["basis"]
    assert shown == "《专利纠纷行政裁决和调解办法》第二十六条、第三十六条第一款第二项"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ground": "lunch"}, "ground: 没有“lunch”这种撤销案件的情形"),
        ({}, "reason: 须写明撤销的理由和依据（办法第36条）"),
        ({"ground": "other", "reason": " "}, "reason: 须写明撤销的理由和依据（办法第36条）"),
    ],
)
def test_what_is_refused(dismiss: Dismiss, given: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        dismiss(**given)
    assert said in words(refused.value)


@pytest.mark.parametrize("code", sorted({*reference.dismissal_grounds()} - {"absent"}))
def test_every_ground_has_its_article(desk: Desk, dismiss: Dismiss, code: str) -> None:
    found = facts(desk, dismiss(ground=code))
    assert found["basis"].startswith("《专利纠纷行政裁决和调解办法》第")
    assert [g["ticked"] for g in found["grounds"]].count(True) == 1


def test_before_the_dismissal_a_draft_shows_every_ground_unticked(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    found = facts(desk, case_id)
    assert len(found["grounds"]) == len(reference.dismissal_grounds())
    assert not any(g["ticked"] for g in found["grounds"])
    with pytest.raises(BadInput, match="只能是草稿"):
        documents.make_documents(desk, case_id, PAPER, final=True)


def test_the_paper_is_served_on_both_and_the_case_is_closed(
    desk: Desk, clock: Clock, dismiss: Dismiss
) -> None:
    case_id = dismiss(ground="withdrawn")
    documents.make_documents(desk, case_id, PAPER, final=True)
    served = [s.step for s in steps_of(desk, load(desk, case_id)) if s.step.command == "serve"]
    assert {s.party for s in served if s.id == "serve_dismissal"} == {"P1", "R1"}
    assert all(s.papers == ("dismissal_decision", "proof_of_service") for s in served
               if s.id == "serve_dismissal")  # fmt: skip
    info = step_context(desk, case_id, "serve", "P1", "serve_dismissal")
    assert info.documents == ("dismissal_decision",)
    before = {d.id for d in deadlines.case_deadlines(desk, load(desk, case_id), clock.day)}
    serve(desk, case_id, "P1", "dismissal_decision")
    assert load(desk, case_id).record.stage == "serving"
    serve(desk, case_id, "R1", "dismissal_decision")
    case = load(desk, case_id)
    assert (case.record.stage, case.record.status) == ("closed", "closed")
    assert files_of(desk, case_id)[0].state == "issued"
    # Whether 15 days or six months run is an open question: no date is made out of it.
    after = {d.id for d in deadlines.case_deadlines(desk, case, clock.day)}
    assert after == before
    assert "sue" not in after


def test_without_the_offices_wording_the_paper_stays_a_draft(desk: Desk, dismiss: Dismiss) -> None:
    case_id = dismiss(ground="withdrawn")
    office.set_settings(
        desk, {"position.remedy.dismissal": None}, source="试", confirmed_by="孙立",
        confirmed_on=date(2026, 5, 20),
    )  # fmt: skip
    with pytest.raises(BadInput) as refused:
        documents.make_documents(desk, case_id, PAPER, final=True)
    assert "撤销案件（侵权裁决案件）的救济告知" in words(refused.value)
    documents.make_documents(desk, case_id, PAPER)
    assert files_of(desk, case_id)[0].state == "draft"


def test_an_older_dismissal_has_no_tick_and_still_a_paper(desk: Desk, old: int) -> None:
    found = facts(desk, old)
    assert "grounds" not in found
    assert found["basis"] == "《专利纠纷行政裁决和调解办法》第三十六条"
    documents.make_documents(desk, old, PAPER, final=True)
    rows = next(dict(e.fields) for e in event_lines(load(desk, old))
                if e.type == "case_dismissed")  # fmt: skip
    assert "情形" not in rows


def test_an_older_service_of_a_notice_counts_and_can_be_voided(desk: Desk, old: int) -> None:
    first = serve(desk, old, "P1", "dismissal_notice").ids["event"]
    steps = [s.step for s in steps_of(desk, load(desk, old))]
    assert [s.party for s in steps if s.id == "serve_dismissal"] == ["R1"]
    serve(desk, old, "R1", "dismissal_decision")
    assert load(desk, old).record.stage == "closed"
    journal.void_event(desk, old, first, reason="误登")
    assert load(desk, old).record.stage == "serving"


def test_a_mediation_keeps_its_notice(desk: Desk, request_s11: dict[str, Any]) -> None:
    case_id = file(desk, request_s11)
    fields = Proof(received_on=desk.today(), received_by="本人", received_as="agent")
    with pytest.raises(BadInput, match="这类案件没有"):
        serving.serve(
            desk,
            case_id,
            serving.Served("P1", ("dismissal_decision",), "direct", fields, outside=True),
        )
    orders = documents.orders_of_set(desk, case_id, "dismissal")
    assert {o.form_id for o in orders} == {"dismissal_notice"}


def test_the_sets_go_by_the_kind_of_case(
    desk: Desk, request_s2: dict[str, Any], request_s11: dict[str, Any]
) -> None:
    adjudication, mediation = file(desk, request_s2), file(desk, request_s11)
    orders = documents.orders_of_set(desk, adjudication, "dismissal")
    assert {o.form_id for o in orders} == {"closing_approval", "dismissal_decision"}
    with pytest.raises(BadInput, match="行政调解案件没有这一组文书"):
        documents.orders_of_set(desk, mediation, "refusal")
    for case_id in (adjudication, mediation):
        case = load(desk, case_id)
        offered = {spec.id for _title, spec, _orders in documents.offers_of(case)}
        named = {p for step in reference.steps(case.record.kind) for p in step.papers}
        # What a step prints can be made, beside the proof of each service.
        assert named - offered == {"proof_of_service"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ground = 3", "规则数据有误"),
        ('[[ground]]\ncode = "a"\nbasis = "办法第36条"', "规则数据有误"),
        ('[[ground]]\ncode = "a"\nbasis = ""\ntext = "甲"', "须写明条文和文字"),
        ('[[ground]]\ncode = "a"\nbasis = "b"\ntext = "c"\n' * 2, "写了两次"),
    ],
)
def test_wrong_data_is_named(text: str, said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        load_grounds(text)


def test_once_approved_the_dismissal_is_the_next_step_and_no_decision(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    steps = {s.step.id: s for s in steps_of(desk, load(desk, case_id))}
    assert steps["dismiss"].step.missing == ("到这一天尚未登记结案审批（办法第36条）",)
    assert "dismiss_approved" not in steps
    approve(desk, case_id, "closing", kind="dismissal")
    steps = {s.step.id: s for s in steps_of(desk, load(desk, case_id))}
    assert not steps.keys() & {"dismiss", "issue_decision", "deliberate", "schedule_hearing"}
    approved = steps["dismiss_approved"]
    assert approved.due and not approved.step.missing and not approved.step.optional
    assert approved.step.papers == ("closing_approval", "dismissal_decision")


def test_the_approval_of_a_dismissal_is_offered_and_waits_for_nobody(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    steps = {s.step.id: s.step for s in steps_of(desk, load(desk, case_id))}
    assert steps["dismissal_approval"].optional
    assert step_context(desk, case_id, "record_approval", None, "dismissal_approval").matter == (
        "closing"
    )
    assert open_steps(desk, ("record_approval",), [case_id]) == []
    approve(desk, case_id, "closing", kind="dismissal")
    steps = {s.step.id: s.step for s in steps_of(desk, load(desk, case_id))}
    assert "dismissal_approval" not in steps
