"""Plain values of a form or a file put into the shape of a command's arguments."""

import dataclasses
import enum
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeAlias

from models.errors import BadInput
from models.rules.dates import DateRead, read_date
from models.rules.problem import Problem
from models.rules.text_checks import broken_text, without_marks
from models.services.arguments.shapes import Argument, Field, Kind, Plain, Shape, Signature

LookUp: TypeAlias = Callable[[str], int]

_NAMES: Mapping[Kind, str] = {
    "text": "文字", "integer": "整数", "boolean": "true 或者 false",
    "date": "日期（如 2026-01-05）", "list": "列表", "object": "一组字段",
}  # fmt: skip
_REFERENCES = ("staff:", "served:", "@")
_SHOWN = 40  # characters of a refused value
_MOST = 10**15  # beyond it an integer fits no column and no calendar


class NotFound(Exception):
    """A reference (`staff:`, `served:`, `@`) names nothing; the message says why, in Chinese."""


def read_day(value: Plain) -> DateRead:
    """Return a day written as a date or as text; a moment is none."""
    if isinstance(value, str):
        return read_date(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return read_date(value.isoformat())
    return DateRead(None, f"应为{_NAMES['date']}，现为“{_show(value)}”")


class Reading:
    """Puts plain values into shapes and collects what is wrong with them, each with its path.

    `look_up` turns a reference (`staff:李敏`, `@notification`, `served:R1`) that means an
    integer into it; without one a text is no integer.
    """

    def __init__(self, look_up: LookUp | None = None) -> None:
        self.problems: list[Problem] = []
        self._look_up = look_up

    def arguments(self, signature: Signature, values: Mapping[str, Plain]) -> dict[str, Argument]:
        """Return the arguments of a command; what is missing or unknown is a problem."""
        made = self._fields(signature.fields, signature.extra, values, "")
        return made if self.problems else signature.arguments(made)

    def value(self, value: Plain, shape: Shape, path: str) -> Argument:
        """Return one value in its shape, None with a problem noted when it does not fit."""
        if value is None:
            return None if shape.optional else self._refuse(path, "没有填写")
        made = self._read(value, shape, path)
        if shape.values and made is not None and made not in shape.values:
            return self._refuse(path, f"没有“{_show(value)}”；可选：{_joined(shape.values)}")
        if made is not None and isinstance(shape.make, enum.EnumMeta):
            return shape.make(made)
        return made

    def _read(self, value: Plain, shape: Shape, path: str) -> Argument:
        match shape.kind:
            case "text" if isinstance(value, str):
                return self._text(value, path)
            case "boolean" if isinstance(value, bool):
                return value
            case "integer":
                return self._integer(value, path)
            case "date":
                return self._date(value, path)
            case "list" if isinstance(value, list | tuple):
                return self._list(value, shape, path)
            case "object" if isinstance(value, Mapping):
                return self._object(value, shape, path)
            case "any":
                return self._any(value, shape, path)
            case _:
                return self._wrong(value, shape.kind, path)

    def _text(self, value: str, path: str) -> str | None:
        wrong = broken_text(value)
        return self._refuse(path, wrong) if wrong else without_marks(value)

    def _integer(self, value: Plain, path: str) -> int | None:
        if self._look_up and isinstance(value, str) and value.startswith(_REFERENCES):
            try:
                return self._look_up(value)
            except NotFound as lost:
                return self._refuse(path, f"{_show(value)}：{lost}")
        if not isinstance(value, int) or isinstance(value, bool):
            return self._wrong(value, "integer", path)
        return value if abs(value) <= _MOST else self._refuse(path, "数字太大")

    def _date(self, value: Plain, path: str) -> date | None:
        read = read_day(value)
        return read.value or self._refuse(path, read.problem)

    def _list(self, value: Sequence[Plain], shape: Shape, path: str) -> tuple[Argument, ...] | None:
        if shape.parts and len(value) != len(shape.parts):
            return self._refuse(path, f"应有{len(shape.parts)}项，现有{len(value)}项")
        shapes = shape.parts or [shape.item or Shape("any")] * len(value)
        pairs = zip(value, shapes, strict=True)
        return tuple(self.value(v, s, f"{path}[{n}]") for n, (v, s) in enumerate(pairs))

    def _object(self, value: Mapping[str, Plain], shape: Shape, path: str) -> Argument:
        if shape.item is not None:
            item = dataclasses.replace(shape.item, days=shape.days)
            return {k: self._free(k, v, item, f"{path}.{k}") for k, v in value.items()}
        before = len(self.problems)
        made = self._fields(shape.fields, None, value, path)
        if len(self.problems) > before or shape.make is None:
            return None
        return shape.make(**made)

    def _fields(
        self, fields: Iterable[Field], extra: Shape | None, values: Mapping[str, Plain], path: str
    ) -> dict[str, Argument]:
        known = {one.name: one for one in fields}
        made: dict[str, Argument] = {}
        for name, value in values.items():
            place = f"{path}.{name[:_SHOWN]}" if path else name[:_SHOWN]
            shape = known[name].shape if name in known else extra
            if shape is None:
                self._refuse(place, f"没有这个字段；有：{_joined(known)}")
            else:
                made[name] = self.value(value, shape, place)
        for name, one in known.items():
            if one.required and name not in values:
                self._refuse(f"{path}.{name}" if path else name, "缺少这个字段")
        return made

    def _free(self, name: str, value: Plain, shape: Shape, path: str) -> Argument:
        """Read one of the free names; those that end in _on are days."""
        if shape.days == "date" and name.endswith("_on") and isinstance(value, str) and value:
            return self._date(value, path)
        return self.value(value, shape, path)

    def _any(self, value: Plain, shape: Shape, path: str) -> Argument:
        if isinstance(value, datetime | time):
            return self._refuse(path, "不能带时刻；日期写成 2026-01-05，时间写成文字")
        if isinstance(value, date):
            return value.isoformat() if shape.days == "text" else value
        if isinstance(value, float) and not math.isfinite(value):
            return self._refuse(path, "不是有效的数")
        if isinstance(value, str):
            return self._text(value, path)
        if isinstance(value, Mapping):
            return {k: self.value(v, shape, f"{path}.{k}") for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(v, shape, f"{path}[{n}]") for n, v in enumerate(value)]
        return value

    def _wrong(self, value: Plain, kind: Kind, path: str) -> None:
        self._refuse(path, f"应为{_NAMES[kind]}，现为“{_show(value)}”")

    def _refuse(self, path: str, words: str) -> None:
        self.problems.append(Problem(path, words))


def _joined(names: Iterable[str | int]) -> str:
    return "、".join(str(one) for one in names)


def _show(value: Plain) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def filled(signature: Signature, values: Mapping[str, Plain]) -> dict[str, Argument]:
    """Return the values of a form as arguments; what is not filled in is left out.

    An empty text given for an optional argument counts as not filled. BadInput names what is wrong.
    """
    shapes = {one.name: one.shape for one in signature.fields}
    other = signature.extra or Shape("any", optional=True)
    kept = {k: _without_empty(v, shapes.get(k, other)) for k, v in values.items()}
    reading = Reading()
    given = {k: v for k, v in kept.items() if v is not None}
    made = {k: reading.value(v, shapes.get(k, other), k) for k, v in given.items()}
    of_inputs = (field for one in signature.inputs for field in one.shape.fields)
    lacking = [one.name for one in of_inputs if one.required and one.name not in made]
    if reading.problems or lacking:
        raise BadInput([*reading.problems, *(Problem(name, "没有填写") for name in lacking)])
    return signature.arguments(made)


def _without_empty(value: Plain, shape: Shape) -> Plain:
    """Drop empty optional values, also inside objects, rows and free names; None = empty."""
    optional = shape.optional and shape.kind != "any"
    if value is None or (value == "" and optional):
        return None
    if isinstance(value, Mapping):
        return _kept(value, shape) or (None if optional else {})
    if isinstance(value, list | tuple):
        row = shape.item or Shape("any", optional=True)
        return [_without_empty(v, row) if isinstance(v, Mapping) else v for v in value]
    return value


def _kept(value: Mapping[str, Plain], shape: Shape) -> dict[str, Plain]:
    shapes = {one.name: one.shape for one in shape.fields}
    other = Shape("any")
    kept = {k: _without_empty(v, shapes.get(k, other)) for k, v in value.items()}
    if shapes:
        return {k: v for k, v in kept.items() if v is not None}
    return {k: v for k, v in kept.items() if v not in (None, "", [], {})}
