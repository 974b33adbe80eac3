"""告知: an entry with a few keys, its choice, its letter, its way to a case."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.changes import Changes
from models.queries.lists.ledger import EntryRow, Wanted, entries
from models.reference import ledgers
from models.store.desk import Desk
from tests.ui import support
from tests.ui.patience import held
from ui.pages.ledgers.dialog import EntryDialog
from ui.pages.ledgers.page import LedgerPage
from ui.pages.ledgers.paper import PaperDialog
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.widgets.dialog import FormDialog


@pytest.fixture
def page(window: MainWindow, settle: support.Settle) -> LedgerPage:
    """Go to the page."""
    window.go(targets.Ledger("notification"))
    settle(window)
    found = window.stack.currentWidget()
    assert isinstance(found, LedgerPage)
    return found


def rows(desk: Desk) -> list[EntryRow]:
    """Return all notifications."""
    return list(entries(desk, ledgers.ledger("notification"), Wanted()).rows)


def cell(page: LedgerPage, row: int, column: str) -> str:
    """Return what a cell of the list says."""
    model = page.table.lines
    heads = [one.title for one in model.columns]
    return str(model.index(row, heads.index(column)).data())


def dialog_of(page: QWidget, kind: type[Any], qtbot: QtBot) -> Any:
    """Wait for a dialog of the page."""
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[-1]


def enter(page: LedgerPage, window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Enter a notification as at the window: name, phone, 保存."""
    support.press(page, "新告知")
    dialog: FormDialog = dialog_of(page, EntryDialog, qtbot)
    first: Any = dialog.form.field("person_name").focusProxy()
    support.type_text(first, name)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    support.type_text(dialog.form.field("person_phone"), "0357-5550101")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    support.settled(qtbot, window)


