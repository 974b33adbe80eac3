"""A clock that a designated period suspends, and that starts again from its end (`pause`)."""

from datetime import date
from typing import TYPE_CHECKING

from models.rules.deadlines import texts
from models.rules.deadlines.model import TraceStep
from models.rules.deadlines.period import Clock, measure
from models.rules.deadlines.reading.rule import Pause, Rule
from models.rules.deadlines.triggers import Start

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run


def measure_paused(rule: Rule, pause: Pause, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute the clock: suspended up to the end of the last period, then from that day."""
    outcome = pause.until_event.first(run.index, key)
    ends: list[tuple[date, date]] = []
    for entry in pause.by.all(run.index, key):
        period = run.clock(pause.period, pause.by_id.text(entry.event))
        before = outcome is None or entry.on < outcome.on
        if period is not None and entry.on >= start.date and before:
            ends.append((entry.on, period.due))
    if not ends:
        return measure(rule, run, key, start)
    end = max(ends)[1]
    ended = outcome is not None and outcome.on <= end
    if not ended and run.as_of > end:
        return measure(rule, run, key, Start(end, pause.restart_label))
    clock = measure(rule, run, key, start)
    clock.suspended = not ended
    state = "已因作出决定而结束，仍自原起算日计算" if ended else "尚未结束，所示为未暂停时的日期"
    text = f"{pause.label}至{texts.cn(end)}，{state}"
    clock.steps.insert(1, TraceStep("not_counted", start.date, start.date, text))
    return clock
