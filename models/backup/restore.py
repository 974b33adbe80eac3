"""Putting a backup in the place of the database, with the papers it names.

Everything is prepared first: the backup is copied into the data folder, checked there, its missing
papers are fetched. Renaming that copy to `restoring-….db` is the moment of decision. Before it a
kill leaves the old database; after it `finish`, run here and whenever the folder is opened, moves
the old one aside and the new one in. The old database is never deleted.
"""

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.backup import backup, restore_note, strays, sums, untrusted
from models.backup.paper_copies import Copying, Outcome, named_in
from models.errors import BadInput, StorageError, TooNewError
from models.rules.problem import Problem
from models.store import mark
from models.store.db import FILE_NAME, connection, refuse_newer, user_version
from models.store.faults import FULL, is_full, reason, storage_errors
from models.store.files import named, practice_folder
from models.store.files.folder import prepare
from models.store.files.store import force, sync_folder
from models.store.lock import FolderLock

if TYPE_CHECKING:
    from models.store.desk import Desk

READY = restore_note.DECIDING
REPLACED = "replaced-"
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class Contents:
    """What a database holds; `entries` and `head` are its place in the audit's chain."""

    path: Path
    taken_on: date | None
    last_at: str
    cases: int
    last_no: str
    papers: int
    practice: bool
    entries: int
    head: str
    last_event: int


@dataclass(frozen=True)
class Restored:
    """What a restore did: where the old database was put (None when there was none), papers."""

    aside: Path | None
    papers: int
    fetched: int
    missing: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    numbers_known: bool = True  # whether anything tells which numbers went out after the backup


@dataclass(frozen=True)
class _Wish:
    """Who puts which backup where and when; whether it may have come from another database."""

    folder: Path
    path: Path
    actor: str
    now: datetime
    others: bool


class Cancelled(StorageError):
    """Given up before the moment of decision; nothing has changed."""


def contents(path: Path) -> Contents:
    """Return what a backup holds; BadInput when it cannot be read or is not ours."""
    if not path.is_file():
        raise BadInput.of(path.name, "没有这个文件")
    try:
        with untrusted.opened(path) as conn:
            version = user_version(conn)
            refuse_newer(version)
            if wrong := untrusted.schema_problems(conn, version, path.name):
                raise BadInput(wrong)
            return contents_of(conn, path)
    except untrusted.UNREADABLE as error:
        raise BadInput.of(path.name, f"{path.name}不是备份，或者已经损坏") from error


def contents_here(desk: "Desk") -> Contents:
    """Return what the database of an open desk holds."""
    return contents_of(connection(desk.db), desk.path / FILE_NAME)


def contents_of(conn: sqlite3.Connection, path: Path) -> Contents:
    """Return what an open database holds; the prototype's had other tables."""
    version = user_version(conn)
    refuse_newer(version)
    if version == 0:
        raise BadInput.of(path.name, f"{path.name}是空的，或者不是本程序的备份")
    taken_on = backup.taken_on(path)
    papers = len(named.all_files(conn))
    if version < 1000:
        table = "cases" if version == 1 else "v0_cases"
        cases = conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        return Contents(path, taken_on, "", cases, "", papers, False, 0, "", 0)

    def one(sql: str) -> object:
        row = conn.execute(sql).fetchone()
        return row[0] if row else None

    found = conn.execute("SELECT count, hash FROM audit_head").fetchone()
    if found is None:
        raise BadInput.of(path.name, f"{path.name}已损坏：没有审计链的末尾")
    entries, head = found
    return Contents(
        path, taken_on,
        last_at=str(one("SELECT at FROM audit ORDER BY id DESC LIMIT 1") or ""),
        cases=conn.execute("SELECT count(*) FROM case_file").fetchone()[0],
        last_no=str(one(_LAST_NO) or ""), papers=papers,
        practice=one("SELECT 1 FROM setting WHERE key = 'practice.day'") is not None,
        entries=entries, head=head,
        last_event=conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0],
    )  # fmt: skip


