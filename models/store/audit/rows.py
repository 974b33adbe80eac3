"""What each command wrote besides events: digests of rows in its entry, compared by `verify`.

Triggers that live only as long as the connection note how a command leaves the rows that it writes;
the entry keeps a digest of each (None of one that is gone). So a name, a hash of a file or a number
changed behind the program's back is found, and the entry that last wrote it is named. Rows from
before an entry of format 3 are covered once a command writes them.
"""

# ruff: noqa: S608 - the statements are made of the names in TABLES and of columns alone

import hashlib
import sqlite3
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from models.canonical import parsed_object
from models.rules.events.base import Json
from models.rules.problem import Problem

FORMAT = 3  # of the entries that carry digests of rows
SCHEMA = 4000  # of the oldest database that can have such entries
ROWS, FROM = "rows", "rows_from"  # what they are called in an entry
_LENGTH = 32  # hex digits of a digest: 128 bits
_ID = ("id",)
# The tables that commands write, by the columns of their keys. Of the events more is said (log.py);
# drafts and what is computed from the log are no record.
TABLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("staff", "party", "patent", "case_file", "case_party", "agent", "evidence", "document",
         "document_file", "ledger_row", "stored_file", "attachment"), _ID),
    "setting": ("key",), "holiday": ("date", "kind"), "number_sequence": ("kind", "year"),
}  # fmt: skip
# Computed from the log and written again when a day passes.
_COMPUTED = {"case_file": {"stage", "status", "track", "receipt_on"}}

Digests = dict[str, Json]


def watch(conn: sqlite3.Connection) -> None:
    """Begin to note which rows are written, and how; for one connection, once."""
    conn.execute(
        "CREATE TEMP TABLE written (tbl TEXT, key TEXT, row TEXT, PRIMARY KEY (tbl, key))"
        " WITHOUT ROWID"
    )
    for table in TABLES:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in _columns(conn, table))
        spelled = _spelled(conn, table, "NEW")
        for event, row, written, when in (
            ("INSERT", "NEW", spelled, ""), ("DELETE", "OLD", "NULL", ""),
            ("UPDATE", "NEW", spelled, f"WHEN {changed}"),
        ):  # fmt: skip
            key = _key(table, row)
            # Not OR REPLACE: the statement that sets a trigger off may say what else to do.
            conn.execute(
                f"CREATE TEMP TRIGGER note_{table}_{event} AFTER {event} ON main.{table} {when}"
                f" BEGIN DELETE FROM written WHERE tbl = '{table}' AND key = {key};"
                f" INSERT INTO written VALUES ('{table}', {key}, {written}); END"
            )


def _key(table: str, row: str) -> str:
    """Return the expression for a row's key as text, with the columns of NEW, OLD or an alias."""
    return " || '/' || ".join(f'CAST({row}."{one}" AS TEXT)' for one in TABLES[table])


def _columns(conn: sqlite3.Connection, table: str) -> list[str]:
    known = [str(row[1]) for row in conn.execute(f"PRAGMA main.table_info({table})")]
    return sorted(set(known) - _COMPUTED.get(table, set()))


def _spelled(conn: sqlite3.Connection, table: str, row: str) -> str:
    """Return the expression for a row as text: name, type and bytes of all that is not empty.

    A column that a later version adds, empty, leaves it as it was.
    """
    return " || ".join(
        f"CASE WHEN {row}.\"{c}\" IS NULL OR {row}.\"{c}\" = '' THEN ''"
        f" ELSE '{c}=' || typeof({row}.\"{c}\") || hex({row}.\"{c}\") || ';' END"
        for c in _columns(conn, table)
    )


def digest(spelled: str) -> str:
    """Return the digest of a row that is spelled out."""
    return hashlib.sha256(spelled.encode()).hexdigest()[:_LENGTH]


def taken(conn: sqlite3.Connection) -> dict[str, Json]:
    """Return the digests of the rows written since the last time, by table and key."""
    found: dict[str, Digests] = {}
    for table, key, row in conn.execute("SELECT tbl, key, row FROM temp.written"):
        found.setdefault(table, {})[key] = None if row is None else digest(row)
    if found:
        conn.execute("DELETE FROM temp.written")
    return dict(found)


def beginning(conn: sqlite3.Connection) -> dict[str, Json]:
    """Return where the coverage begins: the highest number of each table; small ones whole."""
    found: dict[str, Json] = {}
    for table in TABLES:
        if TABLES[table] == _ID:
            found[table] = conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        else:
            rows = conn.execute(f"SELECT {_key(table, 't')} FROM {table} t ORDER BY 1")
            found[table] = [str(row[0]) for row in rows]
    return found


