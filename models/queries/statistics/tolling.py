"""Days of a pause as the closing limit counts them: the union of the intervals [start, end)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Pause(NamedTuple):
    """The beginning or the end of a pause on a day (ISO text), by the id of the pause."""

    begins: bool
    day: str
    id: str


def days_between(start: str, end: str) -> int:
    """Return the calendar days from one day (ISO text) to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def tolled_days(events: Iterable[Pause], until: date, limit: str | None = None) -> int:
    """Return the days not counted up to a day.

    What begins after `limit` (the closing date as it is now) does not count: nothing accepted can
    begin later, because a pause that is accepted never ends the limit before its own first day.
    """
    starts: list[tuple[date, str]] = []
    ends: dict[str, date] = {}
    for pause in sorted(events, key=lambda one: one.day):
        if not pause.begins:
            ends.setdefault(pause.id, date.fromisoformat(pause.day))
        elif limit is None or pause.day <= limit:
            starts.append((date.fromisoformat(pause.day), pause.id))
    total, reached = 0, date.min
    for start, key in sorted(starts):
        low, high = max(start, reached), min(ends.get(key, until), until)
        if high > low:
            total += (high - low).days
            reached = high
    return total
