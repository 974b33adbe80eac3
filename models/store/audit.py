"""The audit: one entry per command, each carrying the hash of the one before.

`audit_head` repeats the number of entries and the last hash, so that a cut-off end is found too.
Each entry also carries a digest of the events written in the same unit: an event changed behind
the program's back is found by the entry that recorded it.
"""

import sqlite3
from datetime import datetime
from typing import Any

import peewee

from models.canonical import canonical, moment_text, sha256_text
from models.rules.problem import Problem
from models.store.db import connection

GENESIS = "0" * 64
_EVENT_COLUMNS = "id, case_id, type, date, recorded_at, actor, payload, voids_id, reason"


def entry_hash(prev_hash: str, entry: tuple[int, str, str, str, int | None, str]) -> str:
    """Return the hash of one entry (id, at, actor, action, case_id, payload text).

    Stored chains depend on this formula: it changes only together with a migration.
    """
    return sha256_text(f"{prev_hash}\n{canonical(list(entry))}")


def last_event(conn: sqlite3.Connection) -> int:
    """Return the highest event id ever given, 0 when there is none."""
    row = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'event'").fetchone()
    return int(row[0]) if row else 0


def events_digest(conn: sqlite3.Connection, after: int, to: int) -> str:
    """Return the SHA-256 over the events with after < id <= to, in order."""
    rows = conn.execute(
        f"SELECT {_EVENT_COLUMNS} FROM event WHERE id > ? AND id <= ? ORDER BY id",  # noqa: S608
        (after, to),
    )
    return sha256_text(canonical([list(row) for row in rows]))


def append(
    conn: sqlite3.Connection,
    at: datetime,
    actor: str,
    action: str,
    case_id: int | None,
    payload: dict[str, Any],
) -> int:
    """Append one entry inside the running transaction and return its number."""
    count, prev = conn.execute("SELECT count, hash FROM audit_head WHERE id = 1").fetchone()
    number = count + 1
    entry = (number, moment_text(at), actor, action, case_id, canonical(payload))
    digest = entry_hash(prev, entry)
    conn.execute(
        "INSERT INTO audit (id, at, actor, action, case_id, payload, prev_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*entry, prev, digest),
    )
    conn.execute("UPDATE audit_head SET count = ?, hash = ? WHERE id = 1", (number, digest))
    return number


def verify_chain(db: peewee.SqliteDatabase) -> list[Problem]:
    """Return what is wrong with the audit and the events it covers; empty when all is intact."""
    return verify_connection(connection(db))


def verify_connection(conn: sqlite3.Connection) -> list[Problem]:
    """Return what verify_chain does, for a bare connection (a backup being checked)."""
    problems: list[Problem] = []
    prev, expected = GENESIS, 1
    rows = conn.execute(
        "SELECT id, at, actor, action, case_id, payload, prev_hash, hash FROM audit ORDER BY id"
    )
    for *entry, prev_hash, digest in rows:
        number = entry[0]
        if number != expected:
            problems.append(
                Problem(f"audit[{expected}]", f"缺少第 {expected} 至第 {number - 1} 条日志")
            )
        elif prev_hash != prev:
            problems.append(Problem(f"audit[{number}]", "与前一条日志接不上"))
        if entry_hash(prev_hash, tuple(entry)) != digest:
            problems.append(Problem(f"audit[{number}]", "日志内容被改动过"))
        prev, expected = digest, number + 1
    return problems + _verify_head(conn, expected - 1, prev) + _verify_events(conn)


def _verify_head(conn: sqlite3.Connection, count: int, last_hash: str) -> list[Problem]:
    head = conn.execute("SELECT count, hash FROM audit_head WHERE id = 1").fetchone()
    if head is None:
        return [Problem("audit_head", "日志的总数记录不见了")]
    if head[0] > count:
        return [Problem(f"audit[{head[0]}]", f"末尾缺少 {head[0] - count} 条日志")]
    if tuple(head) != (count, last_hash):
        return [Problem("audit_head", "日志的总数记录与日志不一致")]
    return []


def _verify_events(conn: sqlite3.Connection) -> list[Problem]:
    problems: list[Problem] = []
    covered = 0
    spans = conn.execute(
        "SELECT id, json_extract(payload, '$.events.after'), json_extract(payload, '$.events.to'),"
        " json_extract(payload, '$.events.sha256') FROM audit"
        " WHERE json_valid(payload) AND json_extract(payload, '$.events.to') IS NOT NULL"
        " ORDER BY id"
    ).fetchall()
    for number, after, to, digest in spans:
        if after != covered:
            problems.append(
                Problem(f"event[{covered + 1}]", f"第 {covered + 1} 至第 {after} 号事件没有日志")
            )
        if events_digest(conn, after, to) != digest:
            problems.append(
                Problem(
                    f"event[{after + 1}]",
                    f"第 {after + 1} 至第 {to} 号事件与第 {number} 条日志不符（被改动或缺失）",
                )
            )
        covered = to
    stray = conn.execute("SELECT count(*) FROM event WHERE id > ?", (covered,)).fetchone()[0]
    if stray:
        problems.append(Problem(f"event[{covered + 1}]", f"有 {stray} 个事件没有日志"))
    return problems
