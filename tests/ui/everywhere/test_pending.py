"""Gone while something was still to come: pages, dialogs and windows, twenty times each."""

import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from models.store.desk import Desk
from tests.ui import support, surfaces
from tests.ui.conftest import OpenWindow
from tests.ui.patience import came_due
from tests.ui.surfaces import Tour
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.steps import open_step
from ui.verbs.playing.scenario import Clock
from ui.widgets.dialog import FormDialog
from ui.work.tasks import Worker
from ui.work.turns import in_turns

TIMES = 20


def turns(number: int) -> None:
    """Let a few things happen, another number of them each time."""
    for _ in range(number % 5):
        QApplication.processEvents()


def _note(ran: list[int], button: QPushButton, number: int) -> None:
    ran.append(number)
    button.setText(str(number))


def test_going_on_before_a_page_is_there(tour: Tour) -> None:
    for number in range(TIMES):
        for spec in PAGES:
            tour.window.go(support.target(spec.id, tour.cases[0]))
            turns(number)
    tour.settle()
    assert tour.page() is tour.window._made["case"]


def test_reading_again_while_it_is_read(tour: Tour) -> None:
    for spec in PAGES:
        tour.go(support.target(spec.id, tour.cases[0]))
        for number in range(TIMES):
            tour.window.refresh_page()
            turns(number)
    tour.settle()
    assert tour.page().isVisible()


@pytest.mark.parametrize("page", [p.id for p in PAGES])
def test_closing_the_window_before_a_page_is_there(
    page: str, filled: Path, tmp_path: Path, clock: Clock, open_window: OpenWindow, qtbot: QtBot
) -> None:
    clock.day = surfaces.DAY
    folder = tmp_path / "desk"
    shutil.copytree(filled, folder)
    tour = Tour(qtbot, open_window(folder))
    window: MainWindow = tour.window
    widget = window._page(next(p for p in PAGES if p.id == page))
    for _ in range(TIMES):
        window.go(support.target(page, tour.cases[0]))
    assert not window.context.worker.idle, "something is still to come"
    assert window.close()
    assert not window.isVisible()
    window.deleteLater()
    support.run_deferred()
    came_due()
    assert not isValid(widget)


def test_the_owner_of_a_dialog_goes_before_it_opens(tour: Tour) -> None:
    tour.go(targets.Cases())
    for number in range(TIMES):
        parent = QWidget(tour.window)
        open_step(tour.window.context, parent, tour.cases[0], "serve")
        turns(number)
        parent.deleteLater()
        turns(number + 2)
    tour.settle()
    assert [d for d in tour.window.findChildren(QDialog) if d.isVisible()] == []


def test_a_dialog_closed_while_it_looks_ahead_and_saves(tour: Tour) -> None:
    for number in range(TIMES):
        dialog = tour.opened(("serve", "route", "存为方案", "新告知")[number % 4])
        assert isinstance(dialog, FormDialog)
        field = dialog.findChild(QWidget, "field:name") or dialog.focusWidget()
        assert field is not None
        QTest.keyClick(field, Qt.Key.Key_1)
        if number % 2:
            look = getattr(dialog, "look", None)
            if look is not None:
                look()
        else:
            QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        turns(number)
        if isValid(dialog):
            dialog.close_unasked()
        support.run_deferred()
    tour.settle()
    assert [d for d in tour.window.findChildren(FormDialog) if d.isVisible()] == []


def test_a_list_is_closed_while_it_is_read(tour: Tour) -> None:
    page: Any = tour.go(targets.Statistics())
    for number in range(TIMES):
        table = page.report.tables[0]
        page._open(table.id, 0, len(table.heads) - 1)
        turns(number)
        for dialog in tour.window.findChildren(QDialog):
            dialog.close()
        support.run_deferred()
    tour.settle()
    assert tour.window.findChildren(QDialog) == []


def test_turns_end_with_their_owner(tour: Tour) -> None:
    worker: Worker = tour.window.context.worker
    ran: list[int] = []
    for number in range(TIMES):
        owner = QPushButton(tour.window)
        steps = [partial(_note, ran, owner, n) for n in range(50)]
        in_turns(worker, owner, steps, then=lambda: ran.append(-1), turn_s=0)
        turns(number)
        owner.deleteLater()
        support.run_deferred()
    support.settled(tour.qtbot, tour.window)
    assert worker.idle
    assert -1 not in ran, "nobody was told that it was over"


def test_answers_come_to_nobody_who_has_gone(tour: Tour) -> None:
    worker: Worker = tour.window.context.worker
    told: list[str] = []

    def fail(_desk: Desk) -> None:
        raise ValueError("nobody is left to be told")

    for _ in range(TIMES):
        owner = QObject()
        worker.ask(lambda _desk: 1, lambda _n: told.append("answer"), owner=owner)
        worker.ask(fail, lambda _n: None, lambda _e: told.append("error"), owner=owner)
        worker.soon(lambda: told.append("soon"), owner)
        owner.deleteLater()
        support.run_deferred()
    support.settled(tour.qtbot, tour.window)
    assert told == []
    stays = QObject()
    worker.ask(lambda _desk: 1, lambda _n: told.append("answer"), owner=stays)
    worker.soon(lambda: told.append("soon"), stays)
    support.settled(tour.qtbot, tour.window)
    assert sorted(told) == ["answer", "soon"]
