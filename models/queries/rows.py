"""Rows as plain dicts, read with one prepared statement per table.

A case is read with every command and ten thousand times by an import of holidays; building the
query and an object per row took ten times as long as reading them.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import peewee

from models.entities.base import Entity
from models.store.db import connection
from models.store.desk import Desk

_PLAIN = (peewee.TextField, peewee.IntegerField, peewee.AutoField, peewee.ForeignKeyField)
_Converter = Callable[[Any], Any]


@cache
def _reader(
    entity: type[Entity],
) -> tuple[str, tuple[str, ...], tuple[tuple[str, _Converter], ...]]:
    """Return the SELECT of a table, the names of its columns, and those that need converting."""
    meta: Any = entity._meta  # type: ignore[attr-defined]
    fields = meta.sorted_fields
    columns = ", ".join(f'"{field.column_name}"' for field in fields)
    # SQLite gives text and numbers back as they are; days, moments, JSON and bools it does not.
    typed = tuple((f.name, f.python_value) for f in fields if type(f) not in _PLAIN)
    statement = f'SELECT {columns} FROM "{meta.table_name}"'  # noqa: S608 - our own names only
    return statement, tuple(field.name for field in fields), typed


def rows(desk: Desk, entity: type[Entity], where: str, *values: Any) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts by field name; `where` is our own SQL from WHERE on."""
    statement, names, typed = _reader(entity)
    found = []
    for values_read in connection(desk.db).execute(f"{statement} {where}", values):
        row = dict(zip(names, values_read, strict=True))
        for name, convert in typed:
            row[name] = convert(row[name])
        found.append(row)
    return found
