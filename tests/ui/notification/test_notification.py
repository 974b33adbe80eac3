"""告知: an entry with a few keys, its choice, its letter, its way to a case."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.queries.lists.ledger import Entry, entries
from tests.ui import support
from ui import targets
from ui.main_window import MainWindow
from ui.notification.forms import ChoiceDialog, NewNotification
from ui.notification.letter import LetterDialog
from ui.notification.page import NotificationPage
from ui.widgets.dialog import FormDialog


@pytest.fixture
def page(window: MainWindow, settle: support.Settle) -> NotificationPage:
    """Go to the page."""
    window.go(targets.Notification())
    settle(window)
    found = window.stack.currentWidget()
    assert isinstance(found, NotificationPage)
    return found


def dialog_of(page: QWidget, kind: type[Any], qtbot: QtBot) -> Any:
    """Wait for a dialog of the page."""
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[-1]


def enter(page: NotificationPage, window: MainWindow, qtbot: QtBot, name: str) -> None:
    """Enter a notification as at the window: name, phone, 保存."""
    support.press(page, "新告知")
    dialog: FormDialog = dialog_of(page, NewNotification, qtbot)
    first: Any = dialog.form.field("person_name").focusProxy()
    support.type_text(first, name)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    support.type_text(dialog.form.field("person_phone"), "0357-5550101")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    support.settled(qtbot, window)


def test_a_new_entry_needs_a_name_and_two_keys(
    page: NotificationPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    found: list[Entry] = read(window, entries)
    assert [(e.person_name, e.by_name, e.manner, e.choice) for e in found] == [
        ("郝砚秋", "李敏", "当面告知", "")
    ]
    assert support.cell(page.table, 0, 1) == "郝砚秋"
    assert support.cell(page.table, 0, 6) == "⚠ 未签"


def test_problems_stand_beside_their_fields(
    page: NotificationPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    support.press(page, "新告知")
    dialog = dialog_of(page, NewNotification, qtbot)
    support.press(dialog, "保存")
    assert dialog.form.rows["person_name"].note.text() == "请填写被告知人"
    dialog.form.field("person_name").set_value("甲")
    dialog.form.field("routes").set_value(["mediation"])
    dialog.form.field("told_on").set_value("2026-05-21")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    assert dialog.form.rows["routes"].note.text().startswith("各条途径都要告知")
    assert dialog.form.rows["told_on"].note.text() == "告知日期晚于今天"
    assert read(window, entries) == []


def test_choice_and_signature_later(
    page: NotificationPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    support.press(page, "更改选择和签字")
    dialog = dialog_of(page, ChoiceDialog, qtbot)
    dialog.form.field("choice").set_value("mediation")
    QTest.keyClick(dialog.form.field("signed").box, Qt.Key.Key_Space)
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    entry = read(window, entries)[0]
    assert (entry.choice_name, entry.signed) == ("行政调解", True)
    assert support.cell(page.table, 0, 6) == "✓ 已签"


def test_the_letter_is_shown_and_saved(
    page: NotificationPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    support.press(page, "告知书")
    dialog = dialog_of(page, LetterDialog, qtbot)
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
    page: NotificationPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.intake_button.isEnabled()
    enter(page, window, qtbot, "郝砚秋")
    page.table.selectRow(0)
    calls: list[targets.Target] = []
    monkeypatch.setattr(window.context, "go", calls.append)
    support.press(page, "转为收案")
    assert calls == [targets.Intake(notification_id=1)]


@pytest.mark.parametrize("large", [False, True])
def test_the_ledger_does_not_scroll_sideways_in_a_small_window(
    page: NotificationPage, window: MainWindow, qtbot: QtBot, settle: support.Settle, large: bool
) -> None:
    enter(page, window, qtbot, "汾宁晟禾沃灌溉设备有限公司")
    if large:
        window.toggle_large()
    window.resize(960, 540)
    settle(window)
    try:
        assert page.table.horizontalScrollBar().maximum() == 0
        assert page.table.isColumnHidden(3) == large
        window.resize(1366, 740)
        settle(window)
        assert not page.table.isColumnHidden(3)
    finally:
        if large:
            window.toggle_large()
