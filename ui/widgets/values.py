"""What a form or a draft holds, read as the type it should have (no Qt).

A value of another type reads as if nothing were entered.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from models.rules.events import Json
from models.services.arguments.shapes import Plain

PAIR = 2


def text(value: Plain) -> str:
    """Return a text, "" for anything else."""
    return value if isinstance(value, str) else ""


def text_or_none(value: Plain) -> str | None:
    """Return a text, None for anything else."""
    return value if isinstance(value, str) else None


def day(value: Plain) -> date | None:
    """Return a day, None for anything else."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def number(value: Plain) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def items(value: Plain) -> Sequence[Plain]:
    """Return the items of a list; () for anything else, also for a text."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def texts(value: Plain) -> list[str]:
    """Return the texts in a list."""
    return [one for one in items(value) if isinstance(one, str)]


def text_pairs(value: Plain) -> list[list[str]]:
    """Return the pairs of texts in a list; what is no pair is left out."""
    pairs = [texts(one) for one in items(value)]
    return [pair for pair in pairs if len(pair) == PAIR]


def mapping(value: Plain) -> Mapping[str, Plain]:
    """Return named values; {} for anything else."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: Plain) -> list[Mapping[str, Plain]]:
    """Return the named values in a list, as the rows of a table are."""
    return [one for one in items(value) if isinstance(one, Mapping)]


def record(value: Json) -> dict[str, Json]:
    """Return a JSON object; {} for anything else."""
    return value if isinstance(value, dict) else {}


def entries(value: Json) -> list[Json]:
    """Return the items of a JSON list; [] for anything else."""
    return value if isinstance(value, list) else []


def records(value: Json) -> list[dict[str, Json]]:
    """Return the objects in a JSON list."""
    return [one for one in entries(value) if isinstance(one, dict)]


def as_json(value: Plain) -> Json:
    """Return a value as a draft keeps it: days and times as text."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: as_json(one) for name, one in value.items()}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return [as_json(one) for one in value]
