"""送达 as the clerk works: from the list to the dialog and back; the ledger searched, taken out."""

import csv
import io
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.entities import EventRow
from models.queries.dialogs.context import step_context
from models.queries.lists import today as today_query
from models.queries.places import CaseTab
from models.services.proceedings import serving
from models.services.proceedings.serving import Served
from models.store.desk import Desk
from tests.services.support import published, serve
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.growth import clipped, laid_out
from tests.ui.hand import Hand, click, made_elsewhere, put
from tests.ui.partial_play import play_until
from tests.ui.patience import held
from ui.output import file_choice
from ui.pages.case.page import CasePage
from ui.pages.serving.page import ServingPage
from ui.shell.main_window import MainWindow
from ui.steps.dialog import CommandDialog
from ui.verbs.playing.scenario import Clock
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table
from ui.widgets.values import items

BEFORE = date(2026, 5, 14)  # S2 is docketed; the request waits to be served


def page_of(window: MainWindow, settle: support.Settle) -> ServingPage:
    """Open the page by its shortcut."""
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, ServingPage)
    return page


def lines(table: Table[Any]) -> list[list[str]]:
    """Return the cells as they are on the screen, hidden columns left out."""
    model = table.model()
    shown = [c for c in range(model.columnCount()) if not table.isColumnHidden(c)]
    return [[model.index(r, c).data() for c in shown] for r in range(model.rowCount())]


def turn_to(page: ServingPage, number: int) -> None:
    """Click a tab."""
    place = page.bar.tabRect(number).center()
    QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=place)


def served(desk: Desk) -> list[dict[str, Any]]:
    """Return the services on record."""
    rows = EventRow.select().where(EventRow.type == "served").order_by(EventRow.id)
    return [row.payload for row in rows]


@pytest.fixture
def case_id(window: MainWindow, read: support.Read) -> int:
    """Return S2 shortly after it was docketed; the requester was told, the respondent was not."""
    return read(window, lambda desk: told(desk, "S2", BEFORE))


def told(desk: Desk, sample: str, until: date) -> int:
    """Play a sample and serve what the requester still lacks of its set."""
    case_id = play_until(desk, sample, until)
    left = step_context(desk, case_id, "serve", "P1", "serve_acceptance")
    if left.step is not None:
        serve(desk, case_id, "P1", *left.documents)
    return case_id


def test_a_paper_is_served_from_the_list_by_keys(
    window: MainWindow, case_id: int, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    page, hand = page_of(window, settle), Hand(qtbot, window)
    table = page.to_serve.table
    assert page.bar.tabText(0) == "待送达 1" and page.serve_button.isEnabled()
    line = lines(table)[0]
    assert line[:2] == ["⚠ 还有1日", "2026-05-21"]
    assert line[3] == "禾川县青筐里塑业有限公司" and line[4].startswith("请求书副本、")
    before, old = hand.dialogs(), read(window, served)
    assert table.hasFocus()  # the keys work at once
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Return)  # a second Enter opens no second dialog
    dialog = hand.newest(before)
    assert len(hand.dialogs() - before) == 1 and isinstance(dialog, CommandDialog)
    assert dialog.form.field("served.to").value() == "R1"
    assert items(dialog.form.field("served.documents").value())[0] == "request_copy"
    made_elsewhere(dialog)
    put(dialog.form.field("served.method"), "mail")
    put(dialog.form.field("served.fields.received_on"), "2026-05-20")
    put(dialog.form.field("served.fields.tracking_no"), "1098765400217")
    put(dialog.form.field("served.fields.received_by"), "收发室")
    hand.save(dialog)
    new = read(window, served)[len(old) :]
    assert {e["document"] for e in new} >= {"request_copy"}
    assert {(e["to"], e["method"]) for e in new} == {("R1", "mail")}
    assert new[0]["details"]["tracking_no"] == "1098765400217"
    assert page.to_serve.model.rows == [] and page.bar.tabText(0) == "待送达"
    assert (
        page.to_serve.list.words.isVisible()
        and "现在没有要送达的文书" in page.to_serve.list.words.text()
    )
    turn_to(page, 2)
    first = lines(page.served.table)[0]
    assert first[0] == "2026-05-20" and first[4] == "邮寄送达" and "1098765400217" in first[5]
    assert first[6] == "⚠ 没有"
    assert not page.serve_button.isVisible()


