"""What all entities share: the proxy they are bound through, and fields for JSON, days, moments."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import peewee

from models.canonical import canonical, moment_text
from models.store.db import proxy

__all__ = ["DayField", "Entity", "JSONField", "MomentField", "proxy"]


class Entity(peewee.Model):
    """Base of all entities; bound to the open desk's database, usable only while one is open."""

    id: Any

    # Typed Any so that each entity may have a Meta of its own.
    Meta: Any = type("Meta", (), {"database": proxy, "legacy_table_names": False})


class JSONField(peewee.TextField):
    """A value of dicts, lists, text, numbers, bools; dates go in as ISO text and come out as it."""

    def db_value(self, value: Any) -> str | None:
        """Return the canonical JSON text."""
        return None if value is None else canonical(value)

    def python_value(self, value: Any) -> Any:
        """Return the parsed value."""
        return None if value is None else json.loads(value)


class DayField(peewee.Field):
    """A calendar day without a time zone, stored as YYYY-MM-DD."""

    field_type = "TEXT"

    def db_value(self, value: Any) -> str | None:
        """Return ISO text; a moment is refused, a malformed text is a ValueError."""
        if value is None:
            return None
        if isinstance(value, datetime):
            raise TypeError("a day is stored, not a moment")
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()

    def python_value(self, value: Any) -> date | None:
        """Return the date."""
        return None if value is None else date.fromisoformat(value)


class MomentField(peewee.Field):
    """A moment in UTC, stored as 2026-01-05T09:30:00.000000Z so that text order is time order."""

    field_type = "TEXT"

    def db_value(self, value: Any) -> str | None:
        """Return the UTC text; a naive time is a BugError."""
        if value is None:
            return None
        return moment_text(datetime.fromisoformat(value) if isinstance(value, str) else value)

    def python_value(self, value: Any) -> datetime | None:
        """Return the aware moment in UTC."""
        return None if value is None else datetime.fromisoformat(value).astimezone(UTC)


def text(*, default: str = "") -> Any:
    """Return a required text column that is empty unless given."""
    return peewee.TextField(default=default)


def blank() -> Any:
    """Return a text column that may be NULL: a number not given yet, an absent reference."""
    return peewee.TextField(null=True)


def json_of(default: Callable[[], Any]) -> Any:
    """Return a required JSON column with a fresh default (list or dict) for each row."""
    return JSONField(default=default)
