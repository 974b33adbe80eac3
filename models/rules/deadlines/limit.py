"""A limit moved by approved extensions and tolled intervals (第37条), not by what comes too late.

The limit is never adjusted from a rolled day: months are added to the base, then approved days,
then the days of the union of the intervals `[start, end)`, then the roll.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.rules.deadlines import texts
from models.rules.deadlines.model import Event, TraceStep
from models.rules.deadlines.period import (
    Clock,
    add_days,
    add_months,
    advance,
    is_long,
    number_of,
    roll,
)
from models.rules.deadlines.rule import DAY, MONTH, YEAR, Rule
from models.rules.deadlines.triggers import Start

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

_ORDINALS = {1: "第一次", 2: "第二次"}


@dataclass(frozen=True)
class Interval:
    """A tolled interval; end None = still open."""

    start: date
    end: date | None
    kind: str

    def last(self, at: date) -> date:
        """Return the first day that runs again as known on a day (open intervals: that day)."""
        return at if self.end is None else min(self.end, at)


@dataclass
class _Limit:
    """What has been accepted so far, in the order of days."""

    rule: Rule
    run: "Run"
    start: date
    number: int
    extensions: list[Event] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)

    def before_tolling(self, extensions: list[Event]) -> date:
        """Return base + months + approved days."""
        unit = self.rule.count.unit
        months = sum(one.values.get("months", 0) for one in extensions)
        days = sum(one.values.get("days", 0) for one in extensions)
        if is_long(unit):
            base = add_months(self.start, self.number * (12 if unit == YEAR else 1) + months)
        else:
            base = add_months(advance(self.run, self.start, self.number, unit)[0], months)
        return add_days(base, days)

    def tolled(self, intervals: list[Interval], at: date) -> int:
        """Return the days of the union of intervals as known on a day, clipped at conclusion."""
        cut = at if self.run.concluded is None else min(at, self.run.concluded)
        total, reached = 0, date.min
        for one in sorted(intervals, key=lambda one: one.start):
            low, high = max(one.start, reached), min(one.last(at), cut)
            if high > low:
                total += (high - low).days
                reached = high
        return total

    def stood(self, at: date) -> date:
        """Return the rolled limit as it stood on a day."""
        end = add_days(self.before_tolling(self.extensions), self.tolled(self.intervals, at))
        return self.run.calendar.roll(end, self.rule.roll).date


def _intervals(rule: Rule, run: "Run") -> list[Interval]:
    """Return the intervals of the kinds that count; an empty one (`[d, d)`) is none."""
    if rule.toll is None:
        return []
    ends: dict[str, date] = {}
    for event in rule.toll.ends.all(run.index, None):
        ends.setdefault(event.values.get("id", ""), event.date)
    found = []
    for event in rule.toll.starts.all(run.index, None):
        end = ends.get(event.values.get("id", ""))
        kind = rule.toll.kinds.get(event.values.get("kind", ""))
        if kind is not None and end != event.date:
            found.append(Interval(event.date, end, kind))
    return found


def _extensions(rule: Rule, run: "Run") -> list[Event]:
    if rule.extend is None or rule.extend.levels is None:
        return []
    return list(rule.extend.levels.all(run.index, None))


def measure_limit(rule: Rule, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute a clock whose rule has levels of extension or tolling."""
    limit = _Limit(rule, run, start.date, number_of(rule.count, run, start.event))
    late: list[tuple[Event | Interval, date]] = []
    _sort_out(limit, late)
    steps = _first_steps(limit, start)
    end = _extension_steps(limit, late, steps)
    end = _tolling_steps(limit, late, end, steps)
    due = roll(rule, run, end, steps)
    is_open = any(one.end is None for one in limit.intervals)
    suspended = is_open and run.concluded is None
    return Clock(rule, key, start.date, start.event, end, due, steps, suspended)


def _sort_out(limit: _Limit, late: list[tuple[Event | Interval, date]]) -> None:
    """Accept what came within the limit as it stood on its day, in the order of days."""
    rule, run = limit.rule, limit.run
    allowed = rule.extend.allowed if rule.extend else ()
    items: list[tuple[date, bool, Event | Interval]] = [
        (one.date, rule.extend is not None and rule.extend.too_late, one)
        for one in _extensions(rule, run)
        if one.values.get("level") in allowed
    ]
    strict = rule.toll is not None and rule.toll.too_late
    items += [(one.start, strict, one) for one in _intervals(rule, run)]
    for day, too_late, item in sorted(items, key=lambda one: one[0]):
        stood = limit.stood(day) if too_late else day
        if day > stood:
            late.append((item, stood))
        elif isinstance(item, Interval):
            limit.intervals.append(item)
        else:
            limit.extensions.append(item)


