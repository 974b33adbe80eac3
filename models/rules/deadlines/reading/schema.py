"""What an event list is checked against: words and checks over several events, read from TOML.

Which events there are and what fields they have, their classes say (`models.rules.events`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.rules.deadlines.reading.fields import Field, field_of
from models.rules.deadlines.reading.selectors import Selector, read_selector, read_where
from models.rules.toml.rows import Row, Toml, read_toml

BOOL, TEXT, INT = "bool", "text", "int"


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
    """Read `events.toml`; InputRefused names a mistake in this bundled file.

    `documents` are the papers whose service the bundled rules read.
    """
    table = read_toml(text, "events.toml")
    words = table.row("vocabulary")
    procedures = words.words("procedures")
    schema = EventSchema(
        procedures=procedures,
        mediation_kinds=words.words("mediation_kinds"),
        sides=words.words("sides"),
        settings=_settings(table.row("settings")),
        documents=documents,
        unique=table.each("unique", _unique),
        pairs=table.each("pair", _pair),
        exactly_one=table.each("exactly_one", _exactly_one),
        bounds=table.each("bound", _bound),
        orders=table.each("order", lambda one: _order(one, procedures)),
    )
    words.close()
    table.close()
    return schema


def _settings(row: Row) -> dict[str, SettingSpec]:
    found: dict[str, SettingSpec] = {}
    for name in row.keys():
        choices = row.words(name) if isinstance(row.value(name), list) else ()
        kind = TEXT if choices else row.text(name, known=(BOOL, TEXT, INT))
        found[name] = SettingSpec(kind, choices)
    return found


def _which(row: Row, name: str) -> Selector:
    """Return the selector under a key."""
    return _events(row.value(name), f"{row.place}.{name}")


def _events(value: Toml | None, place: str) -> Selector:
    """Compile a selector; an event alone may be written as its type."""
    table = value if isinstance(value, dict) else {"event": value or []}
    return read_selector(Row(table, place))


def _unique(row: Row) -> Unique:
    events = _which(row, "event")
    return Unique(events, events.field(row.text("field")))


def _pair(row: Row) -> Pair:
    start, end, by = _which(row, "start"), _which(row, "end"), row.text("by", "")
    key = by or next(iter(end.wanted))
    return Pair(start, end, start.field(by) if by else None, end.field(key))


def _exactly_one(row: Row) -> ExactlyOne:
    return ExactlyOne(_which(row, "event"), row.words("fields"))


def _bound(row: Row) -> Bound:
    events, unless = _which(row, "where"), row.inner("unless")
    low, high = _limits(row, "minimum", events), _limits(row, "maximum", events)
    but = read_where(unless, events.kinds) if unless else None
    return Bound(events, low, high, but, row.text("basis"))


def _limits(row: Row, name: str, events: Selector) -> tuple[tuple[Field, int], ...]:
    limits = row.inner(name)
    return tuple((events.field(key), limits.number(key)) for key in limits.keys()) if limits else ()


def _order(row: Row, procedures: tuple[str, ...]) -> Order:
    events, after = _which(row, "events"), row.value("after")
    names = after if isinstance(after, list) else [after]
    earlier = tuple(_events(one, f"{row.place}.after") for one in names)
    pairs = row.names("match") if row.has("match") else {}
    kinds = [kind for one in earlier for kind in one.kinds]
    match = tuple((field_of(a, kinds), events.field(b)) for a, b in pairs.items())
    return Order(events, earlier, match, row.words("procedures", procedures))
