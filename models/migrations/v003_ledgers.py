"""From schema 2.0 to 3.0, frozen: one table for the rows of all ledgers.

The ledger of 行政裁决告知 had a table of its own; its rows keep their numbers. A row gets the same
id wherever the same data is migrated, as in the step before. Never edited after release.
"""

import hashlib
import json
import sqlite3
import uuid
from datetime import date

from models.errors import StorageError
from models.migrations import v001_schema
from models.migrations.v002_identity import canonical, note

VERSION = 3000
Counts = dict[str, int]
Cell = int | str | bytes | None

NEW = (
    """CREATE TABLE ledger_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL CHECK (length(uid) = 36),
    ledger TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "values" TEXT NOT NULL DEFAULT '{}',
    case_id INTEGER REFERENCES case_file (id),
    recorded_at TEXT NOT NULL,
    updated_at TEXT NOT NULL)""",
    "CREATE UNIQUE INDEX ledger_row_uid ON ledger_row (uid)",
    "CREATE INDEX ledger_row_day ON ledger_row (ledger, day, id)",
    "CREATE INDEX ledger_row_case ON ledger_row (case_id)",
)
_TEXTS = ("person_name", "person_phone", "person_role", "manner", "choice", "note")


def up(conn: sqlite3.Connection) -> None:
    """Step 2.0 → 3.0, inside the caller's transaction, with foreign keys switched off."""
    for statement in NEW:
        conn.execute(statement)
    first = conn.execute("SELECT hash FROM audit ORDER BY id LIMIT 1").fetchone()
    home = uuid.uuid5(uuid.NAMESPACE_OID, first[0] if first else v001_schema.GENESIS)
    digest = hashlib.sha256()
    for row in _moved(conn, home):
        conn.execute("INSERT INTO ledger_row VALUES (?, ?, 'notification', ?, ?, ?, ?, ?)", row)
        digest.update(f"{canonical(list(row))}\n".encode())
    count = conn.execute("SELECT count(*) FROM ledger_row").fetchone()[0]
    conn.execute("DROP TABLE notification")
    if first:
        moved: dict[str, str | int] = {"rows": count, "sha256": digest.hexdigest()}
        note(conn, {"args": {"from": "2.0", "to": "3.0"}, "ledger_row": moved})


def counts(before: Counts) -> Counts:
    """Return the row counts expected after `up`: the rows in their new place, one audit entry."""
    entries = before["audit"]
    kept = {table: n for table, n in before.items() if table != "notification"}
    moved = {"ledger_row": before["notification"], "audit": entries + 1 if entries else 0}
    return kept | moved


def _moved(conn: sqlite3.Connection, home: uuid.UUID) -> list[tuple[Cell, ...]]:
    names = ", ".join(_TEXTS)
    rows = conn.execute(
        f"SELECT id, told_on, by_staff_id, routes, signed, case_id, recorded_at, {names}"  # noqa: S608
        " FROM notification ORDER BY id"
    ).fetchall()
    return [
        (
            row[0],
            str(uuid.uuid5(home, f"notification:{row[0]}")),
            row[1],
            canonical(_values(row)),
            row[5],
            row[6],
            row[6],
        )
        for row in rows
    ]


def _damaged(number: Cell, why: str) -> StorageError:
    return StorageError(
        f"告知台账第{number}号已损坏（{why}），没有升级，也没有改动任何数据。请联系信息员。"
    )


def _values(row: tuple[Cell, ...]) -> dict[str, object]:
    """Return the fields of an old row; what was empty is left out."""
    try:
        routes = json.loads(str(row[3]))
        date.fromisoformat(str(row[1]))
    except ValueError as error:
        raise _damaged(row[0], str(error)) from error
    if not isinstance(routes, list) or any(isinstance(one, bytes) for one in row):
        raise _damaged(row[0], "有一栏的类型不对")
    given: dict[str, object] = {"by_staff": row[2], "routes": routes, "signed": bool(row[4])}
    given |= dict(zip(_TEXTS, row[7:], strict=True))
    return {name: value for name, value in given.items() if value not in (None, "", [])}
