"""The system's own print dialog, not one that means it: its Print button prints."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.patience import came_due
from ui.output.papers import printing
from ui.pages.documents import batch

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere the system draws the dialog"
)
Ask = Callable[[QWidget, Callable[[QPrinter], None]], None]


def one(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask as for the paper that is shown."""
    printing.ask_printer(printing.Printable("口头审理通知书", b"", 1, 2), parent, chosen)


def several(parent: QWidget, chosen: Callable[[QPrinter], None]) -> None:
    """Ask as for the papers that are ticked."""
    batch.ask_printer(3, parent, chosen)


@pytest.mark.parametrize("ask", [one, several])
def test_the_printer_chosen_is_handed_over(qtbot: QtBot, tmp_path: Path, ask: Ask) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen: list[Any] = []
    ask(window, chosen.append)
    dialog: Any = window.findChild(QPrintDialog)
    assert dialog.isVisible()
    # The last of the printers is the way into a file; it is the only one where there is none.
    printers = dialog.findChild(QComboBox, "printers")
    printers.setCurrentIndex(printers.count() - 1)
    dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "打印.pdf"))
    button = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    button.click()
    qtbot.waitUntil(lambda: bool(chosen))
    assert [type(each) for each in chosen] == [QPrinter]
    assert chosen[0].outputFileName() == str(tmp_path / "打印.pdf")


def test_a_refused_dialog_prints_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    chosen: list[Any] = []
    one(window, chosen.append)
    dialog: Any = window.findChild(QPrintDialog)
    dialog.reject()
    came_due()
    assert chosen == []
