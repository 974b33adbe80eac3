"""From schema 3.0 to 4.0, frozen: days of the calendar, the day on which a case came in.

A year that was announced as a whole no longer takes the place of what its last day is. A case
carries the day of its latest receipt, by which lists are ordered. Never edited after release.
"""

import sqlite3

from models.migrations.v002_identity import note

VERSION = 4000
Counts = dict[str, int]

CHANGES = (
    "ALTER TABLE holiday RENAME TO holiday_before",
    """CREATE TABLE holiday (
    date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (date, kind))""",
    "INSERT INTO holiday SELECT date, kind, name, source FROM holiday_before",
    "DROP TABLE holiday_before",
    "ALTER TABLE case_file ADD COLUMN receipt_on TEXT NOT NULL DEFAULT ''",
    """UPDATE case_file SET receipt_on = coalesce((SELECT e.date FROM event e
    WHERE e.case_id = case_file.id AND e.type IN ('request_received',
        'mediation_request_received', 'advisory_request_received')
    AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id)
    ORDER BY e.date DESC, e.id DESC LIMIT 1), substr(created_at, 1, 10))""",
    "CREATE INDEX case_received ON case_file (receipt_on, id)",
)


def up(conn: sqlite3.Connection) -> None:
    """Step 3.0 → 4.0, inside the caller's transaction, with foreign keys switched off."""
    for statement in CHANGES:
        conn.execute(statement)
    if conn.execute("SELECT 1 FROM audit LIMIT 1").fetchone():
        note(conn, {"args": {"from": "3.0", "to": "4.0"}})


def counts(before: Counts) -> Counts:
    """Return the row counts expected after `up`: the same, and one audit entry."""
    entries = before["audit"]
    return before | {"audit": entries + 1 if entries else 0}
