"""Every table: columns give way in a small window, a chosen row keeps its colours."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.queries.signs import Tone
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.growth import laid_out
from tests.ui.patience import held
from ui.shell import theme
from ui.shell.main_window import MainWindow, apply
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import ReadPage, Table
from ui.widgets.tones import tone_colour


@pytest.mark.parametrize("page", ["roster"])
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


def heading(table: Table[str], column: int) -> None:
    """Click on a heading, as a person does."""
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    place = QPoint(at, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_heading_sorts_by_value_then_downwards_then_as_the_rows_came(qtbot: QtBot) -> None:
    came = ["裁字10号", "", "裁字9号", "裁字100号"]
    days = {
        "裁字9号": date(2027, 1, 2),
        "裁字10号": date(2026, 12, 31),
        "裁字100号": None,
        "": None,
    }
    columns = (
        Column[str]("案号", str),
        Column[str]("时间", lambda row: "还有几日", day=lambda row: days[row]),
    )
    table = Table("案表", PagedModel(columns, str))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_rows(came)
    table.go_to(2)
    shown: list[list[str]] = []
    for _ in range(3):
        heading(table, 0)
        shown.append(table.lines.rows)
        assert table.current() == "裁字9号", "the chosen row stays chosen"
    assert shown == [
        ["裁字9号", "裁字10号", "裁字100号", ""], ["裁字100号", "裁字10号", "裁字9号", ""], came,
    ]  # fmt: skip
    assert not table.horizontalHeader().isSortIndicatorShown()
    heading(table, 1)
    assert table.lines.rows == ["裁字10号", "裁字9号", "", "裁字100号"], "by the day, not the words"
    table.show_rows(came[::-1])
    assert table.lines.rows[:2] == ["裁字10号", "裁字9号"], "rows that are read again stay sorted"


def menu_of(table: Table[str], row: int) -> QMenu:
    """Open the menu of a row by the right button."""
    place = table.visualRect(table.lines.index(row, 0)).center()
    whole = table.viewport().mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, whole)
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    """Choose a line of a menu by the mouse."""
    action = next(one for one in menu.actions() if one.text() == text)
    place = menu.actionGeometry(action).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)


def test_rows_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot) -> None:
    columns = (
        Column[str]("案号", str),
        Column[str]("事由", lambda row: f"{row}的\t事\n由", yields=1),
        Column[str]("没有", str),
    )
    table = Table("案表", PagedModel(columns, str), several=True)
    box = QWidget()
    qtbot.addWidget(box)
    table.setParent(box)  # as on a page; else its menu, which is deleted later, would own it
    table.hide_columns({2})
    table.resize(120, 300)
    box.show()
    table.show_rows(["一", "二", "三"])
    assert table.isColumnHidden(1), "no room for it"
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied == "案号\t事由\n一\t一的 事；由\n二\t二的 事；由"
    choose(menu_of(table, 1), "复制")
    assert QApplication.clipboard().text() == copied, "a chosen row leaves the choice as it is"
    choose(menu_of(table, 2), "复制")
    assert QApplication.clipboard().text() == "案号\t事由\n三\t三的 事；由"


def test_the_menu_of_a_row_presses_the_buttons_of_the_page(qtbot: QtBot) -> None:
    pressed: list[list[str]] = []
    table = state_table(qtbot)
    box = QWidget()
    qtbot.addWidget(box)
    void, gone = QPushButton("作废…", box), QPushButton("不在", box)
    void.clicked.connect(lambda: pressed.append(table.chosen()))
    table.moved.connect(lambda: void.setEnabled(table.current() != ROWS[2]))
    gone.hide()
    table.offer(void, gone)
    menu = menu_of(table, 1)
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == [
        "作废…", "复制", "排序", "列",
    ]  # fmt: skip
    choose(menu, "作废…")
    assert pressed == [[ROWS[1]]], "of the row that was clicked"
    menu = menu_of(table, 2)
    assert not menu.actions()[0].isEnabled()
    menu.close()
    QTest.keyClick(table, Qt.Key.Key_Home)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    inner = QApplication.activePopupWidget()
    assert isinstance(inner, QMenu)
    QTest.keyClick(inner, Qt.Key.Key_Return)
    assert table.horizontalHeader().isSortIndicatorShown()


ROWS = ["已逾期", "还有3日", "已结案"]
TONES = dict(zip(ROWS, (Tone.PROBLEM, Tone.WARNING, Tone.GOOD), strict=True))


def state_table(qtbot: QtBot) -> Table[str]:
    """Return a table whose second column has the colour of the row's state."""
    columns = (
        Column[str]("案号", lambda row: "一号", width=120),
        Column[str]("状态", lambda row: f"✕ {row}", lambda row: TONES[row]),
    )
    table = Table("状态表", PagedModel(columns, str))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_rows(ROWS)
    return table


