"""The words of a trace, as they are printed on the explanation paper."""

from datetime import date
from functools import lru_cache

from models.rules.citation import cite

UNITS = {"day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
# Order 81 has no rule on computing periods: what is borrowed is named where it is used.
_FIRST_DAY = f"参照{cite('first_day')}"
_ROLL_BASIS = f"参照{cite('last_day')}，并类推适用{cite('court_days')}"


@lru_cache(maxsize=4096)
def cn(day: date) -> str:
    """Return a date as it is written in official papers: 2026年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def amount(number: int, unit: str) -> str:
    """Return a number with its Chinese unit: 5个工作日."""
    return f"{number}{UNITS[unit]}"


def counted_units(number: int, unit: str, start: date, end: date) -> str:
    """Return the amount, and that the month's last day is taken where there is no such day."""
    if unit in ("month", "year") and end.day != start.day:
        return (
            f"{amount(number, unit)}（该月没有对应日，以月末日为末日，参照{cite('no_such_day')}）"
        )
    return amount(number, unit)


@lru_cache(maxsize=1024)
def in_brackets(*parts: str) -> str:
    """Return the non-empty parts in one pair of brackets, or nothing."""
    inside = joined(*parts)
    return f"（{inside}）" if inside else ""


@lru_cache(maxsize=1024)
def joined(*parts: str) -> str:
    """Return the non-empty parts with semicolons between them."""
    return "；".join(part for part in parts if part)


def trigger(day: date, label: str, backward: bool, note: str) -> str:
    """Say from which day the period runs and that this day is not counted (民法典第201条)."""
    if backward:
        return f"{cn(day)}{label}，自该日向前计算，当日不计入{in_brackets(_FIRST_DAY, note)}"
    return f"{cn(day)}{label}，当日不计入，期间自次日起算{in_brackets(_FIRST_DAY, note)}"


def counted(start: date, end: date, what: str, backward: bool, rest: int, basis: str) -> str:
    """Say how the count reaches its last day; `rest` = number of rest days passed over."""
    origin = f"自{cn(start)}向前" if backward else f"自{cn(start)}次日起算，"
    passed = f"，其间{rest}个休息日不计入" if rest else ""
    return f"{origin}{what}，至{cn(end)}{passed}{in_brackets(basis)}"


def until(end: date, what: str, basis: str) -> str:
    """Say that an act fixed the last day itself."""
    return f"{what}，至{cn(end)}{in_brackets(basis)}"


def alternative(day: date, label: str, due: date, chosen: date) -> str:
    """Say where another start leads and why it was not taken."""
    why = "与所采的末日相同" if due == chosen else f"晚于所采的末日{cn(chosen)}"
    return f"另一起点：{cn(day)}{label}，据此计算至{cn(due)}，{why}，不采"


def rolled(day: date, name: str, end: date, how: str) -> str:
    """Say that the last day is a rest day and where it moved."""
    where = "顺延至其后第一个工作日" if how == "next" else "提前至其前最近一个工作日"
    return f"末日{cn(day)}为休息日（{name}），{where}{cn(end)}（{_ROLL_BASIS}）"
