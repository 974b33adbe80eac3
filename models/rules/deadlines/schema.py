"""What an event list is checked against: words and checks over several events, read from TOML.

Which events there are and what fields they have, their classes say (`models.rules.events`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from models.rules.deadlines.fields import Field, field_of
from models.rules.deadlines.selectors import Selector, read_selector, read_where
from models.rules.deadlines.tables import Table, Toml, parse
from models.rules.problem import InputRefused, Problem

BOOL, TEXT, INT = "bool", "text", "int"
T = TypeVar("T")


@dataclass(frozen=True)
class SettingSpec:
    """A setting of an input: its type, or the values it may have, the first for those without."""

    type: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unique:
    """A field that no two of these events share."""

    events: Selector
    field: Field


@dataclass(frozen=True)
class ExactlyOne:
    """Fields of which an event fills in one."""

    events: Selector
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """An end that needs a start: of the same `by` value, and not dated before it."""

    start: Selector
    end: Selector
    start_by: Field | None
    end_by: Field


@dataclass(frozen=True)
class Bound:
    """Limits of number fields of some events, with the article they come from."""

    events: Selector
    minimum: tuple[tuple[Field, int], ...]
    maximum: tuple[tuple[Field, int], ...]
    unless: Selector | None
    basis: str


@dataclass(frozen=True)
class Order:
    """Events that may not be dated before the first event they follow from."""

    events: Selector
    after: tuple[Selector, ...]
    match: tuple[tuple[Field, Field], ...]
    """A field of the earlier event and the field of the later one that must equal it."""
    procedures: tuple[str, ...]


@dataclass(frozen=True)
class EventSchema:
    """Everything the checker knows; it holds no rule of its own."""

    procedures: tuple[str, ...]
    mediation_kinds: tuple[str, ...]
    sides: tuple[str, ...]
    settings: Mapping[str, SettingSpec]
    documents: Mapping[str, str]
    """Chinese names of the papers whose service the rules read, by code."""
    unique: tuple[Unique, ...]
    pairs: tuple[Pair, ...]
    exactly_one: tuple[ExactlyOne, ...]
    bounds: tuple[Bound, ...]
    orders: tuple[Order, ...]

    def plus(self, documents: Iterable[str]) -> "EventSchema":
        """Return the schema with the papers that packs name besides."""
        more = {code: code for code in sorted(documents) if code not in self.documents}
        return replace(self, documents={**self.documents, **more}) if more else self


def load_schema(text: str, documents: Mapping[str, str]) -> EventSchema:
    """Read `events.toml`; InputRefused names every mistake in this bundled file.

    `documents` are the papers whose service the bundled rules read.
    """
    problems: list[Problem] = []
    table = Table(parse(text), "events.toml", problems)
    words = table.table("vocabulary") or Table({}, "vocabulary", problems)
    procedures = words.words("procedures")
    schema = EventSchema(
        procedures=procedures,
        mediation_kinds=words.words("mediation_kinds"),
        sides=words.words("sides"),
        settings=_settings(table),
        documents=documents,
        unique=_each(table, "unique", _unique),
        pairs=_each(table, "pair", _pair),
        exactly_one=_each(table, "exactly_one", _exactly_one),
        bounds=_each(table, "bound", _bound),
        orders=_each(table, "order", lambda one: _order(one, procedures)),
    )
    words.close()
    table.close()
    if problems:
        raise InputRefused(problems)
    return schema


def _settings(table: Table) -> dict[str, SettingSpec]:
    inner = table.table("settings")
    found: dict[str, SettingSpec] = {}
    for name in inner.keys() if inner else ():
        choices = inner.words(name) if inner and isinstance(inner.value(name), list) else ()
        kind = TEXT if choices or inner is None else inner.text(name, known=(BOOL, TEXT, INT))
        found[name] = SettingSpec(kind, choices)
    return found


def _each(table: Table, name: str, make: Callable[[Table], T | None]) -> tuple[T, ...]:
    """Return what the tables of a list make; None after a mistake, which is noted."""
    found: list[T] = []
    for one in table.tables(name):
        made = make(one)
        one.close()
        if made is not None:
            found.append(made)
    return tuple(found)


def _which(table: Table, name: str) -> Selector | None:
    """Return the selector under a key; an event alone may be written as its type."""
    value = table.value(name)
    if isinstance(value, str | list):
        return read_selector(Table({"event": value}, f"{table.path}.{name}", table.problems))
    return read_selector(table.table(name))


def _unique(table: Table) -> Unique | None:
    events, key = _which(table, "event"), table.text("field", required=True)
    return Unique(events, events.field(key)) if events else None


def _pair(table: Table) -> Pair | None:
    start, end, by = _which(table, "start"), _which(table, "end"), table.text("by")
    if start is None or end is None:
        return None
    key = by or next(iter(end.wanted))
    return Pair(start, end, start.field(by) if by else None, end.field(key))


def _exactly_one(table: Table) -> ExactlyOne | None:
    events, fields = _which(table, "event"), table.words("fields")
    return ExactlyOne(events, fields) if events else None


def _bound(table: Table) -> Bound | None:
    events, basis = _which(table, "where"), table.text("basis", required=True)
    if events is None:
        return None
    unless = read_where(table.table("unless"), events.kinds) if table.has("unless") else None
    low, high = _limits(table, "minimum", events), _limits(table, "maximum", events)
    return Bound(events, low, high, unless, basis)


def _limits(table: Table, name: str, events: Selector) -> tuple[tuple[Field, int], ...]:
    inner = table.table(name)
    keys = inner.keys() if inner else []
    return tuple((events.field(key), inner.number(key) or 0) for key in keys if inner)


def _order(table: Table, procedures: tuple[str, ...]) -> Order | None:
    events, after = _which(table, "events"), table.value("after")
    names: list[Toml] = after if isinstance(after, list) else []
    place = f"{table.path}.after"
    which = [
        read_selector(Table({"event": one} if isinstance(one, str) else one, place, table.problems))
        for one in names
    ]
    earlier = tuple(one for one in which if one is not None)
    inner = table.table("match")
    pairs = [(key, inner.text(key)) for key in inner.keys()] if inner else []
    own = table.words("procedures") or procedures
    if events is None or not earlier:
        table.refuse("after", "缺少")
        return None
    kinds = [kind for one in earlier for kind in one.kinds]
    match = tuple((field_of(a, kinds), events.field(b)) for a, b in pairs)
    return Order(events, earlier, match, own)
