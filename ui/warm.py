"""Loads what pages, steps and papers need while nobody is waiting, on the worker's thread.

Without it the first dialog stops the window for a moment and the first preview for half a second:
loading fills the memory with tables, and the collector of the interpreter goes through all of them
again and again while nothing else may run. So it rests during each step, and what is loaded is
taken out of its sight for good.
"""

import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.collector import collector_at_rest
from ui.pages import PAGES
from ui.tasks import Worker

if TYPE_CHECKING:
    from models.desk import Desk

log = logging.getLogger(__name__)
BEGIN_MS = 500  # after the window is shown
PAUSE_MS = 20  # between two steps: a question of the window goes first
# In this order each takes less than 0.2 s.
MODULES = (
    "models.queries.reference", *(page.module for page in PAGES), "ui.steps",
    "pypinyin.pinyin_dict", "models.services.documents", "pypdfium2", "ui.case.papers.offers",
)  # fmt: skip
Step = Callable[[], object]


def steps() -> Iterator[Step]:
    """Yield what is to be loaded; each step may use what the steps before it loaded."""
    for name in MODULES:
        yield lambda name=name: import_module(name)
    yield lambda: import_module("ui.steps.spec").dialogs()
    yield lambda: import_module("models.queries.paper_catalog").catalog()
    fonts = import_module("forms.writers.fonts")
    for role in fonts.ROLES:
        yield lambda role=role: fonts.open_set().font(role)


def run_step(step: Step) -> bool:
    """Run a step without the collector; what it loaded stays, so it is never gone through."""
    try:
        with collector_at_rest(stays=True):
            step()
    except Exception:  # the first paper meets it again and says so
        log.exception("not loaded in advance")
        return False
    return True


class Warming(QObject):
    """Runs the steps when the worker has nothing else to do."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.over = False
        self._worker = worker
        self._steps = steps()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def start(self, delay: int = BEGIN_MS) -> None:
        """Begin a while after the window is there."""
        self._timer.start(delay)

    def stop(self) -> None:
        """Load nothing more."""
        self._timer.stop()

    def _next(self) -> None:
        if self._worker.idle:
            self._worker.ask(self._step, self._done, owner=self)
        else:
            self._timer.start(PAUSE_MS)

    def _step(self, _desk: "Desk") -> bool:
        step = next(self._steps, None)
        return step is not None and run_step(step)

    def _done(self, more: bool) -> None:
        if more:
            self._timer.start(PAUSE_MS)
        else:
            self.over = True
