"""The desk: one opened data folder, the way to everything that is stored.

Thread rule: a desk may be handed from one thread to another, but it is used from one thread at a
time – the window gives it to its single database worker. One desk is open per process, because the
entities are bound to its database.
"""

import sqlite3
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

import peewee

from models.backup import restore
from models.errors import BugError, StorageError
from models.rules.events.base import Json
from models.store import clock, mark, migrate, presence
from models.store import db as database
from models.store.audit import log, rows
from models.store.faults import DAMAGED, GONE, storage_errors, translate
from models.store.files import named
from models.store.files import unwritable as files_unwritable
from models.store.files.folder import prepare
from models.store.files.store import FileStore
from models.store.lock import FolderLock
from models.store.sender import Sender
from models.store.settings.values import Settings
from models.store.sql import number
from models.store.unit import Unit

# A fact of the folder, not of a command: numbers that went out before the database was exchanged.
_AT_LEAST = """INSERT INTO number_sequence (kind, year, last) VALUES (?, ?, ?)
    ON CONFLICT (kind, year) DO UPDATE SET last = max(last, excluded.last)"""


def _clock(value: date | Callable[[], date] | None) -> Callable[[], date]:
    if value is None:
        return date.today
    return value if callable(value) else lambda: value


def _moment(value: datetime | Callable[[], datetime] | None) -> Callable[[], datetime]:
    if value is None:
        return clock.machine_now
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
        self.unwritable: StorageError | None = None  # why it can only be read
        self._unit: Unit | None = None
        self._started = False
        self._there: list[int] = []
        self._clock_trusted = False
        self.mark = mark.Mark()
        self.marked = False  # an older program left no mark: its last entry may be of any age

    @classmethod
    def open(
        cls,
        path: Path | str,
        actor: str,
        today: date | Callable[[], date] | None = None,
        now: datetime | Callable[[], datetime] | None = None,
        *,
        adopt: bool = False,
    ) -> Self:
        """Open (or create) a data folder: lock, refuse newer, backup and migrate, sweep files.

        `today` and `now` (UTC) may be fixed values or functions, for tests and the demonstration.
        With `adopt` whatever database is there becomes the folder's, or a new one when none is.
        What cannot be written (`unwritable`) is read into memory: all can be seen, nothing saved.
        Raises HeldError naming the holder, AbsentDesk, ForeignDesk, TooNewError, StorageError;
        nothing is left locked.
        """
        folder = prepare(Path(path))
        moment = _moment(now)
        there = (folder / database.FILE_NAME).is_file() and not adopt
        unwritable = files_unwritable.of(folder) if there else None
        take = FolderLock.reading if unwritable else FolderLock.acquire
        lock = take(folder, actor, moment())
        try:
            if database.proxy.obj is not None:
                raise BugError("another desk is open in this process")
            with storage_errors(str(folder)):
                restore.finish(folder)
                noted = mark.read(folder / mark.FILE_NAME)
                if adopt:
                    presence.set_log_aside(folder, lock, moment())
                else:
                    presence.require(folder, lock, noted)
            file = Path(database.IN_MEMORY) if unwritable else folder / database.FILE_NAME
            desk = cls(folder, actor, database.create(file), lock)
            desk.unwritable = unwritable
            desk.today, desk.now = _clock(today), moment
            desk.mark, desk.marked = noted or mark.Mark(), noted is not None
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
        if self.unwritable is not None:
            database.read_into(conn, self.path / database.FILE_NAME)
        migrate.bring_up(conn, self.path, self.now())
        if not self._lock.was_clean and conn.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StorageError(DAMAGED)
        database.proxy.initialize(self.db)
        if self.unwritable is None:
            self.files.sweep()
            rows.watch(conn)
            self._take_mark(conn)
        else:
            self.mark = mark.of(conn).with_numbers([self.mark])
        self._started = True

    def _take_mark(self, conn: sqlite3.Connection) -> None:
        """Note where the audit is, and let no number be given out again that went out before."""
        found = mark.of(conn)
        known = found.with_numbers([self.mark])
        missing = {k: n for k, n in known.numbers.items() if n > found.numbers.get(k, 0)}
        if missing:
            self._raise_numbers(conn, missing)
            known = mark.of(conn).with_numbers([known])
        base: int | None = known.entries
        try:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            base = None  # a full disk still opens to read
        if known != self.mark:
            mark.keep(self.path, known)
        self.mark = known
        self._lock.begun(base)
        self._there = self._identity()

    def _raise_numbers(self, conn: sqlite3.Connection, missing: mark.Numbers) -> None:
        """Raise counters to what went out, with an entry of the audit: nobody sent a command."""
        with self.transaction():
            conn.executemany(_AT_LEAST, [(*mark.split(k), n) for k, n in missing.items()])
            state = log.before(conn, "", None).state
            said: dict[str, Json] = {"args": {"numbers": dict(missing)}}
            said |= self.written(begins=state.format < rows.FORMAT)
            log.append(conn, log.Entry(self.now(), self.actor, "raise_numbers", None, said), state)

    def written(self, *, begins: bool) -> dict[str, Json]:
        """Return what the entry of the running command says of the rows that it wrote.

        The first such entry says where the coverage `begins`.
        """
        conn, start = database.connection(self.db), dict[str, Json]()
        if begins:
            start[rows.FROM] = rows.beginning(conn)
        found = rows.taken(conn)
        if found:
            start[rows.ROWS] = found
        return start

    def _identity(self) -> list[int]:
        """Return what tells the files of the database from others put in their place."""
        names = (database.FILE_NAME, f"{database.FILE_NAME}-wal")
        return [(self.path / name).stat().st_ino for name in names]

    def require_there(self) -> None:
        """Raise StorageError when the database was taken away or exchanged while it is open."""
        try:
            there = self._identity()
        except FileNotFoundError:
            there = []
        if there != self._there:
            raise StorageError(GONE)

    def note_mark(self, new: mark.Mark) -> None:
        """Note where the audit is after a command (called by `command` only)."""
        self.mark, self.marked = new, True
        self._clock_trusted = False
        mark.keep(self.path, new)

    def clock_doubt(self, *, ahead: bool = True) -> str:
        """Return why the PC's clock is doubtful, "" when it is not, was confirmed or is not used.

        Without `ahead` only a clock that is behind is doubted.
        """
        if self._clock_trusted or self.now is not clock.machine_now:
            return ""
        return clock.doubt(self.mark.at, self.now(), ahead=ahead and self.marked)

    def trust_clock(self) -> None:
        """Take the clock as confirmed; the next command is dated by it."""
        self._clock_trusted = True

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
        if self.unwritable is not None:
            raise self.unwritable
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
    def unaudited(self, *, computed: bool = False) -> Generator[None, None, None]:
        """Write without an audit entry: drafts, and projections (`computed`) that a day changes.

        StorageError on failure, and for what is not computed where nothing can be saved.
        """
        if self.unwritable is not None and not computed:
            raise self.unwritable
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
        return named.among(database.connection(self.db), relpaths)
