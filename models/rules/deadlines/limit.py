"""A limit moved by approved extensions and tolled intervals (第37条), not by what comes too late.

The limit is never adjusted from a rolled day: months are added to the base, then approved days,
then the days of the union of the intervals `[start, end)`, then the roll.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from models.rules.dates import add_months
from models.rules.deadlines import texts
from models.rules.deadlines.model import Happened, TraceStep
from models.rules.deadlines.period import (
    FORWARD,
    Clock,
    add_days,
    advance,
    first_step,
    is_long,
    number_of,
    roll,
)
from models.rules.deadlines.reading.rule import DAY, MONTH, YEAR, Levels, Rule
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


@dataclass(frozen=True)
class Approval:
    """An approved extension of some months or days; `level` None = of a level nobody knows."""

    on: date
    level: int | None
    months: int
    days: int

    @property
    def size(self) -> tuple[int, str]:
        """How much it adds, with the unit."""
        return (self.months, MONTH) if self.months else (self.days, DAY)


Late = list[tuple[Approval | Interval, date]]
"""What came too late, each with the limit as it was on that day."""


@dataclass
class _Limit:
    """What has been accepted so far, in the order of days."""

    rule: Rule
    run: "Run"
    start: date
    number: int
    extensions: list[Approval] = field(default_factory=list[Approval])
    intervals: list[Interval] = field(default_factory=list[Interval])

    def before_tolling(self, extensions: list[Approval]) -> date:
        """Return base + months + approved days."""
        unit = self.rule.count.unit
        months = sum(one.months for one in extensions)
        days = sum(one.days for one in extensions)
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
    toll = rule.toll
    if toll is None:
        return []
    ends: dict[str | None, date] = {}
    for entry in toll.ends.all(run.index, None):
        ends.setdefault(toll.end_id.text(entry.event), entry.on)
    found: list[Interval] = []
    for entry in toll.starts.all(run.index, None):
        end = ends.get(toll.start_id.text(entry.event))
        kind = toll.kinds.get(toll.kind.text(entry.event) or "")
        if kind is not None and end != entry.on:
            found.append(Interval(entry.on, end, kind))
    return found


def _approvals(rule: Rule, run: "Run") -> list[Approval]:
    levels = rule.extend.levels if rule.extend else None
    if levels is None:
        return []
    return [_approval(levels, one) for one in levels.events.all(run.index, None)]


def _approval(levels: Levels, entry: Happened) -> Approval:
    event = entry.event
    months, days = levels.months.number(event), levels.days.number(event)
    return Approval(entry.on, levels.level.number(event), months or 0, days or 0)


def measure_limit(rule: Rule, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute a clock whose rule has levels of extension or tolling."""
    limit = _Limit(rule, run, start.date, number_of(rule.count, run, start.entry))
    approvals = _approvals(rule, run)
    late: Late = []
    _sort_out(limit, approvals, late)
    steps = _first_steps(limit, start)
    end = _extension_steps(limit, approvals, late, steps)
    end = _tolling_steps(limit, late, end, steps)
    due = roll(rule, run, end, steps)
    is_open = any(one.end is None for one in limit.intervals)
    suspended = is_open and run.concluded is None
    return Clock(rule, key, start.date, start.entry, end, due, steps, suspended)


def _sort_out(limit: _Limit, approvals: list[Approval], late: Late) -> None:
    """Accept what came within the limit as it was on its day, in the order of days."""
    rule, run = limit.rule, limit.run
    allowed = rule.extend.levels.allowed if rule.extend and rule.extend.levels else ()
    items: list[tuple[date, bool, Approval | Interval]] = [
        (one.on, rule.extend is not None and rule.extend.too_late, one)
        for one in approvals
        if one.level in allowed
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
    end, skipped = advance(limit.run, start.date, limit.number, rule.count.unit)
    what = texts.counted_units(limit.number, rule.count.unit, start.date, end)
    counted = texts.counted(start.date, end, what, False, len(skipped), rule.basis)
    unit = rule.count.unit
    return [
        first_step(rule, limit.run, start),
        TraceStep("count", start.date, end, counted, skipped, limit.number, unit, FORWARD),
    ]


def _extension_steps(
    limit: _Limit, approvals: list[Approval], late: Late, steps: list[TraceStep]
) -> date:
    """Append one step per approved extension, and name those that do not count."""
    rule = limit.rule
    end = steps[-1].end
    label = rule.extend.label if rule.extend else ""
    left_out = {id(one): stood for one, stood in late}
    counted: list[Approval] = []
    for one in approvals:
        number, unit = one.size
        ordinal = texts.in_brackets(_ORDINALS.get(one.level or 0, ""))
        act = f"{texts.cn(one.on)}{label}{texts.amount(number, unit)}{ordinal}"
        if any(one is accepted for accepted in limit.extensions):
            counted.append(one)
            new = limit.before_tolling(counted)
            text = f"{act}，自起算日合并计算，至{texts.cn(new)}{texts.in_brackets(rule.basis)}"
            steps.append(TraceStep("extension", end, new, text, (), number, unit, FORWARD))
            end = new
            continue
        if id(one) in left_out:
            why = f"晚于当日所计的期限{texts.cn(left_out[id(one)])}，属逾期后批准，不计入"
        else:
            why = "不属于本期限可以批准的延长，不计入"
        steps.append(TraceStep("not_counted", end, end, f"{act}，{why}"))
    return end


def _tolling_steps(limit: _Limit, late: Late, end: date, steps: list[TraceStep]) -> date:
    """Append one step per interval with the days it adds to the union, and name the late ones."""
    run, basis = limit.run, texts.in_brackets(limit.rule.basis)
    before = 0
    for index, one in enumerate(limit.intervals, start=1):
        total = limit.tolled(limit.intervals[:index], run.as_of)
        added, before = total - before, total
        new = add_days(end, added)
        text = f"{_span(one, run.as_of)}不计入期限，末日后移{added}日，至{texts.cn(new)}"
        text += _why_fewer(limit, one, added) + basis
        steps.append(TraceStep("tolling", end, new, text, (), added, DAY, FORWARD))
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
