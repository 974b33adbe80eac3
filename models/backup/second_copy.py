"""The second copy of a backup, on another disk: a broken disk must not take both with it.

The copy is written under a passing name, forced to disk, compared with the verified backup and
opened as a database; only then it gets the backup's name. Nothing that is there is overwritten.
The papers that the backup names follow into `files` beside it (models/backup/paper_copies.py).
"""

import hashlib
import json
import os
import shutil
import sqlite3
import uuid
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.backup import anchors, strays, sums
from models.backup.paper_copies import Copying, named_in, some
from models.canonical import moment_text
from models.errors import BadInput, PaperCopyError, SecondCopyError, StorageError
from models.store import mark
from models.store.faults import reason
from models.store.files.store import sync_folder, write_whole

NOTE = "second-copy.json"  # beside the backups: how the last run over the papers ended


@dataclass(frozen=True)
class PapersThere:
    """How the last run over the papers ended: when, how many were found or copied, of how many."""

    at: datetime
    there: int
    total: int


def problem_of(also: Path, data_folder: Path) -> str:
    """Return why a folder cannot take the second copies, "" when it can."""
    try:
        place, data = also.resolve(), data_folder.resolve()
        if not also.is_absolute():
            return "要写完整的位置，例如 E:\\备份"
        if place.is_relative_to(data):
            return "它在数据文件夹里面，数据丢失时会一起丢失"
        if not place.is_dir():
            return "没有这个文件夹，或者磁盘、网络没有连接"
    except OSError as error:
        return reason(error)
    return ""


def require_usable(also: Path, data_folder: Path) -> None:
    """Raise BadInput when a folder cannot take the second copies."""
    why = problem_of(also, data_folder)
    if why:
        raise BadInput.of("office.backup_folder", f"不能用作备份另存位置：{why}")


def copy(path: Path, also: Path, data_folder: Path) -> Path:
    """Copy a verified backup to another folder and return the copy; SecondCopyError says why."""
    why = problem_of(also, data_folder)
    if why:
        raise SecondCopyError(path, also, why)
    strays.sweep(also)
    target = also / path.name
    staged = also / f".{uuid.uuid4().hex}.tmp"
    try:
        if target.exists():
            raise SecondCopyError(path, also, "那里已经有同名的文件")
        try:
            _write(path, staged)
            if not _same(path, staged):
                raise SecondCopyError(path, also, "写进去的内容没有通过校验，那个磁盘可能已损坏")
            staged.replace(target)
            sums.copy(path, target)
        finally:
            staged.unlink(missing_ok=True)
        if (known := mark.read(data_folder / mark.FILE_NAME)) is not None:
            anchors.note(also, path, known)
        sync_folder(also)
    except OSError as error:
        raise SecondCopyError(path, also, reason(error)) from error
    except sqlite3.Error as error:
        raise SecondCopyError(path, also, "写进去的内容没有通过校验") from error
    return target


def begin_papers(path: Path, also: Path, data_folder: Path, day: int | None = None) -> Copying:
    """Return the run that brings a backup's papers to the second place; its `step` does the work.

    SecondCopyError when the place cannot be used; `day` as for Copying.
    """
    why = problem_of(also, data_folder)
    if why:
        raise SecondCopyError(path, also, why)
    return Copying([data_folder], also, named_in(path), day)


def end_papers(run: Copying, path: Path, also: Path, now: datetime) -> str:
    """Note how the run ended and return what it has to say ("" when nothing).

    PaperCopyError when papers are missing at the second place though the run was not cancelled.
    """
    got = run.outcome
    note = {"place": str(also), "at": moment_text(now), "there": got.there, "total": got.total}
    with suppress(StorageError):
        write_whole(path.parent / NOTE, json.dumps(note, ensure_ascii=False).encode(), private=True)
    aside = ""
    if got.asides:
        aside = f"另存位置里有{len(got.asides)}份文书内容不符，已改名保留，并重新复制：" + some(
            got.asides
        )
    if got.stopped:
        left = got.total - got.there
        raise PaperCopyError(path, also, f"{reason(got.stopped)}，还有{left}份没有复制")
    if got.problems:
        why = f"{len(got.problems)}份没有复制：{some(got.problems)}"
        raise PaperCopyError(path, also, f"{why}；{aside}" if aside else why)
    return aside


def papers_there(data_folder: Path, also: Path) -> PapersThere | None:
    """Return how the last run over the papers of this place ended, None before the first."""
    try:
        note = json.loads((data_folder / "backups" / NOTE).read_text(encoding="utf-8"))
        if note["place"] != str(also):
            return None
        return PapersThere(datetime.fromisoformat(note["at"]), note["there"], note["total"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remove(name: str, also: Path) -> None:
    """Drop the copy of a backup that was dropped; a copy out of reach stays."""
    try:
        sums.remove(also / name)
        (also / name).unlink(missing_ok=True)
    except OSError:
        return


def is_there(path: Path, also: Path) -> bool:
    """Return whether a backup's copy is in the folder, as far as it can be reached."""
    try:
        return (also / path.name).is_file()
    except OSError:
        return False


def _write(path: Path, staged: Path) -> None:
    with path.open("rb") as source, staged.open("wb") as out:
        shutil.copyfileobj(source, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def _same(path: Path, staged: Path) -> bool:
    with path.open("rb") as one, staged.open("rb") as other:
        if hashlib.file_digest(one, "sha256").digest() != (
            hashlib.file_digest(other, "sha256").digest()
        ):
            return False
    # Not by URI: SQLite refuses the address of a network folder (//server/share) in one.
    with closing(sqlite3.connect(staged)) as conn:
        conn.execute("PRAGMA query_only = 1")
        return conn.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
