"""Whether the database in a folder is the one that was there: looked at before it is opened.

Everything is read without writing: opening a database applies the log beside it for good, and that
log may belong to another file.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from models.errors import AbsentDesk, ForeignDesk
from models.store.db import FILE_NAME
from models.store.files.store import FOLDER
from models.store.lock import FILE_NAME as LOCK_NAME
from models.store.lock import FolderLock
from models.store.mark import FILE_NAME as MARK_NAME
from models.store.mark import Mark, of

_TRACES = ("backups/desk-*.db", f"{FOLDER}/[!.]*", "replaced-*.db", MARK_NAME)
_LOGGED = b"\x02\x02"  # bytes 18 and 19 of the head: a database that works with a log
_COUNTS = "SELECT count, (SELECT count(*) FROM audit) FROM audit_head"


def require(folder: Path, lock: FolderLock, mark: Mark | None) -> None:
    """Raise AbsentDesk or ForeignDesk when the folder's database is not what was there before."""
    path = folder / FILE_NAME
    if not path.exists() or (path.is_file() and _is_empty(path)):
        lone_log = not path.exists() and path.with_name(f"{FILE_NAME}-wal").exists()
        if not lock.beginning or lone_log or _traces(folder):
            raise AbsentDesk(folder)
        return
    if not path.is_file():
        return  # what cannot be opened is told by opening it
    _require_own_log(path, lock)
    if mark is not None:
        _require_known(path, mark)


def was_here(folder: Path) -> bool:
    """Return whether a folder holds a desk or something that one left."""
    return any((folder / name).exists() for name in (FILE_NAME, LOCK_NAME)) or _traces(folder)


def _traces(folder: Path) -> bool:
    """Whether something of a desk is left."""
    return any(next(folder.glob(pattern), None) for pattern in _TRACES)


def _is_empty(path: Path) -> bool:
    """Whether there is no table in a database, its log applied."""
    if path.stat().st_size == 0:
        return True
    try:
        with closing(_looking(path)) as conn:
            return not conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error:
        return False


def _require_own_log(path: Path, lock: FolderLock) -> None:
    """Refuse a log that was not written for this file: a copy put over a killed folder's one."""
    log = path.with_name(f"{FILE_NAME}-wal")
    if not (path.is_file() and log.is_file() and log.stat().st_size):
        return
    with path.open("rb") as handle:
        head = handle.read(20)
    if head[:6] == b"SQLite" and head[18:20] != _LOGGED:
        raise ForeignDesk(
            path.parent,
            f"“{path}”旁边有一份不属于它的日志（{FILE_NAME}-wal）：数据库文件可能被备份覆盖过。",
        )
    alone, both = _end(path, "immutable=1"), _end(path)
    if alone is None:
        return  # torn by the kill: the log mends it
    if both is None or both < alone or (lock.base is not None and alone < lock.base):
        raise ForeignDesk(
            path.parent,
            f"“{path}”和它旁边的日志（{FILE_NAME}-wal）不是一起的：其中一个可能被换过。",
        )


def _end(path: Path, how: str = "mode=ro") -> int | None:
    """Return how many audit entries a database has, None when it cannot be read or some lack."""
    try:
        with closing(_looking(path, how)) as conn:
            head, rows = conn.execute(_COUNTS).fetchone()
            return int(head) if head == rows else None
    except (sqlite3.Error, TypeError):
        return None


def _require_known(path: Path, mark: Mark) -> None:
    """Refuse a database that lacks what the mark has seen."""
    try:
        with closing(_looking(path)) as conn:
            found = of(conn)
            row = conn.execute("SELECT hash FROM audit WHERE id = ?", [mark.entries]).fetchone()
    except sqlite3.Error:
        return  # damaged, or of the prototype: opening it tells
    if found.entries < mark.entries and mark.is_of(found):
        raise ForeignDesk(
            path.parent,
            f"“{path}”比上次用过的旧：少了最后{mark.entries - found.entries}次操作"
            "（数据库文件被换成了以前的，或者它的日志被删除了）。",
        )
    # A row that is gone though the head counts it was taken out by hand: `verify` names it.
    if found.entries < mark.entries or (mark.entries and row and row[0] != mark.head):
        raise ForeignDesk(path.parent, f"“{path}”不是这个数据文件夹上次用过的数据库。")


def set_log_aside(folder: Path, lock: FolderLock, now: datetime) -> None:
    """Move a log that the database was not written with out of its way; nothing is deleted."""
    path = folder / FILE_NAME
    try:
        _require_own_log(path, lock)
    except ForeignDesk:
        for suffix in ("-wal", "-shm"):
            old = folder / f"{FILE_NAME}{suffix}"
            if old.exists():
                old.replace(folder / f"replaced-{now:%Y-%m-%d-%H%M%S}-{uuid4().hex[:4]}.db{suffix}")


def _looking(path: Path, how: str = "mode=ro") -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
