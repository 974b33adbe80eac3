"""TOML read by key and type: every mistake is said with the file, the place and the key."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from forms.errors import SpecError

Toml: TypeAlias = "str | int | float | bool | dt.date | dt.time | list[Toml] | dict[str, Toml]"


class Table:
    """One table of a TOML file; `place` says where it is, for errors."""

    def __init__(self, values: Mapping[str, Toml], place: str) -> None:
        self._values = values
        self.place = place

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def at(self, place: str) -> Table:
        """Return the same table under another name of its place."""
        return Table(self._values, place)

    def error(self, what: str) -> SpecError:
        """Return the error to raise: the place, then what is wrong there."""
        return SpecError(f"{self.place}: {what}")

    def only(self, *keys: str) -> None:
        """Refuse keys that are not listed."""
        for key in self._values:
            if key not in keys:
                raise self.error(f"unknown key {key!r}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; SpecError when it is none, or missing without a default."""
        value = self._values.get(key, default)
        if isinstance(value, str):
            return value
        raise self._wrong(key, value)

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Return a text of a closed list."""
        value = self.text(key, default)
        if key in self and value not in allowed:
            raise self.error(f"{key} is {value!r}, not one of {', '.join(allowed)}")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a bool."""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        raise self._wrong(key, value)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        value = self._values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise self._wrong(key, value)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number, whole or not."""
        value = self._values.get(key, default)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        raise self._wrong(key, value)

    def text_or_whole(self, key: str, default: str) -> str:
        """Return a text or a whole number, as a text."""
        value = self._values.get(key, default)
        return value if isinstance(value, str) else str(self.whole(key))

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return a list of texts."""
        if key not in self:
            return default
        found = [item for item in self._list(key) if isinstance(item, str)]
        if len(found) != len(self._list(key)):
            raise self.error(f"{key}: expected texts")
        return tuple(found)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers; empty when missing."""
        if key not in self:
            return ()
        found = [float(item) for item in self._list(key) if isinstance(item, (int, float))]
        if len(found) != len(self._list(key)):
            raise self.error(f"{key}: expected numbers")
        return tuple(found)

    def table(self, key: str) -> Table:
        """Return a table inside this one."""
        value = self._values.get(key)
        if isinstance(value, dict):
            return Table(value, f"{self.place}: {key}")
        raise self._wrong(key, value)

    def tables(self, key: str) -> list[Table]:
        """Return a list of tables, numbered from 1 in their places; empty when missing."""
        if key not in self:
            return []
        found: list[Table] = []
        for number, item in enumerate(self._list(key), 1):
            if not isinstance(item, dict):
                raise self.error(f"{key}: expected a list of tables")
            found.append(Table(item, f"{self.place}: {key} {number}"))
        return found

    def one_or_more(self, key: str) -> list[Table]:
        """Return a list of tables where the file may give a single one without brackets."""
        return [self.table(key)] if isinstance(self._values.get(key), dict) else self.tables(key)

    def _list(self, key: str) -> list[Toml]:
        value = self._values[key]
        if isinstance(value, list):
            return value
        raise self._wrong(key, value)

    def _wrong(self, key: str, value: Toml | None) -> SpecError:
        if value is None:
            return self.error(f"{key} is missing")
        return self.error(f"{key} has the wrong type ({type(value).__name__})")


def parse_toml(text: str, source: str) -> Table:
    """Parse a whole file; SpecError names the file and the line."""
    try:
        return Table(tomllib.loads(text), source)
    except (ValueError, RecursionError) as error:
        raise SpecError(f"{source}: {error}") from error
