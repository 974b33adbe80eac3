"""Above each filtered list: what it is filtered by; taken away one by one or all at once."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from models.services.office.ledgers import record_entry
from tests.ui import support
from tests.ui.growth import laid_out
from tests.ui.hand import click
from tests.ui.partial_play import play_until
from ui.pages.cases.page import CasesPage
from ui.pages.documents.page import DocumentsPage
from ui.pages.ledgers.page import LedgerPage
from ui.pages.serving.page import ServingPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.widgets.filters.chips import Chip, ChipBar


def chip(bar: ChipBar, words: str) -> QPushButton:
    """Return a chip by its condition."""
    return support.visible(bar, QPushButton, name=f"去掉条件“{words}”")[0]


def test_a_bar_has_room_for_all_that_is_in_it(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    column = QVBoxLayout(box)
    bar = ChipBar(lambda: None, box)
    column.addWidget(bar)
    column.addStretch(1)
    box.resize(500, 200)
    box.show()
    for words in (["甲"], ["甲", "乙"], ["乙"], ["乙", "丙", "丁"], [], ["戊"]):
        bar.show_chips([Chip(one, lambda: None) for one in words])
        bar.counted(3, "件")
        laid_out()
        shown = [chip(bar, one) for one in words] + ([bar.clear_button] if words else [])
        places = [one.geometry() for one in shown]
        assert [one.x() for one in places] == sorted({one.x() for one in places})
        assert all(bar.rect().contains(one) for one in places)
        assert bar.isHidden() or bar.count.x() > places[-1].right()


def test_each_condition_of_cases_is_taken_away_alone(
    window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.go(targets.Cases(search="郝砚秋"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasesPage)
    page.bar.kind.setFocus()
    QTest.keyClick(page.bar.kind, Qt.Key.Key_Down)
    click(page.bar.overdue)
    settle(window)
    kind = f"类型：{page.bar.kind.currentText()}"
    assert page.chips.words() == ["查找：郝砚秋", kind, "只看本局逾期的"]
    assert page.model.rows == [] and page.chips.count.text() == "筛选出0件"
    late = chip(page.chips, "只看本局逾期的")
    late.setFocus()
    QTest.keyClick(late, Qt.Key.Key_Return)
    settle(window)
    assert not page.overdue.isChecked() and page.chips.words() == ["查找：郝砚秋", kind]
    assert len(page.model.rows) == 1 and page.chips.count.text() == "筛选出1件"
    assert chip(page.chips, kind).hasFocus(), "the next one has the cursor"
    click(chip(page.chips, "查找：郝砚秋"))
    settle(window)
    assert window.search.text() == "" and page.chips.words() == [kind]
    page.chips.clear_button.setFocus()
    QTest.keyClick(page.chips.clear_button, Qt.Key.Key_Space)
    settle(window)
    assert page.chips.isHidden() and page.bar.kind.currentIndex() == 0
    assert page.table.hasFocus()


def test_papers_and_services(
    window: MainWindow, desk_folder: Path, play: support.Play, settle: support.Settle
) -> None:
    play(desk_folder, "S3", papers=True)
    window.go(targets.Documents())
    settle(window)
    papers = window.stack.currentWidget()
    assert isinstance(papers, DocumentsPage) and papers.chips.isHidden()
    everything = papers.total
    support.type_text(papers.words, "裁决书")
    QTest.keyClick(papers.words, Qt.Key.Key_Return)
    settle(window)
    assert papers.chips.words() == ["查找：裁决书"] and 0 < papers.total < everything
    assert papers.chips.count.text() == f"筛选出{papers.total}份"
    click(chip(papers.chips, "查找：裁决书"))
    settle(window)
    assert papers.total == everything and papers.words.text() == ""
    window.go(targets.Serving())
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, ServingPage)
    page.bar.setFocus()
    QTest.keyClick(page.bar, Qt.Key.Key_Right)
    QTest.keyClick(page.bar, Qt.Key.Key_Right)
    pane = page.served
    support.type_text(pane.since, "20260201")
    QTest.keyClick(pane.since.edit, Qt.Key.Key_Return)
    support.type_text(pane.words_field, "书")
    QTest.keyClick(pane.words_field, Qt.Key.Key_Return)
    settle(window)
    assert pane.chips.words() == ["查找：书", "从：2026-02-01"]
    click(chip(pane.chips, "从：2026-02-01"))
    settle(window)
    assert pane.since.value() is None and pane.chips.words() == ["查找：书"]


def test_a_ledger(window: MainWindow, settle: support.Settle, read: support.Read) -> None:
    for name in ("甲", "乙"):
        told = {"person_name": name, "told_on": "2026-05-04", "by_staff": 1}
        read(window, partial(record_entry, ledger="notification", values=told))
    window.go(targets.Ledger("notification", entry=1))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, LedgerPage)

    def names() -> list[str]:
        return [row.texts["person_name"] for row in page.table.lines.rows]

    assert page.chips.words() == ["只显示一条"] and names() == ["甲"]
    click(chip(page.chips, "只显示一条"))
    settle(window)
    assert len(names()) == 2 and page.chips.isHidden()
    support.type_text(page.head.search, "乙")
    QTest.keyClick(page.head.search, Qt.Key.Key_Return)
    settle(window)
    assert page.chips.words() == ["查找：乙"] and names() == ["乙"]
    click(page.chips.clear_button)
    settle(window)
    assert len(names()) == 2 and page.head.search.text() == ""