def colours(table: Table[str], row: int, column: int) -> set[str]:
    """Return the colours of a cell on the screen."""
    rect = table.visualRect(table.lines.index(row, column)).adjusted(2, 2, -2, -2)
    picture = table.viewport().grab(rect).toImage()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in places}


@pytest.mark.parametrize("dark", [False, True])
def test_a_chosen_row_keeps_the_colour_of_its_state(
    qapp: QApplication, qtbot: QtBot, dark: bool
) -> None:
    apply(qapp, dark=dark, large=False)
    try:
        table = state_table(qtbot)
        ground = theme.current().accent_soft.lower()
        for number, row in enumerate(ROWS):
            table.go_to(number)
            laid_out()
            assert table.chosen() == [row]
            assert {ground, tone_colour(TONES[row]).name()} <= colours(table, number, 1)
            assert ground in colours(table, number, 0)
            assert QColor(theme.current().ink).name() in colours(table, number, 0)
    finally:
        apply(qapp, dark=False, large=False)


def test_a_low_table_shows_all_its_rows_and_never_a_bar_below(qtbot: QtBot) -> None:
    columns = tuple(Column[str](f"栏{n}", lambda row: row * 9, width=160) for n in range(4))
    table = Table("矮表", PagedModel(columns, str), most=8)
    qtbot.addWidget(table)
    table.resize(300, table.height())
    table.show()
    table.show_rows(["一行"])
    laid_out()
    assert not table.horizontalScrollBar().isVisible()
    assert not table.verticalScrollBar().isVisible()
    assert sum(table.columnWidth(n) for n in range(4)) <= table.viewport().width()
    last = table.visualRect(table.lines.index(0, 0))
    assert table.viewport().rect().contains(last)


def test_a_column_that_may_go_goes_before_the_others_are_cut(qtbot: QtBot) -> None:
    columns = (
        Column[str]("一", str, width=100, yields=2),
        Column[str]("二", str, width=100, yields=1),
        Column[str]("三", str, width=100),
    )
    table = Table("窄表", PagedModel(columns, str))
    qtbot.addWidget(table)
    table.show()
    shown: list[list[int]] = []
    for width in (400, 260, 160):
        table.resize(width, 200)
        laid_out()
        shown.append([n for n in range(3) if not table.isColumnHidden(n)])
    assert shown == [[0, 1, 2], [0, 2], [2]]


def test_of_a_list_read_twice_only_the_newest_answer_is_shown(
    window: MainWindow, qtbot: QtBot, settle: support.Settle
) -> None:
    worker = window.context.worker
    table = state_table(qtbot)
    told: list[bool] = []

    @dataclass(frozen=True)
    class Some:
        rows: list[str]
        after: int | None

    def question(number: int) -> ReadPage[int, str]:
        def page(_desk: Desk, after: int | None) -> Some:
            return Some([ROWS[number]], None if after else 1)

        return page

    with held(worker):
        table.read(worker, question(0), told.append)
        table.read(worker, question(1), told.append)
    settle(window)
    assert (table.lines.rows[0], told[0]) == (ROWS[1], True)
    table.lines.fetchMore(QModelIndex())
    settle(window)
    assert table.lines.rows == [ROWS[1]] * 2 and told == [True, False]
    assert not table.lines.canFetchMore(QModelIndex())
