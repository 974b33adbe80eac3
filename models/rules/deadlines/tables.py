"""Reading the tables of a pack: every key must be known, every mistake is named with its place."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.rules.deadlines.schema import EventSchema
from models.rules.deadlines.selectors import Selector
from models.rules.problem import Problem


class Table:
    """A TOML table that knows its place, notes problems and finds keys nobody asked for."""

    def __init__(
        self, raw: object, path: str, problems: list[Problem], schema: EventSchema | None
    ) -> None:
        self.path = path
        self.problems = problems
        self.schema = schema
        self._raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
        self._asked: set[str] = set()
        if not isinstance(raw, Mapping):
            self.refuse("", "应为TOML表")

    def refuse(self, name: str, problem: str) -> None:
        """Note a problem of one key (or of the table itself)."""
        self.problems.append(Problem(f"{self.path}.{name}" if name else self.path, problem))

    def has(self, name: str) -> bool:
        """Say whether the key is there."""
        return name in self._raw

    def raw(self, name: str, default: Any = None) -> Any:
        """Return a value as it stands."""
        self._asked.add(name)
        return self._raw.get(name, default)

    def text(self, name: str, required: bool = False, known: tuple[str, ...] = ()) -> str:
        """Return a string, one of `known` when given."""
        value = self.raw(name)
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
        value = self.raw(name)
        if value is None:
            if required:
                self.refuse(name, "缺少")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 36500:
            self.refuse(name, "应为1至36500的整数")
            return None
        return value

    def flag(self, name: str) -> bool:
        """Return a boolean, false when absent."""
        value = self.raw(name, False)
        if not isinstance(value, bool):
            self.refuse(name, "应为true或者false")
        return value is True

    def day(self, name: str) -> date | None:
        """Return a TOML date."""
        value = self.raw(name)
        if value is not None and type(value) is not date:
            self.refuse(name, "应为日期")
            return None
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self.raw(name, [])
        if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
            self.refuse(name, "应为文字列表")
            return ()
        return tuple(value)

    def table(self, name: str) -> "Table | None":
        """Return the table under a key."""
        value = self.raw(name)
        return None if value is None else Table(value, f"{self.path}.{name}", *self._context)

    def tables(self, name: str) -> list["Table"]:
        """Return the list of tables under a key."""
        value = self.raw(name, [])
        if not isinstance(value, list):
            self.refuse(name, "应为列表")
            return []
        place = f"{self.path}.{name}"
        return [Table(one, f"{place}[{i}]", *self._context) for i, one in enumerate(value)]

    @property
    def _context(self) -> tuple[list[Problem], EventSchema | None]:
        return self.problems, self.schema

    def selector(self, name: str) -> Selector | None:
        """Return the selector under a key, checked against the event list when that is known."""
        table = self.table(name)
        return table.as_selector() if table is not None else None

    def selectors(self, name: str) -> tuple[Selector, ...]:
        """Return the list of selectors under a key."""
        found = [table.as_selector() for table in self.tables(name)]
        return tuple(one for one in found if one is not None)

    def as_selector(self) -> Selector | None:
        """Return this table as a selector, None after noting what is wrong."""
        raw = dict(self._raw)
        event = raw.get("event")
        types = event if isinstance(event, list) else [event]
        if not types or any(not isinstance(one, str) for one in types):
            self.refuse("event", "缺少事件种类")
            return None
        for one in types:
            self._check_event(str(one), [name for name in raw if name != "event"])
        return Selector(raw)

    def _check_event(self, event: str, fields: list[str]) -> None:
        if self.schema is None:
            return
        spec = self.schema.events.get(event)
        if spec is None:
            self.refuse("event", f"没有“{event}”这种事件")
            return
        known = {one.name for one in spec.fields}
        for name in fields:
            if name not in known:
                self.refuse(name, f"事件“{event}”没有这一字段")

    def close(self) -> None:
        """Note every key that nothing asked for: a misspelt key must never be ignored."""
        for name in self._raw:
            if name not in self._asked:
                self.refuse(name, "不是可用的键")
