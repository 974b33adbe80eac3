"""案件: paging by key, filters, sorting, finding, opening; the model keeps Qt's rules."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.cases.loading import load_many
from models.cases.projecting import projections
from models.queries.lists import case_list
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.case_rows import CaseRow
from models.queries.words import days_text
from models.store.db import connection
from models.store.desk import Desk
from tests.ui import support
from tests.ui.growth import laid_out
from tests.ui.partial_play import play_until
from ui.pages.cases.columns import COLUMNS
from ui.pages.cases.page import CasesPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock
from ui.widgets.paged import PagedModel

MANY = 250


def many(desk: Desk) -> None:
    """Write rows enough for three pages."""
    conn = connection(desk.db)
    with desk.unaudited():
        for i in range(1, MANY + 1):
            row = (str(uuid4()), f"禾知收〔2026〕{i}号", f"晋宁知法裁字〔{2024 + i // 100}〕{i}号")
            conn.execute(
                "INSERT INTO case_file (kind, uid, receipt_no, case_no, stage, status, created_at)"
                " VALUES ('adjudication', ?, ?, ?, 'docketed', 'open',"
                " '2026-01-05T01:00:00.000000Z')",
                row,
            )
            if i % 2:
                conn.execute(
                    "INSERT INTO case_deadline (case_id, rule, name, plan_by, due, status)"
                    " VALUES (?, 'conclude', '结案', '2026-05-01', ?, 'running')",
                    (i, date(2026, 5, 1 + i % 30).isoformat()),
                )
        projections.restate_all(desk, load_many(desk, range(1, MANY + 1)).values())


@pytest.mark.parametrize("sort", ["received", "number", "due"])
@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("status", ["", "open", case_list.UNFINISHED])
def test_pages_join_without_gap_or_repeat(
    desk_folder: Path, clock: Clock, sort: str, newest: bool, status: str
) -> None:
    with Desk.open(desk_folder, "李敏", clock.today, clock.now) as desk:
        many(desk)
        rows: list[CaseRow] = []
        after: Any = None
        wanted = CaseFilter(sort=sort, newest_first=newest, status=status)
        for _ in range(9):
            page = case_list.page(desk, wanted, after)
            rows += page.rows
            after = page.after
            if after is None:
                break
        assert len(rows) == len({row.id for row in rows}) == MANY == case_list.count(desk, wanted)
        if sort == "due":
            dated = [row.due for row in rows if row.due]
            assert dated == sorted(dated) and all(row.due is None for row in rows[len(dated) :])
        if sort == "number" and not newest:
            assert [row.number for row in rows[:3]] == [
                f"晋宁知法裁字〔2024〕{i}号" for i in (1, 2, 3)
            ]


def page_of(window: MainWindow, settle: support.Settle) -> CasesPage:
    """Go to the page."""
    window.go(targets.Cases())
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    return page


def heading(page: CasesPage, title: str) -> None:
    """Click on a heading, as a person does."""
    column = [one.title for one in COLUMNS].index(title)
    header = page.table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    place = QPoint(at, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_headings_sort_all_cases_not_only_those_that_are_read(
    window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    read(window, many)
    page = page_of(window, settle)
    header = page.table.horizontalHeader()
    shown: list[tuple[str, str, int]] = []
    for title in ("案号", "案号", "最近期限", "收件日", "收件日"):
        heading(page, title)
        settle(window)
        at = COLUMNS[header.sortIndicatorSection()].title
        assert at == title and header.isSortIndicatorShown()
        shown.append((page.bar.sort.currentText(), at, page.model.rows[0].id))
    assert [one[0] for one in shown] == [
        "案号最新在前", "案号最早在前", "期限最近在前", "最新收件在前", "最早收件在前",
    ]  # fmt: skip
    assert [one[2] for one in shown[:2]] == [MANY, 1]
    assert page.model.rows[0].received_on == min(row.received_on for row in page.model.rows)
    heading(page, "请求人")
    settle(window)
    assert page.bar.sort.currentText() == "最早收件在前", "no order along the parties"


def test_scrolling_to_the_end_reads_on(
    window: MainWindow, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    read(window, many)
    page = page_of(window, settle)
    assert len(page.model.rows) == case_list.PAGE
    assert page.count.text().startswith(f"共{MANY}件")
    page.table.setFocus()

    def at_the_end() -> bool:
        QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        return len(page.model.rows) == MANY

    qtbot.waitUntil(at_the_end)
    assert not page.model.canFetchMore(page.table.rootIndex())


def test_overdue_filter_and_state_in_words(
    window: MainWindow, clock: Clock, read: support.Read, settle: support.Settle
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    page = page_of(window, settle)
    assert page.model.rows[0].state_text == "还有1日"
    QTest.mouseClick(page.overdue, Qt.MouseButton.LeftButton)
    settle(window)
    assert page.model.rows == [] and "清除条件" in page.count.text()
    clock.day = date(2026, 5, 25)
    window.refresh_page()
    settle(window)
    row = page.model.rows[0]
    assert (row.state, row.state_text) == ("overdue", "已逾期4日")
    shown = page.model.index(0, 0)
    assert shown.data(Qt.ItemDataRole.AccessibleTextRole) == "状态：✕ 已逾期4日"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("郝砚秋", 1), ("hyq", 1), ("知收", 1), ("2026〕31", 1), ("ZL202229", 1), ("没有这个人", 0),
     ("100%", 0), ("h", 0), ("郝砚秋 青筐里", 1)],
)  # fmt: skip
def test_search_box_finds_by_name_number_patent_initials(
    window: MainWindow, read: support.Read, settle: support.Settle, typed: str, found: int
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.search.setFocus()
    window.search.setText(typed)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    assert len(page.model.rows) == found
    assert page.chips.words() == [f"查找：{typed}"]
    support.press(page, "清除条件")
    settle(window)
    assert len(page.model.rows) == 1
    assert window.search.text() == "" and page.chips.isHidden()


def test_an_emptied_search_box_shows_all_cases_again(
    window: MainWindow, read: support.Read, settle: support.Settle, qtbot: QtBot
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.search.setFocus()
    support.type_text(window.search, "xyz")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    assert page.model.rows == []
    window.search.selectAll()
    QTest.keyClick(window.search, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    assert page.chips.words() == []
    window.go(targets.Today())
    settle(window)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    settle(window)
    assert window.stack.currentWidget() is not page, "an empty box leads nowhere"


def test_enter_opens_the_case(
    window: MainWindow,
    monkeypatch: pytest.MonkeyPatch,
    read: support.Read,
    settle: support.Settle,
) -> None:
    case_id = read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    page = page_of(window, settle)
    calls: list[targets.Target] = []
    monkeypatch.setattr(window.context, "go", calls.append)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    place = page.table.visualRect(page.model.index(0, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert calls == [targets.Case(case_id)] * 2


def test_model_keeps_qts_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    row = CaseRow(1, "一号", "收一号", "行政裁决", "甲", "乙", "ZL1", "收案审查", "李敏",
                  date(2026, 5, 1), "soon", "还有1日", "立案", date(2026, 5, 2), True)  # fmt: skip
    model = PagedModel(COLUMNS, lambda row: row.id)
    model.start((row, row), lambda: None)
    qtmodeltester.check(model)
    model.append((row,))
    qtmodeltester.check(model)
    assert model.rowCount() == 3


@pytest.mark.parametrize(
    ("due", "words"),
    [(date(2026, 5, 19), "已逾期1日"), (date(2026, 5, 20), "今天到期"),
     (date(2026, 6, 1), "还有12日")],
)  # fmt: skip
def test_days_in_words(due: date, words: str) -> None:
    assert days_text(due, date(2026, 5, 20)) == words


def test_the_chosen_case_stays_chosen(
    window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    read(window, many)
    page = page_of(window, settle)
    page.table.setCurrentIndex(page.model.index(7, 1))
    chosen = page.model.rows[7].id
    window.go(targets.Roster())
    page_of(window, settle)
    assert page.table.currentIndex().data(Qt.ItemDataRole.UserRole) == chosen


def test_large_type_keeps_the_day_of_receipt(
    window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    page = page_of(window, settle)
    titles = [column.title for column in page.model.columns]
    window.toggle_large()
    settle(window)
    laid_out()
    try:
        gone = {t for n, t in enumerate(titles) if page.table.isColumnHidden(n)}
        assert gone <= {"承办人", "阶段"}
    finally:
        window.toggle_large()
