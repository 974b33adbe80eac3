"""Tables of lines in a small window: columns give way, nothing scrolls sideways."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui import support
from tests.ui.conftest import OpenWindow
from ui.widgets.tables import Table


@pytest.mark.parametrize("page", ["notification", "roster"])
def test_a_small_window_shows_every_column(
    desk_folder: Path,
    play: support.Play,
    open_window: OpenWindow,
    settle: support.Settle,
    page: str,
) -> None:
    play(desk_folder, "S1", "S2")
    window = open_window(desk_folder)
    window.resize(960, 540)
    window.go(support.target(page))
    settle(window)
    table = window.stack.currentWidget().findChild(Table)
    assert isinstance(table, Table) and support.rows(table)
    assert table.horizontalScrollBar().maximum() == 0
    for column in range(table.lines.columnCount()):
        item = table.lines.index(0, column)
        assert table.isColumnHidden(column) or table.columnWidth(column) > 30
        assert item.data(Qt.ItemDataRole.ToolTipRole) == item.data(), "elided text is told in full"
