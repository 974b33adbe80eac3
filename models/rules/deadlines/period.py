"""From a start to a due day: count, extension, the later of two ends, roll; each step in words."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.rules.deadlines import texts
from models.rules.deadlines.model import Event, TraceStep
from models.rules.deadlines.rule import DAY, MONTH, WORKDAY, YEAR, Count, Extension, Rule
from models.rules.deadlines.schema import matches
from models.rules.deadlines.triggers import Start

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

FIXED = "date"
_FORWARD, _BACKWARD = "forward", "backward"
_NO_VALUES: Mapping[str, Any] = {}


@dataclass(slots=True)
class Clock:
    """A running clock: where it started, where it ends, and how it got there."""

    rule: Rule
    key: str | None
    trigger_date: date
    event: Event | None
    plan_by: date
    due: date
    steps: list[TraceStep]
    suspended: bool = False
    met_on: date | None = None
    met_known: bool = False


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, else that month's last day (民法典第202条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, monthrange(year, month + 1)[1])


def add_days(day: date, days: int) -> date:
    """Return the day so many calendar days later."""
    return day + timedelta(days=days)


def number_of(count: Count, run: "Run", event: Event | None) -> int:
    """Return how many units to count: the event's own field, a case, a setting, or the rule's."""
    values = event.values if event is not None else _NO_VALUES
    own = values.get(count.field) if count.field else None
    if isinstance(own, int) and own:
        return own
    for where, number in count.cases:
        if matches(values, where):
            return number
    chosen = run.settings.get(count.setting) if count.setting else None
    return chosen or count.number or 0


def measure(rule: Rule, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute one clock from one start, up to and including the roll."""
    note = "；".join(part for part in (rule.note, *rule.positions) if part)
    text = texts.trigger(start.date, start.label, rule.count.backward, note)
    steps = [TraceStep("trigger", start.date, start.date, text)]
    end = _count(rule, run, start, steps)
    if rule.extend is not None:
        end = _extended(rule, rule.extend, run, key, end, steps)
    if rule.end_later_of is not None:
        end = _not_before(rule, run, key, end, steps)
    due = roll(rule, run, end, steps)
    return Clock(rule, key, start.date, start.event, end, due, steps)


def _count(rule: Rule, run: "Run", start: Start, steps: list[TraceStep]) -> date:
    """Append the count step and return its end."""
    count, event = rule.count, start.event
    fixed = event.values.get(count.until) if event is not None and count.until else None
    if isinstance(fixed, date):
        text = texts.until(fixed, f"{rule.name}，自次日起算", rule.basis)
        steps.append(TraceStep("count", start.date, fixed, text, (), None, FIXED, _FORWARD))
        return fixed
    number = number_of(count, run, event)
    end, skipped = advance(run, start.date, -number if count.backward else number, count.unit)
    note = count.note
    if count.looser:
        other = run.calendar.add_workdays(start.date, -count.looser).date
        note = f"{note}，即{texts.cn(other)}"
    what = texts.counted_units(number, count.unit, start.date, end)
    basis = "；".join(part for part in (rule.basis, note) if part)
    text = texts.counted(start.date, end, what, count.backward, len(skipped), basis)
    direction = _BACKWARD if count.backward else _FORWARD
    steps.append(TraceStep("count", start.date, end, text, skipped, number, count.unit, direction))
    return end


def advance(
    run: "Run", day: date, number: int, unit: str
) -> tuple[date, tuple[tuple[date, str], ...]]:
    """Move a day by a number of units; workdays come with the rest days passed over."""
    if unit == WORKDAY:
        return run.calendar.add_workdays(day, number)
    if unit == DAY:
        return add_days(day, number), ()
    return add_months(day, number * (12 if unit == YEAR else 1)), ()


def _extended(
    rule: Rule,
    extend: Extension,
    run: "Run",
    key: str | None,
    end: date,
    steps: list[TraceStep],
) -> date:
    """Append the extension step of `until` or `once` and return the new end."""
    if extend.until is not None:
        event = extend.until.last(run.index, key)
        new = event.values.get("until") if event is not None else None
        if event is None or new is None:
            return end
        text = texts.until(new, f"{texts.cn(event.date)}{extend.label}", rule.basis)
        steps.append(TraceStep("extension", end, new, text, (), None, FIXED, _FORWARD))
        return new
    event = extend.once.first(run.index, key) if extend.once is not None else None
    if event is None:
        return end
    day = texts.cn(event.date)
    if extend.too_late and event.date > end:
        text = f"{day}{extend.label}，晚于原期限{texts.cn(end)}，属逾期后批准，不计入"
        steps.append(TraceStep("not_counted", end, end, text))
        return end
    new, skipped = advance(run, end, extend.number, rule.count.unit)
    what = texts.amount(extend.number, rule.count.unit)
    text = f"{day}{extend.label}，再加{what}，至{texts.cn(new)}{texts.in_brackets(rule.basis)}"
    steps.append(
        TraceStep("extension", end, new, text, skipped, extend.number, rule.count.unit, _FORWARD)
    )
    return new


def _not_before(rule: Rule, run: "Run", key: str | None, end: date, steps: list[TraceStep]) -> date:
    """Append a step to the later day that ends the period instead, if there is one."""
    found = rule.end_later_of.starts(run, key) if rule.end_later_of is not None else []
    if not found or found[0].date <= end:
        return end
    new = found[0].date
    text = f"{found[0].label}为{texts.cn(new)}，较晚，以该日为准{texts.in_brackets(rule.basis)}"
    steps.append(TraceStep("extension", end, new, text, (), None, FIXED, _FORWARD))
    return new


def roll(rule: Rule, run: "Run", end: date, steps: list[TraceStep]) -> date:
    """Append a roll step if the last day is a rest day that moves, and return the due day."""
    due, skipped = run.calendar.roll(end, rule.roll)
    if due != end:
        text = texts.rolled(end, run.calendar.rest_name(end) or "", due, rule.roll)
        direction = _FORWARD if rule.roll == "next" else _BACKWARD
        steps.append(TraceStep("roll", end, due, text, skipped, 1, WORKDAY, direction))
    return due


def is_long(unit: str) -> bool:
    """Say whether a unit is counted by the calendar of months."""
    return unit in (MONTH, YEAR)
