"""The State Council's notice of a year's holidays (关于…年部分节假日安排的通知) as text.

Each sentence of an item is read whole or refused: nothing that names a day is passed over, but an
encouragement (鼓励…休息) gives nobody a day off.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.calendar import DayOverride
from models.rules.dates import read_date
from models.rules.problem import InputRefused, Problem

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
_TITLE = re.compile(r"国务院(?:办公厅)?关于(?:调整|延长)?(?:(\d{4})年)?[^。:]{2,60}?的通知")
_NUMBER = re.compile(r"国办?发(?:明电)?[〔\[(]\d{4}[〕\])]\d+号")
_BODY_YEAR = re.compile(r"现将(?:调整|延长)?(\d{4})年")
_ANY_YEAR = re.compile(r"(\d{4})年\d{1,2}月\d{1,2}日")
_SIGNED = re.compile(r"国务院(?:办公厅)?\d{4}年\d{1,2}月\d{1,2}日")
_ITEM = re.compile(r"\n\s*(?=[一二三四五六七八九十]{1,2}、)")
_SENTENCE = re.compile(r"[。;]")
_HEAD = re.compile(r"(?:[一二三四五六七八九十]{1,2}、)?(?:([^\d:,()]{2,20}):)?")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_SPAN = re.compile(_DAY + r"(?:[至到~–—―-]+" + _DAY + ")?")
_REST = r"(?P<rest>放假调休|调休放假|放假|补休|调休)"
_ACT = re.compile(_REST + r"?(?P<work>(?:正常|照常)?上班)?(?:,?共?(?:放假)?(?P<count>\d+)天)?")
_BETWEEN = ("、", ",", "和", "及", "以及")
_AFTER = re.compile(r"(?:,?(?:与周[末六日]连休|不调休|其中))*,?")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
_ENCOURAGED = "鼓励"
_SATURDAY = 5
_LONGEST = 20  # days of one holiday
_SHOWN = 40  # characters of a sentence


@dataclass(frozen=True)
class Notice:
    """What a notice arranges; `missing` are the holidays that it does not name."""

    year: int
    days: tuple[DayOverride, ...]
    missing: tuple[str, ...]


class _Unreadable(ValueError):
    """Why a sentence cannot be taken as it is."""


def read_notice(text: str) -> Notice:
    """Read a pasted notice; InputRefused names the sentence of everything that is wrong.

    A notice that names all holidays also says that its year is announced as a whole.
    """
    items = _ITEM.sub("。", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\s+", "", items)
    year, source, about = _head(plain)
    body = plain.rpartition("如下")[2]
    if signed := _SIGNED.search(body):
        body = body[: signed.start()]
    found: dict[date, DayOverride] = {}
    problems: list[Problem] = []
    named: set[str] = set()
    name = about
    for sentence in filter(None, _SENTENCE.split(body)):
        head = _HEAD.match(sentence)
        assert head is not None  # every part of it may be absent
        name = head[1] or name
        named |= {holiday for holiday in HOLIDAYS if holiday in (head[1] or "")}
        said = sentence[head.end() :]
        if _SPAN.search(said) is None or said.startswith(_ENCOURAGED):
            continue
        try:
            if not name:
                raise _Unreadable("没有写是哪个节日")
            for day, kind in _days(said, year):
                line = DayOverride(day, kind, name if kind == "rest" else "调休上班", source)
                if found.setdefault(day, line).kind != kind:
                    raise _Unreadable(f"{day.month}月{day.day}日既写放假又写上班")
        except _Unreadable as wrong:
            short = sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN] + "…"
            problems.append(Problem(f"“{short}”", str(wrong)))
    if problems or not found:
        raise InputRefused(problems or [Problem("正文", "没有找到放假或者上班的日子")])
    missing = tuple(holiday for holiday in HOLIDAYS if holiday not in named)
    if not missing:
        found[date.max] = DayOverride(date(year, 12, 31), "complete", "", source)
    return Notice(year, tuple(found[day] for day in sorted(found)), missing)


def _head(plain: str) -> tuple[int, str, str]:
    """Return the year, the title with its number, and the one holiday that the title names."""
    title, number = _TITLE.search(plain), _NUMBER.search(plain)
    body = _BODY_YEAR.search(plain)
    years = [int(match[1]) for match in (title, body) if match and match[1]]
    if not years and (any_year := _ANY_YEAR.search(plain)):
        years = [int(any_year[1])]
    if not years:
        raise InputRefused([Problem("标题", "没有写是哪一年的安排，请连同标题一起粘贴")])
    if years[0] != years[-1]:
        words = f"标题写的是{years[0]}年，正文写的是{years[-1]}年"
        raise InputRefused([Problem("标题", words)])
    source = title[0] if title else f"{years[0]}年节假日安排的通知"
    about = next((holiday for holiday in HOLIDAYS if title and holiday in title[0]), "")
    return years[0], source + (f"（{number[0]}）" if number else ""), about


def _days(said: str, year: int) -> Iterator[tuple[date, str]]:
    """Yield the days of a sentence with their kind, rest or work."""
    spans = list(_SPAN.finditer(said))
    before, month, pending = said[: spans[0].start()], 0, list[date]()
    if before not in ("", "其中"):
        raise _Unreadable("没有读懂，请改用节假日表导入")
    for number, span in enumerate(spans):
        days, month = _between(span, year, month)
        pending += days
        end = spans[number + 1].start() if number + 1 < len(spans) else len(said)
        tail = said[span.end() : end]
        if tail in _BETWEEN:
            continue
        act = _ACT.match(tail)
        if act is None or bool(act["rest"]) == bool(act["work"]):
            raise _Unreadable("没有写明这些日子放假还是上班")
        if not _AFTER.fullmatch(tail, act.end()):
            raise _Unreadable(f"“{tail[act.end() :]}”没有读懂")
        if act["count"] and int(act["count"]) != len(pending):
            raise _Unreadable(f"写的是{act['count']}天，日期算出来是{len(pending)}天")
        kind = "rest" if act["rest"] else "work"
        for day in pending:
            _check(day, kind, year)
            yield day, kind
        pending = []
    if pending:
        raise _Unreadable("没有写明这些日子放假还是上班")


def _between(span: re.Match[str], year: int, month: int) -> tuple[list[date], int]:
    """Return the days from the first to the last of a span, and the month it ends in."""
    first = _day(span.group(1, 2, 3, 4), year, month)
    if span[7] is None:
        return [first], first.month
    last = _day(span.group(5, 6, 7, 8), first.year, first.month)
    if not 0 < (last - first).days < _LONGEST:
        raise _Unreadable(f"从{first.isoformat()}到{last.isoformat()}，起止日期不对")
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days, last.month


def _day(parts: tuple[str | None, ...], year: int, month: int) -> date:
    """Return a day, its year and month those before it where they are not written."""
    own_year, own_month, day, remark = parts
    weekday = _WEEKDAY.search(remark or "")
    behind = f"星期{weekday[1]}" if weekday else ""
    read = read_date(f"{own_year or year}-{own_month or month}-{day}{behind}")
    if read.value is None:
        raise _Unreadable(read.problem)
    return read.value


def _check(day: date, kind: str, year: int) -> None:
    """Refuse a day of another year (but the end of the year before) and work on a weekday."""
    if day.year != year and (day.year, day.month) != (year - 1, 12):
        raise _Unreadable(f"{day.isoformat()}不是{year}年的日子")
    if kind == "work" and day.weekday() < _SATURDAY:
        raise _Unreadable(f"{day.isoformat()}不是周末，本来就上班")
