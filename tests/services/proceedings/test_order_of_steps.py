"""Steps out of order are refused; voiding never leaves an entry without its footing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models import reference
from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.entities import EventRow
from models.errors import BadInput
from models.rules.events import (
    REGISTRY,
    Concluded,
    Docketed,
    HearingScheduled,
    InfringementKnown,
    ObjectionDecided,
    Opinion,
    PanelAppointed,
    Proof,
    RequestReceived,
)
from models.rules.procedure import conditions
from models.services.closing import decision, mediation, publication
from models.services.proceedings import answers, evidence, hearing, serving
from models.services.proceedings.answers import AnswerIn
from models.services.receiving import approving, docketing, intake
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import approve, docket, file, panel, serve, words
from ui.verbs.playing.scenario import Clock

HEARING = {"hearing_on": date(2026, 6, 10), "time": "9时", "place": "审理庭"}


@pytest.fixture
def received(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a request that is only received."""
    return file(desk, request_s2)


@pytest.fixture
def docketed(desk: Desk, clock: Clock, staff: dict[str, int], request_s2: dict[str, Any]) -> int:
    """Return a case docketed on 2026-05-14."""
    clock.day = date(2026, 5, 14)
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


Early = Callable[[Desk, int, date], Any]
TOO_EARLY: dict[str, tuple[Early, str]] = {
    "answer": (
        lambda d, c, on: answers.record_answer(
            d, c, party="R1", on=on, answer=AnswerIn(text="不侵权")
        ),
        "尚未立案",
    ),
    "objection": (
        lambda d, c, on: answers.record_objection(d, c, party="R1", on=on, text="外县"),
        "尚未立案",
    ),
    "objection decided": (
        lambda d, c, on: answers.decide_objection(
            d, c, party="R1", on=on, upheld=True, text="移送"
        ),
        "没有待决定的管辖权异议",
    ),
    "pause": (
        lambda d, c, on: answers.start_pause(d, c, kind="suspension", on=on, reason="无效"),
        "尚未立案",
    ),
    "longer answer": (
        lambda d, c, on: answers.extend_answer(d, c, party="R1", on=on, until=date(2026, 7, 1)),
        "尚未立案",
    ),
    "panel": (
        lambda d, c, on: docketing.appoint_panel(
            d, c, docketing.Panel(1, (2, 4)), on=on, reason="更换"
        ),
        "尚未立案",
    ),
    "hearing": (
        lambda d, c, on: hearing.schedule_hearing(d, c, on=on, hearing=HearingScheduled(**HEARING)),
        "尚未立案",
    ),
    "written review": (
        lambda d, c, on: hearing.notify_written_review(d, c, party="R1", on=on, text="x", days=3),
        "尚未立案",
    ),
    "closing approval": (lambda d, c, on: approve(d, c, "closing"), "尚未立案"),
    "suit": (
        lambda d, c, on: journal.record_event(d, c, "suit_filed", on=on, **{"from": "P1"}),
        "尚未结案",
    ),
    "mediation opinion": (
        lambda d, c, on: mediation.record_opinion(d, c, party="R1", on=on, consent=True),
        "这类案件没有",
    ),
    "mediation refusal": (
        lambda d, c, on: mediation.refuse_mediation(d, c, on=on, parties=["R1"]),
        "不是调解案件",
    ),
    "opinion notice": (lambda d, c, on: serve(d, c, "R1", "opinion_notice"), "这类案件没有"),
    "evidence notice": (lambda d, c, on: serve(d, c, "R1", "evidence_notice"), "尚未立案"),
    "dismissal": (
        lambda d, c, on: decision.dismiss_case(d, c, on=on, reason="撤回", basis="36条"),
        "只有已立案",
    ),
    "publication": (
        lambda d, c, on: publication.publish(d, c, on=on, place="网站", checked_by=1),
        "尚未作出行政裁决",
    ),
}


@pytest.mark.parametrize("name", sorted(TOO_EARLY))
def test_a_step_before_its_time_is_refused(desk: Desk, received: int, name: str) -> None:
    act, reason = TOO_EARLY[name]
    before = EventRow.select().count()
    with pytest.raises(BadInput, match=reason):
        act(desk, received, desk.today())
    assert EventRow.select().count() == before


def test_every_condition_of_the_order_names_an_event() -> None:
    papers = reference.served_papers().papers
    orders = [cls.order for cls in REGISTRY.values()] + [paper.order for paper in papers.values()]
    needs = [n for one in orders for n in (*one.after, *one.since, *one.before)]
    for name in (name for need in needs for name in need.split("|")):
        assert conditions.known(name), name
        kind, _, quality = name.partition(":")
        if kind == "served":
            assert quality in papers, name


