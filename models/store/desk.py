"""The desk: one opened data folder, the way to everything that is stored.

Thread rule: a desk may be handed from one thread to another, but it is used from one thread at a
time – the window gives it to its single database worker. One desk is open per process, because the
entities are bound to its database.
"""

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

import peewee

from models.backup import restore
from models.errors import BugError, StorageError
from models.store import db as database
from models.store import migrate
from models.store.faults import DAMAGED, storage_errors, translate
from models.store.files.folder import prepare
from models.store.files.store import FileStore
from models.store.lock import FolderLock
from models.store.sender import Sender
from models.store.settings.values import Settings
from models.store.sql import number
from models.store.unit import Unit


def _clock(value: date | Callable[[], date] | None) -> Callable[[], date]:
    if value is None:
        return date.today
    return value if callable(value) else lambda: value


def _moment(value: datetime | Callable[[], datetime] | None) -> Callable[[], datetime]:
    if value is None:
        return lambda: datetime.now(UTC)
    return value if callable(value) else lambda: value


class Desk:
    """One opened data folder; made by `Desk.open`, closed by `close` or as a context manager."""

    def __init__(self, path: Path, actor: str, db: peewee.SqliteDatabase, lock: FolderLock) -> None:
        self.path = path
        self.actor = actor
        self.db = db
        self.today: Callable[[], date] = date.today
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.files = FileStore(path, self.named_files)
        self.settings = Settings(db)
        self._lock = lock
        self.sender: Sender | None = None
        self._unit: Unit | None = None
        self._started = False

    @classmethod
    def open(
        cls,
        path: Path | str,
        actor: str,
        today: date | Callable[[], date] | None = None,
        now: datetime | Callable[[], datetime] | None = None,
    ) -> Self:
        """Open (or create) a data folder: lock, refuse newer, backup and migrate, sweep files.

        `today` and `now` (UTC) may be fixed values or functions, for tests and the demonstration.
        Raises HeldError naming the holder, TooNewError, StorageError; nothing is left locked.
        """
        folder = prepare(Path(path))
        clock = _moment(now)
        lock = FolderLock.acquire(folder, actor, clock())
        try:
            if database.proxy.obj is not None:
                raise BugError("another desk is open in this process")
            with storage_errors(str(folder)):
                restore.finish(folder)
            desk = cls(folder, actor, database.create(folder / database.FILE_NAME), lock)
            desk.today, desk.now = _clock(today), clock
        except BaseException:
            lock.release()
            raise
        try:
            with storage_errors(str(folder)):
                desk._start()
            if today is None and desk.practice is not None:
                desk.keep_practice_time()
        except BaseException:
            desk.close()
            raise
        return desk

    def _start(self) -> None:
        self.db.connect()
        conn = database.connection(self.db)
        migrate.bring_up(conn, self.path, self.now())
        if not self._lock.was_clean and conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError(DAMAGED)
        database.proxy.initialize(self.db)
        self.files.sweep()
        self._started = True

    @property
    def practice(self) -> date | None:
        """The day a folder of practice cases is on; None for a folder of real ones."""
        return self.settings.day("practice.day")

    def keep_practice_time(self) -> None:
        """Let the days run by the practice day; moments are that day at this hour."""

        def day() -> date:
            return self.practice or date.today()

        def moment() -> datetime:
            on = day()
            here = datetime.now().astimezone().replace(tzinfo=None)
            return here.replace(year=on.year, month=on.month, day=on.day).astimezone(UTC)

        self.today, self.now = day, moment

    def close(self) -> None:
        """Close the database, unbind the entities, give the folder back; safe to call twice."""
        if database.proxy.obj is self.db:
            database.proxy.initialize(None)
        try:
            if not self.db.is_closed():
                self.db.close()
        finally:
            # Damage found after a kill must be found again by the next opening.
            self._lock.release(keep_note=not (self._started or self._lock.was_clean))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def last_entry(self) -> int:
        """The number of the last audit entry: what is read after it shows all that it did."""
        return number(self, "SELECT count FROM audit_head")

    @contextmanager
    def sent_by(self, sender: Sender) -> Generator[None, None, None]:
        """Say who sends the one command inside, under which id, having seen what of the case."""
        if self._unit is not None:
            raise BugError("a command is running: who sent it is settled")
        before, self.sender = self.sender, sender
        try:
            yield
        finally:
            self.sender = before

    @property
    def unit(self) -> Unit:
        """The running command's unit; BugError outside a command."""
        if self._unit is None:
            raise BugError("desk.unit is there only inside a command")
        return self._unit

    @property
    def in_unit(self) -> bool:
        """Whether a command is running."""
        return self._unit is not None

    def begin_unit(self, action: str) -> Unit:
        """Start a unit (called by `command` only); BugError when one is running."""
        if self._unit is not None:
            raise BugError(f"command {action} was called inside command {self._unit.action}")
        self._unit = Unit(self, action)
        return self._unit

    def end_unit(self) -> None:
        """Forget the unit (called by `command` only)."""
        self._unit = None

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        """Run a write transaction (BEGIN IMMEDIATE): committed at the end, undone on any error."""
        try:
            with self.db.atomic("IMMEDIATE"):
                yield
        finally:
            conn = database.connection(self.db)
            # After SQLITE_FULL the roll-back itself may have failed: leave nothing open.
            if conn.in_transaction and not self.db.in_transaction():
                conn.rollback()

    @contextmanager
    def unaudited(self) -> Generator[None, None, None]:
        """Write without an audit entry: drafts, and projections that a new day changes.

        StorageError on failure.
        """
        if self._unit is not None:
            raise BugError("inside a command everything is audited")
        with storage_errors(str(self.path)), self.transaction():
            yield

    @contextmanager
    def reading(self) -> Generator[None, None, None]:
        """Read several tables as they are at one moment; StorageError when that fails."""
        if self.db.in_transaction():
            yield
            return
        try:
            with self.db.atomic("DEFERRED"), self.settings.held():
                yield
        except Exception as error:
            better = translate(error)
            if better is error:
                raise
            raise better from error

    def named_files(self, relpaths: Collection[str]) -> set[str]:
        """Return those of the relative paths that a row of the database names."""
        wanted, named = list(relpaths), set[str]()
        conn = database.connection(self.db)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = conn.execute(
                f"SELECT path FROM document_file WHERE path IN ({marks})",  # noqa: S608
                part,
            )
            named.update(row[0] for row in rows)
        return named
