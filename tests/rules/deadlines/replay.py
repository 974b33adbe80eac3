"""Recomputes a due day from a trace alone: its counts, units, directions and the calendar."""

from calendar import monthrange
from datetime import date, timedelta

from models.rules.calendar import WorkCalendar
from models.rules.deadlines import Deadline


def _months_later(base: date, months: int) -> date:
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))


def replay(deadline: Deadline, calendar: WorkCalendar) -> date:
    """Return the last day the steps lead to; asserts that they join end to end."""
    base = here = deadline.trace[0].start
    months = days = 0
    for step in deadline.trace:
        assert step.start == here, (deadline.id, step)
        sign = timedelta(days=-1 if step.direction == "backward" else 1)
        if step.unit == "workday":
            passed, left = [], step.count or 0
            if step.step == "roll":
                assert not calendar.is_workday(here)
                passed.append(here)
            while left:
                here += sign
                left -= calendar.is_workday(here)
                passed += [] if calendar.is_workday(here) else [here]
            assert sorted(passed) == [day for day, _ in step.skipped]
            assert all(calendar.rest_name(day) == name for day, name in step.skipped)
        elif step.unit in ("month", "year"):
            months += (step.count or 0) * (12 if step.unit == "year" else 1)
            here = _months_later(base, months) + timedelta(days=days)
        elif step.unit == "day":
            days += step.count or 0
            here += sign * (step.count or 0)
        elif step.unit == "date":
            here = step.end
        assert step.end == here, (deadline.id, step)
    return here
