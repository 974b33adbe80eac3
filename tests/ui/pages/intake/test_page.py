"""The intake page with keys and clicks: from an empty form to a filed request."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from models.cases import acceptance
from models.cases.ledger_rows import entry
from models.cases.loading import load as load_case
from models.rules.text_checks import REMOVED
from models.services.office.ledgers import record_entry
from models.services.receiving import intake as service
from models.store.desk import Desk
from models.store.sender import Sender
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.pages.intake.clerk import Clerk, sample, type_request
from tests.ui.patience import held
from ui.pages.intake import collect
from ui.pages.intake.cards.section import CardsSection
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.steps import open_step
from ui.verbs.playing.scenario import Clock
from ui.work import draft


def last_case(clerk: Clerk) -> dict[str, Any]:
    """Return the request of the newest case as its event keeps it."""

    def read(desk: Desk) -> dict[str, Any]:
        from models.entities import Case

        row = Case.select().order_by(Case.id.desc()).first()
        assert row is not None, "nothing was filed"
        view = load_case(desk, row.id)
        kept = dict(view.last_request.data)
        return {"row": view.record, "intake": kept, "types": [e.event.type for e in view.entries]}

    return support.read_desk(clerk.qtbot, clerk.window, read)


def no_case_page(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> list[targets.Target]:
    """Note where the page wants to go instead of going there."""
    went: list[targets.Target] = []
    monkeypatch.setattr(clerk.window.context, "go", went.append)
    return went


# ------------------------------------------------------------------ a whole request


@pytest.mark.slow
@pytest.mark.parametrize("name", ["S3", "S10"])
def test_a_request_typed_by_hand_is_the_sample(
    name: str, clerk: Clerk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = sample(name)
    went = no_case_page(clerk, monkeypatch)
    clock.day = date(2026, 7, 1)
    clerk.page.sections.about.today = clock.day
    type_request(clerk, data)
    assert clerk.said("problem") == []
    clerk.check()
    assert clerk.reviewing()
    support.type_text(
        clerk.page.review.form.field("number"), f"禾知收〔{data['received_on'][:4]}〕66号"
    )
    clerk.file()
    filed = last_case(clerk)
    assert filed["row"].receipt_no == f"禾知收〔{data['received_on'][:4]}〕66号"
    plain: dict[str, Any] = dict(collect.to_intake(collect.from_intake(data)))
    for one in (filed["intake"], plain):
        one["acts"].sort(key=lambda a: a["act"])
        one["papers"].sort(key=lambda p: p["id"])
    assert filed["intake"] == plain
    assert went == [targets.Case(filed["row"].id)]
    assert clerk.draft() is None


@pytest.mark.parametrize("name", ["S1", "S2", "S3", "S4", "S10", "S11"])
def test_the_widgets_give_back_what_they_were_given(name: str, clerk: Clerk) -> None:
    data = sample(name)
    clerk.page.sections.set_values(collect.from_intake(data))
    given: dict[str, Any] = dict(collect.to_intake(collect.from_intake(data)))
    back = clerk.intake()
    for one in (given, back):
        one["acts"].sort(key=lambda a: a["act"])
        one["papers"].sort(key=lambda p: p["id"])
    assert back == given


# ------------------------------------------------------------------ checks while typing


def test_a_wrong_check_digit_warns_offers_the_right_one_and_does_not_block(clerk: Clerk) -> None:
    clerk.type("patent", "number", "ZL202239800101.3")
    assert "校验位" in " ".join(clerk.said("warning", clerk.page.sections.patent))
    assert clerk.said("problem", clerk.page.sections.patent) == []
    assert clerk.page.sections.patent.form.field("kind").value() == "design"
    support.press(clerk.page, "改为 ZL202239800101.X")
    assert clerk.input("patent", "number").property("text") == "ZL202239800101.X"
    assert clerk.said("warning", clerk.page.sections.patent) == []
    assert clerk.page.sections.patent.suggest.isHidden()


def test_a_design_has_no_use_and_no_claims(clerk: Clerk) -> None:
    clerk.choose("patent", "kind", "发明")
    assert "使用" in clerk.offered("acts")
    clerk.tick("acts", "使用")
    clerk.choose("patent", "kind", "外观设计")
    assert clerk.offered("acts") == ["制造", "许诺销售", "销售", "进口"]
    assert not clerk.page.sections.patent.form.shown("asserted_claims")
    assert "使用" in clerk.said("warning", clerk.page.sections.all["acts"])[0]
    assert clerk.intake()["acts"] == []


def test_control_characters_are_refused_beside_the_field(clerk: Clerk) -> None:
    QGuiApplication.clipboard().setText("禾川\ufdd0县")
    name = clerk.input("respondents", "name")
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "控制字符" in clerk.said("problem", clerk.page.sections.respondents)[0]
    clerk.check()
    assert not clerk.reviewing()
    assert any("控制字符" in t for t in clerk.said("problem", clerk.page.sections.respondents))


def test_a_phone_pasted_with_marks_is_kept_without_them_and_that_is_said(clerk: Clerk) -> None:
    QGuiApplication.clipboard().setText("\u202d13800000000\u202c")
    phone = clerk.input("respondents", "phone")
    phone.setFocus()
    QTest.keyClick(phone, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert any(REMOVED in w for w in clerk.said("warning", clerk.page.sections.respondents))
    kept: Any = service.filed(clerk.intake()).data["respondents"]
    assert kept[0]["phone"] == "13800000000"


def test_dates_are_typed_short_and_checked(clerk: Clerk) -> None:
    day = clerk.type("patent", "filed_on", "3月9日")
    assert day.property("text") == "2026-03-09"
    clerk.type("patent", "granted_on", "20260308")
    assert "早于申请日" in clerk.said("problem", clerk.page.sections.patent)[0]
    clerk.type("case", "received_on", "20270101")
    assert "晚于今天" in clerk.said("problem", clerk.page.sections.case)[0]


def test_what_lies_outside_the_power_is_pointed_out(clerk: Clerk) -> None:
    clerk.type("content", "requests", "责令停止销售\n赔偿30万元")
    told = clerk.said("warning", clerk.page.sections.all["content"])
    assert len(told) == 1 and told[0].startswith("⚠ 第2项") and "行政调解" in told[0]
    clerk.choose("case", "kind", "行政调解")
    assert clerk.said("warning", clerk.page.sections.all["content"]) == []


def test_the_kind_of_a_party_decides_its_fields(clerk: Clerk) -> None:
    form = clerk.page.sections.requesters.cards[0].form
    assert form.shown("legal_rep") and form.shown("standing") and not form.shown("operator_name")
    clerk.choose("requesters", "kind", "自然人")
    assert not form.shown("legal_rep") and form.field("id_type").value() == "ric"
    clerk.choose("requesters", "kind", "个体工商户")
    assert form.shown("operator_name") and form.shown("legal_rep")


def test_an_empty_request_is_refused_at_its_first_field(clerk: Clerk) -> None:
    clerk.check()
    assert not clerk.reviewing()
    assert clerk.page.typing.problem.text().startswith("✕ 有")
    name = clerk.input("requesters", "name")
    clerk.focused(name)


# ------------------------------------------------------------------ the review


def test_each_open_point_leads_to_its_field(clerk: Clerk) -> None:
    clerk.page.sections.set_values(collect.from_intake(sample("S4")))
    clerk.check()
    assert clerk.reviewing()
    review = clerk.page.review
    names = [b.accessibleName() for b in support.visible(review, QPushButton, text="去填写")]
    assert len(names) >= 5
    claims = next(b for b in support.visible(review, QPushButton, text="去填写")
                  if "权利要求" in b.accessibleName())  # fmt: skip
    QTest.mouseClick(claims, Qt.MouseButton.LeftButton)
    assert not clerk.reviewing()
    clerk.focused(clerk.input("patent", "asserted_claims"))


def test_a_taken_number_is_refused_on_the_review(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_case_page(clerk, monkeypatch)
    data = sample("S1")
    taken = "禾知收〔2026〕1号"
    support.read_desk(
        clerk.qtbot, clerk.window, lambda desk: service.file_request(desk, data, number=taken)
    )
    clerk.page.sections.set_values(collect.from_intake(data))
    clerk.check()
    support.type_text(clerk.page.review.form.field("number"), "禾知收〔2026〕1号")
    clerk.file()
    assert clerk.reviewing()
    assert clerk.said("problem", clerk.page.review) != []


# ------------------------------------------------------------------ what is known already


def test_a_known_party_is_offered_and_taken_over(clerk: Clerk) -> None:
    data = sample("S1")
    support.read_desk(clerk.qtbot, clerk.window, lambda d: service.file_request(d, data))
    known = data["requesters"][0]
    clerk.type("requesters", "name", known["name"])
    clerk.settle()
    support.press(clerk.page, "采用")
    party = clerk.intake()["requesters"][0]
    assert party["id_no"] == known["id_no"] and party["address"] == known["address"]
    clerk.type("patent", "number", data["patent"]["number"])
    clerk.settle()
    assert "同一专利已有案件" in clerk.page.sections.patent.same.text()


# ------------------------------------------------------------------ drafts


def test_a_draft_is_kept_soon_and_comes_back(
    clerk: Clerk, desk_folder: Path, open_window: OpenWindow, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert draft.IDLE_MS <= 2000 and draft.MOST_MS <= 4500  # five seconds are lost at most
    clerk.type("requesters", "name", "禾川县木言朵家具有限公司")
    clerk.type("patent", "number", "2022398")
    assert clerk.page.keeper.waiting
    assert clerk.page.keeper._idle.interval() == draft.IDLE_MS
    clerk.page.keeper._idle.start(0)  # the time has passed
    qtbot.waitUntil(lambda: not clerk.page.keeper.waiting)
    clerk.settle()
    assert "已自动保存" in clerk.page.typing.state.text()
    clerk.window.context.worker.close()  # as if killed: the page is never asked
    clerk.window.hide()
    again = Clerk(qtbot, open_window(desk_folder))
    assert again.page.typing.banner.isVisible()
    assert "上次未完成的收案" in again.page.typing.banner_text.text()
    assert again.input("requesters", "name").property("text") == "禾川县木言朵家具有限公司"
    assert again.input("patent", "number").property("text") == "2022398"


def test_filing_one_request_leaves_the_draft_of_another(clerk: Clerk) -> None:
    clerk.page.sections.set_values(collect.from_intake(sample("S1")))
    clerk.page.keeper.touch()
    clerk.check()
    with held(clerk.window.context.worker):
        QTest.mouseClick(clerk.page.review.confirm_button, Qt.MouseButton.LeftButton)
        clerk.window.go(targets.Intake(draft="second"))
    clerk.settle()
    clerk.type("respondents", "name", "另一家公司")
    clerk.page.keeper.flush()
    clerk.settle()
    assert last_case(clerk)["types"][-1] == "request_received"
    assert clerk.draft() is None
    kept = clerk.draft("second")
    assert kept is not None and kept["values"]["respondents"][0]["name"] == "另一家公司"


def test_an_answer_for_the_last_request_is_not_shown_over_the_next(clerk: Clerk) -> None:
    clerk.page.sections.set_values(collect.from_intake(sample("S1")))
    clerk.page.keeper.touch()
    with held(clerk.window.context.worker):
        QTest.mouseClick(clerk.page.typing.check_button, Qt.MouseButton.LeftButton)
        clerk.window.go(targets.Intake(draft="second"))
        clerk.window.go(targets.Intake(draft="third"))
    clerk.settle()
    assert not clerk.reviewing() and clerk.page.typing.check_button.isEnabled()
    assert clerk.page.keeper.key == "third"
    assert clerk.input("respondents", "name").property("text") == ""


def test_closing_keeps_what_was_just_typed(clerk: Clerk) -> None:
    clerk.type("respondents", "name", "甲公司")
    assert clerk.draft() is None
    assert clerk.page.may_close(lambda: True)
    kept = clerk.draft()
    assert kept is not None and kept["values"]["respondents"][0]["name"] == "甲公司"


def test_a_draft_can_be_thrown_away(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.type("respondents", "name", "甲公司")
    clerk.page.keeper.flush()
    clerk.window.go(targets.Intake(draft="new"))
    clerk.settle()
    assert clerk.page.typing.banner.isVisible()
    support.press(clerk.page, "丢弃草稿，重新填写")
    support.press(clerk.window, "丢弃")
    clerk.settle()
    assert clerk.draft() is None
    assert clerk.input("respondents", "name").property("text") == ""
    assert not clerk.page.typing.banner.isVisible()


def test_answers_about_a_draft_are_not_shown_once_it_is_thrown_away(clerk: Clerk) -> None:
    data = sample("S1")
    clerk.page.sections.set_values(collect.from_intake(data))
    clerk.check()
    clerk.file()
    clerk.window.go(targets.Intake(draft="second"))
    clerk.settle()
    page, worker = clerk.page, clerk.window.context.worker
    page.sections.set_values(collect.from_intake(sample("S2")))
    page.keeper.touch()
    page.keeper.flush()
    clerk.settle()
    clerk.window.go(targets.Intake(draft="second"))
    clerk.settle()
    support.press(page, "丢弃草稿，重新填写")
    with held(worker):
        clerk.type("requesters", "name", data["requesters"][0]["name"])
        clerk.type("patent", "number", data["patent"]["number"])
        page.typing.check_button.click()
        support.press(clerk.window, "丢弃")
        clerk.qtbot.waitUntil(page.typing.check_button.isEnabled)  # the empty form is there
    clerk.settle()
    assert not support.visible(page.sections.requesters, QPushButton, text="采用")
    assert page.sections.patent.same.isHidden()
    assert not clerk.reviewing() and page.typing.check_button.isEnabled()


def test_typing_on_and_on_is_kept_too(clerk: Clerk) -> None:
    keeper = clerk.page.keeper
    clerk.type("respondents", "name", "A")
    left = keeper._most.remainingTime()
    clerk.type("respondents", "name", "AB")
    assert keeper._idle.remainingTime() > 0 and keeper._most.remainingTime() <= left


def test_the_longest_wait_keeps_without_a_pause(clerk: Clerk, qtbot: QtBot) -> None:
    keeper = clerk.page.keeper
    keeper._idle.setInterval(60_000)  # as if the clerk never paused
    keeper._most.setInterval(0)
    with qtbot.waitSignal(keeper.kept):
        clerk.type("respondents", "name", "甲公司")
    kept = clerk.draft()
    assert kept is not None and kept["values"]["respondents"][0]["name"] == "甲公司"


# ------------------------------------------------------------------ evidence


def test_rows_are_pasted_typed_and_deleted(clerk: Clerk) -> None:
    QGuiApplication.clipboard().setText("公证书\t销售\t32\n照片\t现场\t三")
    support.press(clerk.page, "粘贴清单")
    rows = clerk.intake()["evidence"]
    assert [(r["name"], r["pages"], r["language"]) for r in rows] == [
        ("公证书", 32, "zh"), ("照片", "三", "zh"),
    ]  # fmt: skip
    assert "第2行页数" in clerk.said("problem", clerk.page.sections.all["evidence"])[0]
    table = clerk.table
    table.setFocus()
    table.setCurrentCell(1, 2)
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    support.type_text(editor, "3")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    clerk.qtbot.waitUntil(lambda: clerk.intake()["evidence"][1]["pages"] == 3)
    assert clerk.said("problem", clerk.page.sections.all["evidence"]) == []
    table.clearSelection()
    table.selectRow(0)
    support.press(clerk.page, "删除所选行")
    assert [r["name"] for r in clerk.intake()["evidence"]] == ["照片"]


def test_enter_goes_on_from_the_check_to_the_case(clerk: Clerk) -> None:
    type_request(clerk, sample("S2"))
    for _ in range(2):
        focused = clerk.page.typing.check_button
        if clerk.page.stack.currentWidget() is clerk.page.review:
            focused = clerk.page.review.confirm_button
        focused.setFocus()
        QTest.keyClick(focused, Qt.Key.Key_Return)
        clerk.settle()
    assert last_case(clerk)["row"].receipt_no


def test_undo_brings_rows_back(clerk: Clerk) -> None:
    QGuiApplication.clipboard().setText("公证书\t销售\t32\n照片\t现场\t３")
    support.press(clerk.page, "粘贴清单")
    assert clerk.said("problem", clerk.page.sections.all["evidence"]) == []
    table = clerk.table
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    names = lambda: [r["name"] for r in clerk.intake()["evidence"]]  # noqa: E731
    assert names() == ["照片"]
    QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names() == ["公证书", "照片"]
    table.selectRow(1)
    support.press(clerk.page, "删除所选行")
    assert names() == ["公证书"]
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names() == [], "also the pasting itself"


def test_a_row_is_named_by_its_place_in_the_table(clerk: Clerk) -> None:
    QGuiApplication.clipboard().setText("公证书\t销售\t32\n照片\t现场\t三")
    support.press(clerk.page, "粘贴清单")
    clerk.table.setFocus()
    clerk.table.selectRow(0)
    QTest.keyClick(clerk.table, Qt.Key.Key_Delete)
    assert "第2行页数" in clerk.said("problem", clerk.page.sections.all["evidence"])[0]
    clerk.page.jump("evidence[0].pages")
    assert clerk.table.currentRow() == 1


def test_typing_a_name_opens_nothing_beside_the_window(clerk: Clerk) -> None:
    """The boxes of the acts are made again at each key when there are two respondents."""
    with support.strays() as seen:
        support.press(clerk.page, "添加被请求人")
        clerk.type("respondents", "name", "乙公司", 1)
        clerk.settle()
    assert seen == []


def test_tab_follows_the_eye(clerk: Clerk) -> None:
    """Also through boxes and cards that were made after the rest."""
    clerk.window.activateWindow()
    clerk.qtbot.waitUntil(clerk.window.isActiveWindow)
    support.press(clerk.page, "添加被请求人")
    second = clerk.input("respondents", "kind", 1)
    assert QApplication.focusWidget() is second, "the new card has the cursor"
    clerk.type("respondents", "name", "乙公司", 1)
    clerk.input("requesters", "kind").setFocus()
    passed: list[QWidget] = []
    while len(passed) < 120:
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in passed and not isinstance(focused, QTableWidget):
            break
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [
        clerk.input("respondents", "domiciled_in_prc"),
        second,
        clerk.input("respondents", "domiciled_in_prc", 1),
        clerk.input("patent", "number"),
        clerk.box("acts", "制造"),
        clerk.input("content", "requests"),
        clerk.table,
        clerk.page.sections.all["papers"].target(None, ""),
        clerk.input("other", "place_of_act"),
        clerk.page.typing.check_button,
    ]
    assert not [w and w.accessibleName() for w in wanted if w not in passed]
    places = [passed.index(one) for one in wanted if one]
    assert places == sorted(places)


# ------------------------------------------------------------------ parties by number


def test_removing_a_party_renumbers_the_rest(clerk: Clerk) -> None:
    clerk.page.sections.set_values(collect.from_intake(sample("S10")))
    part = clerk.page.sections.respondents
    answer(clerk, part.cards[1].remove_button, "取消")
    assert len(clerk.intake()["respondents"]) == 3
    before = clerk.intake()
    answer(clerk, part.cards[1].remove_button, "移除")
    names = [p["name"] for p in clerk.intake()["respondents"]]
    assert names == ["禾川县钰禾丰节水器材有限公司", "刘满囤"]
    QTest.mouseClick(part.back_button, Qt.MouseButton.LeftButton)
    assert clerk.intake() == before and part.back_button.isHidden()
    answer(clerk, part.cards[2].remove_button, "移除")
    clerk.type("respondents", "phone", "0357-5550404")
    assert part.back_button.isHidden(), "what was typed since is not thrown away"


def answer(clerk: Clerk, press: QPushButton, words: str) -> None:
    """Press a button that asks, and answer by another button."""
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)
    box = next(b for b in clerk.page.findChildren(QMessageBox) if b.isVisible())
    assert "移除" in box.text()
    button = next(b for b in box.buttons() if b.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_agent_is_put_back_too(clerk: Clerk) -> None:
    clerk.page.sections.set_values(collect.from_intake(sample("S1")))
    part = clerk.page.sections.all["agents"]
    assert isinstance(part, CardsSection)
    before = clerk.intake()["agents"]
    answer(clerk, part.cards[0].remove_button, "移除")
    assert clerk.intake().get("agents", []) != before
    QTest.mouseClick(part.back_button, Qt.MouseButton.LeftButton)
    assert clerk.intake()["agents"] == before


# ------------------------------------------------------------------ from elsewhere


def test_a_notification_fills_in_and_is_linked(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tell(desk: Desk) -> int:
        from models.entities import Staff

        told = {
            "told_on": date(2026, 5, 18), "by_staff": Staff.get().id, "person_name": "武清和",
            "person_phone": "0357-5550404", "choice": "adjudication",
        }  # fmt: skip
        return record_entry(desk, "notification", told).ids["notification"]

    number = support.read_desk(clerk.qtbot, clerk.window, tell)
    clerk.window.go(targets.Intake(entry_id=number))
    clerk.settle()
    assert clerk.input("requesters", "name").property("text") == "武清和"
    assert clerk.page.sections.case.form.field("channel").value() == "notification"
    data = sample("S3") | {"channel": "notification"}
    clerk.page.sections.set_values(collect.from_intake(data))
    no_case_page(clerk, monkeypatch)
    clerk.check()
    clerk.file()

    def linked(_desk: Desk) -> int | None:
        return entry(number).case_id

    case_id = support.read_desk(clerk.qtbot, clerk.window, linked)
    assert case_id == last_case(clerk)["row"].id


def test_a_filed_request_is_amended_with_a_reason(
    clerk: Clerk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S3")).ids["case"]
    )
    window.go(targets.Intake(case_id=case_id, field="respondents[0].phone"))
    clerk.settle()
    assert clerk.page.title.text().startswith("更正")
    clerk.focused(clerk.input("respondents", "phone"))
    clerk.type("respondents", "phone", "0579-5550506")
    went = no_case_page(clerk, monkeypatch)
    clerk.check()
    clerk.file()
    assert clerk.reviewing() and "请填写更正理由" in clerk.said("problem", clerk.page.review)
    support.type_text(clerk.page.review.form.field("reason"), "请求人来电更正")
    clerk.file()
    filed = last_case(clerk)
    assert filed["types"][-1] == "request_amended"
    assert filed["intake"]["respondents"][0]["phone"] == "0579-5550506"
    assert went == [targets.Case(case_id)]


@pytest.mark.parametrize("name", ["S1", "S2", "S3", "S4"])
def test_a_request_that_is_opened_and_checked_has_no_changes(
    clerk: Clerk, window: MainWindow, name: str
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample(name)).ids["case"]
    )
    window.go(targets.Intake(case_id=case_id))
    clerk.settle()
    clerk.check()
    assert [t for t in clerk.said("", clerk.page.review) if t.startswith("没有改动")]


@pytest.mark.parametrize(
    "field", ["respondents[0].name", "patent.asserted_claims", "acts", "requests", "kind"]
)
def test_an_amendment_opens_at_the_field_that_was_clicked(
    clerk: Clerk, window: MainWindow, field: str
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S1")).ids["case"]
    )
    window.resize(1100, 640)
    window.go(targets.Intake(case_id=case_id, field=field))
    clerk.settle()
    wanted = clerk.page.sections.target(field)
    assert wanted is not None
    clerk.qtbot.waitUntil(lambda: not wanted.visibleRegion().isEmpty())
    support.run_deferred()
    assert not wanted.visibleRegion().isEmpty(), "it stays in sight"


def test_the_day_of_receipt_is_put_right_and_the_kind_says_why_not(
    clerk: Clerk, window: MainWindow
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S1")).ids["case"]
    )
    window.go(targets.Intake(case_id=case_id))
    clerk.settle()
    form = clerk.page.sections.case.form
    rows = {name: form.where[name].rows[name] for name in ("kind", "received_on")}
    assert not form.field("kind").input.isEnabled()
    assert "类别不能更改" in rows["kind"].note.text()
    assert "可以更正" in rows["received_on"].note.text()
    clerk.type("case", "received_on", "2026-01-23")
    clerk.check()
    assert "收到日期：2026-01-26 → 2026-01-23" in clerk.said("", clerk.page.review)
    support.type_text(clerk.page.review.form.field("reason"), "收件戳为准")
    clerk.file()
    assert last_case(clerk)["intake"]["received_on"] == "2026-01-23"
    window.go(targets.Intake())
    clerk.settle()
    assert form.field("kind").input.isEnabled() and not rows["kind"].note.text()


def test_the_review_of_an_amendment_says_old_and_new(clerk: Clerk, window: MainWindow) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S3")).ids["case"]
    )
    old = sample("S3")["respondents"][0]["phone"]
    window.go(targets.Intake(case_id=case_id, field="respondents[0].phone"))
    clerk.settle()
    clerk.type("respondents", "phone", "0579-5550506")
    clerk.check()
    told = f"被请求人1 联系电话：{old} → 0579-5550506"
    assert told in clerk.said("", clerk.page.review)


def test_an_amendment_of_a_case_that_changed_meanwhile_is_sent_again(
    clerk: Clerk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S4")).ids["case"]
    )
    window.go(targets.Intake(case_id=case_id, field="respondents[0].phone"))
    clerk.settle()
    clerk.type("respondents", "phone", "0579-5550506")
    clerk.check()
    support.type_text(clerk.page.review.form.field("reason"), "请求人来电更正")

    def ask(desk: Desk) -> None:
        with desk.sent_by(Sender("高明")):
            service.request_correction(desk, case_id, on=date(2026, 5, 18), days=15)

    support.read_desk(clerk.qtbot, window, ask)
    clerk.file()
    (box,) = [b for b in clerk.page.findChildren(QMessageBox) if b.isVisible()]
    assert "又有新的登记：“" in box.text()
    assert last_case(clerk)["types"][-1] != "request_amended"
    went = no_case_page(clerk, monkeypatch)
    support.press(box, "重新载入，保留已填写的内容")
    clerk.settle()
    clerk.file()
    filed = last_case(clerk)
    assert filed["types"][-1] == "request_amended"
    assert filed["intake"]["respondents"][0]["phone"] == "0579-5550506"
    assert went == [targets.Case(case_id)]


def test_a_draft_of_an_amendment_says_what_has_happened_since(
    clerk: Clerk, window: MainWindow
) -> None:
    case_id = support.read_desk(
        clerk.qtbot, window, lambda d: service.file_request(d, sample("S4")).ids["case"]
    )
    window.go(targets.Intake(case_id=case_id))
    clerk.settle()
    clerk.type("respondents", "phone", "0579-5550506")
    window.go(targets.Intake())  # keeps the draft
    clerk.settle()
    clerk.settle()
    support.read_desk(
        clerk.qtbot,
        window,
        lambda d: service.request_correction(d, case_id, on=date(2026, 5, 18), days=15),
    )
    window.go(targets.Intake(case_id=case_id))
    clerk.settle()
    assert "草稿以后案件又有新的登记：“" in clerk.page.typing.problem.text()


def test_what_came_in_on_correction_is_recorded(
    clerk: Clerk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(desk: Desk) -> int:
        case_id = service.file_request(desk, sample("S4")).ids["case"]
        service.request_correction(desk, case_id, on=date(2026, 5, 18), days=15)
        return case_id

    case_id = support.read_desk(clerk.qtbot, window, ask)
    window.go(targets.Intake(case_id=case_id))
    clerk.settle()
    assert clerk.page.typing.asked.isVisible()
    demanded = clerk.page.typing.asked_text.text().splitlines()
    assert len(demanded) > 1 and demanded[0].startswith("1. ")
    values = collect.from_intake(sample("S4_corrected"))
    clerk.page.sections.set_values(values)
    no_case_page(clerk, monkeypatch)
    clerk.check()
    told = [w.text() for w in support.visible(clerk.page.review, QLabel)]
    states = [t for t in told if t.startswith(("✓ 已补", "✕ 仍然缺少"))]
    assert len(states) == len(demanded) and {t[0] for t in states} == {"✓", "✕"}
    assert clerk.page.review.confirm_button.text() == "登记补正"
    clerk.file()
    filed = last_case(clerk)
    # A licensee without authority stays one: the period is not met (sample S4).
    assert filed["types"][-1] == "corrected"
    assert filed["intake"]["patent"]["asserted_claims"] == [1]


def test_everything_that_a_correction_can_demand_is_taken(
    clerk: Clerk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sample("S1")
    bare = sample("S1")
    bare["patent"] |= {"number": "", "title": "", "holder": ""}
    bare["requests"], bare["papers"] = [], []
    bare["requesters"][0] |= {"standing": None, "legal_rep": "", "legal_rep_post": ""}
    for party in (*bare["requesters"], *bare["respondents"]):
        party |= {"address": "", "phone": ""}
    bare["agents"][0] |= {"phone": "", "firm": ""}

    def ask(desk: Desk) -> int:
        case_id = service.file_request(desk, bare).ids["case"]
        service.request_correction(desk, case_id, on=desk.today(), days=15)
        return case_id

    case_id = support.read_desk(clerk.qtbot, window, ask)
    open_step(window.context, window, case_id, "record_corrected")
    clerk.settle()
    demanded = clerk.page.typing.asked_text.text()
    for words in (
        "专利号",
        "请求处理的事项",
        "与专利权的关系",
        "地址",
        "职务",
        "登记簿副本",
        "联系方式",
    ):
        assert words in demanded
    clerk.page.sections.set_values(collect.from_intake(whole))
    went = no_case_page(clerk, monkeypatch)
    clerk.check()
    told = [w.text() for w in support.visible(clerk.page.review, QLabel)]
    assert not [t for t in told if t.startswith("✕")], "all of it is there now"
    clerk.file()
    assert last_case(clerk)["types"][-2:] == ["corrected", "period_met"]
    assert went == [targets.Case(case_id)]
    after = support.read_desk(
        clerk.qtbot, window, lambda desk: acceptance.check(desk, load_case(desk, case_id))
    )
    assert after.result == "docket"


def test_nothing_is_wider_than_the_smallest_window(clerk: Clerk) -> None:
    clerk.window.resize(960, 540)
    clerk.page.sections.set_values(collect.from_intake(sample("S1")))
    clerk.settle()
    assert clerk.page.typing.page.horizontalScrollBar().maximum() == 0


NONSENSE: tuple[Any, ...] = (
    None, 5, "x", [], {}, [5], ["x"], [[]], [{"act": "make"}], [{"name": 5}], {"name": []},
    {"received_on": 5}, {"received_on": "zz"}, [["make", "respondent:9"]], [["make", 5]],
)  # fmt: skip


@pytest.mark.parametrize("values", NONSENSE, ids=str)
def test_a_draft_of_another_program_leaves_the_page_usable(clerk: Clerk, values: Any) -> None:
    cards = clerk.page.sections
    cards.set_values(dict.fromkeys(cards.all, values))
    clerk.settle()
    clerk.type("respondents", "name", "甲公司")
    assert "甲公司" in str(cards.values()["respondents"])
