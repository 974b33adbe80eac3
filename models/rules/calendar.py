"""Workdays and rest days: the embedded calendar, the office's own table, and what is announced.

The embedded calendar is the `chinesecalendar` package (State Council notices, 调休 included). A
year it lacks is computed with weekends and the fixed statutory days (国务院放假办法) and is *not
announced*: a date that depends on it is provisional (暂估). An override table wins day by day over
both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from chinese_calendar import constants  # pyright: ignore[reportMissingTypeStubs] - has none

_DAY = timedelta(days=1)
_WEEKEND = {5: "周六", 6: "周日"}
_HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
_FIXED_DAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
_EMBEDDED_YEARS = frozenset(day.year for day in constants.holidays)
_UNNAMED_REST = "休息日"

RestDay = tuple[date, str]


@dataclass(frozen=True)
class DayOverride:
    """One line of an override table; kind is rest, work, or complete (the date's whole year)."""

    date: date
    kind: str
    name: str = ""
    source: str = ""


class Moved(NamedTuple):
    """Where a count or a roll ends, and the rest days it passed over, in calendar order."""

    date: date
    skipped: tuple[RestDay, ...]


def _embedded_name(day: date) -> str | None:
    if day in constants.workdays:
        return None
    english = constants.holidays.get(day)
    if english is not None:
        return _HOLIDAY_NAMES.get(english, english)
    return _WEEKEND.get(day.weekday())


def _assumed_name(day: date) -> str | None:
    return _FIXED_DAYS.get((day.month, day.day)) or _WEEKEND.get(day.weekday())


@lru_cache(maxsize=256)
def _base_year(year: int) -> dict[date, str | None]:
    """Return every day of a year with the name of its rest, or None for a workday."""
    name = _embedded_name if year in _EMBEDDED_YEARS else _assumed_name
    first = date(year, 1, 1).toordinal()
    last = date(year, 12, 31).toordinal()
    days = (date.fromordinal(number) for number in range(first, last + 1))
    return {day: name(day) for day in days}


class WorkCalendar:
    """Tells workdays from rest days for any year; overrides win day by day."""

    def __init__(self, overrides: Iterable[DayOverride] = ()) -> None:
        self._complete: set[int] = set()
        self._own: dict[date, str | None] = {}
        for line in overrides:
            if line.kind == "complete":
                self._complete.add(line.date.year)
            elif line.kind == "rest":
                weekday = _WEEKEND.get(line.date.weekday())
                self._own[line.date] = line.name or weekday or _UNNAMED_REST
            else:
                self._own[line.date] = None
        self._own_years = {day.year for day in self._own}
        self._years: dict[int, dict[date, str | None]] = {}

    def _year(self, year: int) -> dict[date, str | None]:
        table = _base_year(year)
        if year in self._own_years:
            table = {**table, **{d: name for d, name in self._own.items() if d.year == year}}
        self._years[year] = table
        return table

    def rest_name(self, day: date) -> str | None:
        """Return the Chinese name of a rest day (周六, 春节 …), None for a workday."""
        table = self._years.get(day.year)
        return (self._year(day.year) if table is None else table)[day]

    def is_workday(self, day: date) -> bool:
        """Say whether people work that day; a 调休 weekend workday counts as one."""
        return self.rest_name(day) is None

    def is_announced(self, year: int) -> bool:
        """Say whether the whole arrangement of that year is known."""
        return year in _EMBEDDED_YEARS or year in self._complete

    def is_provisional(self, first: date, last: date) -> bool:
        """Say whether any year from one date to another (either order) is not announced."""
        if first.year == last.year:
            return not self.is_announced(first.year)
        low, high = sorted((first.year, last.year))
        return not all(self.is_announced(year) for year in range(low, high + 1))

    def add_workdays(self, start: date, number: int) -> Moved:
        """Count workdays from the day after `start`; a negative number counts backwards."""
        step = _DAY if number >= 0 else -_DAY
        day, left = start, abs(number)
        skipped: list[RestDay] = []
        while left:
            day += step
            name = self.rest_name(day)
            if name is None:
                left -= 1
            else:
                skipped.append((day, name))
        return Moved(day, tuple(skipped if number >= 0 else reversed(skipped)))

    def roll(self, day: date, how: str) -> Moved:
        """Move a rest day to the `next` or `previous` workday; `none` leaves it (民法典第203条)."""
        name = self.rest_name(day) if how != "none" else None
        if name is None:
            return Moved(day, ())
        step = {"next": _DAY, "previous": -_DAY}[how]
        skipped: list[RestDay] = []
        while name is not None:
            skipped.append((day, name))
            day += step
            name = self.rest_name(day)
        return Moved(day, tuple(skipped if how == "next" else reversed(skipped)))


def embedded_years() -> frozenset[int]:
    """Return the years whose arrangement came with the program."""
    return _EMBEDDED_YEARS
