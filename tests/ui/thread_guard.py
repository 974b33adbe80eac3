"""Fails a test in which a widget is touched outside the window's thread.

Qt forbids it and does not check it: `button.click()` from the worker's thread works on a quiet
machine and is a segmentation fault on a busy one. Every call into Qt from Python is seen by
`sys.setprofile`, set in the other threads only, so that the window's own thread is not slowed
down. A forbidden call is refused before it happens: it raises, and the test fails at its end also
when somebody swallowed that.
"""

import functools
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QThread
from PySide6.QtGui import QAction, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QLayout, QStyle, QWidget

from ui import tasks

OF_THE_WINDOW = (QWidget, QLayout, QAction, QShortcut, QStyle, QWindow, QAbstractItemModel)
# Functions that belong to no object, or to the application: they act on widgets.
STATIC = ("QTest.", "QApplication.", "QGuiApplication.", "QCoreApplication.", "QMessageBox.")
HARMLESS = ("QCoreApplication.instance", "QTest.qSleep")


class TouchedElsewhere(AssertionError):
    """A widget was touched outside the window's thread."""


class ThreadGuard:
    """What was touched from other threads; `watch` begins in the thread that calls it."""

    def __init__(self) -> None:
        self.touched: list[str] = []

    def watch(self) -> None:
        """Watch the calls of the calling thread, which is not the window's."""
        sys.setprofile(self.called)

    def called(self, frame: FrameType, event: str, arg: object) -> None:
        """Look at one call (see `sys.setprofile`)."""
        if event != "c_call":
            return
        owner = getattr(arg, "__self__", None)
        if isinstance(owner, OF_THE_WINDOW) or (owner is None and _is_static(arg)):
            self._refuse(frame, getattr(arg, "__qualname__", repr(arg)))

    def _refuse(self, frame: FrameType, name: str) -> None:
        way = "".join(traceback.format_stack(frame, limit=6))
        self.touched.append(f"{name} in {threading.current_thread().name}:\n{way}")
        # Raising ends the watching of this thread; the worker's next job begins it again.
        raise TouchedElsewhere(f"{name} outside the window's thread")

    def look_at_windows(self) -> None:
        """Note the windows that were made in another thread and are still there."""
        app = QApplication.instance()
        if app is None:
            return
        self.touched += [
            f"{type(one).__name__} was made outside the window's thread"
            for one in QApplication.topLevelWidgets()
            if one.thread() is not app.thread()
        ]


def _is_static(function: object) -> bool:
    name = getattr(function, "__qualname__", "")
    return name.startswith(STATIC) and name not in HARMLESS


def _kinds(kind: type[QThread]) -> Iterator[type[QThread]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


def _nobody(_frame: FrameType, _event: str, _arg: object) -> None:
    """Watch nothing: `threading.setprofile` takes no None, says typeshed."""


@contextmanager
def guarded() -> Iterator[ThreadGuard]:
    """Watch every thread that is started meanwhile: those of Python and the classes of QThread."""
    guard = ThreadGuard()

    def watching(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def watched(*args: Any) -> Any:
            guard.watch()
            return function(*args)

        return watched

    # The worker is watched again from each job on: a touch ends the watching.
    places = [(kind, "run") for kind in _kinds(QThread) if "run" in kind.__dict__]
    with pytest.MonkeyPatch.context() as patch:
        for kind, name in [*places, (tasks._Thread, "_opened")]:
            patch.setattr(kind, name, watching(getattr(kind, name)))
        threading.setprofile(guard.called)
        try:
            yield guard
        finally:
            threading.setprofile(_nobody)
    guard.look_at_windows()