def common_entries(desk: "Desk", there: Contents) -> int:
    """Return up to which audit entry a backup and an open desk have the same history.

    Each entry carries the hash of the one before: where one is alike, all before it are.
    """
    here = connection(desk.db)
    with closing(sqlite3.connect(there.path)) as conn:
        conn.execute("PRAGMA query_only = 1")
        alike, apart = 0, min(there.entries, desk.last_entry) + 1
        while apart - alike > 1:
            middle = (alike + apart) // 2
            ours, theirs = (one.execute(_HASH, [middle]).fetchone() for one in (here, conn))
            if ours is not None and ours == theirs:
                alike = middle
            else:
                apart = middle
    return alike


_HASH = "SELECT hash FROM audit WHERE id = ?"
_LAST_NO = "SELECT coalesce(case_no, receipt_no) FROM case_file ORDER BY id DESC LIMIT 1"


def restore(
    folder: Path,
    path: Path,
    actor: str,
    now: datetime,
    *,
    places: Sequence[Path] = (),
    progress: Progress | None = None,
    others: bool = True,
) -> Restored:
    """Put a backup in the place of the database; papers come from beside it or from `places`.

    BadInput for a bad backup or one of the other kind (practice, real) and, without `others`, for
    one that did not come from the database in the folder. HeldError when the folder
    is in use, StorageError, Cancelled when `progress` says so: the old database then stays.
    """
    if not path.is_file():
        raise BadInput.of(path.name, f"没有这个文件：{path}")
    if path.resolve() == (folder / FILE_NAME).resolve():
        raise BadInput.of(path.name, "这就是正在使用的数据库，请选择备份")
    if not folder.exists():
        contents(path)  # what is no backup makes no folder
    folder = prepare(folder)
    lock = FolderLock.acquire(folder, actor, now)
    done: Restored | None = None
    try:
        with storage_errors(str(folder)):
            finish(folder)
            wish = _Wish(folder, path, actor, now, others)
            done = _restore(wish, [*beside(path), *places], progress)
            return done
    finally:
        lock.release(keep_note=not (done or lock.was_clean))


def finish(folder: Path) -> Path | None:
    """Complete a restore that has been decided; return where the old database is, if one was.

    To be called by whoever holds the folder, before the database is opened.
    """
    strays.sweep(folder)
    restore_note.sweep(folder)
    aside = None
    for ready in sorted(folder.glob(f"{READY}*.db")):
        restore_note.decided(folder, ready.stem.removeprefix(READY))
        kept = folder / ready.name.replace(READY, REPLACED, 1)
        _keep_numbers(folder, ready)
        # The log first: left beside the restored file, it would be applied to it.
        for suffix in ("-wal", "-shm", ""):
            old = folder / f"{FILE_NAME}{suffix}"
            if old.exists():
                old.replace(folder / f"{kept.name}{suffix}")
        sync_folder(folder)
        ready.replace(folder / FILE_NAME)
        sync_folder(folder)
        aside = kept if kept.exists() else None
    return aside


def _keep_numbers(folder: Path, ready: Path) -> None:
    """Let the mark be that of the backup, with every number that went out since."""
    with closing(sqlite3.connect(ready)) as conn:
        conn.execute("PRAGMA query_only = 1")
        new = mark.of(conn)
    mark.write(
        folder, new.with_numbers([mark.read(folder / mark.FILE_NAME), _mark_of(folder / FILE_NAME)])
    )


