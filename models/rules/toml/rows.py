"""TOML read by key and type: a wrong value, a missing key, a key that nothing asks for are refused.

In bundled data the first mistake is raised, with file and line. An office writes packs and
statistics itself: there all mistakes are collected, each getter goes on with a value of its type.
"""

import tomllib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING
from datetime import date
from typing import TypeVar

from models.rules.events.shapes import Kind, Part, parts_of
from models.rules.problem import InputRefused, Problem
from models.rules.toml.place import Place, Toml

TomlTable = Mapping[str, Toml]
Plain = str | int | float | bool
"""What a single value of data can be compared with."""
Given = Toml | Hashable | Mapping[str, Hashable]
"""What a frozen dataclass holds."""
T = TypeVar("T")

MOST = 36500
"""The largest number of days, months … that a period may have."""


class Row:
    """One TOML table under its place; a getter without a default demands its key."""

    def __init__(
        self, values: Toml | TomlTable, place: Place | str, problems: list[Problem] | None = None
    ) -> None:
        self.place = Place(place) if isinstance(place, str) else place
        self.problems = problems
        self._elsewhere: dict[str, Place] = {}
        self._values: TomlTable = {}
        self._asked: set[str] = set()
        if isinstance(values, Mapping):
            self._values = values
        else:
            self.refuse("", "应为TOML表")

    def refuse(self, key: str, what: str) -> None:
        """Note a mistake of one key (or of the table itself); raise it where none are noted."""
        place = self._elsewhere.get(key, self.place).under(*filter(None, [key]))
        if self.problems is None:
            raise InputRefused([Problem(place.with_line, f"规则数据有误：{what}")])
        self.problems.append(Problem(str(place), what))

    def skip(self, *keys: str) -> None:
        """Pass over keys that only people read."""
        self._asked.update(keys)

    def close(self) -> None:
        """Refuse keys that nothing asked for: most often a misspelt name."""
        for key in self._values:
            if key not in self._asked:
                self.refuse(key, "不是可用的键")

    def has(self, key: str) -> bool:
        """Say whether the key is there."""
        return key in self._values

    def keys(self) -> list[str]:
        """Return the keys in the order of the file."""
        return list(self._values)

    def value(self, key: str) -> Toml | None:
        """Return what is under a key, whatever its type; None when it is absent."""
        self._asked.add(key)
        return self._values.get(key)

    def _get(self, key: str, *, needed: bool) -> Toml | None:
        value = self.value(key)
        if value is None and needed:
            self.refuse(key, "缺少")
        return value

    def text(self, key: str, default: str | None = None, known: tuple[str, ...] = ()) -> str:
        """Return a text, one of `known` when given."""
        value = self._get(key, needed=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self.refuse(key, "应为文字")
            return default or ""
        if known and value not in known:
            self.refuse(key, f"“{value}”不在可用的值之内：{'、'.join(known)}")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._get(key, needed=default is None)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        if value is not None:
            self.refuse(key, "应为整数")
        return default or 0

    def size(self, key: str, *, needed: bool = False) -> int | None:
        """Return the length of a period, a whole number from 1 to `MOST`; None when absent."""
        value = self._get(key, needed=needed)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
            self.refuse(key, f"应为1至{MOST}的整数")
            return None
        return value

    def numbers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, none when absent."""
        value = self.value(key)
        items = value if isinstance(value, list) else []
        found = tuple(one for one in items if isinstance(one, int) and not isinstance(one, bool))
        if value is not None and (not isinstance(value, list) or len(found) < len(items)):
            self.refuse(key, "应为整数列表")
            return ()
        return found

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        self._get(key, needed=default is None)
        found = self.choice(key)
        return bool(default) if found is None else found

    def choice(self, key: str) -> bool | None:
        """Return true or false, None when absent."""
        value = self.value(key)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(key, "应为true或者false")
        return None

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Return a day, written as TOML writes days: without quotes; None when absent."""
        value = self._get(key, needed=needed)
        if type(value) is date:  # a moment is a date as well
            return value
        if value is not None:
            self.refuse(key, "应为日期")
        return None

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, needed=default is None)
        if value is None:
            return default or ()
        items = value if isinstance(value, list) else []
        found = tuple(one for one in items if isinstance(one, str))
        if not isinstance(value, list) or len(found) < len(items):
            self.refuse(key, "应为文字列表")
            return ()
        return found

    def several(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one, an absent key an empty one."""
        value = self.value(key)
        return (value,) if isinstance(value, str) else self.words(key, ())

    def plain(self, key: str) -> tuple[Plain, ...]:
        """Return a single value, or a list of them."""
        value = self.value(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        found = tuple(one for one in items if isinstance(one, str | int | float))
        if len(found) < len(items):
            self.refuse(key, "应为文字、数字、true或者false，或者其列表")
        return found

    def names(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """Return a table of texts by name."""
        row = self.row(key) if needed or self.has(key) else self._inside(key, {})
        return {name: row.text(name) for name in row.keys()}

    def counts(self, key: str) -> dict[str, int]:
        """Return a table of whole numbers by name, an empty one when absent."""
        row = self.inner(key)
        return {name: row.number(name) for name in row.keys()} if row else {}

    def groups(self) -> dict[str, dict[str, str]]:
        """Return every table of texts in this one, by its key."""
        return {key: self.names(key) for key in self.keys()}

    def word_lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a table of lists of texts by name."""
        row = self.row(key)
        return {name: row.words(name) for name in row.keys()}

    def row(self, key: str) -> "Row":
        """Return the table under a key."""
        self._get(key, needed=True)
        return self.inner(key) or self._inside(key, {})

    def inner(self, key: str) -> "Row | None":
        """Return the table under a key, None when absent."""
        value = self.value(key)
        return None if value is None else self._inside(key, value)

    def _inside(self, key: str, value: Toml) -> "Row":
        return Row(value, self.place.under(key), self.problems)

    def varied(self, key: str) -> "Row":
        """Return this table with what the table under a key, if there is one, says instead."""
        own = self.inner(key)
        if own is None:
            return self
        made = Row({**self._values, **own._values}, self.place, self.problems)
        made._asked = self._asked
        made._elsewhere = dict.fromkeys(own._values, own.place)
        return made

    def rows(self, key: str, *, needed: bool = False) -> "list[Row]":
        """Return the tables of a list, none when the key is absent."""
        value = self._get(key, needed=needed)
        if value is not None and not isinstance(value, list):
            self.refuse(key, "应为列表")
        items = value if isinstance(value, list) else []
        return [Row(one, self.place.under(key, i), self.problems) for i, one in enumerate(items)]

    def each(self, key: str, make: "Callable[[Row], T]", *, needed: bool = True) -> tuple[T, ...]:
        """Return what each table of a list makes; keys that nothing asked for are refused."""
        made: list[T] = []
        for row in self.rows(key, needed=needed):
            made.append(make(row))
            row.close()
        return tuple(made)

    def records(self, key: str, cls: type[T], *, needed: bool = True) -> tuple[T, ...]:
        """Return the tables of a list as dataclasses."""
        return self.each(key, lambda row: row.record(cls), needed=needed)

    def record(self, cls: type[T]) -> T:
        """Return this table as a dataclass; keys that are none of its fields are refused."""
        made = self.read(cls)
        self.close()
        return made

    def read(self, cls: type[T], **given: Given) -> T:
        """Return a dataclass: a key for each field that is not `given`, a value of its type.

        A field with a default may be absent. Nested dataclasses and lists of them are read as well.
        """
        make: Callable[..., T] = cls
        own = (part for part in parts_of(cls) if part.name not in given)
        found = [p for p in own if p.default is MISSING or p.key in self._values]
        return make(**{part.name: self._part(part) for part in found}, **given)

    def _part(self, part: Part) -> object:
        key, shape = part.key, part.shape
        if shape.record is not None:
            if shape.many:
                return self.records(key, shape.record)
            return self.row(key).record(shape.record)
        if shape.mapping and shape.kind is Kind.PLAIN:
            row = self.row(key)
            return {name: row.plain(name) for name in row.keys()}
        if shape.mapping:
            return self.word_lists(key) if shape.many else self.names(key)
        if shape.many:
            found = self.words(key)
            for one in found:
                if shape.codes is not None and one not in set(shape.codes):
                    self.refuse(key, f"“{one}”不在可用的值之内：{'、'.join(shape.codes)}")
            return tuple(map(shape.codes, found)) if shape.codes else found
        if shape.codes is not None:
            return shape.codes(self.text(key, known=tuple(shape.codes)))
        return _READERS[shape.kind](self, key)


_READERS: dict[Kind, Callable[[Row, str], object]] = {
    Kind.TEXT: Row.text,
    Kind.INT: Row.number,
    Kind.BOOL: Row.flag,
    Kind.PLAIN: Row.value,
    Kind.DATE: lambda row, key: row.day(key, needed=True),
}


def read_toml(text: str, source: str, problems: list[Problem] | None = None) -> Row:
    """Parse a TOML text; InputRefused names the source when it is none.

    With `problems` the mistakes in its tables are collected there, not raised.
    """
    try:
        values: dict[str, Toml] = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits
        raise InputRefused([Problem(source, f"不是有效的TOML：{error}")]) from error
    return Row(values, Place(source, text), problems)
