"""From schema 5.0 to 6.0, frozen: since when and until when somebody of the office holds a post.

Who approved something on a day held the post on that day; an empty day sets no limit.
Never edited after release.
"""

import sqlite3

from models.migrations.v002_identity import note

VERSION = 6000
Counts = dict[str, int]

CHANGES = (
    "ALTER TABLE staff ADD COLUMN post_since TEXT",
    "ALTER TABLE staff ADD COLUMN post_until TEXT",
)


def up(conn: sqlite3.Connection) -> None:
    """Step 5.0 → 6.0, inside the caller's transaction, with foreign keys switched off."""
    for statement in CHANGES:
        conn.execute(statement)
    if conn.execute("SELECT 1 FROM audit LIMIT 1").fetchone():
        note(conn, {"args": {"from": "5.0", "to": "6.0"}})


def counts(before: Counts) -> Counts:
    """Return the row counts expected after `up`: the same, and one audit entry."""
    entries = before["audit"]
    return before | {"audit": entries + 1 if entries else 0}