# ---- verifying


@dataclass(frozen=True)
class _Last:
    """What the audit says last of a row."""

    sha: str | None
    entry: int


def verify(conn: sqlite3.Connection) -> list[Problem]:
    """Return the rows that are not as the last entry about them says; [] without coverage."""
    with _noted(conn) as (notes, begun):
        if begun is None:
            return []
        return [one for table in _there(conn) for one in _verify_table(conn, notes, table, begun)]


def uncovered(conn: sqlite3.Connection) -> int:
    """Return how many rows no entry tells of: an older program wrote them."""
    with _noted(conn) as (notes, begun):
        return sum(
            1
            for table in _there(conn)
            for (key,) in conn.execute(f"SELECT {_key(table, 't')} FROM {table} t")
            if _last(notes, table, str(key)) is None
            and not (begun and _is_newer(str(key), begun.get(table, 0)))
        )


def _there(conn: sqlite3.Connection) -> list[str]:
    """Return the tables that a database has: an older one lacks those that came later."""
    found = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table for table in TABLES if table in found]


@contextmanager
def _noted(
    conn: sqlite3.Connection,
) -> Generator[tuple[sqlite3.Connection, Mapping[str, Json] | None], None, None]:
    """Give what the entries say last of each row, and where their coverage begins."""
    with closing(sqlite3.connect("")) as notes:  # on disk, and gone when it is closed
        notes.execute(
            "CREATE TABLE last (tbl TEXT, key TEXT, sha TEXT, entry INTEGER, seen INTEGER,"
            " PRIMARY KEY (tbl, key)) WITHOUT ROWID"
        )
        yield notes, _read_entries(conn, notes)


def _read_entries(conn: sqlite3.Connection, notes: sqlite3.Connection) -> Mapping[str, Json] | None:
    """Note what the entries say of rows; return where the coverage begins, None without any."""
    begun: Mapping[str, Json] | None = None
    entries = conn.execute(f"SELECT id, payload FROM audit WHERE format >= {FORMAT} ORDER BY id")
    for number, payload in entries:
        said = parsed_object(payload)
        start = said.get(FROM)
        if begun is None and isinstance(start, dict):
            begun = start
        for table, key, sha in _told(said.get(ROWS)):
            notes.execute(
                "INSERT OR REPLACE INTO last VALUES (?, ?, ?, ?, 0)", (table, key, sha, number)
            )
    return begun


def _told(rows: Json) -> Iterator[tuple[str, str, str | None]]:
    if not isinstance(rows, dict):
        return
    for table, digests in rows.items():
        if isinstance(digests, dict):
            for key, sha in digests.items():
                yield table, key, sha if isinstance(sha, str) else None


def _verify_table(
    conn: sqlite3.Connection, notes: sqlite3.Connection, table: str, begun: Mapping[str, Json]
) -> Iterator[Problem]:
    start = begun.get(table, 0)
    rows = conn.execute(f"SELECT {_key(table, 't')}, {_spelled(conn, table, 't')} FROM {table} t")
    for key, spelled in rows:
        last = _last(notes, table, str(key))
        if last is None:
            if _is_newer(str(key), start):
                yield Problem(f"{table}[{key}]", "没有日志：不是程序登记的")
            continue
        notes.execute("UPDATE last SET seen = 1 WHERE tbl = ? AND key = ?", (table, str(key)))
        if last.sha != digest(str(spelled)):
            yield Problem(f"{table}[{key}]", f"内容与第 {last.entry} 条日志不符（被改动过）")
    lost = "SELECT key, entry FROM last WHERE tbl = ? AND seen = 0 AND sha IS NOT NULL ORDER BY key"
    for key, entry in notes.execute(lost, (table,)).fetchall():
        yield Problem(f"{table}[{key}]", f"第 {entry} 条日志登记的内容不见了")


def _last(notes: sqlite3.Connection, table: str, key: str) -> _Last | None:
    row = notes.execute(
        "SELECT sha, entry FROM last WHERE tbl = ? AND key = ?", (table, key)
    ).fetchone()
    return _Last(*row) if row else None


def _is_newer(key: str, start: Json | Sequence[Json]) -> bool:
    """Whether a row came after the coverage began."""
    if isinstance(start, list):
        return key not in start
    return not isinstance(start, int) or not key.isdecimal() or int(key) > start
