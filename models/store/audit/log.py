"""The audit: one entry per command, each carrying the hash of the one before.

`audit_head` repeats the number of entries and the last hash, so that a cut-off end is found too.
Each entry also carries a digest of the events written in the same unit: an event changed behind
the program's back is found by the entry that recorded it. What is checked:
models/store/audit/chain.py.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from models.canonical import canonical, moment_text, sha256_text
from models.rules.events.base import Json
from models.store.sql import Value
from models.store.sql_dialect import json_rows

GENESIS = "0" * 64
FORMAT = 3
# What the digest of events covers, by the format of the entry that holds it.
_EVENT_2 = (
    "id, case_id, type, date, recorded_at, actor, payload, voids_id, reason,"
    " uid, version, visibility, sealed_sha"
)
EVENT_COLUMNS = {
    1: "id, case_id, type, date, recorded_at, actor, payload, voids_id, reason",
    2: _EVENT_2,
    3: _EVENT_2,  # such an entry carries digests of other rows too (rows.py)
}
_COLUMNS = (
    "id, at, actor, action, case_id, payload, format, person, role, command_id, prev_hash, hash"
)
_SENT = ", ".join(f"sent.{name}" for name in _COLUMNS.split(", ")[:10])
_SETTINGS = json_rows('"key", value, source, confirmed_by, confirmed_on', "setting")
# One statement, because a command begins with it and a server is a network away.
_BEFORE = f"""SELECT head.count, head.hash, (SELECT seq FROM sqlite_sequence WHERE name = 'event'),
    coalesce((SELECT format FROM audit ORDER BY id DESC LIMIT 1), 0),
    {_SETTINGS}, staff.role, {_SENT} FROM audit_head head
    LEFT JOIN audit sent ON sent.command_id = ?
    LEFT JOIN staff ON staff.name = ? AND staff.active
    WHERE head.id = 1 ORDER BY staff.id"""  # noqa: S608 - our own names only


@dataclass(frozen=True)
class Row:
    """A stored entry without its hashes; `at` is UTC text, `payload` canonical JSON text."""

    number: int
    at: str
    actor: str
    action: str
    case_id: int | None
    payload: str
    format: int = FORMAT
    person: str = ""
    role: str = ""
    command_id: str | None = None

    def hash(self, prev_hash: str) -> str:
        """Return the hash of the entry after the one with `prev_hash`.

        Stored chains depend on these formulas: a new one is a new format. The lists differ in
        length, so a hash of one format is never that of another: `format` cannot be lowered to
        take the newer columns out of it.
        """
        values = list(astuple(self))
        return sha256_text(f"{prev_hash}\n{canonical(values[:6] if self.format == 1 else values)}")


@dataclass(frozen=True)
class Entry:
    """What a command has to say of itself."""

    at: datetime
    actor: str
    action: str
    case_id: int | None
    payload: Mapping[str, Json]
    person: str = ""
    role: str = ""
    command_id: str | None = None


@dataclass(frozen=True)
class State:
    """Where the audit is before a command: entries, hash of the last, highest event id ever.

    Of who sends the command: the roles on the roster. `format` is that of the last entry.
    """

    count: int
    hash: str
    last_event: int
    roles: str = ""
    format: int = 0


@dataclass(frozen=True)
class Before:
    """What a command must know of the folder before it runs, read in one statement.

    `sent` is the entry of a command that was sent with the same id; `settings` rows of the table.
    """

    state: State
    sent: Row | None
    settings: list[list[str | None]]


def events_digest(conn: sqlite3.Connection, after: int, to: int, form: int = FORMAT) -> str:
    """Return the SHA-256 over the events with after < id <= to, in order."""
    rows = conn.execute(
        f"SELECT {EVENT_COLUMNS[form]} FROM event WHERE id > ? AND id <= ? ORDER BY id",  # noqa: S608
        (after, to),
    )
    return digest_of(rows.fetchall())


def read(value: Value) -> int | str | None:
    """Return a column as it was written; a damaged one (bytes, a fraction) as text that differs."""
    return value if value is None or isinstance(value, int | str) else repr(value)


def digest_of(rows: Iterable[Sequence[Value]]) -> str:
    """Return the SHA-256 over rows of events, each with the columns of its format."""
    return sha256_text(canonical([[read(value) for value in row] for row in rows]))


def identity_digest(conn: sqlite3.Connection, to: int) -> str:
    """Return the SHA-256 over what migration 2.0 gave to the events with id <= to."""
    digest = hashlib.sha256()
    rows = conn.execute(
        "SELECT id, uid, version, visibility, sealed_sha FROM event WHERE id <= ? ORDER BY id",
        (to,),
    )
    for row in rows:
        digest.update(f"{canonical(list(row))}\n".encode())
    return digest.hexdigest()


def append(conn: sqlite3.Connection, entry: Entry, after: State) -> tuple[int, str]:
    """Append one entry inside the running transaction; return its number and hash."""
    row = Row(
        after.count + 1, moment_text(entry.at), entry.actor, entry.action, entry.case_id,
        canonical(entry.payload), FORMAT, entry.person, entry.role, entry.command_id,
    )  # fmt: skip
    digest = row.hash(after.hash)
    conn.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*astuple(row), after.hash, digest),
    )
    conn.execute("UPDATE audit_head SET count = ?, hash = ? WHERE id = 1", (row.number, digest))
    return row.number, digest


def before(conn: sqlite3.Connection, person: str, command_id: str | None) -> Before:
    """Read what a command must know, inside the running transaction: nobody else can change it."""
    found = conn.execute(_BEFORE, (command_id or None, person)).fetchall()
    count, last, event, form, settings, _, *sent = found[0]
    roles = ",".join(dict.fromkeys(row[5] for row in found if row[5]))
    state = State(count, last, event or 0, roles, form)
    return Before(state, Row(*sent) if sent[0] else None, json.loads(settings))