def test_a_new_entry_needs_a_name_and_two_keys(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    [found] = read(window, rows)
    texts = [found.texts[name] for name in ("person_name", "by_staff", "manner", "choice")]
    assert texts == ["郝砚秋", "李敏", "当面告知", "尚未选择"]
    assert cell(page, 0, "被告知人") == "郝砚秋"
    assert cell(page, 0, "签字") == "○ 未签"
    assert page.count.text() == "共1条"
    chosen = page.table.current()
    assert chosen is not None and chosen.entry.id == found.entry.id
    assert page.head.papers["notification_letter"].isEnabled(), "the letter comes next"


def test_a_button_that_was_clicked_twice_opens_one_dialog(
    page: LedgerPage, window: MainWindow, settle: support.Settle
) -> None:
    with held(window.context.worker):
        for _ in range(2):
            support.press(page, "新告知")
    settle(window)
    assert len(page.findChildren(EntryDialog)) == 1


def test_problems_stand_beside_their_fields(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    support.press(page, "新告知")
    dialog = dialog_of(page, EntryDialog, qtbot)
    support.press(dialog, "保存")
    assert dialog.form.rows["person_name"].note.text() == "请填写被告知人"
    dialog.form.field("person_name").set_value("甲")
    dialog.form.field("routes").set_value(["mediation"])
    dialog.form.field("told_on").set_value("2026-05-21")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    assert dialog.form.rows["routes"].note.text().startswith("各条途径都要告知")
    assert dialog.form.rows["told_on"].note.text() == "告知日期晚于今天"
    assert read(window, rows) == []


def test_choice_and_signature_later(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    support.press(page, "更改选择和签字")
    dialog = dialog_of(page, EntryDialog, qtbot)
    dialog.form.field("choice").set_value("mediation")
    QTest.keyClick(dialog.form.field("signed").box, Qt.Key.Key_Space)
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    [found] = read(window, rows)
    assert (found.texts["choice"], found.entry.filled("signed")) == ("行政调解", True)
    assert cell(page, 0, "签字") == "✓ 已签"


def test_the_letter_is_shown_and_saved(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    support.press(page, "告知书")
    dialog = dialog_of(page, PaperDialog, qtbot)
    for suffix, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        support.press(dialog, f"另存 {suffix.upper()}…")
        asked: QFileDialog = dialog_of(dialog, QFileDialog, qtbot)
        asked.selectFile(str(tmp_path / f"a.{suffix}"))
        asked.accept()
        support.settled(qtbot, window)
        assert (tmp_path / f"a.{suffix}").read_bytes().startswith(start)
        assert any("已存到" in w.text() for w in support.visible(dialog, QLabel))
    dialog.close()


def test_an_entry_becomes_an_intake(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.head.intake is not None and not page.head.intake.isEnabled()
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    calls: list[targets.Target] = []
    monkeypatch.setattr(window.context, "go", calls.append)
    support.press(page, "转为收案")
    assert calls == [targets.Intake(entry_id=1)]


@pytest.mark.parametrize("large", [False, True])
def test_the_ledger_does_not_scroll_sideways_in_a_small_window(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, settle: support.Settle, large: bool
) -> None:
    enter(page, window, qtbot, "汾宁晟禾沃灌溉设备有限公司")
    if large:
        window.toggle_large()
    window.resize(960, 540)
    settle(window)
    try:
        assert page.table.horizontalScrollBar().maximum() == 0
        assert page.table.isColumnHidden(3), "身份 is the first to go"
        window.resize(1500, 740)
        settle(window)
        assert not page.table.isColumnHidden(3)
    finally:
        if large:
            window.toggle_large()


def test_a_misspelt_name_is_corrected(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    support.press(page, "更正")
    dialog = dialog_of(page, EntryDialog, qtbot)
    name: Any = dialog.form.field("person_name").focusProxy()
    assert name.text() == "郝砚秋"
    name.selectAll()
    support.type_text(name, "郝砚丘")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    support.settled(qtbot, window)
    assert [one.entry.called for one in read(window, rows)] == ["郝砚丘"]
    assert cell(page, 0, "被告知人") == "郝砚丘"


def test_searching_says_when_nothing_is_found(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    enter(page, window, qtbot, "李暮雨")
    search = page.head.search

    def look_for(text: str) -> None:
        search.selectAll()
        QTest.keyClick(search, Qt.Key.Key_Delete)
        support.type_text(search, text)
        QTest.keyClick(search, Qt.Key.Key_Return)
        support.settled(qtbot, window)

    assert page.table.lines.rowCount() == 2
    look_for(" 砚秋 ")
    assert page.table.lines.rowCount() == 1 and cell(page, 0, "被告知人") == "郝砚秋"
    assert page._sheet().note == "查找：砚秋"
    look_for("无此人")
    assert page.table.lines.rowCount() == 0
    assert page.count.text() == "没有找到这样的告知记录。"
    look_for("")
    assert page.table.lines.rowCount() == 2


def test_a_row_shown_alone_stays_alone_when_something_changes(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    enter(page, window, qtbot, "李暮雨")
    [first, _second] = sorted(one.entry.id for one in read(window, rows))
    window.go(targets.Ledger("notification", first))
    support.settled(qtbot, window)
    assert page.table.lines.rowCount() == 1
    page.changed(Changes("record_entry", None, frozenset({"ledger"})))
    support.settled(qtbot, window)
    assert page.table.lines.rowCount() == 1 and page.count.text().startswith("只显示这一条")
    assert page._sheet().note == "只有一条"


def test_a_new_row_that_the_filter_hides_is_not_chosen_later(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    support.type_text(page.head.search, "郝")
    QTest.keyClick(page.head.search, Qt.Key.Key_Return)
    enter(page, window, qtbot, "李暮雨")
    page.table.go_to(0)
    page.head.search.clear()
    page.refresh()
    support.settled(qtbot, window)
    chosen = page.table.current()
    assert chosen is not None and chosen.entry.called == "郝砚秋"


def test_the_list_is_taken_out_as_a_table(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.export.write("csv", page._sheet(), tmp_path / "告知.csv")
    support.settled(qtbot, window)
    lines = (tmp_path / "告知.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("日期,被告知人,电话") and "郝砚秋" in lines[1]


@pytest.mark.parametrize(("who", "named"), [("何静", True), ("工作人员", False)])
def test_who_told_is_who_is_working_or_asked(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, who: str, named: bool
) -> None:
    window.context.actor = who
    support.press(page, "新告知")
    dialog: FormDialog = dialog_of(page, EntryDialog, qtbot)
    row = dialog.form.rows["by_staff"]
    box = row.field.focusProxy()
    assert isinstance(box, QComboBox)
    assert box.currentText() == (who if named else "（未选）")
    support.type_text(dialog.form.field("person_name"), "吴秀兰")
    if not named:
        support.press(dialog, "保存")
        assert row.note.text() == "请填写告知人"