def test_docketing_stays_while_something_rests_on_it(desk: Desk, docketed: int) -> None:
    served = serve(desk, docketed, "R1", "request_copy").ids["event"]
    event = load(desk, docketed).log.last(Docketed)
    assert event
    with pytest.raises(BadInput) as refused:
        journal.void_event(desk, docketed, event.id, reason="误登")
    assert "请先作废：“送达请求书副本”（2026-05-14）" in words(refused.value)
    journal.void_event(desk, docketed, served, reason="误登")
    journal.void_event(desk, docketed, event.id, reason="误登")
    case = load(desk, docketed)
    assert case.log.last(PanelAppointed) is None, "the panel goes with the docketing"
    assert case.record.stage == "received"


def test_a_case_docketed_again_keeps_its_number(
    desk: Desk, docketed: int, staff: dict[str, int]
) -> None:
    number = load(desk, docketed).record.case_no
    event = load(desk, docketed).log.last(Docketed)
    assert event
    journal.void_event(desk, docketed, event.id, reason="日期登错")
    docketing.docket(desk, docketed, on=desk.today(), panel=panel(staff), handler=staff["李敏"])
    assert load(desk, docketed).record.case_no == number


def test_a_consequence_is_voided_only_with_its_cause(desk: Desk, docketed: int) -> None:
    serve(desk, docketed, "R1", "request_copy")
    answers.record_objection(desk, docketed, party="R1", on=desk.today(), text="外县")
    answers.decide_objection(desk, docketed, party="R1", on=desk.today(), upheld=True, text="移送")
    case = load(desk, docketed)
    concluded, decided = case.log.last(Concluded), case.log.last(ObjectionDecided)
    assert concluded and decided and case.record.status == "closed"
    with pytest.raises(BadInput, match=r"管辖权异议决定.*的结果"):
        journal.void_event(desk, docketed, concluded.id, reason="误登")
    journal.void_event(desk, docketed, decided.id, reason="误登")
    case = load(desk, docketed)
    assert case.log.last(Concluded) is None
    assert case.record.status == "suspended", "the objection is open again"
    answers.decide_objection(desk, docketed, party="R1", on=desk.today(), upheld=False, text="驳回")
    assert load(desk, docketed).record.status == "open"
    assert verify(desk) == []


def test_after_the_conclusion_nothing_more_is_heard(
    desk: Desk, clock: Clock, docketed: int
) -> None:
    approve(desk, docketed, "closing", kind="dismissal")
    decision.dismiss_case(desk, docketed, on=desk.today(), reason="请求人撤回", basis="第36条")
    clock.day = date(2026, 5, 20)
    for act in (
        lambda: hearing.schedule_hearing(
            desk, docketed, on=clock.day, hearing=HearingScheduled(**HEARING)
        ),
        lambda: answers.start_pause(desk, docketed, kind="suspension", on=clock.day, reason="无效"),
        lambda: hearing.notify_written_review(
            desk, docketed, party="R1", on=clock.day, text="x", days=3
        ),
    ):
        with pytest.raises(BadInput, match="已经结案"):
            act()
    with pytest.raises(BadInput, match="未结案的案件"):
        decision.dismiss_case(desk, docketed, on=clock.day, reason="再撤", basis="第36条")
    # What a party sends late is received all the same.
    answers.record_answer(
        desk, docketed, party="R1", on=clock.day, answer=AnswerIn(text="迟到的答辩")
    )


def test_a_dismissal_needs_approval_but_no_deliberation(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput, match="尚未合议"):
        approve(desk, docketed, "closing")
    with pytest.raises(BadInput, match="没有“lunch”这种结案方式"):
        approve(desk, docketed, "closing", kind="lunch")
    approve(desk, docketed, "closing", kind="dismissal")
    decision.dismiss_case(desk, docketed, on=desk.today(), reason="请求人撤回", basis="第36条")
    case = load(desk, docketed)
    assert (case.record.stage, case.record.status) == ("serving", "closed")
    serve(desk, docketed, "P1", "dismissal_notice")
    serve(desk, docketed, "R1", "dismissal_notice")
    assert load(desk, docketed).record.stage == "closed"


