"""The database object: pragmas, schema version, and the proxy the entities are bound through."""

import sqlite3
from contextlib import closing
from pathlib import Path

import peewee

from models.errors import TooNewError
from models.rules.folding import letters

FILE_NAME = "desk.db"
IN_MEMORY = ":memory:"
MAJOR, MINOR = 6, 0
VERSION = MAJOR * 1000 + MINOR
# "ZCT1" in the file header: tells our database from any other SQLite file.
APPLICATION_ID = 0x5A435431
BUSY_MS = 5000

PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: a saved paper survives a power cut, not only a crash
    "foreign_keys": 1,
    "busy_timeout": BUSY_MS,
    # REPLACE deletes rows without firing delete triggers unless this is on.
    "recursive_triggers": 1,
    "cache_size": -16000,
    "temp_store": "memory",
    # What was deleted is overwritten: the desk that is handed on tells nothing that was taken out.
    "secure_delete": 1,
}

proxy = peewee.DatabaseProxy()


def create(path: Path) -> peewee.SqliteDatabase:
    """Return the (still closed) database object of a file.

    One connection, never opened by accident (autoconnect off). It may move between threads but is
    used from one thread at a time: the window's single database worker.
    """
    db = peewee.SqliteDatabase(
        str(path),
        pragmas=PRAGMAS,
        timeout=BUSY_MS / 1000,
        autoconnect=False,
        thread_safe=False,
        check_same_thread=False,
    )
    db.register_function(_letters, "letters", 1, deterministic=True)
    return db


def read_into(conn: sqlite3.Connection, path: Path) -> None:
    """Copy a database that cannot be written into an empty one in memory; its log is read too."""
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    how = "mode=rw" if logged else "immutable=1"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)) as source:
        # Alone with it, no shared memory is needed, for which there is no room.
        source.execute("PRAGMA locking_mode = EXCLUSIVE")
        source.backup(conn)


def _letters(text: str | None) -> str:
    return letters(str(text or ""))


def connection(db: peewee.SqliteDatabase) -> sqlite3.Connection:
    """Return the open sqlite3 connection of a database."""
    return db.connection()


def user_version(conn: sqlite3.Connection) -> int:
    """Return the schema version of a database: major * 1000 + minor; 0 = empty."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(version: int) -> None:
    """Raise TooNewError when the major version is newer than ours; a newer minor is fine."""
    if version // 1000 > MAJOR:
        raise TooNewError(
            f"这份数据由更新版本的知裁台保存（数据版本 {version // 1000}.{version % 1000}，"
            f"本程序支持到 {MAJOR}.x）。数据没有被改动。请安装新版本程序后再打开。"
        )
