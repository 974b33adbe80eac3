"""Narrowing of what a field holds to the type its dialog computes with (no Qt).

The specification says what a field can hold; what is not of that type counts as empty.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time

from models.rules.events import Json
from ui.arguments import Plain


def text(value: Plain) -> str:
    """Return a text."""
    return value if isinstance(value, str) else ""


def whole(value: Plain) -> int:
    """Return a whole number, 0 when nothing is filled in."""
    return value if isinstance(value, int) else 0


def day(value: Plain) -> date | None:
    """Return a day, None when nothing is filled in."""
    return value if isinstance(value, date) else None


def items(value: Plain) -> Sequence[Plain]:
    """Return the values of a list."""
    return value if isinstance(value, list | tuple) else ()


def texts(value: Plain) -> list[str]:
    """Return the texts of a list."""
    return [one for one in items(value) if isinstance(one, str)]


def mapping(value: Plain) -> Mapping[str, Plain]:
    """Return a record."""
    return value if isinstance(value, Mapping) else {}


def records(value: Plain) -> list[Mapping[str, Plain]]:
    """Return the records of a table."""
    return [one for one in items(value) if isinstance(one, Mapping)]


def as_json(value: Plain) -> Json:
    """Return a value as a draft keeps it: days and times as text."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: as_json(one) for name, one in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return [as_json(one) for one in value]