def test_a_filing_is_amended_and_never_voided(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    event = load(desk, docketed).log.last(RequestReceived)
    assert event
    with pytest.raises(BadInput, match="请更正请求"):
        journal.void_event(desk, docketed, event.id, reason="日期登错")
    request_s2["received_on"] = "2026-05-12"
    request_s2["infringement_known_on"] = "2026-04-21"
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="收件日期看错")
    case = load(desk, docketed)
    starts = {d.id: d.trigger_date for d in deadlines.case_deadlines(desk, case, desk.today())}
    assert starts["docketing"] == date(2026, 5, 12)
    assert starts["limitation"] == date(2026, 4, 21)
    assert verify(desk) == []


def test_a_cancelled_hearing_is_fixed_again(desk: Desk, clock: Clock, docketed: int) -> None:
    from models.queries.dialogs.next_steps import steps_of

    hearing.schedule_hearing(desk, docketed, on=clock.day, hearing=HearingScheduled(**HEARING))
    serve(desk, docketed, "P1", "hearing_notice")
    clock.day = date(2026, 5, 18)
    hearing.cancel_hearing(desk, docketed, on=clock.day, reason="当事人申请延期")
    with pytest.raises(BadInput, match="没有确定口头审理"):
        hearing.cancel_hearing(desk, docketed, on=clock.day, reason="再取消")
    offered = {s.step.id for s in steps_of(desk, load(desk, docketed))}
    assert "schedule_hearing" in offered and "record_hearing" not in offered
    clock.day = date(2026, 5, 19)
    hearing.schedule_hearing(
        desk,
        docketed,
        on=clock.day,
        hearing=HearingScheduled(hearing_on=date(2026, 6, 12), time="9时", place="审理庭"),
    )
    steps = {(s.step.id, s.step.party): s for s in steps_of(desk, load(desk, docketed))}
    assert ("serve_hearing_notice", "P1") in steps, "the notice of the first hearing is not enough"
    assert steps["record_hearing", None].step.missing == ("口头审理日为2026-06-12，当日登记",)


@pytest.mark.parametrize("bad", ["a\x00b", "a\u202eb", "\ud800"])
def test_no_text_with_control_characters_is_recorded(desk: Desk, docketed: int, bad: str) -> None:
    with pytest.raises(BadInput) as refused:
        answers.record_answer(
            desk, docketed, party="R1", on=desk.today(), answer=AnswerIn(text=bad)
        )
    assert refused.value.problems[0].field == "text"
    opinion = Opinion("dept_head", bad, "同意", desk.today())
    with pytest.raises(BadInput) as refused:
        approving.record_approval(desk, docketed, "routing", [opinion], on=desk.today())
    assert refused.value.problems[0].field == "opinions[0].name"


def test_a_paper_is_no_longer_issued_when_its_service_is_voided(desk: Desk, docketed: int) -> None:
    from models.entities import Document
    from models.services.shared import documents

    order = documents.Order("answer_notice", "R1")
    documents.make_documents(desk, docketed, (order,), final=True)
    served = [serve(desk, docketed, "R1", "request_copy").ids["event"] for _ in range(2)]
    assert Document.get().state == "issued"
    journal.void_event(desk, docketed, served[0], reason="重复登记")
    assert Document.get().state == "issued"
    journal.void_event(desk, docketed, served[1], reason="没有送到")
    assert Document.get().state == "final"


def test_nothing_lies_before_the_request(desk: Desk, docketed: int) -> None:
    received = load(desk, docketed).log.last(RequestReceived)
    assert received is not None
    with pytest.raises(BadInput) as refused:
        evidence.add_evidence(
            desk, docketed, [evidence.Exhibit("requester", "发票")], on=date(1900, 1, 1)
        )
    assert f"on: 早于“收到请求书”（{received.on}），请核对日期" in words(refused.value)
    assert "发票" not in [row.name for row in load(desk, docketed).evidence]


def test_no_paper_is_served_before_its_ground(desk: Desk, docketed: int) -> None:
    fields = Proof(received_on=date(2026, 5, 13), received_by="本人", received_as="agent")
    served = serving.Served("R1", ("request_copy",), "direct", fields, outside=True)
    with pytest.raises(BadInput) as refused:
        serving.serve(desk, docketed, served)
    assert "早于" in words(refused.value)
    serve(desk, docketed, "R1", "request_copy")


def test_what_happened_outside_may_be_older(desk: Desk, docketed: int) -> None:
    journal.record_event(desk, docketed, "infringement_known", on=date(2024, 3, 1))
    assert load(desk, docketed).log.last(InfringementKnown) is not None
