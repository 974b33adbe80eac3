"""Which files the rows of a database name: of papers, and of what was brought into cases.

Whoever compares the file store with the database (settling, verifying, copying, restoring) asks
here, so that a table of files that is added later is forgotten nowhere.
"""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from models.store.sql import marks

TABLES = ("document_file", "stored_file")
COUNT = "SELECT " + " + ".join(f"(SELECT count(*) FROM {one})" for one in TABLES)  # noqa: S608
_PROTOTYPE = ("document",)  # whose papers were named by their own table
_AT_ONCE = 500  # names in one question


@dataclass(frozen=True)
class NamedFile:
    """A file as the database names it: its name in the store, SHA-256 and size in bytes."""

    path: str
    sha256: str
    size: int


def all_files(conn: sqlite3.Connection) -> list[NamedFile]:
    """Return every file that a database of whatever version names, by name."""
    found = conn.execute(f"{_each(conn, 'path, sha256, size')} ORDER BY 1")
    return [NamedFile(str(path), str(sha256), int(size)) for path, sha256, size in found]


def among(conn: sqlite3.Connection, relpaths: Collection[str]) -> set[str]:
    """Return those of the names that a row of a desk's database names."""
    wanted, found = list(relpaths), set[str]()
    each = _union("path", TABLES)
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        statement = f"SELECT path FROM ({each}) WHERE path IN ({marks(part)})"  # noqa: S608
        found.update(row[0] for row in conn.execute(statement, part))
    return found


def _each(conn: sqlite3.Connection, columns: str) -> str:
    there = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [one for one in TABLES if one in there] or _PROTOTYPE
    return _union(columns, tables)


def _union(columns: str, tables: Collection[str]) -> str:
    return " UNION ALL ".join(f"SELECT {columns} FROM {one}" for one in tables)  # noqa: S608
