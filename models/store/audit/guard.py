"""What no command is given, whatever it does: nothing of a command with it is ever kept.

Each service checks what its own fields may hold; this is what no column, no paper and no audit
entry can hold at all, so that a command that is new is guarded without anyone thinking of it.
"""

import dataclasses
import math
import unicodedata
from collections.abc import Iterator
from datetime import date

from models.canonical import is_mapping, is_sequence
from models.rules.dates import year_problem
from models.rules.problem import Problem

MOST_TEXT = 200_000  # characters; the longest field of a paper takes half
MOST_NUMBER = 10**15  # beyond it an integer fits no column and no calendar
DEEP = 40  # a request is six deep
_ALLOWED = {"\n", "\t", "\r"}
_SHOWN = 40  # characters of a name that is refused


def problems(name: str, value: object) -> Iterator[Problem]:
    """Yield what is wrong with an argument, each with its path; `value` is any of any command."""
    yield from _inside(name, value, 0)


def _inside(path: str, value: object, depth: int) -> Iterator[Problem]:
    if depth > DEEP:
        yield Problem(path, "层次太多")
    elif value is None or isinstance(value, str | int | float | date):
        if wrong := _wrong(value):
            yield Problem(path, wrong)
    else:
        yield from _parts(path, value, depth + 1)


def _wrong(value: str | int | float | date | None) -> str:
    if isinstance(value, str):
        return text_wrong(value)
    if isinstance(value, int):
        return "" if abs(value) <= MOST_NUMBER else "数字太大"
    if isinstance(value, float):
        return "" if math.isfinite(value) else "不是有效的数"
    return "" if value is None else year_problem(value.year)


def _parts(path: str, value: object, depth: int) -> Iterator[Problem]:
    if is_mapping(value):
        for name, one in value.items():
            key = str(name)
            if wrong := text_wrong(key):
                yield Problem(path, f"名称“{key[:_SHOWN]}”{wrong}")
            else:
                yield from _inside(f"{path}.{key[:_SHOWN]}", one, depth)
    elif is_sequence(value):
        for number, one in enumerate(value):
            yield from _inside(f"{path}[{number}]", one, depth)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            inner: object = getattr(value, field.name)
            yield from _inside(f"{path}.{field.name}", inner, depth)


def text_wrong(text: str) -> str:
    """Say in Chinese what no file can hold in a text, or return "".

    Marks that are merely invisible are the business of the field: some are taken out and said.
    """
    if len(text) > MOST_TEXT:
        return f"有{len(text)}个字，太长"
    for place, char in enumerate(text, start=1):
        if char in _ALLOWED:
            continue
        kind = unicodedata.category(char)
        nothing = (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
        if kind in ("Cc", "Cs") or nothing:
            return f"第{place}个字符是不能保存的控制字符或者残缺的编码（U+{ord(char):04X}），请删除"
    return ""
