"""From schema 1.0 to 2.0, frozen: global ids, visibility, sealed parts, who sent a command.

Tables whose rows get an id of their own are rebuilt, because SQLite cannot add a column that is
unique and never NULL. An existing row gets the same id wherever the same data is migrated: it is
derived from the first audit entry, the table and the row number. Never edited after release.
"""

import hashlib
import json
import sqlite3
import uuid

from models.migrations import v001_schema

VERSION = 2000
Counts = dict[str, int]

_UID = "uid TEXT NOT NULL CHECK (length(uid) = 36)"
_VISIBILITY = (
    "visibility TEXT NOT NULL DEFAULT 'main'"
    " CHECK (visibility IN ('main', 'internal', 'deliberation', 'offer'))"
)
# What is behind the number of a row in the rebuilt tables.
REBUILT: dict[str, tuple[str, ...]] = {
    "party": (_UID,),
    "case_file": (_UID,),
    "event": (_UID, "version INTEGER NOT NULL DEFAULT 1", _VISIBILITY, "sealed_sha TEXT"),
    "document": (_UID, _VISIBILITY),
    "document_file": (_UID, _VISIBILITY),
}
# Who may see the rows that are there: papers of the 副卷 and what was said in a deliberation.
_PAPER = """CASE WHEN form_id = 'deliberation_record' THEN 'deliberation'
    WHEN form_id IN ('closing_approval', 'deadline_explanation', 'docketing_approval',
    'routing_record') THEN 'internal' ELSE 'main' END"""
_SEEN_BY = {
    "event": "CASE type WHEN 'deliberated' THEN 'deliberation' ELSE 'main' END",
    "document": _PAPER,
    "document_file": f"(SELECT {_PAPER} FROM document d WHERE d.id = document_file.document_id)",  # noqa: S608
}

