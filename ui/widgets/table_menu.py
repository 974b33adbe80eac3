"""The menu of a table's rows: what the page's buttons do with them, copying, sorting."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.widgets.paged import Column, Row


def as_text(columns: Sequence[Column[Row]], rows: Sequence[Row]) -> str:
    """Return rows under their headings as a spreadsheet takes them: cells parted by tabs."""
    cells = [[one.title for one in columns], *([one.text(row) for one in columns] for row in rows)]
    return "\n".join("\t".join(map(_cell, line)) for line in cells)


def _cell(text: str) -> str:
    return "；".join(text.split("\n")).replace("\t", " ")


def new_menu(parent: QWidget, name: str) -> QMenu:
    """Return an empty menu that is gone once it was used."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def row_menu(parent: QWidget, buttons: Sequence[QPushButton]) -> QMenu:
    """Return a menu that presses the buttons of the page that are there."""
    menu = new_menu(parent, "右键菜单")
    for one in buttons:
        if not one.isHidden():
            add(menu, one.text(), one.click).setEnabled(one.isEnabled())
    return menu


def add_copy(menu: QMenu, copy: Callable[[], None], there: bool) -> None:
    """Add 复制."""
    menu.addSeparator()
    action = add(menu, "复制", copy)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    action.setEnabled(there)


def add_orders(menu: QMenu, heads: Sequence[tuple[int, str]], sort: Callable[[int], None]) -> None:
    """Add the headings to sort by: with the keys nobody gets at the headings themselves."""
    inner = menu.addMenu("排序")
    for column, head in heads:
        add(inner, head, partial(sort, column))


def add(menu: QMenu, text: str, do: Callable[[], None]) -> QAction:
    """Add one line to a menu."""
    action = menu.addAction(text)
    action.triggered.connect(lambda: do())
    return action
