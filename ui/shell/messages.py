# pyright: basic
"""What the window says when something goes wrong, and the questions it asks. Patched in tests."""

import platform
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import resources
from models.errors import BadInput, KnownError, Stale
from ui.widgets.layout import button, label
from ui.work import traces


class ErrorDialog(QDialog):
    """Says what happened, what is safe, what to do; the details can be copied."""

    def __init__(self, error: Exception, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("没有完成")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        known = isinstance(error, KnownError)
        column.addWidget(label("这一步没有完成" if known else "程序出错", "subtitle"))
        column.addWidget(label(words(error)))
        column.addWidget(label("已经保存的数据没有改变，可以改正后再试。", "secondary"))
        self.details = QPlainTextEdit(_details(error))
        self.details.setReadOnly(True)
        self.details.setAccessibleName("详细情况")
        column.addWidget(self.details)
        self.details.setVisible(not known)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.addButton(button("复制详情", self.copy), QDialogButtonBox.ButtonRole.ActionRole)
        box.rejected.connect(self.reject)
        column.addWidget(box)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        close.setFocus()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def words(error: Exception) -> str:
    """Return what a person can do something with; the details say the rest."""
    if isinstance(error, BadInput):
        return "\n".join(p.problem for p in error.problems)
    if isinstance(error, KnownError):
        return str(error)
    return "程序遇到了没有预料到的情况，请把详情发给信息员。"


def _details(error: Exception) -> str:
    """Return what a person can send to whoever looks after the program: nothing of a case."""
    program = f"知裁台 {resources.text('VERSION').strip()}，Python {platform.python_version()}"
    fields = [traces.masked(p.field) for p in error.problems] if isinstance(error, BadInput) else []
    said = f"栏目：{'、'.join(fields)}\n" if fields else ""
    return f"{program}，{platform.system()} {platform.release()}\n{said}\n{traces.of(error)}"


def show_error(error: Exception, parent: QWidget | None = None) -> ErrorDialog:
    """Show an error without stopping the window."""
    dialog = ErrorDialog(error, parent)
    dialog.open()
    return dialog


def outdated(error: Stale, reload: Callable[[], None], parent: QWidget) -> QMessageBox:
    """Say what others did to a case meanwhile; offer to go on from there with what was typed."""
    return ask(parent, str(error), "重新载入，保留已填写的内容", reload, "先不载入")


def ask(
    parent: QWidget, text: str, yes: str, act: Callable[[], None], no: str = "取消"
) -> QMessageBox:
    """Ask before something that cannot be undone; `act` runs on yes."""
    box = QMessageBox(QMessageBox.Icon.Question, "请确认", text, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    # Enter after Esc must not throw away what Esc was about to lose.
    box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))

    def answered(pressed: QAbstractButton) -> None:
        if pressed is agree:
            act()

    box.buttonClicked.connect(answered)
    box.open()
    return box
