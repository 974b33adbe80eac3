"""Verifying the audit: the chain of its hashes, the events it covers, the sealed parts of these."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import peewee

from models.canonical import parsed_object, sha256_text
from models.rules.events.base import Json
from models.rules.problem import Problem
from models.store.audit import log as audit
from models.store.db import connection, user_version

_SCHEMA_2 = 2000


def verify_chain(db: peewee.SqliteDatabase) -> list[Problem]:
    """Return what is wrong with the audit and the events it covers; empty when all is intact."""
    return verify_connection(connection(db))


def verify_connection(conn: sqlite3.Connection) -> list[Problem]:
    """Return what verify_chain does, for a bare connection (a backup being checked).

    A backup of schema 1.x is read as it is: its entries have no columns but those of format 1.
    """
    old = user_version(conn) < _SCHEMA_2
    problems: list[Problem] = []
    prev, expected, form = audit.GENESIS, 1, 1
    for row, prev_hash, digest in _entries(conn, old):
        if row.number != expected:
            problems.append(
                Problem(f"audit[{expected}]", f"缺少第 {expected} 至第 {row.number - 1} 条日志")
            )
        elif prev_hash != prev:
            problems.append(Problem(f"audit[{row.number}]", "与前一条日志接不上"))
        if row.hash(prev_hash) != digest or not _format_fits(row, form):
            problems.append(Problem(f"audit[{row.number}]", "日志内容被改动过"))
        prev, expected = digest, row.number + 1
        form = row.format if row.format in audit.EVENT_COLUMNS else form
    problems += _verify_head(conn, expected - 1, prev)
    problems += _verify_events(conn, old)
    return problems if old else problems + _verify_sealed(conn)


def hash_of(db: peewee.SqliteDatabase, number: int) -> str:
    """Return the hash of an entry, "" when there is none of this number."""
    row = connection(db).execute("SELECT hash FROM audit WHERE id = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


def _entries(conn: sqlite3.Connection, old: bool) -> Iterator[tuple[audit.Row, str, str]]:
    newer = "1, '', '', NULL" if old else "format, person, role, command_id"
    rows = conn.execute(
        f"SELECT id, at, actor, action, case_id, payload, {newer}, prev_hash, hash"  # noqa: S608
        " FROM audit ORDER BY id"
    )
    for *values, prev_hash, digest in rows:
        columns: list[Any] = [audit.read(value) for value in values]
        yield audit.Row(*columns), prev_hash, digest


def _format_fits(row: audit.Row, before: int) -> bool:
    """Whether the format is known, not lower than the one before, and nothing escapes the hash."""
    if row.format not in audit.EVENT_COLUMNS or row.format < before:
        return False
    return row.format > 1 or (row.person, row.role, row.command_id) == ("", "", None)


def _verify_head(conn: sqlite3.Connection, count: int, last_hash: str) -> list[Problem]:
    head = conn.execute("SELECT count, hash FROM audit_head WHERE id = 1").fetchone()
    if head is None:
        return [Problem("audit_head", "日志的总数记录不见了")]
    if head[0] > count:
        return [Problem(f"audit[{head[0]}]", f"末尾缺少 {head[0] - count} 条日志")]
    if tuple(head) != (count, last_hash):
        return [Problem("audit_head", "日志的总数记录与日志不一致")]
    return []


@dataclass(frozen=True)
class _Span:
    """The events an entry covers, after < id <= to; `identity` = what migration 2.0 gave them."""

    number: int
    form: int
    after: int
    to: int
    sha256: str
    identity: bool


def _spans(conn: sqlite3.Connection, old: bool) -> Iterator[_Span]:
    form = "1" if old else "format"
    rows = conn.execute(
        f"SELECT id, {form}, payload FROM audit WHERE payload LIKE '%\"sha256\"%' ORDER BY id"  # noqa: S608
    )
    for number, own, payload in rows:
        found = parsed_object(payload)
        for key in ("events", "identified"):
            span = found.get(key)
            if isinstance(span, dict):
                yield _Span(
                    number, own, _int(span.get("after")), _int(span.get("to")),
                    str(span.get("sha256")), key == "identified",
                )  # fmt: skip


def _int(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _verify_events(conn: sqlite3.Connection, old: bool) -> list[Problem]:
    problems: list[Problem] = []
    covered = without_identity = identified = 0
    for span in _spans(conn, old):
        if span.identity:
            identified = span.to
            if audit.identity_digest(conn, span.to) != span.sha256:
                words = f"第 1 至第 {span.to} 号事件的标识与第 {span.number} 条日志不符"
                problems.append(Problem("event[1]", words))
            continue
        if span.after != covered:
            words = f"第 {covered + 1} 至第 {span.after} 号事件没有日志"
            problems.append(Problem(f"event[{covered + 1}]", words))
        if audit.events_digest(conn, span.after, span.to, _known(span.form)) != span.sha256:
            words = (
                f"第 {span.after + 1} 至第 {span.to} 号事件与第 {span.number} 条日志不符"
                "（被改动或缺失）"
            )
            problems.append(Problem(f"event[{span.after + 1}]", words))
        covered = span.to
        without_identity = span.to if span.form == 1 else without_identity
    if not old and identified != without_identity:
        words = f"第 1 至第 {without_identity} 号事件的标识没有日志"
        problems.append(Problem("event[1]", words))
    stray = conn.execute("SELECT count(*) FROM event WHERE id > ?", (covered,)).fetchone()[0]
    if stray:
        problems.append(Problem(f"event[{covered + 1}]", f"有 {stray} 个事件没有日志"))
    return problems


def _known(form: int) -> int:
    return form if form in audit.EVENT_COLUMNS else audit.FORMAT


def _verify_sealed(conn: sqlite3.Connection) -> list[Problem]:
    """Compare the sealed parts with the hashes that their events carry."""
    problems: list[Problem] = []
    rows = conn.execute(
        "SELECT e.id, e.sealed_sha, s.payload FROM event e"
        " LEFT JOIN event_sealed s ON s.event_id = e.id"
        " WHERE e.sealed_sha IS NOT NULL OR s.event_id IS NOT NULL ORDER BY e.id"
    )
    for number, claimed, payload in rows:
        if payload is None:
            words = "保密内容不见了"
        elif claimed is None:
            words = "有没有登记的保密内容"
        elif not isinstance(payload, str) or sha256_text(payload) != claimed:
            words = "保密内容被改动过"
        else:
            continue
        problems.append(Problem(f"event[{number}]", f"第 {number} 号事件：{words}"))
    return problems
