"""The closed list of events and what an event list is checked against, read from TOML data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class FieldSpec:
    """One field: its type is date, party, party_list, text, id, int, bool or choice."""

    name: str
    type: str
    label: str = ""
    required: bool = False
    choices: str = ""
    minimum: int | None = None
    maximum: int | None = None
    not_before_event: bool = False
    not_after_event: bool = False
    required_in: tuple[str, ...] = ()
    required_when: Mapping[str, Any] = field(default_factory=dict)

    def needed(self, procedure: Any, values: Mapping[str, Any]) -> bool:
        """Say whether an event with these values must carry the field."""
        if self.required or procedure in self.required_in:
            return True
        return bool(self.required_when) and matches(values, self.required_when)


@dataclass(frozen=True)
class EventType:
    """One kind of event with its Chinese name and its fields."""

    type: str
    name: str
    fields: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True)
class Which:
    """A set of events: a type and the values its fields must have."""

    event: str
    values: Mapping[str, Any]

    def has(self, event_type: str, values: Mapping[str, Any]) -> bool:
        """Say whether an event belongs to the set."""
        return event_type == self.event and matches(values, self.values)


@dataclass(frozen=True)
class Pair:
    """An end that needs a start: of the same `by` value, and not dated before it."""

    start: Which
    end: Which
    by: str


@dataclass(frozen=True)
class Bound:
    """Limits of number fields of some events, with the article they come from."""

    where: Which
    minimum: Mapping[str, int]
    maximum: Mapping[str, int]
    unless: Mapping[str, Any]
    basis: str


@dataclass(frozen=True)
class Order:
    """Events that may not be dated before the first event they follow from."""

    events: tuple[str, ...]
    after: tuple[Which, ...]
    match: Mapping[str, str]
    procedures: tuple[str, ...]


@dataclass(frozen=True)
class EventSchema:
    """Everything the checker knows; it holds no rule of its own."""

    procedures: tuple[str, ...]
    mediation_kinds: tuple[str, ...]
    sides: tuple[str, ...]
    settings: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    events: Mapping[str, EventType]
    unique: tuple[tuple[str, str], ...]
    pairs: tuple[Pair, ...]
    exactly_one: tuple[tuple[str, tuple[str, ...]], ...]
    bounds: tuple[Bound, ...]
    orders: tuple[Order, ...]


def matches(values: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Say whether every wanted field has the wanted value, or one of a list of them."""
    for name, value in wanted.items():
        found = values.get(name)
        if isinstance(value, list):
            if found not in value:
                return False
        elif found != value:
            return False
    return True


def _which(raw: str | Mapping[str, Any]) -> Which:
    if isinstance(raw, str):
        return Which(raw, {})
    return Which(raw["event"], {name: v for name, v in raw.items() if name != "event"})


def _event_type(raw: Mapping[str, Any]) -> EventType:
    fields = []
    for spec in raw.get("fields", ()):
        lists = {"required_in": tuple(spec.get("required_in", ()))}
        fields.append(FieldSpec(**{**spec, **lists}))
    return EventType(raw["type"], raw["name"], tuple(fields))


def _bound(raw: Mapping[str, Any]) -> Bound:
    return Bound(
        _which(raw["where"]),
        raw.get("minimum", {}),
        raw.get("maximum", {}),
        raw.get("unless", {}),
        raw["basis"],
    )


def _order(raw: Mapping[str, Any], procedures: tuple[str, ...]) -> Order:
    return Order(
        tuple(raw["events"]),
        tuple(_which(one) for one in raw["after"]),
        raw.get("match", {}),
        tuple(raw.get("procedures", procedures)),
    )


def load_schema(text: str) -> EventSchema:
    """Read `events.toml`; a mistake in this bundled file is a KeyError, TypeError or TOML error."""
    raw = tomllib.loads(text)
    words = raw["vocabulary"]
    procedures = tuple(words["procedures"])
    return EventSchema(
        procedures=procedures,
        mediation_kinds=tuple(words["mediation_kinds"]),
        sides=tuple(words["sides"]),
        settings=raw["settings"],
        choices=raw["choices"],
        events={one["type"]: _event_type(one) for one in raw["event"]},
        unique=tuple((one["event"], one["field"]) for one in raw["unique"]),
        pairs=tuple(
            Pair(_which(one["start"]), _which(one["end"]), one.get("by", "")) for one in raw["pair"]
        ),
        exactly_one=tuple((one["event"], tuple(one["fields"])) for one in raw["exactly_one"]),
        bounds=tuple(_bound(one) for one in raw["bound"]),
        orders=tuple(_order(one, procedures) for one in raw["order"]),
    )
