"""What else happens on the way: pauses, joined parties, periods, recusal, mediation, opinions."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.queries.dialogs.context import step_context
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import (
    ExtensionApproved,
    Instalment,
    NotDocketed,
    PeriodSet,
    Served,
    TollingStarted,
)
from models.services.closing import mediation
from models.services.closing.mediation import SessionIn
from models.services.parties import joining
from models.services.proceedings import answers, extension, periods, serving
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.periods import PeriodIn
from models.services.receiving import docketing, intake
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import approve, day, docket, file, panel, published, serve
from ui.verbs.playing.scenario import Clock


@pytest.fixture
def docketed(desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]) -> int:
    """Return a case docketed on 2026-05-14."""
    clock.day = date(2026, 5, 14)
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def test_an_evidence_period_extended_in_time_does_not_count(
    desk: Desk, clock: Clock, docketed: int
) -> None:
    serve(desk, docketed, "R1", "evidence_notice")
    clock.day = date(2026, 5, 20)
    with pytest.raises(BadInput, match="晚于现在的届满日2026-05-29"):
        answers.extend_evidence(desk, docketed, party="R1", on=clock.day, until=date(2026, 5, 25))
    answers.extend_evidence(desk, docketed, party="R1", on=clock.day, until=date(2026, 6, 8))
    clock.day = date(2026, 6, 10)
    case = load(desk, docketed)
    found = deadlines.find(desk, case, "conclude", None, clock.day)
    assert found and found.plan_by == date(2026, 8, 24), "ten days from 29 May to 8 June"


def test_only_pauses_of_their_own_are_typed(desk: Desk, docketed: int) -> None:
    for kind in ("publication", "jurisdiction_objection", "evidence_extension", "lunch"):
        with pytest.raises(BadInput, match="只登记中止"):
            answers.start_pause(desk, docketed, kind=kind, on=desk.today(), reason="x")
    answers.start_pause(desk, docketed, kind="appraisal", on=desk.today(), reason="鉴定")
    begun = load(desk, docketed).log.last(TollingStarted)
    assert begun
    answers.end_pause(desk, docketed, pause=begun.event.id, on=desk.today())
    with pytest.raises(BadInput, match="已经结束"):
        answers.end_pause(desk, docketed, pause=begun.event.id, on=desk.today())


def test_publication_of_several_papers_pauses_until_the_last_is_voided(
    desk: Desk, docketed: int
) -> None:
    fields = published(desk.today(), place="本局网站", reason="查无此人")
    papers = ("request_copy", "panel_notice")
    serving.serve(desk, docketed, serving.Served("R1", papers, "publication", fields, outside=True))
    left = step_context(desk, docketed, "serve", "R1", "serve_request").documents
    assert left == ("evidence_notice",), "the others are under way"
    served = load(desk, docketed).log.all(Served)
    journal.void_event(desk, docketed, served[0].id, reason="误登")
    assert load(desk, docketed).record.status == "suspended"
    journal.void_event(desk, docketed, served[1].id, reason="误登")
    assert load(desk, docketed).record.status == "open"


def test_an_unjoined_party_is_none(desk: Desk, docketed: int) -> None:
    data = {"kind": "company", "name": "追加公司", "address": "某地", "phone": "1"}
    joined = joining.join_party(desk, docketed, data, on=desk.today()).ids["event"]
    assert [p.key for p in load(desk, docketed).side("respondent")] == ["R1", "R2"]
    journal.void_event(desk, docketed, joined, reason="追加错了")
    case = load(desk, docketed)
    assert [p.key for p in case.side("respondent")] == ["R1"]
    assert not [d for d in deadlines.case_deadlines(desk, case, desk.today()) if d.party == "R2"]
    joining.join_party(desk, docketed, data | {"name": "另一公司"}, on=desk.today())
    names = [p.name for p in load(desk, docketed).side("respondent")]
    assert names == ["禾川县青筐里塑业有限公司", "另一公司"]


def test_a_joined_party_is_not_overwritten_by_an_amendment(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    data = {"kind": "company", "name": "追加公司", "address": "某地", "phone": "1"}
    joining.join_party(desk, docketed, data, on=desk.today())
    request_s2["respondents"].append(data | {"name": "又一公司"})
    with pytest.raises(BadInput, match="R2是追加的当事人"):
        intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="加人")
    assert verify(desk) == []


def test_a_party_is_set_a_period(desk: Desk, docketed: int) -> None:
    periods.set_period(
        desk,
        docketed,
        what="evaluation_report",
        party="P1",
        on=desk.today(),
        period=PeriodIn(text="提交专利权评价报告", days=10),
    )
    case = load(desk, docketed)
    asked = case.log.last(PeriodSet)
    assert asked
    clock = deadlines.find(desk, case, "designated", asked.event.id, desk.today())
    assert clock and clock.due == day("2026-05-25")
    journal.record_event(desk, docketed, "period_met", on=desk.today(), id=asked.event.id)
    with pytest.raises(BadInput, match="二者填一项"):
        periods.set_period(
            desk,
            docketed,
            what="other",
            party="P1",
            on=desk.today(),
            period=PeriodIn(text="补充材料"),
        )
    for what, said in (("correction", "请用补正通知"), ("lunch", "没有“lunch”这种指定事项")):
        with pytest.raises(BadInput, match=said) as refused:
            periods.set_period(
                desk,
                docketed,
                what=what,
                party="P1",
                on=desk.today(),
                period=PeriodIn(text="补充", days=3),
            )
        assert refused.value.problems[0].field == "what"


def test_recusal_waits_for_its_decision(desk: Desk, docketed: int) -> None:
    serve(desk, docketed, "R1", "panel_notice")
    journal.record_event(desk, docketed, "recusal_requested", on=desk.today(), **{"from": "R1"})
    offered = {s.step.id: s.step for s in steps_of(desk, load(desk, docketed))}
    assert offered["decide_recusal"].actor == "部门负责人"
    journal.record_event(
        desk, docketed, "recusal_decided", on=desk.today(), of="R1", upheld=False, text="驳回"
    )
    offered_now = {s.step.id for s in steps_of(desk, load(desk, docketed))}
    assert "decide_recusal" not in offered_now


def test_mediation_is_extended_once_and_only_for_ownership(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    for kind in ("remuneration", "ownership"):
        case_id = file(desk, request_s11 | {"mediation_kind": kind})
        serve(desk, case_id, "R1", "opinion_notice")
        mediation.record_opinion(desk, case_id, party="R1", on=clock.day, consent=True)
        mediation.docket_mediation(
            desk,
            case_id,
            on=clock.day,
            session=SessionIn(
                handler=staff["李敏"], session_on=clock.day, time="9时", place="室", mediator="李敏"
            ),
        )
        approve(desk, case_id, "extension_1")
        longer: dict[str, Any] = {"months": 1, "reason": "复杂"}
        if kind == "remuneration":
            with pytest.raises(BadInput, match="没有法定的结案期限"):
                extension.extend_conclusion(
                    desk, case_id, on=clock.day, extension=ExtensionApproved(level=1, **longer)
                )
            continue
        extension.extend_conclusion(
            desk, case_id, on=clock.day, extension=ExtensionApproved(level=1, **longer)
        )
        found = deadlines.find(desk, load(desk, case_id), "med_conclude_ownership", None, clock.day)
        assert found and found.due == date(2026, 7, 1)
        with pytest.raises(BadInput, match="只能延长一次"):
            extension.extend_conclusion(
                desk,
                case_id,
                on=clock.day,
                extension=ExtensionApproved(level=2, document="x", **longer),
            )
        mediation.dismiss_mediation(desk, case_id, on=clock.day, reason="未达成协议")
        copied = deadlines.find(desk, load(desk, case_id), "med_copy_cnipa", None, clock.day)
        assert copied and copied.due == date(2026, 4, 9)


def test_a_mediation_everyone_refuses_ends_as_refused(
    desk: Desk, clock: Clock, staff: dict[str, int], request_s11: dict[str, Any]
) -> None:
    clock.day = date(2026, 4, 1)
    case_id = file(desk, request_s11)
    serve(desk, case_id, "R1", "opinion_notice")
    mediation.record_opinion(desk, case_id, party="R1", on=clock.day, consent=False)
    mediation.refuse_mediation(desk, case_id, on=clock.day, parties=["R1", "R1"])
    case = load(desk, case_id)
    assert (case.record.stage, case.record.status) == ("refused", "refused")
    assert len(case.log.all(NotDocketed)) == 1
    assert {s.step.id for s in steps_of(desk, case)} == {"serve_refusal"}
    with pytest.raises(BadInput, match="已经对"):
        mediation.refuse_mediation(desk, case_id, on=clock.day, parties=["R1"])
    mediation.record_opinion(desk, case_id, party="R1", on=clock.day, consent=True)
    with pytest.raises(BadInput, match="没有被请求人同意"):
        mediation.docket_mediation(
            desk,
            case_id,
            on=clock.day,
            session=SessionIn(
                handler=staff["李敏"], session_on=clock.day, time="9时", place="室", mediator="李敏"
            ),
        )


@pytest.mark.parametrize("kind", ["adjudication", "mediation"])
def test_a_request_for_another_office_is_referred_once(
    desk: Desk, kind: str, request_s2: dict[str, Any], request_s11: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2 if kind == "adjudication" else request_s11)
    told = {"to": "邻县知识产权局", "told_on": desk.today()}
    intake.refer_request(desk, case_id, on=desk.today(), **told)
    case = load(desk, case_id)
    assert (case.record.stage, case.record.status) == ("refused", "refused")
    with pytest.raises(BadInput, match="已经不予立案"):
        intake.refer_request(desk, case_id, on=desk.today(), **told)
    if kind == "adjudication":
        # There is no 不予立案通知书 of a referral that could be served.
        offered = [s.step.id for s in steps_of(desk, load(desk, case_id))]
        assert "serve_refusal" not in offered


def test_an_advisory_case_goes_from_request_to_opinion(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    request_s2 |= {
        "kind": "advisory", "urging_dispatched_on": "2026-02-01",
        "urging_received_on": "2026-02-05", "holder_acted": False,
    }  # fmt: skip
    case_id = file(desk, request_s2)
    case = load(desk, case_id)
    offered = {s.step.id: s for s in steps_of(desk, case)}
    assert set(offered) == {"check_acceptance", "holder_acted", "advisory_opinion"}
    assert offered["advisory_opinion"].step.missing == ()
    assert offered["holder_acted"].due == day("2026-03-05")
    found = {d.id: d.status for d in deadlines.case_deadlines(desk, case, desk.today())}
    assert found == {"advisory_after_receipt": "elapsed", "advisory_after_dispatch": "elapsed"}
    approve(desk, case_id, "docketing")
    with pytest.raises(BadInput, match="咨询意见不立案"):
        docketing.docket(desk, case_id, on=desk.today(), panel=panel(staff), handler=staff["李敏"])
    opinion = {"text": "不落入权利要求1的保护范围"}
    journal.record_event(desk, case_id, "advisory_opinion_issued", on=desk.today(), **opinion)
    case = load(desk, case_id)
    assert (case.record.stage, case.record.status) == ("closed", "closed")
    assert steps_of(desk, case) == []


def test_nobody_agrees_to_pay_less_than_nothing(desk: Desk, docketed: int) -> None:
    signed = (("P1", "本人"), ("R1", "本人"))
    rows = (
        Instalment(1, date(2026, 8, 31), 500),
        Instalment(2, date(2026, 9, 30), -100),
    )
    for terms in (
        mediation.Agreement("事实", ("付款。",), amount_fen=-400, signed_by=signed),
        mediation.Agreement("事实", ("付款。",), 400, rows, signed_by=signed),
    ):
        with pytest.raises(BadInput, match="金额应为正数"):
            mediation.record_agreement(desk, docketed, terms, on=desk.today())


def test_the_step_that_forwards_an_answer_has_its_date(
    desk: Desk, clock: Clock, docketed: int
) -> None:
    serve(desk, docketed, "R1", "request_copy")
    clock.day = day("2026-05-20")
    answers.record_answer(
        desk, docketed, party="R1", on=clock.day, answer=AnswerIn(text="不构成侵权。")
    )
    offered = {s.step.id: s for s in steps_of(desk, load(desk, docketed))}
    assert offered["forward_answer"].due == day("2026-05-27")
