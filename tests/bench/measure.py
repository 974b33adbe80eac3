"""Medians, and the table that says which of them keep their limit."""

import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_HEAD = ("项目", "中位数", "限值", "占限值", "结果")


@dataclass(frozen=True)
class Result:
    """One measured quantity; `limit` None = shown for information, `value` None = not measured.

    `at_least` turns the limit round: the value has to reach it. `unit` is printed after numbers.
    """

    name: str
    value: float | None
    unit: str = "ms"
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The share of the limit that is used: up to 1 is good."""
        if self.value is None or self.limit is None:
            return None
        share = (self.value, self.limit)
        top, bottom = reversed(share) if self.at_least else share
        return top / bottom if bottom else float("inf")

    @property
    def ok(self) -> bool:
        """Whether the limit is kept; what has none, or could not be measured, does not fail."""
        return self.ratio is None or self.ratio <= 1

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        value = "未测" if self.value is None else f"{self.value:.4g} {self.unit}"
        sign = "≥" if self.at_least else "≤"
        limit = "—" if self.limit is None else f"{sign} {self.limit:g} {self.unit}"
        ratio = "—" if self.ratio is None else f"{self.ratio:.2f}"
        state = "—" if self.ratio is None else "正常" if self.ok else "超限"
        return self.name, value, limit, ratio, state + (f"（{self.note}）" if self.note else "")


def seconds(task: Callable[[], object]) -> float:
    """Return how long a task takes, in seconds."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def median(task: Callable[[], object], runs: int, warm: int = 2) -> float:
    """Return the median seconds of some runs, after warming up."""
    for _ in range(warm):
        task()
    return statistics.median(seconds(task) for _ in range(runs))


def medians_in_turn(tasks: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Return the median seconds of tasks run in turn, so that a busy machine slows all alike."""
    for task in tasks:
        task()
    taken = [[seconds(task) for task in tasks] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def say(text: str) -> None:
    """Print what is going on, apart from the table."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def table(results: Sequence[Result]) -> str:
    """Return the results as aligned text."""
    lines = [_HEAD, *(one.cells() for one in results)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )
