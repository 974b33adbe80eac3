"""Attempts at service: kept with their proof, counted nowhere, seen until the paper is served."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.queries.case_page.page import case_page
from models.queries.dialogs.context import step_context
from models.queries.lists import to_serve, today
from models.queries.lists.today import TodayLine
from models.queries.places import CaseTab
from models.rules.events import Failure, Proof, Served, ServiceAttempted
from models.services.proceedings import serving
from models.services.proceedings.attempts import record_attempt
from models.services.receiving import intake, register
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import docket, file, serve, words
from ui.verbs.playing.scenario import Clock

SET = ("request_copy", "panel_notice", "evidence_notice")
DAY = date(2026, 5, 20)
REFUSED = ServiceAttempted(
    to="R1", documents=SET, method="mail", result=Failure.REFUSED, sent_on=DAY,
    tracking_no="1098765400217", address="禾川县河口镇", note="门卫不收", proof="退件附卷",
    outside=True,
)  # fmt: skip
NAME = "禾川县青筐里塑业有限公司"


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case with nothing served yet."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def card(desk: Desk) -> tuple[TodayLine, ...]:
    """Return the card 送达未成 of 今日."""
    return next(one.lines for one in today.today_view(desk).cards if one.id == "attempts")


def line(desk: Desk) -> to_serve.ToServe:
    """Return the line of 待送达 for the request copy."""
    return next(one for one in to_serve.to_serve(desk) if one.step == "serve_request")


def test_an_attempt_starts_no_clock_and_satisfies_nothing(desk: Desk, docketed: int) -> None:
    before = deadlines.export(desk, load(desk, docketed), desk.today())
    record_attempt(desk, docketed, REFUSED, on=DAY)
    case = load(desk, docketed)
    assert deadlines.export(desk, case, desk.today()) == before
    assert not case.log.has(Served) and line(desk).addressee == NAME
    kept = case.log.last(ServiceAttempted)
    assert kept and kept.event == replace(REFUSED, server="李敏") and kept.on == DAY
    assert verify(desk) == []


def test_what_was_tried_is_told_until_the_paper_is_served(
    desk: Desk, docketed: int, clock: Clock
) -> None:
    record_attempt(desk, docketed, REFUSED, on=DAY)
    clock.day = date(2026, 5, 22)
    gone = replace(REFUSED, method="direct", result=Failure.MOVED, sent_on=None, tracking_no="")
    record_attempt(desk, docketed, gone, on=clock.day)
    told = "已尝试2次：5-20 邮寄 拒收，5-22 直接 已搬迁"
    assert line(desk).tried == told
    [shown] = card(desk)
    assert shown.what == f"{told}　请求书副本、合议组成员告知书、举证通知书（{NAME}）"
    assert (shown.case_id, shown.tab, shown.due) == (docketed, CaseTab.SERVICE, None)
    last, first = case_page(desk, docketed).services
    assert (first.failed, first.tried, first.day) == ("拒收", told, DAY)
    assert first.proof.endswith("送达地址：禾川县河口镇；情况：门卫不收；凭证：退件附卷")
    assert last.failed == "已搬迁" and last.party == NAME
    info = step_context(desk, docketed, "record_attempt", "R1", "serve_request")
    assert info.documents == SET
    assert [one.tried for one in info.parties] == ["", told]

    serve(desk, docketed, "R1", "request_copy")
    assert card(desk)[0].what == f"{told}　合议组成员告知书、举证通知书（{NAME}）"
    assert [one.tried for one in case_page(desk, docketed).services if one.failed] == [told, told]
    serve(desk, docketed, "R1", "panel_notice", "evidence_notice")
    assert card(desk) == ()
    assert {one.tried for one in case_page(desk, docketed).services} == {""}


def test_a_publication_under_way_is_not_asked_for_again(desk: Desk, docketed: int) -> None:
    record_attempt(desk, docketed, replace(REFUSED, result=Failure.UNKNOWN), on=DAY)
    proof = Proof(published_on=DAY, place="本局网站", reason="查无此人")
    serving.serve(desk, docketed, serving.Served("R1", SET, "publication", proof, outside=True))
    assert card(desk) == ()


def test_a_voided_attempt_is_told_nowhere(desk: Desk, docketed: int) -> None:
    made = record_attempt(desk, docketed, REFUSED, on=DAY).ids["event"]
    journal.void_event(desk, docketed, made, reason="记错案件")
    assert card(desk) == () and line(desk).tried == ""
    assert case_page(desk, docketed).services == ()


def test_a_struck_request_waits_for_nothing(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2 | {"facts_and_reasons": ""})
    one = replace(REFUSED, to="P1", documents=("correction_notice",))
    intake.request_correction(desk, case_id, on=DAY, until=date(2026, 6, 5))
    record_attempt(desk, case_id, one, on=DAY)
    assert [shown.case_id for shown in card(desk)] == [case_id]
    register.strike_request(desk, case_id, "misfiled", on=DAY, reason="误收")
    assert card(desk) == ()


Change = Callable[[ServiceAttempted], ServiceAttempted]


@pytest.mark.parametrize(
    ("change", "on", "said"),
    [
        (lambda e: replace(e, to="R9"), DAY, "attempt.to: 本案没有当事人R9"),
        (lambda e: replace(e, documents=()), DAY, "attempt.documents: 须选择要送达的文书"),
        (lambda e: replace(e, documents=(*SET, "request_copy")), DAY, "同一份文书只写一次"),
        (lambda e: replace(e, documents=("gift",)), DAY, "attempt.documents: 没有“gift”这种文书"),
        (lambda e: replace(e, documents=("decision",)), DAY, "尚未作出行政裁决"),
        (lambda e: replace(e, method="pigeon"), DAY, "attempt.method: “pigeon”不能登记为送达未成"),
        (lambda e: replace(e, method="publication"), DAY, "“公告送达”不能登记为送达未成"),
        (lambda e: replace(e, tracking_no=" "), DAY, "attempt.tracking_no: 邮寄的须填写邮件号码"),
        (lambda e: replace(e, method="direct", result=Failure.UNCLAIMED), DAY,
         "attempt.result: 只有邮件才会逾期未领"),
        (lambda e: replace(e, sent_on=date(2026, 5, 21)), DAY, "on: 早于送出、寄出日期"),
        (lambda e: replace(e, sent_on=date(2026, 5, 1)), DAY, "attempt.sent_on: 早于“"),
        (lambda e: e, date(2026, 5, 21), "on: 日期晚于今天"),
        (lambda e: replace(e, note="x\x07"), DAY, "attempt.note: 情况"),
    ],
)  # fmt: skip
def test_what_an_attempt_lacks_is_refused_by_its_field(
    desk: Desk, docketed: int, change: Change, on: date, said: str
) -> None:
    with pytest.raises(BadInput) as found:
        record_attempt(desk, docketed, change(REFUSED), on=on)
    assert said in words(found.value)
    assert not load(desk, docketed).log.has(ServiceAttempted)
