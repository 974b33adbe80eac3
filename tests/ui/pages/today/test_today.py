"""今日: dates against today, what is to be served or signed, the way to each place, the sheet."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.queries.lists.today import Today, TodayCard, TodayLine
from models.queries.places import CaseTab
from models.queries.signs import Tone
from models.services.shared.drafts import save_draft
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.partial_play import play_until
from ui.output import file_choice
from ui.pages.today.page import TodayPage
from ui.pages.today.paper import paper
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock


def page_of(window: MainWindow) -> TodayPage:
    """Return the page."""
    page = window.stack.currentWidget()
    assert isinstance(page, TodayPage)
    return page


@pytest.fixture
def gone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[targets.Target]:
    """Return the list of where the page asked to go."""
    calls: list[targets.Target] = []
    monkeypatch.setattr(window.context, "go", calls.append)
    return calls


def texts(page: TodayPage, card: str) -> list[list[str]]:
    """Return the texts of a card's lines as they are on the screen."""
    table = page.tables[card]
    return [
        [support.cell(table, row, column) for column in range(table.model().columnCount())]
        for row in range(support.rows(table))
    ]


def test_a_running_date_that_has_passed_is_overdue(
    window: MainWindow, qtbot: QtBot, clock: Clock, settle: support.Settle, read: support.Read
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    clock.day = date(2026, 5, 22)
    window.go(targets.Today())
    settle(window)
    late = texts(page_of(window), "overdue")
    assert [line[2] for line in late] == ["送达请求书副本（禾川县青筐里塑业有限公司）"]
    assert late[0][4] == "✕ 已逾期1日"
    clock.day = date(2026, 5, 21)
    window.go(targets.Today())
    settle(window)
    page = page_of(window)
    assert "overdue" not in page.tables
    assert texts(page, "due")[0][4] == "⚠ 今天到期"
    assert texts(page, "unserved")[0][3] == "5月21日"


def test_each_line_goes_to_its_place(
    window: MainWindow, gone: list[targets.Target], settle: support.Settle, read: support.Read
) -> None:
    case_id = read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    content = {"values": {}, "title": "汾宁试作有限公司"}
    read(window, lambda desk: save_draft(desk, "intake", "new", content))
    window.refresh_page()
    settle(window)
    page = page_of(window)
    page.tables["week"].setFocus()
    page.tables["week"].go_to(0)
    QTest.keyClick(page.tables["week"], Qt.Key.Key_Return)
    assert gone == [targets.Case(case_id, CaseTab.DEADLINES)]
    table = page.tables["drafts"]
    assert texts(page, "drafts")[0][1] == "汾宁试作有限公司"
    place = table.visualRect(table.model().index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert gone[-1] == targets.Intake(draft="new")


def test_the_draft_of_a_step_names_case_and_parties(
    window: MainWindow, settle: support.Settle, read: support.Read
) -> None:
    case_id = read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    content = {"title": "登记送达"}
    read(window, lambda desk: save_draft(desk, "step", f"{case_id}:serve", content))
    window.refresh_page()
    settle(window)
    number, parties, what, *_rest = texts(page_of(window), "drafts")[0]
    assert number and parties.startswith("郝砚秋 — ") and "“登记送达”填写未完成" in what


def test_approval_waits_only_when_acceptance_is_clean(
    window: MainWindow, settle: support.Settle, read: support.Read
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 11), only=1))
    read(window, lambda desk: play_until(desk, "S4", date(2026, 3, 9), only=1))
    window.refresh_page()
    settle(window)
    waiting = texts(page_of(window), "approvals")
    assert [line[2] for line in waiting] == ["立案审批，指定合议组"]
    assert "郝砚秋" in waiting[0][1]


def test_nothing_to_do_says_so_and_first_start_shows_the_list(
    open_window: OpenWindow, tmp_path: Path, settle: support.Settle
) -> None:
    window = open_window(tmp_path / "empty")
    page = page_of(window)
    assert page.checklist.isVisible()
    support.press(page.checklist, "职权依据")
    settle(window)
    settings = window.stack.currentWidget()
    assert settings.tabs.tabText(settings.tabs.currentIndex()) == "职权依据"  # type: ignore[union-attr]


def test_the_morning_sheet_is_a_pdf(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
    read: support.Read,
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    window.refresh_page()
    settle(window)
    target = tmp_path / "今日.pdf"
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(target))
    support.press(page_of(window), "存为PDF")
    settle(window)
    with pypdfium2.PdfDocument(target.read_bytes()) as made:
        text = made[0].get_textpage().get_text_bounded()
    assert "今日待办" in text and "□" in text and "案号" in text
    assert str(target) in page_of(window).said.text() and page_of(window).said.isVisible()


def test_the_sheet_has_a_box_for_every_line_and_says_how_many_are_left() -> None:
    line = TodayLine(1, "一号", "<b>甲</b>", "a & b", None, "", Tone.ACCENT, False, None)
    card = TodayCard("due", "今天到期", (line,) * 30, 40)
    sheet = paper(Today(date(2026, 5, 20), "本局", (card,)))
    (table,) = sheet.tables
    assert table.rows == [("□", "一号", "<b>甲</b>", "a & b", "", "")] * 25
    assert table.title == "今天到期（40）" and "另有15项" in table.notes[0]
    assert sheet.head == ("2026年5月20日 星期三　本局",) and not sheet.practice
    nothing = paper(Today(date(2026, 5, 20), "本局", ()), practice=True)
    assert nothing.foot == ("今天没有待办事项。",) and nothing.practice


def test_the_counts_go_on_in_a_second_line(
    window: MainWindow, desk_folder: Path, play: support.Play, settle: support.Settle
) -> None:
    play(desk_folder, "S1")
    window.resize(960, 540)
    window.toggle_large()
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, TodayPage)
    QApplication.processEvents()
    assert page.area.horizontalScrollBar().maximum() == 0, "nothing lies outside at the right"
    window.toggle_large()
