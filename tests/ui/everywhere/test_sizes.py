"""No size of the window makes it hang: nothing is as large as a bar that depends on it.

More sizes and cases are walked by `dev.py soak`.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.places import ROOT
from tests.ui import support
from tests.ui.growth import laid_out
from ui.widgets.layout import Scroll, SteadyArea

SIZES = "1366x740,960x540"
TURNS = 30
ENOUGH = 200  # it gives up being contrary: what never comes to rest ends the process


class Contrary(QWidget):
    """Is lower where it is narrower, as a timeline can be whose flags find fewer rows."""

    def __init__(self) -> None:
        super().__init__()
        self.resized = 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take a height that is told by the width."""
        self.resized += 1
        if self.resized < ENOUGH:
            self.setFixedHeight(400 if event.size().width() >= 300 else 380)


def in_column() -> tuple[QScrollArea, Contrary]:
    """Return a page that scrolls, with a part that is contrary."""
    made, page = Contrary(), Scroll()
    page.column.setContentsMargins(0, 0, 0, 0)
    page.column.addWidget(made)
    return page, made


def in_area() -> tuple[QScrollArea, Contrary]:
    """Return the area that dialogs, help and previews scroll in, with the same part."""
    made, inner = Contrary(), QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    return SteadyArea(inner), made


@pytest.mark.parametrize("make", [in_column, in_area])
def test_what_is_lower_where_it_is_narrower_comes_to_rest(
    qtbot: QtBot, make: Callable[[], tuple[QScrollArea, Contrary]]
) -> None:
    area, made = make()
    qtbot.addWidget(area)
    area.show()
    for width in range(296, 332, 4):
        area.resize(width, 390)
        for _ in range(TURNS):
            laid_out()
    assert made.resized < ENOUGH


def test_every_area_that_stretches_what_it_scrolls_is_steady() -> None:
    files = (ROOT / "ui").rglob("*.py")
    found = [file.name for file in files if "setWidgetResizable" in file.read_text("utf-8")]
    assert found == ["layout.py"]


@pytest.mark.slow
def test_every_page_and_tab_at_two_sizes_in_three_looks(
    play: support.Play, desk_folder: Path
) -> None:
    case = play(desk_folder, "S1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.size_walk", str(desk_folder), SIZES, str(case)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 100
