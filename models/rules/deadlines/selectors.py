"""Finding events: the index of one case and the selectors of the packs, compiled once."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from models.rules.deadlines.model import Event

KEY = "$key"
EACH = "$each"
_by_order = attrgetter("order")


class Index:
    """The events of one case by type, in the order that does not depend on the list's order."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._by_type: dict[str, list[Event]] = {}
        for event in sorted(events, key=_by_order):
            self._by_type.setdefault(event.type, []).append(event)

    def of(self, types: tuple[str, ...]) -> Sequence[Event]:
        """Return the events of these types, by date."""
        if len(types) == 1:
            return self._by_type.get(types[0], ())
        found = [event for one in types for event in self._by_type.get(one, ())]
        found.sort(key=_by_order)
        return found


class Selector:
    """Compiled form of `{ event = …, field = value … }`."""

    __slots__ = ("_fields", "types")

    def __init__(self, raw: Mapping[str, Any]) -> None:
        event = raw["event"]
        self.types: tuple[str, ...] = tuple(event) if isinstance(event, list) else (event,)
        self._fields = tuple((name, value) for name, value in raw.items() if name != "event")

    def all(self, index: Index, key: str | None, each: str | None = None) -> Sequence[Event]:
        """Return the matching events by date."""
        events = index.of(self.types)
        if not events or not self._fields:
            return events
        return [event for event in events if self._has(event.values, key, each)]

    def first(self, index: Index, key: str | None, each: str | None = None) -> Event | None:
        """Return the first matching event by date."""
        for event in index.of(self.types):
            if self._has(event.values, key, each):
                return event
        return None

    def last(self, index: Index, key: str | None) -> Event | None:
        """Return the last matching event by date."""
        for event in reversed(index.of(self.types)):
            if self._has(event.values, key, None):
                return event
        return None

    def _has(self, values: Mapping[str, Any], key: str | None, each: str | None) -> bool:
        for name, wanted in self._fields:
            found = values.get(name)
            if isinstance(wanted, list):
                if found not in wanted:
                    return False
                continue
            value = key if wanted == KEY else each if wanted == EACH else wanted
            if found != value and not (isinstance(found, list) and value in found):
                return False
        return True
