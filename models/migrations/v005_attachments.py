"""From schema 4.0 to 5.0, frozen: files that people bring into a case, each content stored once.

Never edited after release.
"""

import sqlite3

from models.migrations.v002_identity import note

VERSION = 5000
Counts = dict[str, int]

CHANGES = (
    """CREATE TABLE stored_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL)""",
    """CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    stored_id INTEGER NOT NULL REFERENCES stored_file (id),
    name TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL,
    pages INTEGER,
    turned INTEGER NOT NULL DEFAULT 0 CHECK (turned IN (0, 90, 180, 270)),
    subject TEXT NOT NULL DEFAULT 'case'
        CHECK (subject IN ('case', 'document', 'event', 'evidence')),
    subject_id INTEGER,
    made_from TEXT NOT NULL DEFAULT '[]',
    visibility TEXT NOT NULL DEFAULT 'main',
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL DEFAULT '',
    withdrawn TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX attachment_case ON attachment (case_id, subject, subject_id)",
    "CREATE INDEX attachment_stored ON attachment (stored_id)",
)


def up(conn: sqlite3.Connection) -> None:
    """Step 4.0 → 5.0, inside the caller's transaction, with foreign keys switched off."""
    for statement in CHANGES:
        conn.execute(statement)
    if conn.execute("SELECT 1 FROM audit LIMIT 1").fetchone():
        note(conn, {"args": {"from": "4.0", "to": "5.0"}})


def counts(before: Counts) -> Counts:
    """Return the row counts expected after `up`: two empty tables, and one audit entry."""
    entries = before["audit"]
    return before | {"audit": entries + 1 if entries else 0, "stored_file": 0, "attachment": 0}
