"""The order of events that does not depend on the order of a list (interface, reading 1)."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from models.rules.deadlines.model import Happened
from models.rules.deadlines.reading.fields import Field, field_of
from models.rules.events import Event

Key = tuple[date, str, date, bool, date]


@cache
def _field(cls: type[Event], key: str) -> Field | None:
    found = field_of(key, (cls,))
    return found if found.names else None


@cache
def _has_more(cls: type[Event]) -> bool:
    """Whether more than day and type orders the events of a class."""
    return any(_field(cls, key) for key in ("hearing_on", "until", "consent", "posted_on"))


def _day(event: Event, key: str) -> date | None:
    found = _field(type(event), key)
    return found.day(event) if found else None


def effective(entry: Happened) -> date:
    """Return the day that is compared with a due day: the postmark, else the day (民诉法第85条)."""
    return _day(entry.event, "posted_on") or entry.on


def order_of(entry: Happened) -> Key:
    """Return the sort key: day, type, agreed day, refusal before consent, postmark."""
    event = entry.event
    if not _has_more(type(event)):
        return entry.on, event.type, date.min, False, entry.on
    until = _day(event, "hearing_on") or _day(event, "until") or date.min
    consent = _field(type(event), "consent")
    agrees = consent is not None and consent.of(event) is True
    return entry.on, event.type, until, agrees, effective(entry)


def in_order(entries: Sequence[Happened], text: Callable[[int], str]) -> tuple[Happened, ...]:
    """Return the events in order; `text(i)` = the JSON text of entry i, asked only for a tie."""
    keys = [order_of(entry) for entry in entries]
    places = sorted(range(len(entries)), key=keys.__getitem__)
    if any(keys[a] == keys[b] for a, b in pairwise(places)):
        many = Counter(keys)
        places.sort(key=lambda i: (keys[i], text(i) if many[keys[i]] > 1 else ""))
    return tuple(entries[i] for i in places)
