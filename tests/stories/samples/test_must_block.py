"""What the samples say must not be possible: tried at the right moment, refused with the reason."""

import copy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.cases import acceptance
from models.cases.loading import load as load_case
from models.errors import BadInput
from models.queries.dialogs import next_steps
from models.rules.events import HearingScheduled, NotDocketed, Opinion, OrderItem, PeriodSet, Routed
from models.services.arguments.reading import Reading
from models.services.arguments.shapes import shape_of
from models.services.closing import decision, mediation
from models.services.proceedings import answers, hearing, routing
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.routing import RoutingIn
from models.services.receiving import approving, docketing, intake
from models.services.receiving.docketing import Panel
from models.services.shared import documents
from tests.stories.samples.conftest import Moment, Theatre, attempt
from ui.verbs.playing.scenario import load_scenario


def _draft(moment: Moment, **changes: Any) -> decision.Decision:
    reading = Reading()
    draft = reading.value(moment.step["draft"], shape_of(decision.Decision), "draft")
    assert isinstance(draft, decision.Decision), reading.problems
    return replace(draft, **changes)


def _issue(moment: Moment, draft: decision.Decision, on: date | None = None) -> None:
    decision.issue_decision(moment.desk, moment.case_id, draft, on=on or moment.step["on"])


# ---------------------------------------------------------------- S1


@attempt("S1", "issue_decision")
def compensation_in_the_order(moment: Moment) -> None:
    draft = _draft(moment)
    extra = OrderItem("责令禾川县钰禾丰节水器材有限公司赔偿损失30万元。", ("R1",))
    _issue(moment, replace(draft, order=(*draft.order, extra)))


