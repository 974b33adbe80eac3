"""Lists that are read in pages are sorted by their headings: the query sorts all rows."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from models.queries.case_page.attachments import AttachmentLine
from models.queries.lists import papers, serving
from models.rules.attachments.attachment import About
from models.rules.events.base import Visibility
from models.services.office.ledgers import record_entry
from tests.ui import support
from ui.pages.case.files.columns import COLUMNS as FILE_COLUMNS
from ui.pages.documents.page import DocumentsPage
from ui.pages.ledgers.page import LedgerPage
from ui.pages.serving.page import ServingPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.widgets.tables import Table


def heading(table: Table[Any], title: str) -> None:
    """Click on a heading, as a person does."""
    column = [one.title for one in table.lines.columns].index(title)
    header = table.horizontalHeader()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    place = QPoint(at, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def arrow(table: Table[Any]) -> tuple[str, bool]:
    """Return at which heading the arrow is, and whether the greatest come first."""
    header = table.horizontalHeader()
    assert header.isSortIndicatorShown()
    down = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder  # which Qt draws as ▼
    return table.lines.columns[header.sortIndicatorSection()].title, down


def test_papers_are_sorted_beyond_the_first_page(
    window: MainWindow, desk_folder: Path, play: support.Play, settle: support.Settle,
    read: support.Read, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    play(desk_folder, "S1", "S3", papers=True)
    monkeypatch.setattr(papers, "PAGE", 5)
    window.go(targets.Documents())
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, DocumentsPage)
    first = page.model.rows[0].id
    assert arrow(page.table) == ("制作日期", True)
    seen: list[tuple[tuple[str, bool], str, int]] = []
    for title in ("文书", "文书", "文书", "案号", "制作日期", "制作日期"):
        heading(page.table, title)
        settle(window)
        row = page.model.rows[0]
        seen.append((arrow(page.table), row.title, row.id))
    titles = sorted({row.title for row in read(window, _all_papers)})
    assert [(one[0], one[1]) for one in seen[:2]] == [
        (("文书", False), titles[0]), (("文书", True), titles[-1]),
    ]  # fmt: skip
    assert seen[2][0] == ("制作日期", True) and seen[2][2] == first, "as the list was before"
    assert seen[3][0] == ("案号", False)
    assert [one[0] for one in seen[4:]] == [("制作日期", True), ("制作日期", False)]
    assert seen[5][2] == min(row.id for row in read(window, _all_papers))
    heading(page.table, "受送达人")
    settle(window)
    assert arrow(page.table) == ("制作日期", False), "no order along names"


def _all_papers(desk: Any) -> list[papers.PaperRow]:
    found: list[papers.PaperRow] = []
    after = None
    while True:
        page = papers.page(desk, papers.PaperFilter(), after)
        found += page.rows
        after = page.after
        if after is None:
            return found


def test_services_are_sorted_and_taken_out_in_their_order(
    window: MainWindow, desk_folder: Path, play: support.Play, settle: support.Settle,
    read: support.Read, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    play(desk_folder, "S1", "S3")
    monkeypatch.setattr(serving, "PAGE", 4)
    window.go(targets.Serving())
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, ServingPage)
    page.bar.setCurrentIndex(2)
    settle(window)
    pane = page.served
    assert arrow(pane.table) == ("生效日", True)
    heading(pane.table, "生效日")
    settle(window)
    sheet = pane.sheet()
    whole = read(window, lambda desk: sheet.read(desk, lambda *_: True))
    assert [row.day for row in whole] == sorted(row.day for row in whole) and len(whole) > 4
    assert pane.model.rows[0].day == whole[0].day
    heading(pane.table, "案号")
    settle(window)
    assert arrow(pane.table) == ("案号", False)
    assert pane.model.rows[0].number == min(row.number for row in whole)


def test_a_ledger_is_sorted_by_keys_too(
    window: MainWindow, settle: support.Settle, read: support.Read
) -> None:
    for name, day in (("丙", "2026-05-04"), ("甲", "2026-05-03")):
        told = {"person_name": name, "told_on": day, "by_staff": 1}
        read(window, partial(record_entry, ledger="notification", values=told))
    window.go(targets.Ledger("notification"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, LedgerPage)

    def names() -> list[str]:
        return [row.texts["person_name"] for row in page.table.lines.rows]

    assert names() == ["丙", "甲"]
    page.table.go_to(0)
    page.table.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.table.viewport(), event)
    keys = Qt.Key
    for key in (keys.Key_Up, keys.Key_Up, keys.Key_Right, keys.Key_Down, keys.Key_Return):
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, key)
    settle(window)
    assert names() == ["丙", "甲"] and arrow(page.table) == ("被告知人", False)
    heading(page.table, "被告知人")
    settle(window)
    assert names() == ["甲", "丙"], "downwards"
    heading(page.table, "被告知人")
    settle(window)
    assert names() == ["丙", "甲"] and arrow(page.table)[0] != "被告知人", "as it was before"


def test_files_are_sorted_by_the_day_they_came_over_years() -> None:
    column = next(one for one in FILE_COLUMNS if one.title == "收入")
    days = (date(2026, 2, 1), date(2025, 12, 31), date(2026, 1, 9))
    lines = [
        AttachmentLine(
            number, "", f"{number}.pdf", "PDF", "pdf", 1, "1KB", About(), "本案", Visibility.MAIN,
            0, f"{day.month}月{day.day}日 李敏", day, "",
        )
        for number, day in enumerate(days)
    ]  # fmt: skip
    assert [one.id for one in column.sorted(lines, down=False)] == [1, 2, 0]
