"""The event log: voiding by a new event, fields checked, contradictions refused."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.entities import EventRow
from models.errors import BadInput
from models.queries.dialogs.next_steps import steps_of
from models.rules.events import ObjectionReceived, Opinion, Proof, Served, TollingStarted
from models.services.office import office
from models.services.proceedings import answers, serving
from models.services.proceedings.answers import AnswerIn
from models.services.receiving import approving, docketing
from models.services.receiving.intake import file_request
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import published

DAY = date(2026, 5, 14)


@pytest.fixture
def docketed(desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]) -> int:
    """Return a case docketed on 2026-05-14."""
    case_id = file_request(desk, request_s2).ids["case"]
    opinion = Opinion("dept_head", "高明", "同意立案", DAY)
    approving.record_approval(desk, case_id, "docketing", [opinion], on=DAY, summary="可以立案")
    panel = docketing.Panel(staff["周建国"], (staff["李敏"], staff["赵静"]), staff["陈雨"])
    docketing.docket(desk, case_id, on=DAY, panel=panel, handler=staff["李敏"])
    return case_id


def mailed(on: date) -> serving.Served:
    """Return a service of the request copy by mail."""
    fields = Proof(received_on=on, tracking_no="EM123")
    return serving.Served("R1", ("request_copy",), "mail", fields, outside=True)


def test_voiding_leaves_both_and_gives_the_dates_back(desk: Desk, docketed: int) -> None:
    before = deadlines.export(desk, load(desk, docketed), desk.today())
    changes = serving.serve(desk, docketed, mailed(date(2026, 5, 15)))
    assert deadlines.find(desk, load(desk, docketed), "answer", "R1", desk.today())
    journal.void_event(desk, docketed, changes.ids["event"], reason="回执看错")
    after = load(desk, docketed)
    assert deadlines.export(desk, after, desk.today()) == before
    voided = after.entry(changes.ids["event"])
    assert voided and voided.voided_by is not None
    by = after.entry(voided.voided_by)
    assert by and by.reason == "回执看错"
    with pytest.raises(BadInput, match="已经作废"):
        journal.void_event(desk, docketed, changes.ids["event"], reason="再来")
    assert verify(desk) == []


def test_what_follows_from_an_event_is_voided_with_it(desk: Desk, docketed: int) -> None:
    serving.serve(desk, docketed, mailed(date(2026, 5, 15)))
    answers.record_objection(desk, docketed, party="R1", on=date(2026, 5, 18), text="住所地在外县")
    case = load(desk, docketed)
    assert case.record.status == "suspended"
    objection = case.log.last(ObjectionReceived)
    assert objection
    journal.void_event(desk, docketed, objection.id, reason="当事人撤回")
    case = load(desk, docketed)
    assert case.record.status == "open"
    assert case.log.last(TollingStarted) is None


def test_contradictions_name_the_event_and_write_nothing(desk: Desk, docketed: int) -> None:
    serving.serve(desk, docketed, mailed(date(2026, 5, 18)))
    before = EventRow.select().count()
    with pytest.raises(BadInput) as refused:
        answers.record_answer(
            desk, docketed, party="R1", on=date(2026, 5, 15), answer=AnswerIn(text="不侵权")
        )
    assert "收到答辩书" in refused.value.problems[0].field
    assert EventRow.select().count() == before


@pytest.mark.parametrize(
    ("kind", "fields", "problem"),
    [
        ("docketed", {}, "专门的登记页面"),
        ("deliberated", {}, "专门的登记页面"),
        ("earthquake", {}, "没有"),
        ("note_recorded", {"title": "来电"}, "内容"),
        ("note_recorded", {"title": "来电", "text": "问进度", "mood": "bad"}, "没有这个字段"),
        ("site_inspected", {"place": 3, "text": "x"}, "文字"),
        ("e_service_consented", {"party": "R9"}, "没有当事人"),
        ("appraisal_requested", {"from": "R9"}, "R9"),
        ("performed", {"of": "R1"}, "没有裁决责令这名当事人"),
    ],
)
def test_journal_events_are_checked(
    desk: Desk, docketed: int, kind: str, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(BadInput, match=problem):
        journal.record_event(desk, docketed, kind, on=DAY, **fields)


def test_a_day_ahead_is_no_event(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput, match="晚于今天"):
        journal.record_event(
            desk, docketed, "note_recorded", on=date(2026, 6, 1), title="来电", text="问进度"
        )


def test_next_steps_say_who_what_and_until_when(desk: Desk, docketed: int) -> None:
    steps = {(s.step.id, s.step.party): s for s in steps_of(desk, load(desk, docketed))}
    serve = steps["serve_request", "R1"]
    assert serve.due == date(2026, 5, 21)
    assert "办法第22条" in serve.step.cited
    assert serve.step.papers == ("answer_notice", "panel_notice", "evidence_notice",
                                 "proof_of_service")  # fmt: skip
    assert ("docket", None) not in steps
    assert ("record_answer", "R1") not in steps
    serving.serve(desk, docketed, mailed(date(2026, 5, 15)))
    steps = {(s.step.id, s.step.party): s for s in steps_of(desk, load(desk, docketed))}
    assert steps["serve_request", "R1"].status == "met", "the notices of its set are left"
    assert steps["record_answer", "R1"].step.optional
    assert steps["record_answer", "R1"].due == date(2026, 6, 1)


def test_publication_takes_effect_weeks_ahead_and_pauses_the_limit(
    desk: Desk, docketed: int
) -> None:
    fields = published(date(2026, 5, 20), place="本局网站", reason="查无此人")
    served = serving.Served("R1", ("request_copy",), "publication", fields, outside=True)
    serving.serve(desk, docketed, served)
    case = load(desk, docketed)
    served_event = case.log.last(Served)
    assert served_event and served_event.on == date(2026, 6, 19)
    assert case.record.status == "suspended"
    assert deadlines.find(desk, case, "answer", "R1", desk.today()) is None
    later = deadlines.find(desk, case, "answer", "R1", date(2026, 6, 20))
    assert later and later.trigger_date == date(2026, 6, 19)
    conclude = deadlines.find(desk, case, "conclude", None, date(2026, 6, 20))
    assert conclude and conclude.plan_by == date(2026, 9, 13)


def test_nothing_is_published_while_the_days_are_not_set(desk: Desk, docketed: int) -> None:
    office.set_setting(desk, "position.publication_days", None)
    proof = published(desk.today(), place="本局网站", reason="查无此人")
    with pytest.raises(BadInput, match="公告送达的天数未设定"):
        serving.serve(
            desk,
            docketed,
            serving.Served("R1", ("request_copy",), "publication", proof, outside=True),
        )
    serving.serve(desk, docketed, mailed(date(2026, 5, 15)))


@pytest.mark.parametrize(
    ("served", "problem"),
    [
        (
            serving.Served("R1", ("request_copy",), "left", Proof(left_on=DAY), outside=True),
            "拒收事由",
        ),
        (
            serving.Served(
                "R1",
                ("request_copy",),
                "left",
                Proof(left_on=DAY, refusal_reason="拒收"),
                outside=True,
            ),
            "见证人",
        ),
        (
            serving.Served(
                "R1",
                ("request_copy",),
                "electronic",
                Proof(arrived_on=DAY, target="a@b"),
                outside=True,
            ),
            "同意电子送达",
        ),
        (serving.Served("R1", ("decision",), "mail", Proof(), outside=True), "尚未作出行政裁决"),
        (serving.Served("X1", ("request_copy",), "mail", Proof(), outside=True), "没有当事人"),
        (serving.Served("R1", ("gift",), "pigeon", Proof(), outside=True), "没有"),
        (serving.Served("P1", ("answer_copy",), "direct", Proof(), outside=True), "谁的答辩书"),
    ],
)
def test_service_needs_its_proof(
    desk: Desk, docketed: int, served: serving.Served, problem: str
) -> None:
    with pytest.raises(BadInput, match=problem):
        serving.serve(desk, docketed, served)
