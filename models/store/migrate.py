"""Brings a database to the current schema: frozen SQL steps, each one transaction.

Foreign keys are switched off outside the transaction (the pragma is a no-op inside one), so that a
rebuilt table cannot cascade; `foreign_key_check` and the row counts then prove that nothing was
lost, and the version is raised in the same transaction.
"""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.backup import backup
from models.errors import BugError, StorageError
from models.migrations import (
    MAKERS,
    v001_schema,
    v002_identity,
    v003_ledgers,
    v004_days,
    v005_attachments,
    v006_posts,
)
from models.migrations import v001_from_prototype as v001
from models.store.db import APPLICATION_ID, VERSION, refuse_newer, user_version
from models.store.faults import DAMAGED

Counts = dict[str, int]


@dataclass(frozen=True)
class Step:
    """One step between two versions: what it does and the row counts it must leave."""

    start: int
    end: int
    up: Callable[[sqlite3.Connection], None]
    counts: Callable[[Counts], Counts]


STEPS: tuple[Step, ...] = (
    Step(v001.PROTOTYPE, v001.RENAMED, v001.rename_up, v001.rename_counts),
    Step(v001.RENAMED, v001.FILED, v001.file_up, v001.file_counts),
    Step(v001.FILED, v001_schema.VERSION, v001.log_up, v001.log_counts),
    Step(v001_schema.VERSION, v002_identity.VERSION, v002_identity.up, v002_identity.counts),
    Step(v002_identity.VERSION, v003_ledgers.VERSION, v003_ledgers.up, v003_ledgers.counts),
    Step(v003_ledgers.VERSION, v004_days.VERSION, v004_days.up, v004_days.counts),
    Step(v004_days.VERSION, v005_attachments.VERSION, v005_attachments.up, v005_attachments.counts),
    Step(v005_attachments.VERSION, v006_posts.VERSION, v006_posts.up, v006_posts.counts),
)


def bring_up(conn: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Create an empty database's schema, or back an older one up and migrate it step by step.

    TooNewError for a newer major version, StorageError for a database that is not ours or whose
    backup fails; BugError when a step would lose rows (the step is then undone).
    """
    version = user_version(conn)
    refuse_newer(version)
    if version == 0:
        _refuse_foreign(conn)
        create_fresh(conn)
        return
    if version >= v001_schema.VERSION:
        if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StorageError(DAMAGED)
        if version >= VERSION:
            return
    reason = f"before-{VERSION}"
    backup.drop_copies(backup.take(conn, folder, reason, now), reason)
    for step in STEPS:
        if step.start == user_version(conn):
            run_step(conn, step)
    if user_version(conn) != VERSION:
        raise StorageError(f"数据库的版本号（{version}）无法识别，没有改动任何数据。请联系信息员。")


def create_fresh(conn: sqlite3.Connection) -> None:
    """Create the current schema in an empty database, in one transaction.

    It is built by the same steps that an older database goes through, so both end alike.
    """
    with _alone(conn):
        for up in MAKERS.values():
            up(conn)
        _stamp(conn, VERSION)


def run_step(conn: sqlite3.Connection, step: Step) -> None:
    """Run one step in one transaction; undone as a whole when anything does not add up."""
    with _alone(conn):
        expected = step.counts(row_counts(conn))
        _go_up(conn, step)
        _prove(conn, step, expected)
        _stamp(conn, step.end)


def _go_up(conn: sqlite3.Connection, step: Step) -> None:
    try:
        step.up(conn)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        raise StorageError(
            "数据库的结构与它的版本号不符，可能被别的程序改动过，没有改动任何数据。请联系信息员。"
        ) from error


@contextmanager
def _alone(conn: sqlite3.Connection) -> Generator[None, None, None]:
    """Hold a write transaction without foreign keys: committed at the end, undone on any error."""
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            _undo(conn)
            raise
    finally:
        conn.execute("PRAGMA foreign_keys = ON")


def row_counts(conn: sqlite3.Connection) -> Counts:
    """Return the number of rows of every table."""
    names = [
        row[0]
        for row in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    return {n: conn.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}  # noqa: S608


def _prove(conn: sqlite3.Connection, step: Step, expected: Counts) -> None:
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BugError(f"migration {step.start} → {step.end} broke references: {broken[:5]}")
    found = row_counts(conn)
    if found != expected:
        wrong = {t: (expected.get(t), found.get(t)) for t in expected | found
                 if expected.get(t) != found.get(t)}  # fmt: skip
        raise BugError(f"migration {step.start} → {step.end}: rows (expected, found) {wrong}")


def _stamp(conn: sqlite3.Connection, version: int) -> None:
    # Both live in the file header and are rolled back with the rest.
    if version >= v001_schema.VERSION:
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {version}")


def _undo(conn: sqlite3.Connection) -> None:
    if conn.in_transaction:
        conn.execute("ROLLBACK")


def _refuse_foreign(conn: sqlite3.Connection) -> None:
    if conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StorageError(DAMAGED)
