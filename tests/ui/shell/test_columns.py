"""Columns of a list: chosen, ordered, sized, remembered on this machine; dates are never cut."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.growth import laid_out
from ui.shell.main_window import MainWindow, apply
from ui.widgets.heading.placed import Placed, arranged, as_text, from_text
from ui.widgets.heading.sharing import Claim, shared
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

COLUMNS = (
    Column[str]("案号", str, width=100),
    Column[str]("日期", lambda _row: "2026-12-30", width=40, whole=True),
    Column[str]("当事人", lambda row: row * 9),
    Column[str]("承办人", lambda _row: "李敏", width=80, yields=1),
)


class Keeping(QWidget):
    """Stands for the window: it remembers."""

    def __init__(self, store: QSettings) -> None:
        super().__init__()
        self.store = store
        self.resize(600, 300)


Made = Callable[[], Table[str]]


@pytest.fixture
def made(qtbot: QtBot, store: QSettings) -> Made:
    """Return a maker of the same list, as in a window that is opened again."""

    boxes: list[QWidget] = []  # a widget that nobody has is gone

    def make() -> Table[str]:
        box = Keeping(store)
        boxes.append(box)
        qtbot.addWidget(box)
        table = Table("案表", PagedModel(COLUMNS, str))
        table.setParent(box)
        table.resize(600, 300)
        box.show()
        table.show_rows(["一", "二"])
        laid_out()
        return table

    return make


def shown(table: Table[str]) -> list[str]:
    """Return the headings in sight from left to right, by where they are on the screen."""
    header = table.horizontalHeader()
    there = [n for n in range(len(table.lines.columns)) if not table.isColumnHidden(n)]
    return [table.lines.columns[n].title for n in sorted(there, key=header.sectionViewportPosition)]


def middle(table: Table[str], column: int) -> QPoint:
    """Return the middle of a heading."""
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    return QPoint(at, header.height() // 2)


def heading_menu(table: Table[str], column: int) -> QMenu:
    """Open the menu of a heading by the right button."""
    header, place = table.horizontalHeader(), middle(table, column)
    whole = header.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, whole)
    QApplication.sendEvent(header.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    """Choose a line of a menu by the mouse."""
    action = next(one for one in menu.actions() if one.text() == text)
    place = menu.actionGeometry(action).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    laid_out()


def press(*keys: Qt.Key) -> QMenu:
    """Press keys in the menu that is open, and return the one that they lead to."""
    for key in keys:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def drag(table: Table[str], start: QPoint, by: int) -> None:
    """Drag on the headings, in steps as a hand does."""
    view, left = table.horizontalHeader().viewport(), Qt.MouseButton.LeftButton
    QTest.mouseMove(view, start)
    QTest.mousePress(view, left, pos=start)
    for part in (1, 2, 3, 4):
        move = QPoint(start.x() + by * part // 4, start.y())
        QTest.mouseMove(view, move)
        laid_out()
    QTest.mouseRelease(view, left, pos=QPoint(start.x() + by, start.y()))
    laid_out()


def test_columns_are_ticked_and_the_last_one_stays(made: Made) -> None:
    table = made()
    for title in ("日期", "承办人", "案号"):
        choose(heading_menu(table, 2), title)
    assert shown(table) == ["当事人"]
    menu = heading_menu(table, 2)
    ticks = {one.text(): (one.isChecked(), one.isEnabled()) for one in menu.actions()[:4]}
    assert ticks == {
        "案号": (False, True), "日期": (False, True), "当事人": (True, False),
        "承办人": (False, True),
    }  # fmt: skip
    choose(menu, "日期")
    assert shown(table) == ["日期", "当事人"]
    assert shown(made()) == ["日期", "当事人"], "remembered"
    choose(heading_menu(table, 2), "恢复默认列")
    assert shown(table) == shown(made()) == ["案号", "日期", "当事人", "承办人"]
    menu = heading_menu(table, 2)
    assert not menu.actions()[-1].isEnabled(), "nothing to go back from"
    menu.close()


def test_what_is_ticked_stays_where_there_is_no_room(made: Made) -> None:
    table = made()
    table.resize(230, 300)
    laid_out()
    assert "承办人" not in shown(table)
    choose(heading_menu(table, 0), "承办人")
    assert "承办人" in shown(table)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_headings_are_dragged_and_stay_so(made: Made) -> None:
    table = made()
    start = middle(table, 0)
    drag(table, start, middle(table, 2).x() - start.x() + 30)
    assert shown(table) == ["日期", "当事人", "案号", "承办人"]
    assert not table.horizontalHeader().isSortIndicatorShown(), "a drag is no click"
    assert shown(made()) == ["日期", "当事人", "案号", "承办人"]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("日期\t当事人\t案号"), "copied as it is seen"


def test_columns_move_by_the_menu_of_a_heading_and_by_keys(made: Made) -> None:
    table = made()
    choose(heading_menu(table, 1), "左移")
    assert shown(table)[:2] == ["日期", "案号"]
    menu = heading_menu(table, 1)
    words = {one.text(): one.isEnabled() for one in menu.actions()}
    assert not words["左移"] and words["右移"]
    menu.close()
    table.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    up, inwards = Qt.Key.Key_Up, Qt.Key.Key_Right
    press(up, inwards)
    inner = press(up, up, inwards)
    assert [one.text() for one in inner.actions()] == ["日期", "案号", "当事人"], "all but the last"
    QTest.keyClick(inner, Qt.Key.Key_Return)
    laid_out()
    assert shown(table) == shown(made()) == ["案号", "日期", "当事人", "承办人"]


def test_an_edge_is_drawn_and_the_width_is_kept(made: Made, qapp: QApplication) -> None:
    table = made()
    header, before = table.horizontalHeader(), [table.columnWidth(n) for n in range(4)]
    edge = QPoint(header.sectionViewportPosition(0) + header.sectionSize(0) - 1, 8)
    drag(table, edge, 60)
    assert abs(table.columnWidth(0) - before[0] - 60) <= 1
    assert table.columnWidth(2) < before[2], "the column without a width of its own gives way"
    assert header.length() == table.viewport().width()
    again = made()
    assert abs(again.columnWidth(0) - table.columnWidth(0)) <= 1
    apply(qapp, dark=False, large=True)
    try:
        laid_out()
        assert again.columnWidth(0) > table.columnWidth(0) or again.columnWidth(0) > before[0] + 70
    finally:
        apply(qapp, dark=False, large=False)


@pytest.mark.parametrize("large", [False, True])
def test_dates_are_never_cut(made: Made, qapp: QApplication, large: bool) -> None:
    table = made()
    apply(qapp, dark=False, large=large)
    try:
        laid_out()
        for width in (600, 200, 60):
            table.resize(width, 300)
            laid_out()
            assert table.columnWidth(1) >= table.sizeHintForColumn(1)
        assert table.horizontalScrollBar().maximum() > 0, "what has no room can be scrolled to"
        header = table.horizontalHeader()
        table.resize(600, 300)
        laid_out()
        edge = QPoint(header.sectionViewportPosition(1) + header.sectionSize(1) - 1, 8)
        drag(table, edge, -60)
        assert table.columnWidth(1) >= table.sizeHintForColumn(1), "nor by hand"
    finally:
        apply(qapp, dark=False, large=False)


def test_a_longer_number_further_down_is_whole_when_it_is_seen(qtbot: QtBot) -> None:
    columns = (Column[str]("编号", str, width=40, whole=True), Column[str]("说明", str))
    rows = [f"{n:03}" for n in range(900)] + ["编号〔2026〕1000号"]
    table = Table("编号表", PagedModel(columns, str))
    qtbot.addWidget(table)
    table.resize(500, 200)
    table.show()
    table.show_rows(rows)
    laid_out()
    narrow = table.columnWidth(0)
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    laid_out()
    assert table.columnWidth(0) > narrow
    assert table.columnWidth(0) >= table.sizeHintForIndex(table.lines.index(900, 0)).width()


def test_the_window_remembers_columns_and_the_office_does_not(
    window: MainWindow,
    desk_folder: Path,
    open_window: OpenWindow,
    settle: support.Settle,
    read: support.Read,
) -> None:
    def table_of(one: MainWindow) -> Table[str]:
        one.go(support.target("roster"))
        settle(one)
        found = one.stack.currentWidget().findChild(Table)
        assert isinstance(found, Table)
        return found

    before = read(window, lambda desk: desk.mark)
    choose(heading_menu(table_of(window), 0), "岗位")
    assert "岗位" not in shown(table_of(window))
    assert read(window, lambda desk: desk.mark) == before
    window.context.worker.close()
    assert "岗位" not in shown(table_of(open_window(desk_folder)))


def test_what_is_kept_is_read_defensively() -> None:
    columns = [Placed("乙", False, 90), Placed("甲", None, 0), Placed("丙", True, 4)]
    assert from_text(as_text(columns)) == columns
    assert from_text("x\n乙\t2\t3\n丙\t1\t-4\n丁\t0\t99999999\n戊\t0\t7") == [
        Placed("戊", False, 7)
    ]
    assert arranged(["甲", "新", "乙"], columns) == [columns[0], columns[1], Placed("新")]
    assert arranged(["新", "乙"], columns)[0] == Placed("新")


def test_columns_share_the_room_by_who_gives_way_first() -> None:
    one = Claim(100, 40)
    claims = {0: one, 1: replace(one, sized=200), 2: replace(one, elastic=True), 3: one}
    assert shared(claims, 600) == {0: 100, 1: 200, 2: 200, 3: 100}
    assert shared(claims, 400) == {0: 66, 1: 200, 2: 68, 3: 66}
    assert shared(claims, 240) == {0: 40, 1: 120, 2: 40, 3: 40}
    assert shared(claims, 100) == {0: 40, 1: 40, 2: 40, 3: 40}, "never under the least"
    assert shared({0: one, 1: replace(one, yields=1)}, 150) == {0: 100}
