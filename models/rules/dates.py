"""Dates as people type them, read without guessing; month arithmetic on the base day."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

MIN_YEAR, MAX_YEAR = 1900, 2199
LAW_YEAR = 1985  # the Patent Law came into force on 1985-04-01: no case begins before it

_FULL = re.compile(
    r"(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*[日号]?", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*[日号]?", re.ASCII)
_DASHES = str.maketrans({c: "-" for c in "‐‑‒–—―−"} | {"。": "."})
# What calendars and telephones write behind a day: its weekday, the time of day.
_BEHIND = re.compile(
    r"[,\s]*(?P<weekday>[(]?(?:星期|礼拜|周)(?P<name>[一二三四五六日天])[)]?)?"
    r"[T,\s]*(?:[上下中]午|凌晨|早上|晚上)?\s*"
    r"(?:\d{1,2}\s*[:时点]\s*(?:\d{1,2}\s*(?:分|:\s*\d{1,2}(?:\.\d+)?)?)?"
    r"(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?)?",
    re.ASCII,
)
WEEKDAYS = "一二三四五六日"
_CHINESE = re.compile(r"([零〇○Ο一二三四五六七八九]{4})年([一二三四五六七八九十元正]{1,2})月"
                      r"(初?[一二三四五六七八九十廿卅]{1,3})[日号]?")  # fmt: skip
_SPELT_OUT = str.maketrans({"初": None, "廿": "二十", "卅": "三十"})
_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "Ο": 0, "元": 1, "正": 1,
}  # fmt: skip
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
    if match := _CHINESE.match(typed):
        spelt = "{}年{}月{}日".format(*map(chinese_number, match.groups()))
        typed = spelt + typed[match.end() :]
    for pattern in (_FULL, _COMPACT):
        match = pattern.match(typed)
        if match and (behind := _BEHIND.fullmatch(typed, match.end())):
            year, month, day = (int(g) for g in match.groups())
            return _with_weekday(_build(year, month, day), behind["name"])
    match = _SHORT.fullmatch(typed)
    if match is None:
        return DateRead(None, f"“{text[:20]}”不是日期，{_HELP}")
    if as_of is None:
        return DateRead(None, f"“{text[:20]}”没有写年份，{_HELP}")
    read = _build(as_of.year, int(match[1]), int(match[2]))
    if read.value is None:
        return read
    return DateRead(read.value, note=f"没有写年份，按{as_of.year}年理解")


def chinese_number(text: str) -> int:
    """Return the number of figures, Chinese ones too: 二〇二六, 十二, 廿三, 7."""
    if text.isdecimal():
        return int(text)
    plain = text.translate(_SPELT_OUT)
    if match := _TENS.fullmatch(plain):
        tens, ones = match.groups()
        return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in plain if char in _DIGITS))


def _with_weekday(read: DateRead, name: str | None) -> DateRead:
    """Refuse a day whose weekday is another one: one of the two is wrong."""
    if read.value is None or not name:
        return read
    right = WEEKDAYS[read.value.weekday()]
    if right == name.replace("天", "日"):
        return read
    return DateRead(None, f"{cn_date(read.value)}是星期{right}，不是星期{name}，请核对")


def year_problem(year: int) -> str:
    """Return what is wrong with a year: no file of an office reaches so far; else nothing."""
    good = MIN_YEAR <= year <= MAX_YEAR
    return "" if good else f"年份{year}不在{MIN_YEAR}—{MAX_YEAR}之间"


def before_the_law(day: date) -> str:
    """Return why nothing of a case can have happened on so early a day, "" when it can."""
    return f"{day.year}年专利法还没有施行，请核对年份" if day.year < LAW_YEAR else ""


def unusual(day: date, today: date, years: int = 1) -> str:
    """Return why a day is to be asked about wherever one is taken, "" when it is not.

    `years` is how many years ahead of this one the day may be: those of a licence are many.
    """
    if day.year > today.year + years:
        later = "明年" if years == 1 else f"{years}年"
        return f"{cn_date(day)}在{later}以后"
    return f"{cn_date(day)}早于专利法施行" if day.year < LAW_YEAR else ""


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