def _first_steps(limit: _Limit, start: Start) -> list[TraceStep]:
    rule = limit.rule
    note = "；".join(part for part in (rule.note, *rule.positions) if part)
    text = texts.trigger(start.date, start.label, False, note)
    end, skipped = advance(limit.run, start.date, limit.number, rule.count.unit)
    what = texts.counted_units(limit.number, rule.count.unit, start.date, end)
    counted = texts.counted(start.date, end, what, False, len(skipped), rule.basis)
    unit = rule.count.unit
    return [
        TraceStep("trigger", start.date, start.date, text),
        TraceStep("count", start.date, end, counted, skipped, limit.number, unit, "forward"),
    ]


def _extension_steps(
    limit: _Limit, late: list[tuple[Event | Interval, date]], steps: list[TraceStep]
) -> date:
    """Append one step per approved extension, and name those that do not count."""
    rule = limit.rule
    end = steps[-1].end
    label = rule.extend.label if rule.extend else ""
    left_out = {id(one): stood for one, stood in late}
    counted: list[Event] = []
    for event in _extensions(rule, limit.run):
        months, days = event.values.get("months"), event.values.get("days")
        what = texts.amount(months or days or 0, MONTH if months else DAY)
        ordinal = texts.in_brackets(_ORDINALS.get(event.values.get("level", 0), ""))
        act = f"{texts.cn(event.date)}{label}{what}{ordinal}"
        if event in limit.extensions:
            counted.append(event)
            new = limit.before_tolling(counted)
            text = f"{act}，自起算日合并计算，至{texts.cn(new)}{texts.in_brackets(rule.basis)}"
            number, unit = months or days, MONTH if months else DAY
            steps.append(TraceStep("extension", end, new, text, (), number, unit, "forward"))
            end = new
            continue
        if id(event) in left_out:
            why = f"晚于当日所计的期限{texts.cn(left_out[id(event)])}，属逾期后批准，不计入"
        else:
            why = "不属于本期限可以批准的延长，不计入"
        steps.append(TraceStep("not_counted", end, end, f"{act}，{why}"))
    return end


def _tolling_steps(
    limit: _Limit, late: list[tuple[Event | Interval, date]], end: date, steps: list[TraceStep]
) -> date:
    """Append one step per interval with the days it adds to the union, and name the late ones."""
    run, basis = limit.run, texts.in_brackets(limit.rule.basis)
    before = 0
    for index, one in enumerate(limit.intervals, start=1):
        total = limit.tolled(limit.intervals[:index], run.as_of)
        added, before = total - before, total
        new = add_days(end, added)
        text = f"{_span(one, run.as_of)}不计入期限，末日后移{added}日，至{texts.cn(new)}"
        text += _why_fewer(limit, one, added) + basis
        steps.append(TraceStep("tolling", end, new, text, (), added, DAY, "forward"))
        end = new
    for item, stood in late:
        if isinstance(item, Interval):
            text = (
                f"{_span(item, run.as_of)}开始于当日所计的期限{texts.cn(stood)}届满之后，不予扣除"
            )
            steps.append(TraceStep("not_counted", end, end, text))
    return end


def _span(one: Interval, as_of: date) -> str:
    if one.end is None:
        return f"{texts.cn(one.start)}起{one.kind}，尚未结束，暂计至{texts.cn(as_of)}，"
    return f"{texts.cn(one.start)}至{texts.cn(one.end)}{one.kind}（结束之日恢复计算），"


def _why_fewer(limit: _Limit, one: Interval, added: int) -> str:
    """Say why an interval adds fewer days than it has."""
    whole = (one.last(limit.run.as_of) - one.start).days
    if added == whole:
        return ""
    concluded = limit.run.concluded
    if concluded is not None and concluded < one.last(limit.run.as_of):
        return "，与其他期间重叠及结案之后的日数不重复扣除"
    return "，与其他期间重叠的日数不重复扣除"