NEW = (
    """CREATE TABLE event_sealed (
    event_id INTEGER NOT NULL PRIMARY KEY REFERENCES event (id),
    payload TEXT NOT NULL)""",
    """CREATE TABLE waiting (
    id INTEGER NOT NULL PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES case_file (id),
    step TEXT NOT NULL,
    party TEXT NOT NULL DEFAULT '',
    command TEXT NOT NULL,
    rule TEXT NOT NULL DEFAULT '',
    due TEXT,
    provisional INTEGER NOT NULL DEFAULT 0,
    ready INTEGER NOT NULL DEFAULT 1,
    UNIQUE (case_id, step, party))""",
    """CREATE TABLE case_search (
    case_id INTEGER NOT NULL PRIMARY KEY REFERENCES case_file (id),
    words TEXT NOT NULL,
    initials TEXT NOT NULL,
    made_on TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    mark TEXT NOT NULL)""",
    "CREATE INDEX waiting_command_due ON waiting (command, due)",
    "CREATE INDEX waiting_due ON waiting (due)",
    "CREATE INDEX case_search_made_on ON case_search (made_on)",
    "CREATE INDEX case_search_valid_until ON case_search (valid_until)",
    "ALTER TABLE audit ADD COLUMN format INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE audit ADD COLUMN person TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE audit ADD COLUMN role TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE audit ADD COLUMN command_id TEXT",
    "CREATE UNIQUE INDEX audit_command ON audit (command_id)",
    *(
        f"CREATE TRIGGER event_sealed_no_{verb.lower()} BEFORE {verb} ON event_sealed\n"
        "BEGIN SELECT RAISE(ABORT, 'event_sealed is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)


def up(conn: sqlite3.Connection) -> None:
    """Step 1.0 → 2.0, inside the caller's transaction, with foreign keys switched off."""
    first = conn.execute("SELECT hash FROM audit ORDER BY id LIMIT 1").fetchone()
    home = uuid.uuid5(uuid.NAMESPACE_OID, first[0] if first else v001_schema.GENESIS)

    def uid_of(table: str, number: int) -> str:
        return str(uuid.uuid5(home, f"{table}:{number}"))

    conn.create_function("uid_of", 2, uid_of, deterministic=True)
    try:
        for table, columns in REBUILT.items():
            _rebuild(conn, table, columns)
    finally:
        conn.create_function("uid_of", 2, None)
    for statement in NEW:
        conn.execute(statement)
    if first:
        _vouch(conn)


def counts(before: Counts) -> Counts:
    """Return the row counts expected after `up`: one audit entry more where there is any."""
    entries = before["audit"]
    empty = {"event_sealed": 0, "waiting": 0, "case_search": 0}
    return before | empty | {"audit": entries + 1 if entries else 0}


def _rebuild(conn: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> None:
    """Copy a table into one that has more columns, and put that in its place."""
    (old,) = (sql for sql in v001_schema.TABLES if sql.startswith(f"CREATE TABLE {table} ("))
    number, _, rest = old.replace(
        f"CREATE TABLE {table} (", f"CREATE TABLE new_{table} ("
    ).partition(",\n")
    conn.execute(",\n    ".join((number, *columns, rest.lstrip())))
    names = [f'"{row[1]}"' for row in conn.execute(f"PRAGMA table_info({table})")]
    kept, values = ", ".join([*names, "uid"]), ", ".join([*names, f"uid_of('{table}', id)"])
    if table in _SEEN_BY:
        kept += ", visibility"
        values += f", {_SEEN_BY[table]}"
    conn.execute(f"INSERT INTO new_{table} ({kept}) SELECT {values} FROM {table} ORDER BY id")  # noqa: S608
    if "AUTOINCREMENT" in number:
        # A number that was given once is never given again, also when its row is gone.
        conn.execute("DELETE FROM sqlite_sequence WHERE name = ?", (f"new_{table}",))
        conn.execute(
            "INSERT INTO sqlite_sequence (name, seq)"
            " SELECT ?, seq FROM sqlite_sequence WHERE name = ?",
            (f"new_{table}", table),
        )
    conn.execute(f"DROP TABLE {table}")
    conn.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    # Once the rows are there: an index of ids in no order is much slower to build row by row.
    conn.execute(f"CREATE UNIQUE INDEX {table}_uid ON {table} (uid)")
    for statement in (*v001_schema.INDEXES, *v001_schema.TRIGGERS):
        if f" ON {table} (" in statement or f" ON {table}\n" in statement:
            conn.execute(statement)


def _vouch(conn: sqlite3.Connection) -> None:
    """Append the step's own audit entry, which covers what the older events were given."""
    digest, last = hashlib.sha256(), 0
    rows = conn.execute("SELECT id, uid, version, visibility, sealed_sha FROM event ORDER BY id")
    for row in rows:
        digest.update(f"{canonical(list(row))}\n".encode())
        last = row[0]
    note(conn, {
        "args": {"from": "1.0", "to": "2.0"},
        "identified": {"to": last, "sha256": digest.hexdigest()},
    })  # fmt: skip


def note(conn: sqlite3.Connection, payload: dict[str, dict[str, str | int]]) -> None:
    """Append the audit entry of a step."""
    count, prev = conn.execute("SELECT count, hash FROM audit_head").fetchone()
    # A step has no clock: its moment is that of the entry before.
    at = conn.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()[0]
    entry = (count + 1, at, "", "migrate", None, canonical(payload), 2, "", "", None)
    own = hashlib.sha256(f"{prev}\n{canonical(list(entry))}".encode()).hexdigest()
    conn.execute(
        "INSERT INTO audit (id, at, actor, action, case_id, payload, format, person, role,"
        " command_id, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*entry, prev, own),
    )
    conn.execute("UPDATE audit_head SET count = ?, hash = ?", (count + 1, own))


def canonical(value: object) -> str:
    """Return the JSON text of a value as the audit keeps it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
