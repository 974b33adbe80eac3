"""How long a patent lasts: the term by law, a longer one as entered, what the last check said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from models.rules.dates import add_months
from models.rules.events import Words


@dataclass(frozen=True)
class Terms:
    """How long a patent lasts (专利法 42), in years from filing; older designs last shorter."""

    invention: int
    utility_model: int
    design: int
    old_design: Annotated[int, Words(key="design_old")]
    old_design_before: Annotated[date, Words(key="design_old_before")]

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

    `until` is the last day of its term by law, `told` what the request says of an invalidation.
    """

    until: date | None = None
    claims: tuple[int, ...] = ()
    report: str = ""
    told: str = ""