def test_a_line_is_served_by_clicks(
    window: MainWindow, case_id: int, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    other = read(window, lambda desk: told(desk, "S3", date(2025, 9, 12)))
    page, hand = page_of(window, settle), Hand(qtbot, window)
    table = page.to_serve.table
    rows = page.to_serve.model.rows
    assert [row.case_id for row in rows] == [other, case_id]  # the one that is late comes first
    for number, one in ((1, case_id), (0, other)):
        place = table.visualRect(page.to_serve.model.index(number, 2)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        before = hand.dialogs()
        if number:
            click(page.serve_button)
        else:
            QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        dialog = hand.newest(before)
        assert isinstance(dialog, CommandDialog) and dialog.info.case_id == one
        assert dialog.form.field("served.to").value() == rows[number].party
        made_elsewhere(dialog)
        put(dialog.form.field("served.fields.received_on"), "2026-05-19")
        put(dialog.form.field("served.fields.received_by"), "前台")
        put(dialog.form.field("served.fields.received_as"), "office")
        if number:
            hand.save(dialog)
        else:
            click(dialog.cancel_button)
            settle(window)
    found = read(window, lambda desk: {e.case_id for e in EventRow.select() if e.type == "served"
                                       and e.payload["to"] == "R1"})  # fmt: skip
    assert found == {case_id}
    assert [row.case_id for row in page.to_serve.model.rows] == [other]


def test_large_type_widens_the_columns(
    window: MainWindow, case_id: int, settle: support.Settle
) -> None:
    page = page_of(window, settle)
    before = page.to_serve.table.columnWidth(2)
    window.toggle_large()
    settle(window)
    try:
        assert page.to_serve.table.columnWidth(2) > before * 1.15
        assert clipped(page) == []
    finally:
        window.toggle_large()
        settle(window)


def test_the_rows_are_those_of_today(
    window: MainWindow, case_id: int, play: support.Play, read: support.Read,
    settle: support.Settle, desk_folder: Path,
) -> None:  # fmt: skip
    read(window, lambda desk: told(desk, "S3", date(2025, 9, 12)))
    card = next(c for c in read(window, today_query.today_view).cards if c.id == "unserved")
    page = page_of(window, settle)
    shown = [(row.number, row.due) for row in page.to_serve.model.rows]
    assert shown == [(line.number, line.due) for line in card.lines] and len(shown) == 2
    assert lines(page.to_serve.table)[0][0].startswith("✕ 已逾期")
    assert "1份已逾期" in page.hint.text()


def test_publication_runs_then_takes_effect(
    window: MainWindow, case_id: int, clock: Clock, read: support.Read, settle: support.Settle
) -> None:
    fields = published(date(2026, 5, 18), place="本局网站", reason="两次投递均退回")
    papers = ("evidence_notice", "panel_notice", "request_copy")
    entry = Served("R1", papers, "publication", fields, outside=True)
    read(window, lambda desk: serving.serve(desk, case_id, entry) and None)
    page = page_of(window, settle)
    assert page.to_serve.model.rows == []  # under way: not asked for again, nor on 今日
    assert page.bar.tabText(1) == "进行中 3"
    cards = {c.id: c for c in read(window, today_query.today_view).cards}
    assert cards["unserved"].total == 0
    turn_to(page, 1)
    line = lines(page.under_way.table)[0]
    assert line[:2] == ["● 还有28日", "2026-06-17"]
    assert line[6] == "2026-05-18" and "公告载体：本局网站" in line[7]
    turn_to(page, 2)
    assert "请求书副本" not in {cells[3] for cells in lines(page.served.table)}
    clock.day = date(2026, 6, 17)
    QTest.keyClick(window, Qt.Key.Key_F5)
    settle(window)
    assert page.bar.tabText(1) == "进行中"
    assert lines(page.served.table)[0][3] == "请求书副本"
    turn_to(page, 1)
    assert "邮寄的，收到回执或者查到签收日期以后登记" in page.under_way.list.words.text()


@pytest.fixture
def ledger(
    window: MainWindow, play: support.Play, desk_folder: Path, settle: support.Settle, clock: Clock
) -> ServingPage:
    """Return the page on 已送达, with the services of three cases."""
    play(desk_folder, "S1", "S3", "S4")
    clock.day = date(2026, 9, 30)
    page = page_of(window, settle)
    turn_to(page, 2)
    return page


@pytest.mark.parametrize(
    ("typed", "column", "text"),
    [("云栖朵", 7, "越州云栖朵家居用品有限公司"), ("裁决书", 3, "行政裁决书"),
     ("〔2026〕3号", 1, "晋宁知法裁字〔2026〕3号"), ("ynxd", 7, "云栖朵"),
     ("晋宁知法裁字 裁决书", 3, "行政裁决书")],
)  # fmt: skip
def test_the_ledger_is_searched(
    window: MainWindow, ledger: ServingPage, settle: support.Settle,
    typed: str, column: int, text: str,
) -> None:  # fmt: skip
    pane = ledger.served
    everything = pane.total
    support.type_text(pane.words_field, typed)
    QTest.keyClick(pane.words_field, Qt.Key.Key_Return)
    settle(window)
    found = [pane.model.index(r, column).data() for r in range(pane.model.rowCount())]
    if typed == "ynxd":  # no such initials
        assert found == [] and "清除条件" in pane.list.words.text() and pane.list.words.isVisible()
    else:
        assert found and all(text in cell for cell in found) and pane.total < everything
    support.press(ledger, "清除条件")
    settle(window)
    assert pane.total == everything and pane.words_field.text() == ""


def test_the_ledger_is_searched_by_mail_number(
    window: MainWindow, ledger: ServingPage, settle: support.Settle, read: support.Read
) -> None:
    numbers = read(window, lambda desk: [e["details"].get("tracking_no") for e in served(desk)])
    number = next(n for n in numbers if n)
    pane = ledger.served
    support.type_text(pane.words_field, number.split()[-1])
    QTest.keyClick(pane.words_field, Qt.Key.Key_Return)
    settle(window)
    assert pane.model.rows and {row.tracking for row in pane.model.rows} == {number}
    assert pane.total == numbers.count(number)


def test_the_ledger_is_filtered_by_method_and_days(
    window: MainWindow, ledger: ServingPage, settle: support.Settle
) -> None:
    pane = ledger.served
    pane.method.setFocus()
    QTest.keyClicks(pane.method, "")
    while pane.method.currentText() != "留置送达":
        QTest.keyClick(pane.method, Qt.Key.Key_Down)
    settle(window)
    assert pane.model.rows and {row.method for row in pane.model.rows} == {"留置送达"}
    support.press(ledger, "清除条件")
    settle(window)
    support.type_text(pane.since, "20260201")
    support.type_text(pane.until, "20260203")
    QTest.keyClick(pane.until.edit, Qt.Key.Key_Tab)
    pane.refresh()
    settle(window)
    assert {row.day for row in pane.model.rows} == {date(2026, 2, 3)}
    support.type_text(pane.until, "x")
    pane.refresh()
    assert pane.problem.isVisible() and pane.problem.text()


def test_the_list_is_taken_out_as_it_is_looked_for(
    window: MainWindow, ledger: ServingPage, settle: support.Settle, qtbot: QtBot,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    pane, asked = ledger.served, []
    support.type_text(pane.words_field, "裁决书")
    QTest.keyClick(pane.words_field, Qt.Key.Key_Return)
    settle(window)

    def answer(*args: Any) -> str:
        asked.append(args[2])
        return str(tmp_path / "台账")

    monkeypatch.setattr(file_choice, "save_as", answer)
    support.press(ledger, "导出表格…")
    settle(window)
    data = (tmp_path / "台账.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and asked == ["送达登记_2026-09-30.csv"]
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == pane.total == len(pane.model.rows)
    assert [r["案号"] for r in rows] == [r.number for r in pane.model.rows]
    assert {r["文书"] for r in rows} == {"行政裁决书"} and set(rows[0]) >= {"邮件号", "送达回证"}
    assert f"✓ 已写入{pane.total}行" in ledger.export.said.text()
    assert not list(tmp_path.glob("*.tmp"))
    support.press(ledger, "存为PDF…")
    settle(window)
    paper = pypdfium2.PdfDocument((tmp_path / "台账.pdf").read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in paper)
    paper.close()
    assert "送达登记" in text and "查找：裁决书" in text and rows[0]["案号"] in text


def test_a_file_that_cannot_be_written_is_told(
    window: MainWindow, ledger: ServingPage, settle: support.Settle, worker_errors: list[Exception],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    taken = tmp_path / "台账.csv"
    taken.mkdir()
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(taken))
    support.press(ledger, "导出表格…")
    settle(window)
    assert "写不进去" in str(worker_errors.pop())
    assert ledger.export.buttons["csv"].isEnabled()


def test_a_cancelled_export_leaves_no_file(
    window: MainWindow, ledger: ServingPage, settle: support.Settle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(tmp_path / "台账.csv"))
    with held(window.context.worker):
        support.press(ledger, "导出表格…")
        assert ledger.export.work.isVisible() and not ledger.export.buttons["csv"].isEnabled()
        click(ledger.export.work.cancel_button)
    settle(window)
    assert ledger.export.said.text() == "已取消，没有写文件。"
    assert list(tmp_path.glob("台账*")) == [] and ledger.export.buttons["csv"].isEnabled()


def test_slips_are_known(
    window: MainWindow, play: support.Play, desk_folder: Path, settle: support.Settle,
    clock: Clock,
) -> None:  # fmt: skip
    play(desk_folder, "S1", papers=True)
    clock.day = date(2026, 9, 30)
    page = page_of(window, settle)
    turn_to(page, 2)
    first = [r for r in page.served.model.rows if r.day == date(2026, 1, 30)]
    assert len(first) == 3 and {r.slip for r in first} == {"final"}
    assert {r.slip for r in page.served.model.rows} == {"final", "none"}


def test_a_line_leads_to_the_case(window: MainWindow, case_id: int, settle: support.Settle) -> None:
    page = page_of(window, settle)
    click(page.case_button)
    settle(window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, CasePage) and shown.case_id == case_id
    assert shown.tabs[CaseTab.SERVICE].isVisible()
    page = page_of(window, settle)
    turn_to(page, 2)
    page.served.go_to_list()
    QTest.keyClick(page.served.table, Qt.Key.Key_Return)
    settle(window)
    assert window.stack.currentWidget() is shown and shown.tabs[CaseTab.SERVICE].isVisible()


def test_nothing_yet_says_what_to_do(
    open_window: OpenWindow, tmp_path: Path, settle: support.Settle
) -> None:
    page = page_of(open_window(tmp_path / "empty"), settle)
    assert "立案" in page.to_serve.list.words.text() and page.to_serve.list.words.isVisible()
    assert not page.serve_button.isEnabled() and not page.export.buttons["csv"].isEnabled()
    turn_to(page, 2)
    assert "按回车登记" in page.served.list.words.text()
    assert [w.text() for w in support.visible(page, QLabel, text=page.served.list.words.text())]


@pytest.mark.parametrize("size", [(1280, 680), (960, 540)])
def test_nothing_is_clipped(
    window: MainWindow, ledger: ServingPage, settle: support.Settle, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle(window)
    for number in range(3):
        turn_to(ledger, number)
        settle(window)
        assert clipped(ledger) == []
        table = ledger.panes[number].table
        assert not table.isVisible() or table.horizontalScrollBar().maximum() == 0


def test_the_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    asked: list[int] = []
    more = partial(asked.append, 2)
    model = PagedModel((Column("字", str),), lambda row: row)
    model.start(["a", "b"], more)
    qtmodeltester.check(model)
    asked.clear()
    model.start(["a", "b"], more)
    model.fetchMore(model.index(-1, -1))
    model.fetchMore(model.index(-1, -1))
    assert asked == [2]
    model.append(["c"], None)
    assert model.rowCount() == 3 and not model.canFetchMore(model.index(-1, -1))
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "字：c"


def test_a_tab_keeps_the_room_that_its_title_needs(
    window: MainWindow, settle: support.Settle
) -> None:
    page = page_of(window, settle)
    for width in (1366, 960):
        window.resize(width, 740)
        laid_out()
        for number in range(3):
            page.panes[number].counted.emit(1072)
            turn_to(page, number)
            laid_out()
            bold = page.bar.font()
            bold.setWeight(QFont.Weight.DemiBold)  # as the chosen tab is written
            wide = QFontMetrics(bold).horizontalAdvance(page.bar.tabText(number))
            assert page.bar.tabRect(number).width() >= wide + 28, page.bar.tabText(number)
        assert page.bar.width() >= page.bar.tabRect(2).right()


def test_conditions_are_cleared_while_a_day_is_wrong(
    window: MainWindow, ledger: ServingPage, settle: support.Settle
) -> None:
    pane = ledger.served
    everything = pane.total
    support.type_text(pane.words_field, "没有")
    support.type_text(pane.since, "20269999")
    settle(window)
    pane.refresh()
    assert pane.problem.isVisible()
    support.press(ledger, "清除条件")
    settle(window)
    assert pane.total == everything and pane.problem.isHidden()
    assert pane.words_field.text() == "" and pane.since.typed() == ""


def test_what_did_not_reach_anybody_is_recorded_from_the_list_by_keys(
    window: MainWindow, case_id: int, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    page, hand = page_of(window, settle), Hand(qtbot, window)
    before, old = hand.dialogs(), read(window, served)
    page.attempt_button.setFocus()
    QTest.keyClick(page.attempt_button, Qt.Key.Key_Space)
    dialog = hand.newest(before)
    assert isinstance(dialog, CommandDialog) and dialog.windowTitle().startswith("登记送达未成")
    assert dialog.form.field("attempt.to").value() == "R1"
    assert items(dialog.form.field("attempt.documents").value())[0] == "request_copy"
    qtbot.waitUntil(lambda: "不算送达，不起算期限" in dialog.live.text())
    assert "可以留置送达" in dialog.live.text() and "第89条" in dialog.live.text()
    made_elsewhere(dialog)
    put(dialog.form.field("attempt.tracking_no"), "1098765400217")
    put(dialog.form.field("attempt.result"), "moved")
    qtbot.waitUntil(lambda: "查明新的住所" in dialog.live.text())
    hand.save(dialog)
    assert read(window, served) == old
    [line] = page.to_serve.model.rows
    assert line.tried == "已尝试1次：5-20 邮寄 已搬迁"
    assert page.bar.tabText(0) == "待送达 1"

    before = hand.dialogs()
    QTest.keyClick(page.to_serve.table, Qt.Key.Key_Return)
    again = hand.newest(before)
    assert isinstance(again, CommandDialog)
    assert again.form.rows["served.to"].note.text() == line.tried