def test_compensation_stays_out_of_the_order(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("compensation_in_the_order")
    assert field == "order[3]"
    assert "专利法第65条" in reason and "可另行请求调解" in reason


@attempt("S1", "issue_decision")
def decision_after_a_certificate_ran_out(moment: Moment) -> None:
    with moment.day(date(2026, 5, 1)):
        _issue(moment, _draft(moment), date(2026, 5, 1))


def test_a_certificate_that_ran_out_blocks_the_decision(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("decision_after_a_certificate_ran_out")
    assert field == "panel"
    for words in ("王强", "2026年4月30日到期", "重新告知合议组成员", "回避期限重新起算"):
        assert words in reason


@attempt("S1", "issue_decision")
def absence_by_article_22(moment: Moment) -> None:
    basis = ("《专利纠纷行政裁决和调解办法》第二十二条、第三十一条、第三十二条",)
    _issue(moment, _draft(moment, basis=basis))


def test_absence_rests_on_article_26(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("absence_by_article_22")
    assert field == "basis"
    assert "第26条（不是第22条）" in reason


@attempt("S1", "issue_decision")
def unproved_making_by_the_shop(moment: Moment) -> None:
    draft = _draft(moment)
    shop = draft.order[1]
    wider = replace(shop, acts=("make", *shop.acts), text=shop.text.replace("停止", "停止制造、"))
    _issue(moment, replace(draft, order=(draft.order[0], wider, draft.order[2])))


def test_nobody_is_ordered_to_stop_what_was_not_proved(theatre: Theatre) -> None:
    found = theatre.refusal("unproved_making_by_the_shop")
    assert {field for field, _ in found} == {"order[1]"}
    assert ["制造" in reason for _, reason in found] == [True, True]


@attempt("S1", "issue_decision")
def no_rejection_of_the_rest(moment: Moment) -> None:
    draft = _draft(moment)
    _issue(moment, replace(draft, order=draft.order[:2]))


def test_what_was_asked_and_not_proved_is_rejected(theatre: Theatre) -> None:
    found = dict(theatre.refusal("no_rejection_of_the_rest"))
    assert found.keys() == {"order", "answers[0]"}
    assert "须驳回其余请求" in found["order"] and "主文没有驳回" in found["answers[0]"]


# ---------------------------------------------------------------- S2


@attempt("S2", "docket")
def panel_of_two(moment: Moment) -> None:
    staff = moment.player.staff
    panel = Panel(staff["周建国"], (staff["李敏"],), staff["陈雨"])
    docketing.docket(
        moment.desk, moment.case_id, on=moment.step["on"], panel=panel, handler=staff["李敏"]
    )


def test_a_simple_case_has_three_panel_members_too(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("panel_of_two")
    assert field == "panel" and "三人以上单数" in reason and "简案也不例外" in reason


def test_the_preliminary_routing_takes_pending_answers(theatre: Theatre) -> None:
    routed = theatre.view("S2").log.last(Routed, lambda e: e.phase == "pre")
    assert routed is not None and routed.event.result == "simple"
    pending = {k for k, v in routed.event.answers.items() if v == "pending"}
    assert pending == {"answered", "written_agreed"}


@attempt("S2", "route", phase="final")
def final_routing_with_a_pending_answer(moment: Moment) -> None:
    answers_ = dict(moment.step["answers"]) | {"written_agreed": "pending"}
    routing.route(
        moment.desk,
        moment.case_id,
        phase="final",
        on=moment.step["on"],
        choice=RoutingIn(answers=answers_, decided_by="孙立"),
    )


def test_the_final_routing_needs_every_answer(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("final_routing_with_a_pending_answer")
    assert field == "answers.written_agreed" and "定轨前须答明" in reason


@attempt("S2", "notify_written_review", party="R1")
def decision_before_written_review_of_both(moment: Moment) -> None:
    draft = decision.Decision(
        "established", "a", "b", "c", ("d",), "e", ("f",), ("第三十一条",),
        (OrderItem("责令立即停止制造、销售侵犯专利权的产品。", ("R1",), ("make", "sell")),),
        {"R1": ("make", "sell")},
    )  # fmt: skip
    _issue(moment, draft)


def test_no_decision_without_hearing_or_written_review(theatre: Theatre) -> None:
    reasons = dict(theatre.refusal("decision_before_written_review_of_both"))
    assert "禾川县青筐里塑业有限公司" in reasons["written_review"]
    assert "郝砚秋" not in reasons["written_review"]  # was told a step before
    assert "办法第26条" in reasons["written_review"]


# ---------------------------------------------------------------- S3


@attempt("S3", "file_request")
def use_of_a_design(moment: Moment) -> None:
    data = copy.deepcopy(load_scenario("S3").intake)
    data["acts"].append({"act": "use"})
    intake.file_request(moment.desk, data)


def test_a_design_is_not_used(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("use_of_a_design")
    assert field.startswith("acts[2]") and "外观设计" in reason


@attempt("S3", "issue_decision")
def order_to_stop_using_a_design(moment: Moment) -> None:
    draft = _draft(moment)
    item = replace(draft.order[0], text=draft.order[0].text.replace("停止", "停止使用、"))
    _issue(moment, replace(draft, order=(item,)))


def test_no_order_to_stop_using_a_design(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("order_to_stop_using_a_design")
    assert field == "order[0]" and "外观设计专利没有“使用”行为" in reason


def test_a_design_case_is_not_asked_for_claims(theatre: Theatre) -> None:
    outcome = acceptance.check(theatre.desk, theatre.view("S3"))
    claims = next(f for f in outcome.findings if f.item == "claims")
    assert claims.state == "met" and "不必写明" in claims.text
    assert outcome.corrections == ()


@attempt("S3", "record_answer")
def admission_by_a_general_agent(moment: Moment) -> None:
    answers.record_answer(
        moment.desk,
        moment.case_id,
        party="R1",
        on=moment.step["on"],
        answer=AnswerIn(text="承认侵权", admits=True, agent="裘墨言"),
    )


def test_a_general_agent_cannot_admit(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("admission_by_a_general_agent")
    assert field == "agent" and "一般代理，无权“承认”" in reason and "第17条" in reason


@attempt("S3", "schedule_hearing")
def settlement_by_a_general_agent(moment: Moment) -> None:
    answers.start_pause(
        moment.desk, moment.case_id, kind="settlement", on=moment.step["on"], reason="和解",
        applied_by="R1", agent="裘墨言",
    )  # fmt: skip


def test_a_general_agent_cannot_settle(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("settlement_by_a_general_agent")
    assert field == "agent" and "无权“和解”" in reason


# ---------------------------------------------------------------- S4


def test_claims_are_never_a_reason_to_refuse(theatre: Theatre) -> None:
    refused = theatre.view("S4").log.last(NotDocketed)
    assert refused is not None
    ticked = [r for r in refused.event.reasons if r.ticked]
    assert ticked and not any("权利要求" in r.text for r in ticked)


def test_a_case_that_lacks_only_its_claims_cannot_be_refused(theatre: Theatre) -> None:
    desk, clock = theatre.desk, theatre.clock
    data = copy.deepcopy(theatre.scenarios["S2"].intake)
    data["patent"]["asserted_claims"] = []
    clock.day = date(2026, 11, 9)
    data["received_on"] = "2026-11-09"
    case_id = intake.file_request(desk, data).ids["case"]
    intake.request_correction(desk, case_id, on=clock.day, days=10)
    clock.day = date(2026, 11, 23)
    boss = Opinion("dept_head", "高明", "不予立案", clock.day)
    approving.record_approval(desk, case_id, "refusal", [boss], on=clock.day)
    with pytest.raises(BadInput) as caught:
        docketing.refuse_docketing(desk, case_id, on=clock.day)
    [problem] = caught.value.problems
    assert problem.field == "reasons"
    assert "权利要求未写明、超过三年都不是不予立案的理由" in problem.problem


def test_the_remedy_of_a_refusal_is_not_a_suit_within_15_days(theatre: Theatre) -> None:
    order = documents.Order("refusal_notice", "P1")
    facts: dict[str, Any] = dict(documents.facts_of(theatre.desk, theatre.view("S4"), order))
    remedy = facts["acceptance"]["remedy"]
    assert "行政复议" in remedy
    assert "15日" not in remedy and "十五日" not in remedy


def test_a_fee_receipt_does_not_replace_the_register_copy(theatre: Theatre) -> None:
    asked = theatre.view("S4").log.last(PeriodSet, lambda e: e.what == "correction")
    assert asked is not None
    items = {i.item: i.text for i in asked.event.items}
    assert "专利登记簿副本" in items["register_copy"]


# ---------------------------------------------------------------- S10


@attempt("S10", "docket_mediation")
def steps_after_one_consent(moment: Moment) -> list[str]:
    view = load_case(moment.desk, moment.case_id)
    return [s.step.id for s in next_steps.steps_of(moment.desk, view)]


@attempt("S10", "refuse_mediation")
def refuse_the_one_who_consents(moment: Moment) -> None:
    mediation.refuse_mediation(
        moment.desk, moment.case_id, on=moment.step["on"], parties=("R1", "R2", "R3")
    )


def test_who_consents_is_not_refused(theatre: Theatre) -> None:
    assert "docket_mediation" in theatre.outcomes["steps_after_one_consent"]
    [(field, reason)] = theatre.refusal("refuse_the_one_who_consents")
    assert field == "parties" and "钰禾丰" in reason and "同意调解" in reason


@attempt("S10", "refuse_mediation")
def next_steps_name_silence_and_refusal(moment: Moment) -> set[str | None]:
    view = load_case(moment.desk, moment.case_id)
    steps = [s.step for s in next_steps.steps_of(moment.desk, view)]
    return {s.party for s in steps if s.id == "refuse_mediation"}


def test_next_steps_offer_refusal_for_silence_too(theatre: Theatre) -> None:
    assert theatre.outcomes["next_steps_name_silence_and_refusal"] == {"R2", "R3"}


@attempt("S10", "record_session")
def standing_after_two_were_refused(moment: Moment) -> tuple[str, str]:
    row = load_case(moment.desk, moment.case_id).record
    return row.stage, row.status


def test_refusing_two_does_not_refuse_the_case(theatre: Theatre) -> None:
    assert theatre.outcomes["standing_after_two_were_refused"] == ("mediating", "open")
    view = theatre.view("S10")
    refused = [e.event.of for e in view.log.all(NotDocketed)]
    assert refused == ["R2", "R3"]
    assert view.record.refusal_no is None


def test_mediation_counts_apart_from_the_decision_it_follows(theatre: Theatre) -> None:
    first, after = theatre.view("S1").record, theatre.view("S10").record
    assert (first.kind, after.kind) == ("adjudication", "mediation")
    assert after.origin_case_id == first.id
    assert "裁字" in (first.case_no or "") and "调字" in (after.case_no or "")


def test_the_venue_of_a_mediation_is_pointed_out(theatre: Theatre) -> None:
    outcome = acceptance.check(theatre.desk, theatre.view("S10"))
    hint = next(h for h in outcome.hints if h.code == "venue_mediation")
    assert "被请求人住所地" in hint.text and "专利法第65条" in hint.text
    venue = next(f for f in outcome.findings if f.item == "venue")
    assert venue.state == "met"


# ---------------------------------------------------------------- what the scenarios needed


@attempt("S10", "assign_handler")
def handler_without_certificate(moment: Moment) -> None:
    docketing.assign_handler(moment.desk, moment.case_id, handler=moment.player.staff["何静"])


def test_a_handler_holds_a_certificate(theatre: Theatre) -> None:
    [(field, reason)] = theatre.refusal("handler_without_certificate")
    assert field == "handler" and "第4条" in reason


@attempt("S1", "schedule_hearing")
def slip_due_after_the_hearing(moment: Moment) -> None:
    hearing.schedule_hearing(
        moment.desk,
        moment.case_id,
        on=moment.step["on"],
        hearing=HearingScheduled(
            hearing_on=date(2026, 4, 8), time="9时30分", place="审理室", reply_by=date(2026, 4, 8)
        ),
    )


def test_the_slip_is_due_before_the_hearing(theatre: Theatre) -> None:
    [(field, _)] = theatre.refusal("slip_due_after_the_hearing")
    assert field == "reply_by"


def test_the_target_of_a_complex_case_is_the_statutory_limit(theatre: Theatre) -> None:
    theatre.at("S1")
    order = documents.Order("routing_record")
    facts: dict[str, Any] = dict(documents.facts_of(theatre.desk, theatre.view("S1"), order))
    assert facts["routing"]["target_on"] == date(2026, 4, 30)
