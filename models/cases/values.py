"""Values of columns as Python has them."""

import json
from datetime import UTC, date, datetime
from typing import cast

from models.rules.events import Json
from models.store.sql import SqlRow, Value


def as_number(value: Value) -> int:
    """Return a whole number."""
    assert isinstance(value, int)
    return value


def number_or_none(value: Value) -> int | None:
    """Return a whole number, None for NULL."""
    return value if isinstance(value, int) else None


def text_or_none(value: Value) -> str | None:
    """Return a text, None for NULL."""
    return None if value is None else str(value)


def name_or_none(value: Json) -> str | None:
    """Return a text inside JSON, None when it is none."""
    return value if isinstance(value, str) else None


def as_count(value: Json) -> int:
    """Return a whole number inside JSON, 0 when it is none."""
    return value if isinstance(value, int) else 0


def as_day(value: Value) -> date | None:
    """Return a day, None for NULL."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def as_moment(value: Value) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(str(value)).astimezone(UTC)


def json_object(value: Value) -> dict[str, Json]:
    """Return the object that a JSON column holds."""
    found = cast("Json", json.loads(str(value)))
    return found if isinstance(found, dict) else {}


def json_list(value: Value) -> list[Json]:
    """Return the list that a JSON column holds."""
    found = cast("Json", json.loads(str(value or "[]")))
    return found if isinstance(found, list) else []


def json_table(value: Value) -> list[SqlRow]:
    """Return the rows of a `json_rows` in order; the columns that tell it come first."""
    found = cast("list[list[Value]]", json.loads(str(value)))
    return sorted(tuple(row) for row in found)


def json_objects(value: Value) -> list[dict[str, Json]]:
    """Return the objects in the list that a JSON column holds."""
    return [one for one in json_list(value) if isinstance(one, dict)]