def _mark_of(path: Path) -> mark.Mark | None:
    """Return the mark that a database is worth, None for what cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            return mark.of(conn)
    except sqlite3.Error:
        return None


def _know_numbers(folder: Path, staged: Path, sources: Sequence[Path]) -> bool:
    """Take over what marks beside the backup know; say whether anything later than it is known."""
    new = _mark_of(staged) or mark.Mark()
    here, old = mark.read(folder / mark.FILE_NAME), _mark_of(folder / FILE_NAME)
    known = [
        one
        for one in (here, old, *(mark.read(one / mark.FILE_NAME) for one in sources))
        if one and one.origin
    ]
    known = [one for one in known if one.is_of(new)]
    base = here or mark.Mark()
    mark.write(folder, replace(base.with_numbers([]), numbers={}).with_numbers([base, *known]))
    return any(one.entries >= new.entries for one in known)


def _restore(wish: _Wish, sources: Sequence[Path], progress: Progress | None) -> Restored:
    folder, path = wish.folder, wish.path
    stamp = f"{wish.now.astimezone():%Y-%m-%d-%H%M%S}-{uuid.uuid4().hex[:4]}"
    staged = folder / f".{READY}{stamp}.tmp"
    try:
        if changed := sums.problems(path):
            raise BadInput(changed)
        _stage(path, staged)
        _require_fitting(wish, staged)
        run = Copying(sources, folder, named_in(staged))
        try:
            run.journal()
            _fetch(run, progress)
            known = _know_numbers(folder, staged, sources)
            got = run.outcome
            counts = got.total, len(got.copied), len(got.problems)
            restore_note.write(folder, restore_note.Note(stamp, wish.actor, str(path), *counts))
            staged.replace(folder / f"{READY}{stamp}.db")
        except BaseException:
            run.undo()
            raise
    finally:
        strays.sweep(folder)
    sync_folder(folder)
    return _told(finish(folder), run.outcome, numbers_known=known)


def _told(aside: Path | None, got: Outcome, *, numbers_known: bool) -> Restored:
    return Restored(
        aside, got.total, len(got.copied), tuple(got.problems), tuple(got.asides), numbers_known
    )


def _fetch(run: Copying, progress: Progress | None) -> None:
    while not run.over:
        got = run.step(0.05)
        if got.stopped:
            why = FULL if is_full(got.stopped) else f"文书取不回来：{reason(got.stopped)}。"
            raise StorageError(why)
        if progress is not None and not progress(got.done, got.total):
            raise Cancelled("已取消恢复，数据没有改变。")


def _stage(path: Path, staged: Path) -> None:
    """Copy a backup, with its log if it has one, and make it one file; BadInput when it cannot."""
    try:
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if suffix == "" or source.exists():
                _copy(source, staged.with_name(staged.name + suffix))
        with closing(sqlite3.connect(staged, isolation_level=None)) as conn:
            conn.execute("PRAGMA synchronous = FULL")
            conn.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BadInput.of(path.name, f"{path.name}打不开或已损坏，没有恢复") from error
    with staged.open("rb+") as handle:
        force(handle)


def _copy(source: Path, target: Path) -> None:
    try:
        reading = source.open("rb")
    except OSError as error:
        raise BadInput.of(source.name, f"{source.name}读不出来：{reason(error)}") from error
    with reading, target.open("wb") as out:
        shutil.copyfileobj(reading, out, 1 << 20)


def _require_fitting(wish: _Wish, staged: Path) -> None:
    """Raise BadInput unless the copied backup is sound, of the folder's kind and may come in."""
    folder, path = wish.folder, wish.path
    problems = backup.check(staged)
    if problems:
        raise BadInput(replace(p, field=p.field.replace(staged.name, path.name)) for p in problems)
    practice = contents(staged).practice
    if practice != is_practice(folder):
        words = "这是练习案件的备份，不能恢复成正式数据" if practice else (
            "这是正式案件的备份，不能恢复到练习数据里"
        )  # fmt: skip
        raise BadInput(Problem(path.name, words))
    here, there = _mark_of(folder / FILE_NAME), _mark_of(staged)
    if not wish.others and here and there and not here.is_of(there):
        raise BadInput.of(path.name, "这份备份不是从这里的数据来的：恢复后，现在的案件都不在里面")


def is_practice(folder: Path) -> bool:
    """Say whether a data folder is one for practice, by its database or else by its name."""
    try:
        return contents(folder / FILE_NAME).practice
    except (BadInput, TooNewError):  # what cannot be read is to be replaced
        return practice_folder.is_named(folder)


def beside(path: Path) -> list[Path]:
    """Return where a backup's papers may be: beside it, or the data folder it was taken in."""
    parent = path.absolute().parent
    return [parent, parent.parent] if parent.name == backup.FOLDER else [parent]
