"""A period of workdays some of which do not count (`skip`): from a notice to its answer.

Counted out are the workdays w with notice < w ≤ answer, while it is open: w ≤ the day of
computation; never those after the day that ends the clock. A notice after the limit, as it was on
that day, changes nothing. An answer on the day of a notice answers it, unless it is needed for an
earlier one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from models.rules.deadlines import texts
from models.rules.deadlines.model import TraceStep
from models.rules.deadlines.period import (
    FORWARD,
    Clock,
    advance,
    extension_step,
    first_step,
    number_of,
    roll,
)
from models.rules.deadlines.reading.rule import Rule, Skip
from models.rules.deadlines.triggers import Start

if TYPE_CHECKING:
    from models.rules.deadlines.engine import Run

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days after a notice up to its answer; both ends None = still open."""

    notice: date
    answered: date | None
    decided: date | None
    """The day the clock itself came to its end."""

    @property
    def is_open(self) -> bool:
        """Whether nothing has ended it."""
        return self.answered is None and self.decided is None

    def last(self, at: date) -> date:
        """Return the last day that does not count, as known on a day."""
        return min(day for day in (self.answered, self.decided, at) if day is not None)

    def covers(self, day: date, at: date) -> bool:
        """Whether a day does not count, as known on a day."""
        return self.notice < day <= self.last(at)


@dataclass
class _Period:
    """What has been found to count, in the order of days."""

    run: "Run"
    start: date
    number: int
    more: int = 0
    spans: list[Span] = field(default_factory=list[Span])
    late: list[tuple[Span, date]] = field(default_factory=list[tuple[Span, date]])
    granted: tuple[date, date] | None = None
    """When it was extended, and the limit without that as it was on that day."""

    def walk(self, number: int, at: date) -> tuple[date, list[date]]:
        """Count workdays as known on a day; returns the last one and those passed over."""
        day, left = self.start, number
        passed: list[date] = []
        while left:
            day += _DAY
            if not self.run.calendar.is_workday(day):
                continue
            if any(span.covers(day, at) for span in self.spans):
                passed.append(day)
            else:
                left -= 1
        return day, passed

    def grant(self, on: date, more: int, strict: bool) -> None:
        """Take an extension, which when `strict` must come within the limit without it."""
        limit = self.walk(self.number, on)[0]
        self.granted = on, limit
        self.more = more if on <= limit or not strict else 0

    def notice(self, span: Span) -> None:
        """Take a notice, which must come within the limit as it is on its day."""
        limit = self.walk(self.number + self.more, span.notice)[0]
        if span.notice <= limit:
            self.spans.append(span)
        else:
            self.late.append((span, limit))


def measure_skipping(rule: Rule, skip: Skip, run: "Run", key: str | None, start: Start) -> Clock:
    """Compute the clock; suspended while a notice that counts is open."""
    period = _sorted_out(rule, skip, run, key, start)
    passed = period.walk(period.number + period.more, run.as_of)[1]
    steps = [first_step(rule, run, start)]
    here, unnamed = start.date, passed
    for span in period.spans:
        own = [day for day in unnamed if span.covers(day, run.as_of)]
        unnamed = [day for day in unnamed if day not in own]
        text, named = _naming(skip, span, own, run.as_of), tuple((day, skip.name) for day in own)
        steps.append(TraceStep("not_counted", here, here, text, named))
    for span, limit in period.late:
        why = f"晚于当日所计的期限{texts.cn(limit)}，不影响期限"
        text = f"{texts.cn(span.notice)}{skip.label}，{why}"
        steps.append(TraceStep("not_counted", here, here, text))
    end = _counted(rule, period, len(passed), skip, steps)
    due = roll(rule, run, end, steps)
    suspended = any(span.is_open for span in period.spans)
    return Clock(rule, key, start.date, start.entry, end, due, steps, suspended)


def _sorted_out(rule: Rule, skip: Skip, run: "Run", key: str | None, start: Start) -> _Period:
    """Take extension and notices in the order of days; each is judged as things were then."""
    period = _Period(run, start.date, number_of(rule.count, run, start.entry))
    extend = rule.extend
    granted = extend.once.first(run.index, key) if extend and extend.once else None
    for span in _spans(skip, run, key):
        if extend and granted and not period.granted and granted.on <= span.notice:
            period.grant(granted.on, extend.number, extend.too_late)
        period.notice(span)
    if extend and granted and not period.granted:
        period.grant(granted.on, extend.number, extend.too_late)
    return period


def _spans(skip: Skip, run: "Run", key: str | None) -> list[Span]:
    """Return the notices with their answers, by day; several on one day are one."""
    outcome = skip.until_event.first(run.index, key)
    decided = outcome.on if outcome else None
    answers = [entry.on for entry in skip.ends.all(run.index, key)]
    found: list[Span] = []
    for notice in dict.fromkeys(entry.on for entry in skip.starts.all(run.index, key)):
        if decided is not None and notice >= decided:
            break
        taken = any(span.answered == notice for span in found)
        after = (day for day in answers if day > notice or (day == notice and not taken))
        found.append(Span(notice, next(after, None), decided))
    return found


def _naming(skip: Skip, span: Span, days: Sequence[date], as_of: date) -> str:
    """Name the workdays that do not count because of one notice."""
    if span.is_open:
        until = f"尚未{skip.end_label}，暂计至{texts.cn(as_of)}"
    elif span.answered is not None and span.answered == span.last(span.answered):
        until = f"至{texts.cn(span.answered)}{skip.end_label}"
    else:
        until = f"至{texts.cn(span.last(as_of))}作出决定"
    named = "、".join(texts.cn(day) for day in days)
    what = f"其间{named}共{len(days)}个工作日不计入" if days else "其间没有需要扣除的工作日"
    return f"{texts.cn(span.notice)}{skip.label}，{until}，{what}"


def _counted(rule: Rule, period: _Period, passed: int, skip: Skip, steps: list[TraceStep]) -> date:
    """Append the count, the extension and the days made up for; returns the end.

    As many workdays more at the end as were passed over give the same day.
    """
    run, unit, number = period.run, rule.count.unit, period.number
    end, rest = advance(run, period.start, number, unit)
    what = texts.counted_units(number, unit, period.start, end)
    text = texts.counted(period.start, end, what, False, len(rest), rule.basis)
    steps.append(TraceStep("count", period.start, end, text, rest, number, unit, FORWARD))
    if period.granted is not None:
        on, limit = period.granted
        step = extension_step(rule, run, on, end, limit)
        steps.append(step)
        end = step.end
    if passed:
        new, rest = advance(run, end, passed, unit)
        more = texts.amount(passed, unit)
        text = f"{skip.name}的{more}不计入，末日后移{more}，至{texts.cn(new)}"
        text += texts.in_brackets(rule.basis)
        steps.append(TraceStep("pause", end, new, text, rest, passed, unit, FORWARD))
        end = new
    return end
