"""A dialog covers what is behind it, whatever it was opened from; text on it can be read."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from models.errors import StorageError
from ui.shell import messages
from ui.shell.main_window import apply
from ui.shell.theme import colours
from ui.widgets.layout import Scroll


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dark(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[bool]:
    """Put the program into each look."""
    apply(qapp, dark=request.param, large=False)
    yield request.param
    apply(qapp, dark=False, large=False)


@pytest.mark.parametrize("opened_from", ["scroll", "content", "dialog", "dialog-of-content"])
def test_a_dialog_is_opaque(qtbot: QtBot, dark: bool, opened_from: str) -> None:
    page = Scroll()
    qtbot.addWidget(page)
    page.show()
    parent: QWidget = page.widget() if opened_from.endswith("content") else page
    if opened_from.startswith("dialog"):
        parent = QDialog(parent)
        parent.show()
    ground = QColor(colours(dark=dark).ground)
    question = messages.ask(parent, "要恢复成这份备份吗？", "恢复", parent.update)
    error = messages.show_error(StorageError("磁盘空间不足"), parent)
    for shown in (question, error, *page.findChildren(QDialog)):
        corner = shown.grab().toImage().pixelColor(2, 2)
        assert corner == ground, f"{type(shown).__name__} lets through what is behind it"
    assert isinstance(question, QMessageBox) and question.isVisible()
