"""Verified backups of the database, under <data>/backups.

A backup is taken through SQLite itself (a plain copy of a database in WAL mode can be empty),
checked, forced to disk and only then given its name: a file with a backup's name is a good one.
The papers under <data>/files are not in it: they follow it to the second place
(models/second_copy.py). Putting one back: models/restore.py.
"""

import filecmp
import os
import re
import sqlite3
import uuid
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from models.backup import second_copy
from models.errors import BugError, StorageError
from models.rules.problem import Problem
from models.store.audit import chain
from models.store.db import APPLICATION_ID, user_version
from models.store.faults import storage_errors
from models.store.files.store import sync_folder

if TYPE_CHECKING:
    from models.store.desk import Desk

FOLDER = "backups"
KEEP_NEWEST = 14
KEEP_MONTHS = 24
KEEP_MIGRATIONS = 5
_NAME = re.compile(r"^desk-(\d{4})-(\d{2})-(\d{2})-\d{6}(?:-\d+)?-([a-z]+(?:-\d+)?)\.db$")


@dataclass(frozen=True)
class Backup:
    """A backup file: where, on which day taken, why (manual, daily, before-1000)."""

    path: Path
    taken_on: date
    reason: str


def listing(folder: Path) -> list[Backup]:
    """Return the backups of a data folder, the newest first."""
    found: list[Backup] = []
    for path in (folder / FOLDER).glob("desk-*.db"):
        match, day = _NAME.match(path.name), taken_on(path)
        if match and day:
            found.append(Backup(path, day, match[4]))
    return sorted(found, key=lambda b: b.path.name, reverse=True)


def taken_on(path: Path) -> date | None:
    """Return the day in a backup's name, None when the file has another name."""
    match = _NAME.match(path.name)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def due(desk: "Desk") -> bool:
    """Return whether no backup was taken today yet."""
    return all(b.taken_on != desk.now().astimezone().date() for b in listing(desk.path))


def second_place(desk: "Desk") -> Path | None:
    """Return the folder chosen for the second copies, None while there is none."""
    chosen = desk.settings.text("office.backup_folder")
    return Path(chosen) if chosen else None


def make(desk: "Desk", reason: str = "manual", also: Path | None = None) -> Path:
    """Take a verified backup now (reason manual|daily), thin old ones out, return its path.

    With `also` it is copied to that folder too; SecondCopyError when only that failed.
    StorageError when it cannot be written or the copy does not check out; BugError in a command.
    """
    if desk.in_unit:
        raise BugError("a backup inside a command would copy half of it")
    path = take(desk.db.connection(), desk.path, reason, desk.now())
    dropped = surplus(listing(desk.path))
    for old in dropped:
        old.path.unlink(missing_ok=True)
    if also is not None:
        second_copy.copy(path, also, desk.path)
        for old in dropped:
            second_copy.remove(old.path.name, also)
    return path


def take(conn: sqlite3.Connection, folder: Path, reason: str, now: datetime) -> Path:
    """Copy an open database into the backups folder, verify, fsync, rename; return the path."""
    target_dir = folder / FOLDER
    staged = target_dir / f".{uuid.uuid4().hex}.tmp"
    with storage_errors(str(target_dir)):
        target_dir.mkdir(exist_ok=True)
        try:
            with closing(sqlite3.connect(staged, isolation_level=None)) as copy:
                conn.backup(copy)
                # A backup is one file: without this, opening it would leave -wal and -shm behind.
                copy.execute("PRAGMA journal_mode = DELETE")
                _require_sound(copy, staged)
            with staged.open("rb+") as handle:
                force(handle)
            path = _free(target_dir, now, reason)
            staged.replace(path)
            sync_folder(target_dir)
        finally:
            staged.unlink(missing_ok=True)
    return path


def drop_copies(path: Path, reason: str) -> None:
    """Drop older backups of this reason that equal this one: each start tries to migrate again."""
    for old in listing(path.parent.parent):
        if old.path != path and old.reason == reason and filecmp.cmp(old.path, path, shallow=False):
            old.path.unlink(missing_ok=True)


def force(handle: IO[bytes]) -> None:
    """Force what was written to a file to disk."""
    handle.flush()
    os.fsync(handle.fileno())


def check(path: Path) -> list[Problem]:
    """Return what is wrong with a backup file; empty when it can be restored."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            problems = _unsound(conn, path.name)
            if not problems and conn.execute("PRAGMA application_id").fetchone()[0] not in (
                0,
                APPLICATION_ID,
            ):
                return [Problem(path.name, "不是本程序的备份")]
            if not problems and user_version(conn) >= 1000:
                problems = chain.verify_connection(conn)
            return problems
    except sqlite3.Error as error:
        return [Problem(path.name, f"备份打不开或已损坏（{error}）")]


def surplus(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups to drop: beyond the newest 14, the newest of 24 months, 5 migrations."""
    ordered = list(backups)
    migrations = [b for b in ordered if b.reason.startswith("before")]
    regular = [b for b in ordered if not b.reason.startswith("before")]
    months: dict[tuple[int, int], Backup] = {}
    for item in regular:
        months.setdefault((item.taken_on.year, item.taken_on.month), item)
    keep = {*regular[:KEEP_NEWEST], *list(months.values())[:KEEP_MONTHS]}
    keep |= set(migrations[:KEEP_MIGRATIONS])
    return [b for b in ordered if b not in keep]


def _unsound(conn: sqlite3.Connection, name: str) -> list[Problem]:
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if found:
        return [Problem(name, f"数据库损坏：{text}") for text in found]
    broken = conn.execute("PRAGMA foreign_key_check").fetchall()
    return [Problem(name, f"{row[0]} 表有失效的引用") for row in broken[:5]]


def _require_sound(copy: sqlite3.Connection, staged: Path) -> None:
    problems = _unsound(copy, staged.name)
    if problems:
        raise StorageError(
            "备份没有通过校验，未保留；数据没有被改动。数据库可能已损坏，请停止录入，"
            f"并请信息员检查（{problems[0].problem}）。"
        )


def _free(folder: Path, now: datetime, reason: str) -> Path:
    stamp = f"desk-{now.astimezone():%Y-%m-%d-%H%M%S}"
    number = 0
    while True:
        extra = f"-{number}" if number else ""
        path = folder / f"{stamp}{extra}-{reason}.db"
        if not path.exists():
            return path
        number += 1
