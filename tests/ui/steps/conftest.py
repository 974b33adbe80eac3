"""A case played to a chosen moment, with a worker on that day and dialogs to fill in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models.cases.case_file import CaseFile
from models.cases.loading import load as load_case
from models.entities import Staff
from models.store.desk import Desk
from tests.stored import last, payload_of
from tests.ui import support
from tests.ui.hand import made_elsewhere
from ui.shell import targets
from ui.shell.context import Context
from ui.steps import open_step
from ui.steps.dialog import CommandDialog
from ui.steps.rows import RowsField
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office
from ui.work.tasks import Worker


@dataclass
class Stage:
    """A case at a moment of its story, and the hands of the person working on it."""

    qtbot: QtBot
    worker: Worker
    context: Context
    parent: QWidget
    clock: Clock
    case_id: int
    gone: list[targets.Target] = field(default_factory=list)

    def open(self, command: str, *, made: bool = False, **wanted: Any) -> CommandDialog:
        """Open a step's dialog and wait until it is there.

        `made`: the papers of a service were made here; of those of a sample they were not.
        """
        before = set(self.dialogs())
        open_step(self.context, self.parent, self.case_id, command, **wanted)
        self.qtbot.waitUntil(lambda: bool(set(self.dialogs()) - before))
        dialog = (set(self.dialogs()) - before).pop()
        self.settle()
        if not made:
            made_elsewhere(dialog)
            self.settle()
        return dialog

    def dialogs(self) -> list[CommandDialog]:
        """Return the dialogs that are open."""
        return [d for d in self.parent.findChildren(CommandDialog) if d.isVisible()]

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: self.worker.idle)

    def type(self, dialog: CommandDialog, name: str, text: str) -> None:
        """Type into a field as a person does, in place of what is there."""
        target = dialog.findChild(QWidget, f"field:{name}")
        assert target is not None, f"no field {name}: {sorted(dialog.form.rows)}"
        assert target.isVisible(), f"{name} is hidden"
        target.setFocus()
        if isinstance(target, QComboBox):
            place = target.findText(text, Qt.MatchFlag.MatchContains)
            assert place >= 0, f"{name} offers no {text}"
            target.setCurrentIndex(place)
            return
        assert isinstance(target, QLineEdit | QPlainTextEdit)
        target.selectAll()
        QTest.keyClick(target, Qt.Key.Key_Delete)
        # Input methods commit Chinese as a whole; QTest has keys for Latin only.
        if text.isascii():
            QTest.keyClicks(target, text)
        elif isinstance(target, QLineEdit):
            target.insert(text)
            target.textEdited.emit(text)
        else:
            target.insertPlainText(text)

    def rows(self, dialog: CommandDialog, name: str) -> RowsField:
        """Return a table of the form."""
        found = dialog.form.field(name)
        assert isinstance(found, RowsField)
        return found

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(true)

    def save(self, dialog: CommandDialog) -> None:
        """Press 保存 and wait until the dialog is done."""
        with self.qtbot.waitSignal(dialog.saved):
            QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        self.settle()

    def try_to_save(self, dialog: CommandDialog) -> None:
        """Press 保存 and wait for the refusal; the dialog stays open."""
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
        self.until(lambda: self.worker.idle and dialog.save_button.isEnabled())
        assert dialog.isVisible()

    def view(self) -> CaseFile:
        """Return the case as it now is in the database."""
        found: list[CaseFile] = []
        self.worker.ask(lambda desk: load_case(desk, self.case_id), found.append)
        self.until(lambda: bool(found))
        return found[0]

    def payload(self, kind: str) -> dict[str, Any]:
        """Return the fields of the last event of a type."""
        return payload_of(last(self.view(), kind))


Staged = Callable[..., Stage]


def _before(sample: str, command: str, nth: int) -> tuple[list[dict[str, Any]], date]:
    steps = [s for s in load_scenario(sample).steps if s["do"] != "make_documents"]
    good = [i for i, s in enumerate(steps) if s["do"] == command and "blocked" not in s]
    place = good[nth]
    return [s for s in steps[:place] if "blocked" not in s], steps[place]["on"]


@pytest.fixture
def stage(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, worker_errors: list[Exception]
) -> Iterator[Staged]:
    """Return a maker of stages: the case of a sample just before its nth step of a command."""
    open_: list[Stage] = []

    def make(sample: str, command: str, nth: int = 0) -> Stage:
        steps, day = _before(sample, command, nth)
        clock = Clock(day)
        with Desk.open(tmp_path / "desk", "李敏", clock.today, clock.now) as desk:
            staff = set_up_office(desk)
            assert len(staff) == Staff.select().count()
            player = Player(desk, clock, staff)
            if sample == "S10":
                player.play(load_scenario("S1"), papers=False)
            story = replace(load_scenario(sample), steps=steps)
            case_id = player.play(story, papers=False)
        clock.day = day
        worker = Worker(lambda: Desk.open(tmp_path / "desk", "李敏", clock.today, clock.now))
        worker.failed.connect(worker_errors.append)
        gone: list[targets.Target] = []
        context = Context(worker, clock.today, gone.append, actor="李敏")
        parent = QWidget()
        parent.resize(1200, 700)
        parent.show()
        open_.append(Stage(qtbot, worker, context, parent, clock, case_id, gone))
        return open_[-1]

    yield make
    for one in open_:
        one.settle()
        one.worker.close()
        one.parent.deleteLater()
    support.run_deferred()
    assert not worker_errors
