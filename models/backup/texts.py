"""Which texts of a database are none: bytes that the program never wrote."""

# ruff: noqa: S608 - the statements are made of names that the database itself gives

import sqlite3
from collections.abc import Iterator

from models.rules.problem import Problem

_MOST = 50  # that are named


def unreadable(conn: sqlite3.Connection) -> list[Problem]:
    """Return each place where a text is not UTF-8, by table, row and column; at most some."""
    found: list[Problem] = []
    tables = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    for (table,) in tables.fetchall():
        for problem in _in_table(conn, table):
            found.append(problem)
            if len(found) >= _MOST:
                return found
    return found


def _in_table(conn: sqlite3.Connection, table: str) -> Iterator[Problem]:
    described = conn.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [str(row[1]) for row in described if row[5]] or ["rowid"]
    key = " || '/' || ".join(f'hex(CAST("{one}" AS TEXT))' for one in keys)
    for column in (str(row[1]) for row in described):
        statement = (
            f'SELECT {key}, CAST("{column}" AS BLOB) FROM "{table}" '
            f"WHERE typeof(\"{column}\") = 'text'"
        )
        for row, content in conn.execute(statement):
            try:
                content.decode("utf-8")
            except UnicodeDecodeError:
                place = f"{table}[{_plain(row)}].{column}"
                yield Problem(place, "不是文字（磁盘损坏或者被改动过）")


def _plain(key: str) -> str:
    parts = (bytes.fromhex(one).decode("utf-8", "replace") for one in key.split("/"))
    return "/".join(parts)
