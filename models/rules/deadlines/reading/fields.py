"""The fields of events that the rules read, found by the name that rows and packs use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from models.rules.events import REGISTRY, Event, Json
from models.rules.events.shapes import Kind, Part, parts_of
from models.rules.toml.rows import Plain

Value = Plain | date | tuple[str, ...] | None
"""What such a field holds."""


@cache
def clock_events() -> Mapping[str, type[Event]]:
    """Return the events that deadline rules may read, by type."""
    return {name: cls for name, cls in REGISTRY.items() if cls.clock}


@cache
def clock_parts(cls: type[Event]) -> Mapping[str, Part]:
    """Return the fields of an event that deadline rules may read, by key."""
    return {part.key: part for part in parts_of(cls) if part.words.clock}


def value_of(event: Event, name: str) -> Value:
    """Return what an attribute holds; None when the event was refused before it could be read."""
    found: Value = getattr(event, name, None)
    return found


@dataclass(frozen=True)
class Field:
    """One field, as the attribute of each event that has it."""

    key: str
    names: Mapping[type[Event], str]

    def of(self, event: Event) -> Value:
        """Return its value; None where the event has no such field, or nothing in it."""
        name = self.names.get(type(event))
        found = value_of(event, name) if name else None
        return None if found == "" else found

    def day(self, event: Event) -> date | None:
        """Return its value when it is a day."""
        found = self.of(event)
        return found if isinstance(found, date) else None

    def number(self, event: Event) -> int | None:
        """Return its value when it is a whole number other than 0."""
        found = self.of(event)
        if isinstance(found, bool) or not isinstance(found, int):
            return None
        return found or None

    def text(self, event: Event) -> str | None:
        """Return its value when it is text."""
        found = self.of(event)
        return found if isinstance(found, str) else None


def field_of(key: str, kinds: Iterable[type[Event]], *allowed: Kind) -> Field:
    """Return the field of those events that have it; `allowed` = what it may hold."""
    names = {
        cls: part.name
        for cls in kinds
        if (part := clock_parts(cls).get(key)) is not None
        and (not allowed or part.shape.kind in allowed)
    }
    return Field(key, names)


@cache
def _sorted_parts(cls: type[Event]) -> tuple[Part, ...]:
    return tuple(part for _, part in sorted(clock_parts(cls).items()))


def as_json(event: Event, on: date) -> dict[str, Json]:
    """Return an event as the deadline verb takes it: what it would be stored with, by key."""
    found: dict[str, Json] = {"type": event.type, "date": on.isoformat()}
    for part in _sorted_parts(type(event)):
        value = value_of(event, part.name)
        if value is not None and (part.words.keep or value != part.default):
            found[part.key] = part.write(value)
    return found
