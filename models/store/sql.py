"""Plain SQL for reading many rows at once, run and counted in one place.

Statements use `?` for values and nothing that only one engine understands; what an engine has of
its own (JSON, full text, pragmas) is in the other modules of this package.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from models.store.db import connection

if TYPE_CHECKING:
    from models.store.desk import Desk

Value = str | int | float | bytes | None
SqlRow = tuple[Value, ...]


def rows(desk: "Desk", statement: str, values: Sequence[Value] = ()) -> list[SqlRow]:
    """Return all rows of a query."""
    return connection(desk.db).execute(statement, values).fetchall()


def each(desk: "Desk", statement: str, values: Sequence[Value] = ()) -> Iterator[SqlRow]:
    """Yield the rows of a query one by one, for those that need not be held together."""
    yield from connection(desk.db).execute(statement, values)


def number(desk: "Desk", statement: str, values: Sequence[Value] = ()) -> int:
    """Return the one number that a query gives."""
    found = connection(desk.db).execute(statement, values).fetchone()
    return int(found[0])


def run_many(desk: "Desk", statement: str, values: Iterable[Sequence[Value]]) -> None:
    """Run a writing statement once per row of values, inside the caller's transaction."""
    connection(desk.db).executemany(statement, values)


def marks(values: Collection[object]) -> str:
    """Return the place-holders for a list of values in a statement: ?, ?, ?."""
    return ", ".join("?" * len(values))
