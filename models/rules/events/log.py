"""The log of a case: entries that carry an event, and questions about those in force."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Generic, TypeVar

from models.rules.events.base import Event

E = TypeVar("E", bound=Event, covariant=True)
F = TypeVar("F", bound=Event)


@dataclass(frozen=True)
class Entry(Generic[E]):
    """One entry: the event, the day it happened, who recorded it when, what voids what.

    `id` is 0 for what is not recorded yet; `derived` follows from the entries `causes` and is
    voided with the last of them.
    """

    id: int
    on: date
    event: E
    recorded_at: datetime | None = None
    actor: str = ""
    voids: int | None = None
    voided_by: int | None = None
    reason: str = ""
    derived: bool = False
    causes: tuple[int, ...] = ()

    @property
    def recorded(self) -> tuple[bool, int]:
        """Its place in the order of recording; what is not recorded yet comes last."""
        return self.id == 0, self.id

    @property
    def stands(self) -> bool:
        """Whether it counts: neither voided nor the voiding of another."""
        return self.voids is None and self.voided_by is None


class Log:
    """Entries in the order of day, then of recording; only those in force."""

    def __init__(self, entries: Iterable[Entry[Event]]) -> None:
        self.entries: tuple[Entry[Event], ...] = tuple(
            sorted((e for e in entries if e.stands), key=lambda e: (e.on, e.recorded))
        )

    @cached_property
    def _by_type(self) -> dict[str, list[Entry[Event]]]:
        found: dict[str, list[Entry[Event]]] = {}
        for entry in self.entries:
            found.setdefault(entry.event.type, []).append(entry)
        return found

    def until(self, day: date) -> "Log":
        """Return the log as it was at the end of a day."""
        if not self.entries or self.entries[-1].on <= day:
            return self
        return Log(e for e in self.entries if e.on <= day)

    def without(self, ids: Iterable[int]) -> "Log":
        """Return the log as if some entries had not been made."""
        gone = set(ids)
        return Log(e for e in self.entries if e.id not in gone)

    def plus(self, *entries: Entry[Event]) -> "Log":
        """Return the log with further entries."""
        return Log((*self.entries, *entries))

    def all(self, kind: type[F], where: Callable[[F], bool] | None = None) -> "list[Entry[F]]":
        """Return the entries of one kind of event, oldest first."""
        found = (_as(e, kind) for e in self._by_type.get(kind.type, ()))
        return [e for e in found if where is None or where(e.event)]

    def last(self, kind: type[F], where: Callable[[F], bool] | None = None) -> "Entry[F] | None":
        """Return the latest entry of a kind."""
        for e in reversed(self._by_type.get(kind.type, ())):
            entry = _as(e, kind)
            if where is None or where(entry.event):
                return entry
        return None

    def first(self, kind: type[F], where: Callable[[F], bool] | None = None) -> "Entry[F] | None":
        """Return the earliest entry of a kind."""
        found = self.all(kind, where)
        return found[0] if found else None

    def about(self, kind: type[F], subject: str) -> "list[Entry[F]]":
        """Return the entries of a kind about one party or item."""
        return [e for e in self.all(kind) if e.event.subject == subject]

    def has(self, kind: type[Event], subject: str | None = None) -> bool:
        """Whether it has happened, to this party or item when one is named."""
        found = self._by_type.get(kind.type, ())
        return any(subject is None or e.event.subject == subject for e in found)

    def named(self, condition: str, subject: str | None = None) -> Iterator[Entry[Event]]:
        """Yield what a condition of the data files means: `type` or `type:quality`."""
        name, _, quality = condition.partition(":")
        for entry in self._by_type.get(name, ()):
            if quality and not entry.event.has_quality(quality):
                continue
            if subject is None or entry.event.subject == subject:
                yield entry

    def happened(self, condition: str, subject: str | None = None) -> bool:
        """Whether a condition of the data files is met."""
        return next(self.named(condition, subject), None) is not None


def _as(entry: Entry[Event], kind: type[F]) -> Entry[F]:
    """Narrow an entry: entries are indexed by the type their event was registered with."""
    assert isinstance(entry.event, kind)
    return entry  # pyright: ignore[reportReturnType] - a frozen Entry of a kind is an Entry[kind]


def voided(entries: Iterable[Entry[Event]]) -> tuple[Entry[Event], ...]:
    """Return the entries with `voided_by` filled in from those that void them."""
    found = list(entries)
    by = {e.voids: e.id for e in found if e.voids is not None}
    return tuple(replace(e, voided_by=by[e.id]) if e.id in by else e for e in found)
