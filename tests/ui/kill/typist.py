"""A child process: the program over a folder, and a clerk who types until it is killed.

    python -m tests.ui.kill.typist FOLDER LOG intake|decision CASE_ID

Every piece typed is written to the log with its moment (time.monotonic, the same clock in every
process of the computer) before it is typed: `moment <tab> field <tab> piece`.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tests.ui.support import type_text
from ui.app import Opening, application, make_window
from ui.main_window import MainWindow, apply
from ui.steps import open_step
from ui.verbs.scenario import Clock

TODAY = date(2026, 5, 20)
PIECES = "被控产品具备权利要求1的全部技术特征ABC123，双方对此没有争议。"
STROKE_MS = 15
PAUSES = (0, 0, 0, 0, 0, 400, 2300)  # ms; the longest is longer than the idle time of a draft
FIELDS = {
    "intake": ("facts_and_reasons", "product"),
    "decision": ("draft.requester_claims", "draft.procedure"),
}


class Typist:
    """Types into one field, now and then into the other, with pauses."""

    def __init__(self, window: MainWindow, log: int, what: str) -> None:
        self.window = window
        self.log = log
        self.names = FIELDS[what]
        self.rng = random.Random()
        self.strokes = self._strokes()
        self.timer = QTimer(window)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.next)

    def start_when(self, ready: Callable[[], bool]) -> None:
        """Begin once the fields are there."""
        if self.window.context.worker.idle and ready():
            self.timer.start(0)
        else:
            QTimer.singleShot(50, self.window, lambda: self.start_when(ready))

    def ready(self) -> bool:
        """Say whether both fields can be typed into."""
        return all(edit is not None and edit.isEnabled() for edit in map(self.edit, self.names))

    def edit(self, name: str) -> QPlainTextEdit | None:
        """Return a visible field."""
        for one in self.window.findChildren(QPlainTextEdit, f"field:{name}"):
            if one.isVisible():
                return one
        return None

    def _strokes(self) -> Iterator[tuple[str, str]]:
        while True:
            for piece in PIECES:
                yield self.names[self.rng.random() < 0.2], piece

    def next(self) -> None:
        """Type one character, then wait a moment."""
        name, piece = next(self.strokes)
        edit = self.edit(name)
        assert isinstance(edit, QWidget)
        os.write(self.log, f"{time.monotonic()}\t{name}\t{piece}\n".encode())
        type_text(edit, piece)
        long = self.rng.choice(PAUSES) if self.rng.random() < 0.04 else 0
        self.timer.start(STROKE_MS + long)


def main(folder: str, log: str, what: str, case_id: str) -> int:
    """Open the program as it opens for anyone, go to the form, type."""
    app = application(["zhicaitai"])
    apply(app, dark=False, large=False)
    store = QSettings(str(Path(log).with_suffix(".ini")), QSettings.Format.IniFormat)
    clock = Clock(TODAY)
    window = make_window(Path(folder), "李敏", store, clock)
    opening = Opening(window, app.exit)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    typist = Typist(window, handle, what)

    def go() -> None:
        if not window.isVisible() or window.stack.currentWidget() is None:
            QTimer.singleShot(50, window, go)
        elif what == "intake":
            window.go("intake")
            typist.start_when(typist.ready)
        else:
            open_step(window.context, window, int(case_id), "issue_decision")
            typist.start_when(typist.ready)

    go()
    code = app.exec()
    del opening
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
