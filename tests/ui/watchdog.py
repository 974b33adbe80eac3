"""Watches the window's event loop: the longest time in which it could not answer.

The design allows 50 ms. A pause counts as long as the program itself worked in it: what other
programs take of the machine is not its fault. The limit is that of the machine on which it was set;
on a slower one, or on one whose cores are shared, a fixed piece of work says how much slower.
"""

import time
from types import TracebackType

from PySide6.QtCore import Qt, QTimer

ALLOWED_MS = 50.0
PIECE_MS = 7.5  # the fixed piece of work on the machine on which the limit was set, nothing else on
TICK_MS = 1


def limit_ms() -> float:
    """Return what this machine, as busy as it is now, may take for what 50 ms allow."""
    return ALLOWED_MS * max(1.0, min(_piece_ms() for _ in range(5)) / PIECE_MS)


def _piece_ms() -> float:
    begin = time.thread_time()
    sum(number * number for number in range(200_000))
    return 1000 * (time.thread_time() - begin)


class Watchdog:
    """A context: `longest` is the longest pause between ticks of the event loop, ms."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.ticks = 0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0)

    def _tick(self) -> None:
        now = _clocks()
        passed, worked = (1000 * (b - a) for a, b in zip(self._last, now, strict=True))
        self.longest = max(self.longest, min(passed, worked))
        self._last = now
        self.ticks += 1

    def __enter__(self) -> "Watchdog":
        self._last = _clocks()
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


def _clocks() -> tuple[float, float]:
    """Return the clock on the wall and the time this program has worked, both threads, s."""
    return time.perf_counter(), time.process_time()
