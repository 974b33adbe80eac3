"""Days of a pause as the closing limit counts them: the union of the intervals [start, end)."""

from collections.abc import Iterable
from datetime import date


def days_between(start: str, end: str) -> int:
    """Return the calendar days from one day (ISO text) to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def tolled_days(
    events: Iterable[tuple[str, str, str]], until: date, limit: str | None = None
) -> int:
    """Return the days not counted up to a day, of (type, day, id) events.

    What begins after `limit` (the closing date as it stands) does not count: nothing accepted can
    begin later, because a pause that is accepted never ends the limit before its own first day.
    """
    starts: list[tuple[date, str]] = []
    ends: dict[str, date] = {}
    for kind, day, key in sorted(events, key=lambda event: event[1]):
        if kind == "tolling_ended":
            ends.setdefault(key, date.fromisoformat(day))
        elif limit is None or day <= limit:
            starts.append((date.fromisoformat(day), key))
    total, reached = 0, date.min
    for start, key in sorted(starts):
        low, high = max(start, reached), min(ends.get(key, until), until)
        if high > low:
            total += (high - low).days
            reached = high
    return total
