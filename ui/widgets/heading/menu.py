"""The menu of columns: which are shown, in which order; the same by the mouse and by keys."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from ui.widgets.paged import Row
from ui.widgets.table_menu import add

if TYPE_CHECKING:
    from ui.widgets.heading.view import ColumnsView

MOVES = ((-1, "左移"), (1, "右移"))


def add_columns(menu: QMenu, table: "ColumnsView[Row]", at: int | None) -> None:
    """Add what can be done with columns; `at` is the heading that was clicked.

    With the keys nobody is at a heading: there each column is offered to be moved.
    """
    shown, titles = table.shown_columns(), [one.title for one in table.lines.columns]
    for column in table.offered():
        action = add(menu, titles[column], partial(table.tick, column, column not in shown))
        action.setCheckable(True)
        action.setChecked(column in shown)
        action.setEnabled(shown != [column])
    menu.addSeparator()
    for by, word in MOVES:
        if at is not None:
            add(menu, word, partial(table.move_column, at, by)).setEnabled(_free(shown, at, by))
            continue
        inner = menu.addMenu(word)
        for column in shown:
            if titles[column] and _free(shown, column, by):
                add(inner, titles[column], partial(table.move_column, column, by))
    menu.addSeparator()
    add(menu, "恢复默认列", table.reset_columns).setEnabled(table.changed_columns())


def _free(shown: list[int], column: int, by: int) -> bool:
    return column in shown and 0 <= shown.index(column) + by < len(shown)
