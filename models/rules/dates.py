"""Dates as people type them, read without guessing; month arithmetic on the base day."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

MIN_YEAR, MAX_YEAR = 1900, 2199

_FULL = re.compile(
    r"(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*[日号]?", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*[日号]?", re.ASCII)
_DASHES = str.maketrans({c: "-" for c in "‐‑‒–—―−"} | {"。": "."})
_HELP = "请写成 2026-3-9、20260309 或 2026年3月9日"


@dataclass(frozen=True)
class DateRead:
    """A typed date: `value`, or why not (`problem`); `note` says what was filled in."""

    value: date | None
    problem: str = ""
    note: str = ""


def read_date(text: str, as_of: date | None = None) -> DateRead:
    """Read one typed date; a date without its year takes the year of `as_of` and says so."""
    typed = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if not typed:
        return DateRead(None, "没有填写日期")
    for pattern in (_FULL, _COMPACT):
        if match := pattern.fullmatch(typed):
            year, month, day = (int(g) for g in match.groups())
            return _build(year, month, day)
    match = _SHORT.fullmatch(typed)
    if match is None:
        return DateRead(None, f"“{text[:20]}”不是日期，{_HELP}")
    if as_of is None:
        return DateRead(None, f"“{text[:20]}”没有写年份，{_HELP}")
    read = _build(as_of.year, int(match[1]), int(match[2]))
    if read.value is None:
        return read
    return DateRead(read.value, note=f"没有写年份，按{as_of.year}年理解")


def year_problem(year: int) -> str:
    """Return what is wrong with a year: no file of an office reaches so far; else nothing."""
    good = MIN_YEAR <= year <= MAX_YEAR
    return "" if good else f"年份{year}不在{MIN_YEAR}—{MAX_YEAR}之间"


def _build(year: int, month: int, day: int) -> DateRead:
    if wrong := year_problem(year):
        return DateRead(None, wrong)
    if not 1 <= month <= 12:
        return DateRead(None, f"没有{month}月")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        if day < 1:
            return DateRead(None, f"{month}月没有{day}日")
        return DateRead(None, f"{year}年{month}月只有{last}天，没有{day}日")
    return DateRead(date(year, month, day))


def add_months(start: date, months: int) -> date:
    """Return the corresponding day `months` later, else that month's last day (民法典 202)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def cn_date(day: date) -> str:
    """Write a date as people read it: 2026年3月9日, no zero padding."""
    return f"{day.year}年{day.month}月{day.day}日"
