"""How long a patent lasts: the term by law, a longer one as entered, what the last check said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from models.rules.dates import add_months
from models.rules.events import Entry, Log, PatentChecked, TermExtended, Words


@dataclass(frozen=True)
class Terms:
    """How long a patent lasts (专利法 42), in years from filing; older designs last shorter.

    A look at the register counts for `check_days`.
    """

    invention: int
    utility_model: int
    design: int
    old_design: Annotated[int, Words(key="design_old")]
    old_design_before: Annotated[date, Words(key="design_old_before")]
    check_days: int

    def last_day(self, kind: str, filed_on: date | None) -> date | None:
        """Return the last day of the term; None while the kind or the day of filing is unknown."""
        years = self._years(kind, filed_on) if filed_on else None
        if filed_on is None or years is None:
            return None
        return add_months(filed_on, 12 * years) - timedelta(days=1)

    def _years(self, kind: str, filed_on: date) -> int | None:
        if kind == "design" and filed_on < self.old_design_before:
            return self.old_design
        years: Mapping[str, int] = {
            "invention": self.invention,
            "utility_model": self.utility_model,
            "design": self.design,
        }
        return years.get(kind)


@dataclass(frozen=True)
class Patent:
    """The patent of a case as its request names it.

    `until` is the last day of its term by law, `told` what the request says of an invalidation;
    `check_days` is how long a look at the register counts.
    """

    until: date | None = None
    claims: tuple[int, ...] = ()
    report: str = ""
    told: str = ""
    check_days: int = 0


def valid_until(patent: Patent, log: Log) -> date | None:
    """Return the last day of the term, a longer one as entered; None while it is unknown."""
    entered = [e.event.until for e in log.all(TermExtended)]
    return max(filter(None, (patent.until, *entered)), default=None)


def last_check(log: Log) -> Entry[PatentChecked] | None:
    """Return the last look at the register."""
    return log.last(PatentChecked)


def recheck(patent: Patent, log: Log, on: date) -> str:
    """Return why the register is to be looked at again before a decision on that day, "" if not."""
    seen = last_check(log.until(on))
    if seen is None:
        return "还没有核查专利权状态"
    if (on - seen.on).days > patent.check_days:
        return f"上次核查距今已超过{patent.check_days}日"
    paid = seen.event.paid_until
    return f"上次核查时年费只缴纳至{paid.isoformat()}" if paid and paid < on else ""
