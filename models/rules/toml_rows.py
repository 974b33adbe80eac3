"""Reading bundled rule data: TOML tables whose values are asked for by name and type.

A wrong value, a missing key and a key that nothing asks for are refused with their place.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeVar

from models.rules.problem import InputRefused, Problem

Toml = str | int | float | bool | date | list["Toml"] | dict[str, "Toml"]
T = TypeVar("T")


class Row:
    """One TOML table under its place; a getter without a default demands its key."""

    def __init__(self, values: Mapping[str, Toml], place: str) -> None:
        self.place = place
        self._values = values
        self._asked: set[str] = set()

    def wrong(self, what: str, key: str = "") -> InputRefused:
        """Return the refusal of this table, or of one key in it."""
        place = f"{self.place} {key}" if key else self.place
        return InputRefused([Problem(place, f"规则数据有误：{what}")])

    def skip(self, *keys: str) -> None:
        """Pass over keys that only people read."""
        self._asked.update(keys)

    def close(self) -> None:
        """Refuse keys that nothing asked for: most often a misspelt name."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong("不是可用的键", key)

    def _get(self, key: str, *, needed: bool) -> Toml | None:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None and needed:
            raise self.wrong("缺少", key)
        return value

    def value(self, key: str) -> Toml | None:
        """Return what stands under a key, whatever its type; None when it is absent."""
        return self._get(key, needed=False)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        value = self._get(key, needed=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            raise self.wrong("应为文字", key)
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._get(key, needed=default is None)
        if value is None:
            return default or 0
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong("应为整数", key)
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false."""
        value = self._get(key, needed=default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            raise self.wrong("应为true或者false", key)
        return value

    def day(self, key: str) -> date:
        """Return a day, written as a text like 2021-06-01."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong("应为日期", key) from None

    def toml_day(self, key: str) -> date:
        """Return a day, written as TOML writes days: without quotes."""
        value = self._get(key, needed=True)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong("应为日期", key)
        return value

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, needed=default is None)
        if value is None:
            return default or ()
        if not isinstance(value, list):
            raise self.wrong("应为文字列表", key)
        return tuple(_word(self, key, one) for one in value)

    def names(self, key: str, default: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return a table of texts by name."""
        value = self._get(key, needed=default is None)
        if value is None:
            return dict(default or {})
        if not isinstance(value, dict):
            raise self.wrong("应为TOML表", key)
        return {name: _word(self, key, one) for name, one in value.items()}

    def word_lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a table of lists of texts by name."""
        row = self.row(key)
        return {name: row.words(name) for name in row._values}

    def groups(self) -> dict[str, dict[str, str]]:
        """Return every table of texts in this one, by its key."""
        return {key: self.names(key) for key in self._values}

    def row(self, key: str) -> "Row":
        """Return the table under a key."""
        value = self._get(key, needed=True)
        if not isinstance(value, dict):
            raise self.wrong("应为TOML表", key)
        return Row(value, f"{self.place} {key}")

    def rows(self, key: str, *, needed: bool = False) -> "list[Row]":
        """Return the tables of a list, none when the key is absent."""
        value = self._get(key, needed=needed)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong("应为列表", key)
        return [_nested(self, key, number, one) for number, one in enumerate(value)]

    def each(self, key: str, make: "Callable[[Row], T]", *, needed: bool = True) -> tuple[T, ...]:
        """Return what each table of a list makes; keys that nobody asked for are refused."""
        made: list[T] = []
        for row in self.rows(key, needed=needed):
            made.append(make(row))
            row.close()
        return tuple(made)


def _word(row: Row, key: str, value: Toml) -> str:
    if not isinstance(value, str):
        raise row.wrong("应为文字", key)
    return value


def _nested(row: Row, key: str, number: int, value: Toml) -> Row:
    if not isinstance(value, dict):
        raise row.wrong("应为TOML表", key)
    return Row(value, f"{row.place} {key}[{number}]")


def read_toml(text: str, source: str) -> Row:
    """Parse rule data; InputRefused names the source when it is no TOML."""
    try:
        values: dict[str, Toml] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputRefused([Problem(source, f"不是有效的TOML：{error}")]) from error
    return Row(values, source)
