"""On every page and in every dialog: Chinese, names, one primary button, keys, lines of text."""

import importlib
import inspect
import pkgutil
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

import ui
from tests.ui import checks
from tests.ui.patience import came_due
from tests.ui.surfaces import Tour
from ui.pages.case.dialogs import CaseDialog
from ui.steps.dialog import CommandDialog
from ui.widgets.dialog import FormDialog
from ui.widgets.layout import Card, button

CHECKS = {
    "english": checks.english,
    "nameless": checks.nameless,
    "primaries": checks.primaries,
    "same_keys": checks.same_keys,
    "bad_lines": checks.bad_lines,
}


def look(tour: Tour, widget: QWidget) -> list[str]:
    """Return what is wrong with what is shown."""
    del tour
    return [f"{name}: {one}" for name, check in CHECKS.items() for one in check(widget)]


def told(wrong: dict[str, list[str]]) -> str:
    """Return what is wrong, each once, with the first place where it is."""
    first: dict[str, str] = {}
    for place, found in wrong.items():
        for one in found:
            first.setdefault(one, place)
    return "\n".join(f"{place} – {one}" for one, place in first.items())


def test_pages(tour: Tour) -> None:
    seen, wrong = 0, {}
    for name in tour.views():
        seen += 1
        if found := look(tour, tour.window):
            wrong[name] = found
    assert not wrong, told(wrong)
    assert seen > 40


def test_pages_with_help_in_a_small_window(tour: Tour) -> None:
    tour.window.resize(960, 540)
    tour.window.show_help()
    wrong = {name: found for name in tour.views() if (found := look(tour, tour.window))}
    assert not wrong, told(wrong)


def test_dialogs(tour: Tour) -> None:
    wrong = {n: found for n, dialog in tour.each_dialog() if (found := look(tour, dialog))}
    assert not wrong, told(wrong)


def test_dialogs_in_a_small_window(tour: Tour) -> None:
    wrong = {}
    for name, dialog in tour.each_dialog():
        dialog.resize(560, 400)
        tour.settle()
        if found := checks.bad_lines(dialog):
            wrong[name] = found
    assert not wrong, told(wrong)


def test_tab_reaches_everything_on_a_page(tour: Tour) -> None:
    wrong = {}
    for name in tour.views():
        tour.activate(tour.window)
        if found := checks.not_tabbed(tour.window, tour.page()):
            wrong[name] = found
    assert not wrong, told(wrong)


def test_tab_reaches_everything_in_a_dialog(tour: Tour) -> None:
    wrong = {}
    for name, dialog in tour.each_dialog():
        tour.activate(dialog)
        if found := checks.not_tabbed(dialog, dialog):
            wrong[name] = found
    assert not wrong, told(wrong)


def test_every_dialog_is_opened(tour: Tour) -> None:
    """A dialog that is added to the program must be added to the tour."""
    classes: set[type[QDialog]] = set()
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for _name, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(one, QDialog) and one.__module__.startswith("ui."):
                classes.add(one)
    opened: set[Any] = {type(dialog) for _name, dialog in tour.each_dialog()}
    assert {c.__name__ for c in classes - opened - {FormDialog, CommandDialog, CaseDialog}} == set()


# ---- the checks can fail


@pytest.fixture
def bad(qtbot: Any) -> QWidget:
    """Return a window in which everything is wrong."""
    window = QWidget()
    window.setWindowTitle("Settings")
    column = QVBoxLayout(window)
    card = Card("卡片")
    for _ in range(2):
        card.body.addWidget(button("保存", lambda: None, "primary"))
    column.addWidget(card)
    column.addWidget(QLineEdit())
    stuck = QPushButton("卡住")
    stuck.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    column.addWidget(stuck)
    text = QLabel("（" * 3 + "国" * 30)
    text.setWordWrap(True)
    text.setToolTip("向(court)起诉")
    column.addWidget(text)
    for _ in range(2):
        QShortcut(QKeySequence("Ctrl+9"), window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_the_checks_find_what_is_wrong(bad: QWidget) -> None:
    assert checks.english(bad) == ["Settings", "向(court)起诉"]
    assert checks.nameless(bad) == ["QLineEdit "]
    assert checks.primaries(bad) == ["保存、保存"]
    assert checks.same_keys(bad) == ["Ctrl+9"]
    assert checks.english(QLabel("CN113456789A、ZL202110000001.X 的PDF，按Ctrl+S")) == []


def test_tab_that_goes_nowhere_is_found(bad: QWidget) -> None:
    class Trap(QLineEdit):
        def event(self, event: Any) -> bool:
            if event.type() == event.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
                return True
            return super().event(event)

    layout = bad.layout()
    assert layout is not None
    layout.addWidget(Trap())
    came_due()
    assert checks.not_tabbed(bad, bad)


def test_a_line_that_begins_with_a_comma_is_found(qtbot: Any) -> None:
    text = QLabel("甲\n乙")
    text.setWordWrap(True)
    text.setFixedWidth(200)
    qtbot.addWidget(text)
    text.show()
    assert checks.bad_lines(text) == []
    wide = text.fontMetrics().horizontalAdvance("国")
    text.setFixedWidth(wide * 2 + 1)
    text.setText("国 ，国")
    assert checks.bad_lines(text)
