"""Reading the tables of a pack: every key must be known, every mistake is named with its place.

An office writes packs itself: unlike the bundled data (`toml_rows`) all mistakes are collected.
"""

import tomllib
from collections.abc import Mapping
from datetime import date

from models.rules.problem import Problem
from models.rules.toml_rows import Toml

TomlTable = Mapping[str, Toml]
Plain = str | int | float | bool
"""What a single value of data can be compared with."""

MOST = 36500


def parse(text: str) -> dict[str, Toml]:
    """Return the tables of a TOML text; TOMLDecodeError says where it is none."""
    found: dict[str, Toml] = tomllib.loads(text)
    return found


class Table:
    """A TOML table that knows its place, notes problems and finds keys nobody asked for."""

    def __init__(self, raw: Toml | TomlTable, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self._raw: TomlTable = {}
        self._asked: set[str] = set()
        if isinstance(raw, Mapping):
            self._raw = raw
        else:
            self.refuse("", "应为TOML表")

    def refuse(self, name: str, problem: str) -> None:
        """Note a problem of one key (or of the table itself)."""
        self.problems.append(Problem(f"{self.path}.{name}" if name else self.path, problem))

    def has(self, name: str) -> bool:
        """Say whether the key is there."""
        return name in self._raw

    def keys(self) -> list[str]:
        """Return the keys in the order of the file."""
        return list(self._raw)

    def value(self, name: str) -> Toml | None:
        """Return a value as it is, None when absent."""
        self._asked.add(name)
        return self._raw.get(name)

    def text(self, name: str, required: bool = False, known: tuple[str, ...] = ()) -> str:
        """Return a string, one of `known` when given."""
        value = self.value(name)
        if value is None:
            if required:
                self.refuse(name, "缺少")
            return ""
        if not isinstance(value, str):
            self.refuse(name, "应为文字")
            return ""
        if known and value not in known:
            self.refuse(name, f"“{value}”不在可用的值之内：{'、'.join(known)}")
        return value

    def number(self, name: str, required: bool = False) -> int | None:
        """Return a whole number of at least 1."""
        value = self.value(name)
        if value is None:
            if required:
                self.refuse(name, "缺少")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
            self.refuse(name, f"应为1至{MOST}的整数")
            return None
        return value

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return a list of whole numbers."""
        value = self.value(name)
        items = value if isinstance(value, list) else []
        found = tuple(one for one in items if isinstance(one, int) and not isinstance(one, bool))
        if value is not None and (not isinstance(value, list) or len(found) < len(items)):
            self.refuse(name, "应为整数列表")
            return ()
        return found

    def flag(self, name: str) -> bool:
        """Return a boolean, false when absent."""
        return self.choice(name) is True

    def choice(self, name: str) -> bool | None:
        """Return a boolean, None when absent."""
        value = self.value(name)
        if value is None or isinstance(value, bool):
            return value
        self.refuse(name, "应为true或者false")
        return None

    def day(self, name: str) -> date | None:
        """Return a TOML date."""
        value = self.value(name)
        if value is None:
            return None
        if type(value) is not date:  # a moment is a date as well
            self.refuse(name, "应为日期")
            return None
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self.value(name)
        items = value if isinstance(value, list) else []
        found = tuple(one for one in items if isinstance(one, str))
        if value is not None and (not isinstance(value, list) or len(found) < len(items)):
            self.refuse(name, "应为文字列表")
            return ()
        return found

    def plain(self, name: str) -> tuple[Plain, ...]:
        """Return a single value, or a list of them."""
        value = self.value(name)
        items = value if isinstance(value, list) else [] if value is None else [value]
        found = tuple(one for one in items if isinstance(one, str | int | float))
        if len(found) < len(items):
            self.refuse(name, "应为文字、数字、true或者false，或者其列表")
        return found

    def table(self, name: str) -> "Table | None":
        """Return the table under a key."""
        value = self.value(name)
        return None if value is None else Table(value, f"{self.path}.{name}", self.problems)

    def tables(self, name: str) -> list["Table"]:
        """Return the list of tables under a key."""
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, "应为列表")
            return []
        place = f"{self.path}.{name}"
        return [Table(one, f"{place}[{i}]", self.problems) for i, one in enumerate(value)]

    def close(self) -> None:
        """Note every key that nothing asked for: a misspelt key must never be ignored."""
        for name in self._raw:
            if name not in self._asked:
                self.refuse(name, "不是可用的键")
