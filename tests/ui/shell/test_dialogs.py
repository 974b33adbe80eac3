"""Dialogs: standard words in Chinese, refusals in place, typed text not lost unasked, no leaks."""

import gc
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.changes import Changes
from models.errors import BadInput, StorageError
from models.rules.problem import Problem
from models.store.desk import Desk
from tests.ui.growth import laid_out
from tests.ui.support import Settle, press, run_deferred, type_text, visible
from ui.pages.case.dialogs import VoidEventDialog, VoidPaperDialog
from ui.pages.case.host import Host
from ui.shell import messages
from ui.shell.main_window import MainWindow, apply
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import TextField

OPENINGS = 40


class Outcome:
    """What the command of the dialog does."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.given: list[tuple[Any, ...]] = []

    def command(self, _desk: Desk, case_id: int, *, name: str) -> Changes:
        """Take the arguments, or refuse."""
        self.given.append((case_id, name))
        if self.error:
            raise self.error
        return Changes("named", kinds=frozenset({"staff"}))


class NameDialog(FormDialog):
    """One required field."""

    def __init__(self, window: MainWindow, outcome: Outcome) -> None:
        super().__init__("姓名", window.context.worker, window, "请填写姓名。")
        self.outcome = outcome
        self.form.add("name", "姓名", TextField(), required=True)

    def command(self, values: dict[str, Any]) -> Any:
        """Return the command."""
        return self.outcome.command, (7,), values


@pytest.fixture
def outcome() -> Outcome:
    """Return what happens on saving."""
    return Outcome()


@pytest.fixture
def dialog(window: MainWindow, outcome: Outcome, qtbot: QtBot) -> NameDialog:
    """Return the dialog, open over the window."""
    made = NameDialog(window, outcome)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def question() -> QMessageBox:
    """Return the question that is asked."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    return box


def test_standard_buttons_are_chinese(qapp: QApplication) -> None:
    del qapp
    standard = QDialogButtonBox.StandardButton
    words = {
        standard.Ok: "确定", standard.Cancel: "取消", standard.Close: "关闭", standard.Save: "保存",
        standard.Discard: "丢弃", standard.Apply: "应用", standard.Reset: "重置",
        standard.Yes: "是", standard.No: "否", standard.Help: "帮助", standard.Open: "打开",
    }  # fmt: skip
    for button, word in words.items():
        box = QDialogButtonBox(button)
        assert box.button(button).text().replace("&", "").partition("(")[0] == word
    field = TextField()  # kept: its line goes with it
    menu = field.edit.createStandardContextMenu()
    texts = [a.text() for a in menu.actions() if a.text()]
    assert texts
    assert not [t for t in texts if t.partition("\t")[0].partition("(")[0].isascii()]


