"""Services registered wrongly: several are put right or voided together, with one reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.deadlines import find
from models.cases.loading import load
from models.entities import Audit
from models.errors import BadInput
from models.rules.events import Served, TollingEnded, TollingStarted
from models.services.proceedings import answers, serving
from models.services.proceedings.service_corrections import Righted, correct_services
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import docket, file, published, serve, words
from ui.verbs.playing.scenario import Clock

PAPERS = ("request_copy", "panel_notice", "evidence_notice")


@pytest.fixture
def case_id(desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case, three papers served on R1 six days later."""
    made = file(desk, request_s2)
    docket(desk, made, staff)
    clock.day += timedelta(days=6)
    serve(desk, made, "R1", *PAPERS)
    return made


def services(desk: Desk, case_id: int) -> list[int]:
    """Return the numbers of the services in force."""
    return [e.id for e in load(desk, case_id).log.all(Served)]


def answer_due(desk: Desk, case_id: int) -> date:
    """Return until when R1 may answer."""
    found = find(desk, load(desk, case_id), "answer", "R1", desk.today())
    assert found
    return found.due


def pauses(desk: Desk, case_id: int) -> list[date]:
    """Return the days on which the limit stops and goes on."""
    kinds = (TollingStarted, TollingEnded)
    return [e.on for e in load(desk, case_id).log.entries if isinstance(e.event, kinds)]


def refused(desk: Desk, case_id: int, act: Any) -> str:
    """Return what a command was refused with; nothing of it may be left."""
    before, entries = load(desk, case_id), Audit.select().count()
    with pytest.raises(BadInput) as error:
        act()
    assert load(desk, case_id) == before and Audit.select().count() == entries
    assert verify(desk) == []
    return words(error.value)


def test_three_services_get_their_day_with_one_reason_and_one_entry(
    desk: Desk, clock: Clock, case_id: int
) -> None:
    due, entries = answer_due(desk, case_id), Audit.select().count()
    right = desk.today() - timedelta(days=2)
    correct_services(
        desk, case_id, services(desk, case_id), Righted(day=right), reason="回证上是早两天"
    )
    case = load(desk, case_id)
    assert [(e.event.document, e.on) for e in case.log.all(Served)] == [(p, right) for p in PAPERS]
    assert all(e.event.proof.received_on == right for e in case.log.all(Served))
    assert all(e.event.proof.received_by == "本人" for e in case.log.all(Served))
    assert Audit.select().count() == entries + 1
    assert {e.reason for e in case.entries if e.voids} == {"回证上是早两天"}
    assert answer_due(desk, case_id) < due
    assert verify(desk) == []


def test_who_received_it_is_put_right_without_moving_the_day(desk: Desk, case_id: int) -> None:
    first = services(desk, case_id)[0]
    due = answer_due(desk, case_id)
    correct_services(desk, case_id, [first], Righted(received_by="周正平"), reason="签收人抄错")
    found = load(desk, case_id).log.all(Served)
    assert sorted(e.event.proof.received_by for e in found) == ["周正平", "本人", "本人"]
    assert answer_due(desk, case_id) == due


def test_what_cannot_be_is_refused_and_nothing_is_changed(
    desk: Desk, clock: Clock, case_id: int
) -> None:
    known, today = services(desk, case_id), desk.today()
    docketed = next(e.id for e in load(desk, case_id).log.entries if e.event.type == "docketed")

    def right(which: list[int], righted: Righted, reason: str = "抄错") -> str:
        return refused(
            desk, case_id, lambda: correct_services(desk, case_id, which, righted, reason=reason)
        )

    assert "更正须写明理由" in right(known, Righted(day=today), " ")
    assert "填写要更正的内容" in right(known, Righted())
    assert "选择要更正的送达" in right([], Righted(day=today))
    assert "不是送达" in right([docketed], Righted(day=today))
    assert "没有编号为99999的事件" in right([99999], Righted(day=today))
    assert "晚于今天" in right(known, Righted(day=today + timedelta(days=1)))
    assert "早于" in right(known, Righted(day=today - timedelta(days=20)))  # before docketing


def test_what_rests_on_a_service_stays_or_keeps_the_day_from_moving(
    desk: Desk, clock: Clock, case_id: int
) -> None:
    served_on = desk.today()
    clock.day += timedelta(days=2)
    answers.record_answer(
        desk, case_id, party="R1", on=desk.today(), answer=answers.AnswerIn("不侵权")
    )
    clock.day += timedelta(days=2)
    known = services(desk, case_id)
    later = Righted(day=served_on + timedelta(days=1))
    correct_services(desk, case_id, known, later, reason="回证晚一天")
    assert {e.on for e in load(desk, case_id).log.all(Served)} == {served_on + timedelta(days=1)}
    serve(desk, case_id, "P1", "answer_copy", of="R1")
    assert verify(desk) == []


def test_a_publication_put_right_pauses_the_limit_by_its_new_days(
    desk: Desk, clock: Clock, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    clock.day += timedelta(days=3)
    proof = published(desk.today(), place="公告栏", reason="查无下落")
    serving.serve(
        desk, case_id, serving.Served("R1", ("request_copy",), "publication", proof, outside=True)
    )
    before = pauses(desk, case_id)
    assert before
    correct_services(
        desk, case_id, services(desk, case_id), Righted(day=desk.today() - timedelta(days=1)),
        reason="张贴是前一天",
    )  # fmt: skip
    after = pauses(desk, case_id)
    assert after == [day - timedelta(days=1) for day in before]
    assert verify(desk) == []


def test_several_entries_are_voided_together_even_when_one_rests_on_the_other(
    desk: Desk, case_id: int
) -> None:
    case = load(desk, case_id)
    both = [e.id for e in case.log.entries if e.event.type in ("docketed", "panel_appointed")]
    entries = Audit.select().count()
    wrong = refused(desk, case_id, lambda: journal.void_events(desk, case_id, both, reason="错"))
    assert "请先作废" in wrong and "送达请求书副本" in wrong
    journal.void_events(desk, case_id, [*services(desk, case_id), *both], reason="立错了案")
    assert Audit.select().count() == entries + 1
    assert not load(desk, case_id).log.has(Served)
    assert load(desk, case_id).record.stage == "received"
    assert verify(desk) == []


def test_nothing_chosen_or_chosen_twice(desk: Desk, case_id: int) -> None:
    known = services(desk, case_id)
    act = lambda: journal.void_events(desk, case_id, [], reason="错")  # noqa: E731
    assert "没有选择记录" in refused(desk, case_id, act)
    journal.void_events(desk, case_id, [known[0], known[0]], reason="错")
    assert services(desk, case_id) == known[1:]
