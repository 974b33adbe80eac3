"""Loads what pages, steps and papers need while nobody is waiting, a little at a time.

Without it the first dialog stops the window for a moment and the first preview for half a second:
loading fills the memory with tables, and the collector of the interpreter goes through all of them
again and again while nothing else may run. So it rests during each step, and what is loaded is
taken out of its sight for good.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from models.store.collector import collector_at_rest
from ui.shell.pages import PAGES, load_module, modules_of
from ui.work.tasks import Worker

log = logging.getLogger(__name__)
BEGIN_MS = 500  # after the window is shown
PAUSE_MS = 20  # between two steps: a question of the window goes first
# Without Qt: these are loaded on the worker's thread, folders whole and from below.
FOLDERS = ("models.reference", "models.cases", "models.facts", "models.queries", "models.services")
MODULES = (
    "pypinyin.pinyin_dict",
    "pypdfium2",
    "ui.pages.case.papers.offers",
    "forms.writers.fonts",
)
Step = Callable[[], None]


def steps() -> Iterator[tuple[bool, Step]]:
    """Yield what is to be loaded, and whether it is the window's own thread that has to do it.

    Classes of Qt are made on the window's thread alone: two threads at it crash the program.
    """
    below = [name for folder in FOLDERS for name in modules_of(folder)]
    for name in (*below, *MODULES):
        yield False, partial(load_module, name)
    for page in PAGES:
        for name in page.parts():
            yield True, partial(load_module, name)
    for name in modules_of("ui.steps"):
        yield True, partial(load_module, name)
    yield False, lambda: import_module("ui.steps.spec").dialogs()
    yield False, lambda: import_module("models.reference.paper_catalog").catalog()
    fonts = import_module("forms.writers.fonts")
    for role in fonts.ROLES:
        yield False, lambda role=role: fonts.open_set().font(role)


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
        if not self._worker.idle:
            self._timer.start(PAUSE_MS)
            return
        own, step = next(self._steps, (True, None))
        if step is None:
            self.over = True
        elif own:
            self._done(run_step(step))
        else:
            self._worker.ask(lambda _desk: run_step(step), self._done, owner=self)

    def _done(self, more: bool) -> None:
        if more:
            self._timer.start(PAUSE_MS)
        else:
            self.over = True
