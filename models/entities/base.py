"""What all entities share: the proxy they are bound through, and typed columns."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar
from uuid import uuid4

import peewee

from models.canonical import canonical, moment_text
from models.rules.events.base import Json
from models.rules.intake.fields import Value
from models.store.db import proxy
from models.store.files.store import FileId

__all__ = ["DayField", "Entity", "FileField", "JSONField", "MomentField", "proxy"]

T = TypeVar("T")
Columns = dict[str, Json | date]  # values of a row by the names of its columns

if TYPE_CHECKING:
    FieldOf = peewee.Field
else:
    # peewee's classes are no generics while the program runs; only its stub knows their values.

    class FieldOf(peewee.Field, Generic[T]):
        """A column whose value has the type T."""


class Entity(peewee.Model):
    """Base of all entities; bound to the open desk's database, usable only while one is open."""

    id: "peewee.Field[int]"

    # Made by hand so that each entity may have a Meta of its own.
    Meta: ClassVar[type] = type("Meta", (), {"database": proxy, "legacy_table_names": False})

    @classmethod
    def columns(cls) -> frozenset[str]:
        """Return the names of the table's columns."""
        return frozenset(cls._meta.fields)

    @classmethod
    def columns_for(cls, values: Mapping[str, Value]) -> Columns:
        """Return those values that the table has columns for, as each column keeps "not given"."""
        found: Columns = {}
        for name, value in values.items():
            column = cls._meta.fields.get(name)
            if column is None:
                continue
            if value == "" and column.null:
                found[name] = None
            elif value is None and not column.null:
                default = column.default
                found[name] = None if isinstance(default, bytes) else default
            else:
                found[name] = list(value) if isinstance(value, tuple) else value
        return found

    @classmethod
    def put(cls, **values: object) -> None:
        """Write a row, over the one with the same primary key if there is one.

        Columns that are not given get their defaults in both cases.
        """
        key = cls._meta.primary_key
        names = key.field_names if isinstance(key, peewee.CompositeKey) else (key.name,)
        columns = cls._meta.sorted_fields
        cls.insert(**values).on_conflict(
            conflict_target=[column for column in columns if column.name in names],
            preserve=[column for column in columns if column.name not in names],
        ).execute()

    @classmethod
    def add(cls, rows: Sequence[Columns]) -> list[int]:
        """Insert rows, all with the same columns, in one statement; return their numbers in order.

        A row whose `id` is given is over the one with that number.
        """
        if not rows:
            return []
        columns = [one for one in cls._meta.sorted_fields if one.name in rows[0]]
        write = cls.insert_many(rows).returning(cls.id)
        if "id" in rows[0]:
            write = write.on_conflict(
                conflict_target=[cls.id], preserve=[one for one in columns if one.name != "id"]
            )
        given = [row.get("id") for row in rows]
        made = (number for (number,) in write.tuples() if isinstance(number, int))
        new = iter(sorted(number for number in made if number not in given))
        return [one if isinstance(one, int) else next(new) for one in given]


class JSONField(FieldOf[T]):
    """A value of dicts, lists, text, numbers, bools; dates go in as ISO text and come out as it."""

    field_type = "TEXT"

    def db_value(self, value: object) -> str | None:
        """Return the canonical JSON text."""
        return None if value is None else canonical(value)

    def python_value(self, value: str | None) -> T:
        """Return the parsed value."""
        # What was stored under the column's type comes back as it; NULL only where it may be.
        found: T = json.loads("null" if value is None else value)
        return found


class DayField(FieldOf[T]):
    """A calendar day without a time zone, stored as YYYY-MM-DD."""

    field_type = "TEXT"

    def db_value(self, value: date | str | None) -> str | None:
        """Return ISO text; a moment is refused, a malformed text is a ValueError."""
        if value is None:
            return None
        if isinstance(value, datetime):
            raise TypeError("a day is stored, not a moment")
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()

    def python_value(self, value: str | None) -> date | None:
        """Return the date."""
        return None if value is None else date.fromisoformat(value)


class FileField(FieldOf[FileId]):
    """The name of a file in the file store."""

    field_type = "TEXT"


class MomentField(FieldOf[datetime]):
    """A moment in UTC, stored as 2026-01-05T09:30:00.000000Z so that text order is time order."""

    field_type = "TEXT"

    def db_value(self, value: datetime | str | None) -> str | None:
        """Return the UTC text; a naive time is a BugError."""
        if value is None:
            return None
        return moment_text(datetime.fromisoformat(value) if isinstance(value, str) else value)

    def python_value(self, value: str | None) -> datetime | None:
        """Return the aware moment in UTC."""
        return None if value is None else datetime.fromisoformat(value).astimezone(UTC)


def text(*, default: str = "") -> "peewee.TextField[str]":
    """Return a required text column that is empty unless given."""
    return peewee.TextField(default=default)


def blank(*, unique: bool = False) -> "peewee.TextField[str | None]":
    """Return a text column that may be NULL: a number not given yet, an absent reference."""
    return peewee.TextField(null=True, unique=unique)


def day() -> DayField[date]:
    """Return a required column for a day."""
    return DayField()


def maybe_day() -> DayField[date | None]:
    """Return a column for a day that may be NULL."""
    return DayField(null=True)


def json_of(default: Callable[[], T]) -> JSONField[T]:
    """Return a required JSON column with a fresh default (list or dict) for each row."""
    return JSONField(default=default)


def objects() -> list[Json]:
    """Return the empty list of a JSON column."""
    return []


def texts() -> list[str]:
    """Return the empty list of a JSON column that holds texts."""
    return []


def numbers() -> list[int]:
    """Return the empty list of a JSON column that holds numbers."""
    return []


def mapping() -> dict[str, Json]:
    """Return the empty object of a JSON column."""
    return {}


def uid() -> "peewee.TextField[str]":
    """Return the column of the id that a row has everywhere: a UUID, version 4 when made here."""
    return peewee.TextField(unique=True, default=lambda: str(uuid4()))


def visibility() -> "peewee.TextField[str]":
    """Return the column that says who may see a row: main|internal|deliberation|offer."""
    return text(default="main")
