"""The years whose holidays the program knows, newest first: their days and where these are from."""

from dataclasses import dataclass
from datetime import date

from models.queries.words import full_day
from models.reference.rule_store import calendar_of
from models.rules.calendar import DayOverride, embedded_years
from models.rules.calendar_table import KINDS, arranged
from models.rules.dates import WEEKDAYS
from models.store.desk import Desk
from models.store.sql import rows

BUNDLED = "程序自带"
COMPLETE = "complete"


@dataclass(frozen=True)
class ArrangedDay:
    """A day that is not what its weekday says; `kind` in the office's words."""

    day: date
    kind: str
    name: str
    source: str

    @property
    def said(self) -> str:
        """Return the day with its weekday."""
        return f"{full_day(self.day)} 周{WEEKDAYS[self.day.weekday()]}"


@dataclass(frozen=True)
class LoadedYear:
    """A year with its days; `announced` = its whole arrangement is known."""

    year: int
    announced: bool
    imported: int  # lines that an office imported and may withdraw
    source: str
    days: tuple[ArrangedDay, ...]

    def count(self, kind: str) -> int:
        """Return how many of its days are of a kind."""
        return sum(one.kind == KINDS[kind] for one in self.days)


def arranged_day(line: DayOverride) -> ArrangedDay:
    """Return a line of a table as it is shown."""
    return ArrangedDay(line.date, KINDS.get(line.kind, line.kind), line.name, line.source)


def loaded_years(desk: Desk) -> list[LoadedYear]:
    """Return the years that came with the program or were imported."""
    own: dict[int, list[DayOverride]] = {}
    for day, kind, name, source in (map(str, row) for row in rows(desk, _DAYS)):
        line = DayOverride(date.fromisoformat(day), kind, name, source)
        own.setdefault(line.date.year, []).append(line)
    years = sorted(embedded_years() | own.keys(), reverse=True)
    return [_loaded(desk, year, own.get(year, [])) for year in years]


def _loaded(desk: Desk, year: int, own: list[DayOverride]) -> LoadedYear:
    calendar = calendar_of(desk)
    days = {line.date: arranged_day(line) for line in own if line.kind != COMPLETE}
    sources = dict.fromkeys(line.source or "导入的表" for line in own)
    if year in embedded_years():
        sources[BUNDLED] = None
        for line in arranged(year, calendar):
            bundled = ArrangedDay(line.date, KINDS[line.kind], line.name, BUNDLED)
            days.setdefault(line.date, bundled)
    ordered = tuple(days[day] for day in sorted(days))
    return LoadedYear(year, calendar.is_announced(year), len(own), "；".join(sources), ordered)


_DAYS = "SELECT date, kind, name, source FROM holiday ORDER BY date, kind"
