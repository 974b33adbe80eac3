"""Waiting for conditions, as long as a slow and busy machine needs; nothing waits for a time.

`qtbot` of these tests is a `PatientBot`: its waits end as soon as the condition holds (pytest-qt's
own look every 10 ms) and give up after a minute, never sooner. The worker is held where a test
wants it by `Gate`, not by being slow.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from ui.work.tasks import Worker

PATIENCE_MS = 60_000
LOOK_MS = 5  # for conditions that no event of this process announces


def turn() -> None:
    """Let the event loop run until something has happened in it, `LOOK_MS` at most."""
    timer = QTimer()
    timer.start(LOOK_MS)
    flags = QEventLoop.ProcessEventsFlag
    QCoreApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class PatientBot(QtBot):
    """pytest-qt's bot with one patience for everything."""

    def waitUntil(  # noqa: N802 - pytest-qt's name
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS
    ) -> None:
        """Wait until the callback returns True, or stops failing and returns None."""
        __tracebackhide__ = True
        end = time.monotonic() + timeout / 1000
        while True:
            try:
                if callback() in (None, True):
                    return
            except AssertionError:
                if time.monotonic() > end:
                    raise
            else:
                if time.monotonic() > end:
                    raise TimeoutError(f"not within {timeout} ms")
            turn()

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:  # noqa: N802
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, **options)


def came_due() -> None:
    """Let everything happen that was put off until now: posted events, timers of a millisecond."""
    passed: list[bool] = []
    QTimer.singleShot(2, lambda: passed.append(True))
    while not passed:
        turn()


class Gate:
    """Holds a thread where it calls `hold` until the test opens the gate."""

    def __init__(self) -> None:
        self._reached, self._open = threading.Event(), threading.Event()

    @property
    def reached(self) -> bool:
        """Whether somebody waits, or has waited, at the gate."""
        return self._reached.is_set()

    def hold(self) -> None:
        """Wait for the gate to be opened."""
        self._reached.set()
        assert self._open.wait(PATIENCE_MS / 1000), "the test never opened the gate"

    def open(self) -> None:
        """Let everybody through, now and from now on."""
        self._open.set()


@contextmanager
def held(worker: Worker) -> Iterator[None]:
    """Keep the worker from whatever is asked of it meanwhile."""
    gate = Gate()
    worker.ask(lambda _desk: gate.hold(), lambda _: None)
    try:
        yield
    finally:
        gate.open()
