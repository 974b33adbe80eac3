"""From a start to a due day: count, extension, the later of two ends, roll; each a sentence."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.rules.dates import add_months
from models.rules.deadlines import texts
from models.rules.deadlines.model import Happened, TraceStep
from models.rules.deadlines.reading.rule import DAY, MONTH, WORKDAY, YEAR, Count, Extension, Rule
from models.rules.deadlines.triggers import Start

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

FIXED = "date"
FORWARD, _BACKWARD = "forward", "backward"
_MOST = 36500  # as many units as a setting may give, so that no period leaves the calendar


@dataclass(slots=True)
class Clock:
    """A running clock: where it started, where it ends, and how it got there."""

    rule: Rule
    key: str | None
    trigger_date: date
    entry: Happened | None
    plan_by: date
    due: date
    steps: list[TraceStep]
    suspended: bool = False
    met_on: date | None = None
    met_known: bool = False


def add_days(day: date, days: int) -> date:
    """Return the day so many calendar days later."""
    return day + timedelta(days=days)


def number_of(count: Count, run: "Run", entry: Happened | None) -> int:
    """Return how many units to count: the event's own field, a case, a setting, or the rule's."""
    if entry is not None:
        own = count.field.number(entry.event) if count.field else None
        if own:
            return own
        for where, number in count.cases:
            if where.has(entry.event):
                return number
    chosen = run.case.settings.get(count.setting) if count.setting else None
    if isinstance(chosen, int) and not isinstance(chosen, bool) and 1 <= chosen <= _MOST:
        return chosen
    return count.number or 0


def measure(rule: Rule, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute one clock from one start, up to and including the roll."""
    steps = [first_step(rule, run, start)]
    end = _count(rule, run, start, steps)
    if rule.extend is not None:
        end = _extended(rule, rule.extend, run, key, end, steps)
    if rule.end_later_of is not None:
        end = _not_before(rule, run, key, end, steps)
    due = roll(rule, run, end, steps)
    return Clock(rule, key, start.date, start.entry, end, due, steps)


def first_step(rule: Rule, run: "Run", start: Start) -> TraceStep:
    """Return the step that says from which day the period runs."""
    text = texts.trigger(start.date, start.label, rule.count.backward, rule.note_in(run.case))
    return TraceStep("trigger", start.date, start.date, text)


def _count(rule: Rule, run: "Run", start: Start, steps: list[TraceStep]) -> date:
    """Append the count step and return its end."""
    count, entry = rule.count, start.entry
    fixed = count.until.day(entry.event) if entry is not None and count.until else None
    if fixed is not None:
        text = texts.until(fixed, f"{rule.name}，自次日起算", rule.basis)
        steps.append(TraceStep("count", start.date, fixed, text, (), None, FIXED, FORWARD))
        return fixed
    number = number_of(count, run, entry)
    end, skipped = advance(run, start.date, -number if count.backward else number, count.unit)
    note = count.note
    if count.looser:
        other = run.calendar.add_workdays(start.date, -count.looser).date
        note = f"{note}，即{texts.cn(other)}"
    what = texts.counted_units(number, count.unit, start.date, end)
    basis = texts.joined(rule.basis, note)
    text = texts.counted(start.date, end, what, count.backward, len(skipped), basis)
    direction = _BACKWARD if count.backward else FORWARD
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
    if extend.until is not None and extend.until_day is not None:
        agreed = extend.until.last(run.index, key)
        new = extend.until_day.day(agreed.event) if agreed is not None else None
        if agreed is None or new is None:
            return end
        text = texts.until(new, f"{texts.cn(agreed.on)}{extend.label}", rule.basis)
        steps.append(TraceStep("extension", end, new, text, (), None, FIXED, FORWARD))
        return new
    granted = extend.once.first(run.index, key) if extend.once is not None else None
    if granted is None:
        return end
    step = extension_step(rule, run, granted.on, end, end)
    steps.append(step)
    return step.end


def extension_step(rule: Rule, run: "Run", granted: date, end: date, limit: date) -> TraceStep:
    """Return the step of an extension granted `once`, from `end`; one after `limit` is too late."""
    label = rule.extend.label if rule.extend else ""
    number = rule.extend.number if rule.extend else 0
    if rule.extend is not None and rule.extend.too_late and granted > limit:
        why = f"晚于原期限{texts.cn(limit)}，属逾期后批准，不计入"
        return TraceStep("not_counted", end, end, f"{texts.cn(granted)}{label}，{why}")
    unit = rule.count.unit
    new, skipped = advance(run, end, number, unit)
    more = f"再加{texts.amount(number, unit)}，至{texts.cn(new)}{texts.in_brackets(rule.basis)}"
    text = f"{texts.cn(granted)}{label}，{more}"
    return TraceStep("extension", end, new, text, skipped, number, unit, FORWARD)


def _not_before(rule: Rule, run: "Run", key: str | None, end: date, steps: list[TraceStep]) -> date:
    """Append a step to the later day that ends the period instead, if there is one."""
    found = rule.end_later_of.starts(run, key) if rule.end_later_of is not None else []
    if not found or found[0].date <= end:
        return end
    new = found[0].date
    text = f"{found[0].label}为{texts.cn(new)}，较晚，以该日为准{texts.in_brackets(rule.basis)}"
    steps.append(TraceStep("extension", end, new, text, (), None, FIXED, FORWARD))
    return new


def roll(rule: Rule, run: "Run", end: date, steps: list[TraceStep]) -> date:
    """Append a roll step if the last day is a rest day that moves, and return the due day."""
    due, skipped = run.calendar.roll(end, rule.roll)
    if due != end:
        text = texts.rolled(end, run.calendar.rest_name(end) or "", due, rule.roll)
        direction = FORWARD if rule.roll == "next" else _BACKWARD
        steps.append(TraceStep("roll", end, due, text, skipped, 1, WORKDAY, direction))
    return due


def is_long(unit: str) -> bool:
    """Say whether a unit is counted by the calendar of months."""
    return unit in (MONTH, YEAR)
