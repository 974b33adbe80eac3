"""Verified backups of the database, under <data>/backups.

A backup is taken through SQLite itself (a plain copy of a database in WAL mode can be empty),
checked, forced to disk and only then given its name: a file with a backup's name is a good one.
Each gets a number of its own (n0042): the PC's clock may be wrong, so nothing is ordered by it.
The papers under <data>/files are not in it: they follow it to the second place
(models/backup/second_copy.py). Putting one back: models/backup/restore.py.
"""

import filecmp
import re
import sqlite3
import uuid
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from models.backup import second_copy, strays, sums, untrusted
from models.errors import BugError, StorageError
from models.migrations import FIRST
from models.rules.problem import Problem
from models.store.audit import chain, rows
from models.store.db import APPLICATION_ID, user_version
from models.store.faults import storage_errors
from models.store.files.store import force, sync_folder

if TYPE_CHECKING:
    from models.store.desk import Desk

FOLDER = "backups"
KEEP_NEWEST = 14
KEEP_DAYS = 14
KEEP_WEEKS = 8
KEEP_MONTHS = 24
KEEP_MIGRATIONS = 5
KEEP_JUMPS = 12
JUMP = timedelta(days=366)  # so long without a backup: rather the clock than the office
# The number after the second is of older programs, which gave no number of their own.
_NAME = re.compile(
    r"^desk-(\d{4})-(\d{2})-(\d{2})-\d{6}(?:-\d+)?(?:-n(\d+))?-([a-z]+(?:-\d+)?)\.db$"
)


@dataclass(frozen=True)
class Backup:
    """A backup file: where, on which day taken, why (manual, daily, before-1000), which in order.

    Those of older programs have no number and come before all that have one.
    """

    path: Path
    taken_on: date
    reason: str
    sequence: int = 0


def listing(folder: Path) -> list[Backup]:
    """Return the backups of a data folder, the newest first."""
    found: list[Backup] = []
    for path in (folder / FOLDER).glob("desk-*.db"):
        match, day = _NAME.match(path.name), taken_on(path)
        if match and day:
            found.append(Backup(path, day, match[5], int(match[4] or 0)))
    return sorted(found, key=lambda b: (b.sequence, b.path.name), reverse=True)


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
        sums.remove(old.path)  # first: no checksums are left of a backup that is gone
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
        strays.sweep(folder)
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
            sums.write(path)
            sync_folder(target_dir)
        finally:
            staged.unlink(missing_ok=True)
    return path


def drop_copies(path: Path, reason: str) -> None:
    """Drop older backups of this reason that equal this one: each start tries to migrate again."""
    for old in listing(path.parent.parent):
        if old.path != path and old.reason == reason and filecmp.cmp(old.path, path, shallow=False):
            sums.remove(old.path)
            old.path.unlink(missing_ok=True)


def check(path: Path) -> list[Problem]:
    """Return what is wrong with a backup file; empty when it can be restored.

    Nothing in the file is trusted before it has been found to be what this program makes.
    """
    if not path.is_file():
        return [Problem(path.name, "没有这个文件")]
    try:
        with untrusted.opened(path) as conn:
            version = user_version(conn)
            owner = conn.execute("PRAGMA application_id").fetchone()[0]
            if owner != APPLICATION_ID and (owner != 0 or version >= FIRST):
                return [Problem(path.name, "不是本程序的备份")]
            problems = untrusted.schema_problems(conn, version, path.name)
            problems = problems or _unsound(conn, path.name)
            if not problems and version >= FIRST:
                problems = chain.verify_connection(conn)
            if not problems and version >= rows.SCHEMA:
                problems = rows.verify(conn)
            return problems
    except untrusted.UNREADABLE as error:
        return [Problem(path.name, f"备份打不开或已损坏（{type(error).__name__}）")]


def surplus(backups: Sequence[Backup]) -> list[Backup]:
    """Return which of the backups, given newest first, to drop.

    Kept are the newest, the newest of each of the last days, weeks and months, those before
    migrations, and those on both sides of a jump of the clock.
    """
    migrations = [b for b in backups if b.reason.startswith("before")]
    regular = [b for b in backups if not b.reason.startswith("before")]
    jumps = [
        pair
        for pair in pairwise(regular)
        if not timedelta() <= pair[0].taken_on - pair[1].taken_on <= JUMP
    ]
    keep = {*regular[:KEEP_NEWEST], *migrations[:KEEP_MIGRATIONS]}
    keep |= {one for pair in jumps[:KEEP_JUMPS] for one in pair}  # alone it would show no jump
    keep |= _newest_of_each(regular, KEEP_DAYS, lambda day: day)
    keep |= _newest_of_each(regular, KEEP_WEEKS, lambda day: day.isocalendar()[:2])
    keep |= _newest_of_each(regular, KEEP_MONTHS, lambda day: (day.year, day.month))
    return [b for b in backups if b not in keep]


def _newest_of_each(
    backups: Iterable[Backup], most: int, span: Callable[[date], Hashable]
) -> set[Backup]:
    found: dict[Hashable, Backup] = {}
    for one in backups:
        found.setdefault(span(one.taken_on), one)
    return set(list(found.values())[:most])


def _unsound(conn: sqlite3.Connection, name: str) -> list[Problem]:
    found = [row[0] for row in conn.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if found:
        return [Problem(name, f"数据库损坏：{' '.join(text.split())}") for text in found]
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
    taken = listing(folder.parent)
    number = (taken[0].sequence if taken else 0) + 1
    return folder / f"desk-{now.astimezone():%Y-%m-%d-%H%M%S}-n{number:04}-{reason}.db"
