"""Every page that is built: shown, nothing cut off, quick, in Chinese, usable by keyboard."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from tests.ui.conftest import OpenWindow
from tests.ui.growth import clipped, grow, laid_out
from tests.ui.support import Play, Settle, target
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.widgets.layout import Card

PAGE_IDS = [p.id for p in PAGES]
WIDE, HIGH = 1280, 680
ENGLISH = re.compile(r"[A-Za-z]{3,}")
ALLOWED = re.compile(
    r"\{[^}]*\}|backups|DOCX|PDF|Ctrl|Excel|Word|CSV|EMS|TXT|json|toml|csv|Alt|Shift|Enter", re.A
)


@pytest.fixture
def stocked(desk_folder: Path, play: Play, open_window: OpenWindow) -> tuple[MainWindow, int]:
    """Return a window over some cases, and one of these."""
    case_id = play(desk_folder, "S1", "S3")
    window = open_window(desk_folder)
    window.resize(WIDE, HIGH)
    return window, case_id


def show(window: MainWindow, settle: Settle, page: str, case_id: int) -> QWidget:
    """Go to a page and wait for it."""
    window.go(target(page, case_id))
    settle(window)
    return window.stack.currentWidget()


def show_whole(window: MainWindow, settle: Settle, page: str, case_id: int) -> QWidget:
    """Go to a page and wait until every layout in it has had its turn."""
    shown = show(window, settle, page, case_id)
    laid_out()
    return shown


@pytest.mark.parametrize("page", PAGE_IDS)
def test_page_is_shown_and_nothing_is_cut_off(
    stocked: tuple[MainWindow, int], settle: Settle, page: str
) -> None:
    window, case_id = stocked
    shown = show_whole(window, settle, page, case_id)
    assert shown is window._made[page]
    assert shown.isVisible()
    assert (window.width(), window.height()) == (WIDE, HIGH), "the page pushes the window apart"
    assert clipped(window) == []


@pytest.mark.parametrize("page", PAGE_IDS)
def test_labels_may_be_longer(stocked: tuple[MainWindow, int], settle: Settle, page: str) -> None:
    window, case_id = stocked
    grow(show_whole(window, settle, page, case_id))
    assert (window.width(), window.height()) == (WIDE, HIGH), "the page pushes the window apart"
    assert clipped(window) == []


@pytest.mark.parametrize("page", PAGE_IDS)
def test_one_primary_button_a_card(
    stocked: tuple[MainWindow, int], settle: Settle, page: str
) -> None:
    window, case_id = stocked
    shown = show(window, settle, page, case_id)
    for card in shown.findChildren(Card):
        primary = [b.text() for b in card.findChildren(QPushButton, "primary") if b.isVisible()]
        assert len(primary) <= 1, primary


@pytest.mark.parametrize("page", PAGE_IDS)
def test_no_english_and_a_name_for_every_input(
    stocked: tuple[MainWindow, int], settle: Settle, page: str
) -> None:
    window, case_id = stocked
    shown = show(window, settle, page, case_id)
    kinds = (QLabel, QAbstractButton)
    texts = [
        QTextDocumentFragment.fromHtml(w.text()).toPlainText()
        for kind in kinds
        for w in shown.findChildren(kind)
        if w.isVisibleTo(shown)
    ]
    assert [t for t in texts if ENGLISH.search(ALLOWED.sub("", t))] == []
    inputs = [w for k in (QLineEdit, QPlainTextEdit, QComboBox) for w in shown.findChildren(k)]
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in inputs
        if w.isVisible() and not w.accessibleName() and not isinstance(w.parent(), QComboBox)
    ]
    assert nameless == []
    buttons = [b for b in shown.findChildren(QPushButton) if b.isVisibleTo(shown)]
    assert [b.text() for b in buttons if not b.accessibleName()] == []
