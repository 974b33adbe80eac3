"""The mark beside the database: where its audit was after the last command, which numbers went out.

It is written after every commit and copied to the second place with every backup. What the
database has lost (an older file put in its place, a log deleted) is found by it, and a number that
was given out is never given out again. A mark that is behind the database is no fault: a kill
may come between the commit and the mark.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from models.errors import StorageError
from models.store.audit.log import GENESIS
from models.store.files.store import sync_folder, write_whole

FILE_NAME = "desk.mark"
_LARGEST = 2**63 - 1  # of what a column holds
Numbers = Mapping[str, int]  # highest number given out, by “kind/year”


@dataclass(frozen=True)
class Mark:
    """The end of an audit chain, the hash of its first entry ("" of none), the highest numbers."""

    entries: int = 0
    head: str = GENESIS
    last_event: int = 0
    at: str = ""
    origin: str = ""
    numbers: Numbers = field(default_factory=dict[str, int])

    def with_numbers(self, others: Iterable["Mark | None"]) -> "Mark":
        """Return the mark with the highest numbers that it or a mark of the same desk knows."""
        found = dict(self.numbers)
        for other in others:
            if other is not None and other.is_of(self):
                for key, last in other.numbers.items():
                    found[key] = max(last, found.get(key, 0))
        return replace(self, numbers=found)

    def is_of(self, other: "Mark") -> bool:
        """Return whether both marks may be of one desk: their chains begin alike."""
        return "" in (self.origin, other.origin) or self.origin == other.origin


def key_of(kind: str, year: int) -> str:
    """Return how a kind of number and its year are written in a mark."""
    return f"{kind}/{year}"


def split(key: str) -> tuple[str, int]:
    """Return kind and year of a key."""
    kind, _, year = key.rpartition("/")
    return kind, int(year)


def read(path: Path) -> Mark | None:
    """Return the mark in a file, None when there is none that can be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        numbers = {str(key): _count(last) for key, last in told["numbers"].items() if split(key)}
        return Mark(
            _count(told["entries"]), str(told["head"]), _count(told["last_event"]),
            str(told["at"]), str(told["origin"]), numbers,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _count(told: object) -> int:
    """Return a number that a database can hold; ValueError for any other."""
    found = int(str(told))
    if not 0 <= found <= _LARGEST:
        raise ValueError(found)
    return found


def write(folder: Path, mark: Mark) -> None:
    """Write the mark whole, forced to disk; StorageError when the disk refuses."""
    text = json.dumps(asdict(mark), ensure_ascii=False, sort_keys=True)
    write_whole(folder / FILE_NAME, text.encode(), private=True)
    with suppress(OSError):
        sync_folder(folder)


def keep(folder: Path, mark: Mark) -> None:
    """Write the mark if that is possible: what it says is in the database already."""
    with suppress(StorageError):
        write(folder, mark)


def of(conn: sqlite3.Connection) -> Mark:
    """Return the mark of an open database; an empty one for what has no audit."""
    try:
        entries, head = conn.execute("SELECT count, hash FROM audit_head").fetchone()
        ends = dict(conn.execute("SELECT id, hash FROM audit WHERE id = 1").fetchall())
        at = conn.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        event = conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0]
        given = conn.execute("SELECT kind, year, last FROM number_sequence").fetchall()
    except (sqlite3.Error, TypeError):
        return Mark()
    numbers = {key_of(kind, year): last for kind, year, last in given}
    return Mark(entries, head, event, at[0] if at else "", ends.get(1, ""), numbers)
