"""A child process: the program over a folder, and a clerk who types until it is killed.

    python -m tests.ui.kill.typist FOLDER LOG intake|decision CASE_ID STOP

What happens is written to the log before it happens, one line each: `typed <tab> field <tab>
piece`, `keeping` when a draft is handed to the worker, `kept` when it is on disk. At the line named
STOP (`keeping 2`: the second of its kind; `typed on 5`: five strokes after the second draft) the
program stops and waits to be killed. Drafts are kept ten times as often as for a person.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from tests.killing import say, wait_for_the_end
from tests.ui.support import type_text
from ui.shell import targets
from ui.shell.app import Opening, application, make_window
from ui.shell.main_window import MainWindow, apply
from ui.steps import open_step
from ui.verbs.playing.scenario import Clock
from ui.work import draft
from ui.work.draft import DraftKeeper

TODAY = date(2026, 5, 20)
PIECES = "被控产品具备权利要求1的全部技术特征ABC123，双方对此没有争议。"
STROKE_MS = 5
FASTER = 10
FIELDS = {
    "intake": ("facts_and_reasons", "product"),
    "decision": ("draft.requester_claims", "draft.procedure"),
}


class Log:
    """Tells the test what happens; stands still at the line it was told."""

    def __init__(self, path: Path, stop: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._stop = stop
        self._count: Counter[str] = Counter()

    def note(self, what: str, *more: str) -> None:
        """Write a line."""
        os.write(self._file, ("\t".join((what, *more)) + "\n").encode())
        name = "typed on" if what == "typed" and self._count["kept"] >= 2 else what
        self._count[name] += 1
        if f"{name} {self._count[name]}" == self._stop:
            say(self._stop)
            wait_for_the_end()


class Typist:
    """Types into one field, now and then into the other, without a pause."""

    def __init__(self, window: MainWindow, log: Log, what: str) -> None:
        self.window = window
        self.log = log
        self.names = FIELDS[what]
        self.rng = random.Random(what)
        self.strokes = self._strokes()
        self.timer = QTimer(window)
        self.timer.setInterval(STROKE_MS)
        self.timer.timeout.connect(self.next)

    def start_when(self, ready: Callable[[], bool]) -> None:
        """Begin once the fields are there."""
        if self.window.context.worker.idle and ready():
            self.timer.start()
        else:
            QTimer.singleShot(10, self.window, lambda: self.start_when(ready))

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
        """Type one character."""
        name, piece = next(self.strokes)
        edit = self.edit(name)
        assert isinstance(edit, QWidget)
        self.log.note("typed", name, piece)
        type_text(edit, piece)


def watch_drafts(log: Log) -> None:
    """Write to the log when drafts are kept, and keep them sooner."""
    draft.IDLE_MS //= FASTER
    draft.MOST_MS //= FASTER
    flush, kept = DraftKeeper.flush, DraftKeeper._kept

    def flushed(self: DraftKeeper) -> None:
        if self.waiting:
            log.note("keeping")
        flush(self)

    def told(self: DraftKeeper, key: str, _: None) -> None:
        log.note("kept")
        kept(self, key, _)

    DraftKeeper.flush = flushed
    DraftKeeper._kept = told


def main(folder: str, log: str, what: str, case_id: str, stop: str) -> int:
    """Open the program as it opens for anyone, go to the form, type."""
    app = application(["zhicaitai"])
    apply(app, dark=False, large=False)
    store = QSettings(str(Path(log).with_suffix(".ini")), QSettings.Format.IniFormat)
    clock = Clock(TODAY)
    lines = Log(Path(log), stop)
    watch_drafts(lines)
    window = make_window(Path(folder), "李敏", store, clock)
    opening = Opening(window, app.exit)
    typist = Typist(window, lines, what)

    def go() -> None:
        if not window.isVisible() or window.stack.currentWidget() is None:
            QTimer.singleShot(10, window, go)
        elif what == "intake":
            window.go(targets.Intake())
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
