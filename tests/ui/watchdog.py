"""Watches the window's event loop: the longest time in which it could not answer."""

import time
from types import TracebackType

from PySide6.QtCore import Qt, QTimer

# The design asks for 50 ms on a quiet machine. A test must not fail because the machine is busy, so
# it fails at a pause that a person would feel and that only real work on the GUI thread makes.
LIMIT_MS = 150.0
TICK_MS = 2


class Watchdog:
    """A context: `longest` is the longest pause between ticks of the event loop, ms."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.ticks = 0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last))
        self._last = now
        self.ticks += 1

    def __enter__(self) -> "Watchdog":
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        _t: TracebackType | None,
    ) -> None:
        self._timer.stop()
        if kind is None:
            self._tick()
