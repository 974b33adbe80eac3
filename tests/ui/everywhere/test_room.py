"""On every page and in every dialog: nothing cut off in a small window, in large type, in longer
words; no page scrolls sideways."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.growth import clipped, grow, laid_out
from tests.ui.surfaces import Tour
from ui.shell.main_window import apply

SMALL, USUAL, WIDE = (960, 540), (1280, 680), (1366, 728)


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Show everything in large type."""
    apply(qapp, dark=False, large=True)
    yield
    apply(qapp, dark=False, large=False)


def told(wrong: dict[str, list[str]]) -> str:
    """Return what is wrong, each once, with the first place where it is."""
    first: dict[str, str] = {}
    for place, found in wrong.items():
        for one in found:
            first.setdefault(one, place)
    return "\n".join(f"{place} – {one}" for one, place in first.items())


def pages(tour: Tour, size: tuple[int, int], *, longer: bool = False) -> dict[str, list[str]]:
    """Return what is cut off on the pages of a window of this size."""
    tour.window.resize(*size)
    wrong = {}
    for name in tour.views():
        undo = grow(tour.page()) if longer else str
        found = clipped(tour.window, sideways=size == SMALL)
        if (tour.window.width(), tour.window.height()) != size:
            found.append("the page pushes the window apart")
            tour.window.resize(*size)
        undo()
        if found:
            wrong[name] = found
    return wrong


def boxes(tour: Tour, size: tuple[int, int], *, longer: bool = False) -> dict[str, list[str]]:
    """Return what is cut off in dialogs that must find room on a screen of this size."""
    wrong = {}
    for name, dialog in tour.each_dialog():
        if longer:
            grow(dialog)
        fit(dialog, size)
        if found := clipped(dialog, sideways=True):
            wrong[name] = found
    return wrong


def fit(dialog: QDialog, size: tuple[int, int]) -> None:
    """Make a dialog no larger than the screen."""
    dialog.resize(min(dialog.width(), size[0]), min(dialog.height(), size[1]))
    laid_out()


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
def test_pages(tour: Tour, size: tuple[int, int]) -> None:
    wrong = pages(tour, size)
    assert not wrong, told(wrong)


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_pages_in_longer_words(tour: Tour, size: tuple[int, int]) -> None:
    wrong = pages(tour, size, longer=True)
    assert not wrong, told(wrong)


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_pages_in_large_type(large: None, tour: Tour, size: tuple[int, int]) -> None:
    wrong = pages(tour, size)
    assert not wrong, told(wrong)


@pytest.mark.parametrize("longer", [False, True])
def test_dialogs(tour: Tour, longer: bool) -> None:
    wrong = boxes(tour, SMALL, longer=longer)
    assert not wrong, told(wrong)


def test_dialogs_in_large_type(large: None, tour: Tour) -> None:
    wrong = boxes(tour, SMALL)
    assert not wrong, told(wrong)


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    from ui.widgets.layout import Scroll, button, label

    page = Scroll()
    qtbot.addWidget(page)
    words = label("很长的一句话" * 10)
    page.column.addWidget(words)
    page.column.addWidget(button("登记送达", lambda: None))
    page.resize(300, 300)
    page.show()
    assert clipped(page) == []
    words.setFixedHeight(14)
    laid_out()
    assert "QLabel" in clipped(page)[0]
    wide = QWidget()
    wide.setFixedSize(800, 10)
    page.column.addWidget(wide)
    wide.show()
    qtbot.waitUntil(lambda: page.horizontalScrollBar().maximum() > 0)
    inner = QWidget()
    qtbot.addWidget(inner)
    QVBoxLayout(inner).addWidget(page)
    inner.show()
    laid_out()
    assert "px too wide" in clipped(inner)[-1]
    assert "px too wide" not in clipped(inner, sideways=True)[-1]
