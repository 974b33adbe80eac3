"""Opened and closed twenty times, no dialog leaves a widget, an object or a thread behind."""

import gc
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from tests.ui import support
from tests.ui.surfaces import Tour
from ui.output import file_choice
from ui.shell import targets
from ui.shell.main_window import MainWindow

TIMES = 20


class Held:
    """What is there now."""

    def __init__(self, window: MainWindow) -> None:
        support.run_deferred()
        gc.collect()
        support.run_deferred()
        self.counts = {
            "widgets": len(QApplication.allWidgets()),
            "objects": len(window.findChildren(QObject)),
            "threads": threading.active_count(),
        }

    def more(self, window: MainWindow) -> dict[str, int]:
        """Return what has been added since."""
        now = Held(window).counts
        return {name: now[name] - n for name, n in self.counts.items() if now[name] > n}


def once(tour: Tour, name: str, *, helped: bool = False) -> type[QDialog]:
    """Open a dialog, with its help when asked for, and close it."""
    dialog = tour.opened(name)
    kind = type(dialog)
    if helped:
        QTest.keyClick(dialog, Qt.Key.Key_F1)
        tour.settle()
    tour.close(dialog)
    return kind


@pytest.mark.timeout(180)
def test_dialogs(tour: Tour) -> None:
    seen: set[type[QDialog]] = set()
    left = {}
    tour.calm = False
    for name in tour.dialogs():
        kind = once(tour, name)
        if kind in seen and kind is not QMessageBox:
            continue  # made of the same code
        seen.add(kind)
        before = Held(tour.window)
        for _ in range(TIMES):
            once(tour, name)
        if more := before.more(tour.window):
            left[name] = more
    assert left == {}
    assert len(seen) > 20


def test_dialogs_with_their_help_open(tour: Tour) -> None:
    tour.calm = False
    left = {}
    for name in ("serve", "存为方案", "新告知"):
        once(tour, name, helped=True)
        before = Held(tour.window)
        for _ in range(TIMES):
            once(tour, name, helped=True)
        if more := before.more(tour.window):
            left[name] = more
    assert left == {}


def test_menus_and_lists_taken_out(
    tour: Tour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = iter(tmp_path / f"{n}.csv" for n in range(100))
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(next(files)))
    case: Any = tour.go(targets.Case(case_id=tour.cases[0]))
    serving: Any = tour.go(targets.Serving())

    def act() -> None:
        serving.export.buttons["csv"].click()
        tour.settle()
        case.steps.other.open()
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()
        tour.settle()

    tour.go(targets.Case(case_id=tour.cases[0]))
    act()
    before = Held(tour.window)
    for _ in range(TIMES):
        act()
    assert before.more(tour.window) == {}
    assert len(list(tmp_path.glob("*.csv"))) == TIMES + 1


def test_pages_do_not_grow(tour: Tour) -> None:
    tour.calm = False
    for _ in tour.views():
        pass
    before = Held(tour.window)
    for _ in range(3):
        for _ in tour.views():
            pass
    assert before.more(tour.window) == {}


def test_what_stays_is_found(tour: Tour) -> None:
    before = Held(tour.window)
    kept = QWidget(tour.window)
    assert before.more(tour.window) == {"widgets": 1, "objects": 1}
    kept.deleteLater()
