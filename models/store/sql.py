"""Plain SQL for reading and writing many rows at once, run and counted in one place.

Statements use `?` for values and nothing that only one engine understands; what an engine has of
its own (JSON, full text, pragmas) is in the other modules of this package.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

import peewee

from models.store.db import connection

Value = str | int | float | bytes | None
SqlRow = tuple[Value, ...]
AT_ONCE = 500  # rows in one statement


class Opened(Protocol):
    """Whatever holds the opened database: the desk, its settings."""

    @property
    def db(self) -> peewee.SqliteDatabase: ...


def rows(desk: Opened, statement: str, values: Sequence[Value] = ()) -> list[SqlRow]:
    """Return all rows of a query."""
    return connection(desk.db).execute(statement, values).fetchall()


def each(desk: Opened, statement: str, values: Sequence[Value] = ()) -> Iterator[SqlRow]:
    """Yield the rows of a query one by one, for those that need not be held together."""
    yield from connection(desk.db).execute(statement, values)


def number(desk: Opened, statement: str, values: Sequence[Value] = ()) -> int:
    """Return the one number that a query gives."""
    found = connection(desk.db).execute(statement, values).fetchone()
    return int(found[0])


def run_many(desk: Opened, statement: str, values: Iterable[Sequence[Value]]) -> None:
    """Run a writing statement once per row of values, inside the caller's transaction."""
    connection(desk.db).executemany(statement, values)


def write(
    desk: Opened,
    table: str,
    columns: Sequence[str],
    values: Sequence[Sequence[Value]],
    *,
    key: Sequence[str] = (),
) -> None:
    """Write rows in one statement (a portion of very many), over those with the same `key`."""
    over = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    end = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {over}" if key else ""
    names = ", ".join(columns)
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        places = ", ".join([f"({marks(columns)})"] * len(part))
        statement = f"INSERT INTO {table} ({names}) VALUES {places}{end}"  # noqa: S608 - our names
        connection(desk.db).execute(statement, [value for row in part for value in row])


def remove(
    desk: Opened, table: str, columns: Sequence[str], values: Sequence[Sequence[Value]]
) -> None:
    """Delete the rows whose columns have these values, in one statement (see `write`)."""
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        places = ", ".join([f"({marks(columns)})"] * len(part))
        which = f"({', '.join(columns)}) IN (VALUES {places})"
        statement = f"DELETE FROM {table} WHERE {which}"  # noqa: S608 - our own names
        connection(desk.db).execute(statement, [value for row in part for value in row])


def marks(values: Collection[object]) -> str:
    """Return the place-holders for a list of values in a statement: ?, ?, ?."""
    return ", ".join("?" * len(values))