def test_missing_field_is_asked_for_in_place(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    press(dialog, "保存")
    settle(window)
    assert outcome.given == []
    assert dialog.form.rows["name"].note.text() == "请填写姓名"
    assert QApplication.focusWidget() is dialog.form.field("name").focusProxy()


def test_saving_by_keys(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    saved: list[Changes] = []
    dialog.saved.connect(saved.append)
    type_text(dialog.form.field("name"), "李敏")
    field = dialog.form.field("name").focusProxy()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert outcome.given == [(7, "李敏")]
    assert [c.action for c in saved] == ["named"]
    assert not isValid(dialog)


def test_two_clicks_save_once(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李敏")
    press(dialog, "保存")
    press(dialog, "保存")
    settle(window)
    assert outcome.given == [(7, "李敏")]


def test_refusal_stands_beside_the_field(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李")
    outcome.error = BadInput([Problem("name", "没有这个人"), Problem("case", "案件已结案")])
    press(dialog, "保存")
    settle(window)
    assert dialog.form.rows["name"].note.text() == "没有这个人"
    assert dialog.message.text() == "案件已结案"
    outcome.error = None
    type_text(dialog.form.field("name"), "敏")
    assert not dialog.message.isVisible()
    press(dialog, "保存")
    settle(window)
    assert outcome.given[-1] == (7, "李敏")


def test_other_errors_are_shown_over_the_dialog(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李敏")
    outcome.error = StorageError("磁盘已满，没有写入。请清理后再试。")
    press(dialog, "保存")
    settle(window)
    shown = dialog.findChild(messages.ErrorDialog)
    assert shown is not None
    assert "磁盘已满，没有写入。请清理后再试。" in [w.text() for w in visible(shown, QLabel)]
    press(shown, "关闭")
    assert dialog.form.values() == {"name": "李敏"}, "what was typed is still there"


def test_escape_asks_before_text_is_lost(dialog: NameDialog, qtbot: QtBot) -> None:
    type_text(dialog.form.field("name"), "李敏")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    press(question(), "继续填写")
    assert dialog.isVisible()
    press(dialog, "取消")
    press(question(), "放弃")
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_escape_closes_an_empty_form(dialog: NameDialog, qtbot: QtBot) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_enter_after_escape_keeps_the_text(dialog: NameDialog) -> None:
    type_text(dialog.form.field("name"), "李敏")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(question(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.values() == {"name": "李敏"}


def test_enter_presses_the_button_with_the_cursor(
    dialog: NameDialog, outcome: Outcome, qtbot: QtBot, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李敏")
    dialog.cancel_button.setFocus()
    QTest.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    settle(window)
    assert outcome.given == [], "取消 with the cursor does not save"
    press(question(), "放弃")
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_the_cursor_begins_in_the_first_field(dialog: NameDialog) -> None:
    field = dialog.form.field("name").focusProxy()
    assert QApplication.focusWidget() is field
    QTest.keyClick(dialog, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.cancel_button


def test_escape_while_it_is_written_waits_for_the_outcome(
    dialog: NameDialog, outcome: Outcome, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李敏")
    press(dialog, "保存")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() in (None, dialog), "nothing to give up any more"
    settle(window)
    assert outcome.given == [(7, "李敏")]
    assert not isValid(dialog)


def test_closed_while_saving_is_no_crash(
    dialog: NameDialog, settle: Settle, window: MainWindow
) -> None:
    type_text(dialog.form.field("name"), "李敏")
    press(dialog, "保存")
    dialog._abandon()
    run_deferred()
    settle(window)


def test_error_dialog_says_what_to_do_and_can_be_copied(window: MainWindow) -> None:
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as error:
        shown = messages.show_error(error, window)
    texts = " ".join(w.text() for w in visible(shown, QLabel))
    assert "程序出错" in texts
    assert "已经保存的数据没有改变" in texts
    assert shown.details.isVisible()
    press(shown, "复制详情")
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError" in copied
    assert "知裁台" in copied


def test_known_error_has_no_traceback_on_the_screen(window: MainWindow) -> None:
    shown = messages.show_error(StorageError("打不开"), window)
    assert not shown.details.isVisible()
    press(shown, "复制详情")
    copied = QApplication.clipboard().text()
    assert "StorageError" in copied and "打不开" not in copied
    buttons = [b.text() for b in visible(shown, QPushButton)]
    assert sorted(buttons) == ["关闭", "复制详情"]


def test_errors_of_the_worker_reach_a_dialog(
    window: MainWindow, settle: Settle, worker_errors: list[Exception]
) -> None:
    def fail(_desk: Desk) -> None:
        raise StorageError("读不出来")

    window.context.worker.ask(fail, lambda _: None)
    settle(window)
    assert [str(e) for e in worker_errors] == ["读不出来"]
    worker_errors.clear()
    assert window.findChild(messages.ErrorDialog) is not None


@pytest.mark.parametrize("kind", ["form", "error", "palette"])
def test_dialogs_do_not_stay(window: MainWindow, outcome: Outcome, kind: str) -> None:
    def palette() -> QDialog:
        window.open_palette()
        return window.findChildren(QDialog)[-1]

    makers: dict[str, Callable[[], QDialog]] = {
        "form": lambda: NameDialog(window, outcome),
        "error": lambda: messages.show_error(StorageError("x"), window),
        "palette": palette,
    }

    def once() -> None:
        made = makers[kind]()
        made.open()
        made.close()
        run_deferred()

    once()
    before = len(window.findChildren(QDialog)), len(QApplication.allWidgets())
    for _ in range(OPENINGS):
        once()
    gc.collect()
    assert (len(window.findChildren(QDialog)), len(QApplication.allWidgets())) == before


def nothing(*_: object) -> None: ...


@pytest.mark.parametrize("large", [False, True])
def test_what_is_missing_is_said_in_full(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, large: bool
) -> None:
    apply(qapp, dark=False, large=large)
    try:
        host = Host(window.context, window, nothing, nothing, nothing, case_id=1)
        for made in (VoidEventDialog(host, 1, "收件"), VoidPaperDialog(host, 1, "受理通知书")):
            made.open()
            laid_out()
            press(made, "作废")
            laid_out()
            note = made.form.rows["reason"].note
            assert note.text() == "请填写理由"
            assert note.visibleRegion().boundingRect() == note.rect(), "none of it is cut off"
            made.close_unasked()
    finally:
        apply(qapp, dark=False, large=False)
