"""Jinja filters of the papers: dates, lists and amounts as Chinese official papers write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

import cn2an

from forms.view import Blank

_DIGITS = "零一二三四五六七八九"


def cn_date(value: dt.date | Blank | None) -> str:
    """2026年1月5日, without zero padding; nothing for an empty value."""
    if isinstance(value, Blank) or not value:
        return str(value or "")
    return f"{value.year}年{value.month}月{value.day}日"


def cn_datetime(value: dt.date | Blank | None) -> str:
    """2026年4月8日9时30分; full hours without minutes; a plain date without a time."""
    if isinstance(value, Blank) or not value:
        return str(value or "")
    text = cn_date(value)
    if isinstance(value, dt.datetime):
        text += f"{value.hour}时" + (f"{value.minute}分" if value.minute else "")
    return text


def cn_join(values: Iterable[str | int | None] | None, sep: str = "、") -> str:
    """Join the non-empty values with 、 (or another separator)."""
    if isinstance(values, Blank) or not values:
        return str(values or "")
    items = [values] if isinstance(values, str) else values
    return sep.join(str(item) for item in items if item not in (None, ""))


def rmb(fen: int | Blank | None) -> str:
    """An amount of 分 as 126,000元 or 126,000.50元."""
    if isinstance(fen, Blank) or fen is None:
        return str(fen or "")
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(int(fen)), 100)
    return f"{sign}{yuan:,}" + (f".{rest:02d}" if rest else "") + "元"


def rmb_upper(fen: int | Blank | None) -> str:
    """An amount of 分 in capital figures: 壹拾贰万陆仟元整."""
    if isinstance(fen, Blank) or fen is None:
        return str(fen or "")
    yuan, rest = divmod(abs(int(fen)), 100)
    text = cn2an.an2cn(f"{yuan}.{rest:02d}" if rest else str(yuan), "rmb")
    return ("负" if fen < 0 else "") + text


def cn_num(number: int | Blank | None) -> str:
    """一, 十二, 一百零三: the Chinese numeral of a whole number from 0 to 9999."""
    if isinstance(number, Blank) or number is None:
        return str(number or "")
    value = int(number)
    if not 0 <= value <= 9999:
        return str(value)
    if value < 10:
        return _DIGITS[value]
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += _DIGITS[digit] + name
        elif text and value and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


FILTERS: dict[str, Callable[..., str]] = {
    "cn_date": cn_date,
    "cn_datetime": cn_datetime,
    "cn_join": cn_join,
    "rmb": rmb,
    "rmb_upper": rmb_upper,
    "cn_num": cn_num,
}
