"""Opening a database that may have been tampered with: nothing in it runs, nothing in it is new.

A file that somebody brings may have tables that are views of endless rows, triggers that write on
the first command, checks that are gone. What its schema says is compared with the one that this
program makes for the same version; only then is it read.
"""

import sqlite3
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from models.migrations import FIRST, MAKERS
from models.rules.problem import Problem

SECONDS_A_GB = 600  # for reading it through; a slow disk needs a tenth
LEAST_SECONDS = 120
_STEP = 100_000  # instructions of the database between two looks at the clock
# What reading a damaged or forged file raises besides the database's own errors.
UNREADABLE = (sqlite3.Error, UnicodeError, ValueError, OverflowError, MemoryError)
Entry = tuple[str, str, str]  # type, name, statement without blanks that say nothing


@contextmanager
def opened(path: Path) -> Generator[sqlite3.Connection, None, None]:
    """Open a file for reading only, with what it brings along switched off.

    A statement that runs longer than the size of the file explains is interrupted.
    """
    # Not by URI: SQLite refuses the address of a network folder in one.
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        limit = max(LEAST_SECONDS, SECONDS_A_GB * path.stat().st_size / 2**30)
        end = time.monotonic() + limit
        conn.set_progress_handler(lambda: time.monotonic() > end, _STEP)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = 1",
                       "mmap_size = 0"):  # fmt: skip
            conn.execute(f"PRAGMA {pragma}")
        yield conn


def schema_problems(conn: sqlite3.Connection, version: int, name: str) -> list[Problem]:
    """Return what in a schema this program did not make; [] for the prototype's, which varied."""
    if version < FIRST:
        return []
    if version not in MAKERS:
        return [Problem(name, f"没有版本{version}的数据库")]
    there, ours = set(_entries(conn)), expected(version)
    problems = [
        Problem(name, f"数据库结构里有不是本程序的内容：{kind} {entry[:60]}")
        for kind, entry, _ in sorted(there - ours)
    ]
    problems += [
        Problem(name, f"数据库结构缺少或者改动了：{kind} {entry[:60]}")
        for kind, entry, _ in sorted(ours - there)
    ]
    return problems


@cache
def expected(version: int) -> frozenset[Entry]:
    """Return the schema of a version as this program makes it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        for number, up in MAKERS.items():
            if number <= version:
                up(conn)
        return frozenset(_entries(conn))


def _entries(conn: sqlite3.Connection) -> Iterator[Entry]:
    """Yield what the schema consists of; what SQLite keeps for itself is left out."""
    for kind, name, sql in conn.execute("SELECT type, name, sql FROM sqlite_master"):
        if not str(name).startswith("sqlite_"):
            yield str(kind), str(name), " ".join(str(sql).split())
