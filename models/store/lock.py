"""One holder per data folder: an operating-system lock that a killed process cannot leave behind.

The lock file names the holder so that the second one to come can say who has the folder. Its
content is only a note; what counts is the lock on the open file, which the system drops when the
process ends, however it ends.
"""

import errno
import json
import os
import socket
import sys
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self

from models.canonical import moment_text
from models.errors import HeldError, StorageError
from models.store.faults import from_os

FILE_NAME = "desk.lock"
# Windows locks bytes against reading too: lock one far behind the note.
_LOCK_AT = 1 << 30
_NOTE_BYTES = 10_000
_NOTE_ROOM = 1000
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _drop(handle: int) -> None:
        os.lseek(handle, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    def _take_folder(_folder: Path) -> int | None:
        # A file that is open cannot be deleted here: its lock is enough.
        return None

else:
    import fcntl

    def _take(handle: int) -> None:
        # flock, not lockf: it also excludes a second desk inside the same process.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _drop(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def _take_folder(folder: Path) -> int | None:
        # Who deletes the file and makes another would be let in: the folder itself is held too.
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError:
            return None  # the file will not be opened either, and says why
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in (*_NO_LOCKS, errno.EBADF, errno.EINVAL):
                return None  # a file system that locks files only
            raise
        return handle


@dataclass(frozen=True)
class Holder:
    """Who holds a data folder: name of the person, process, computer, since when (UTC text)."""

    name: str
    pid: int
    host: str
    since: str
    beginning: bool = False
    base: int | None = None

    def describe(self) -> str:
        """Return the holder in Chinese, with the time in the local time zone."""
        try:
            local = datetime.fromisoformat(self.since).astimezone()
            since = f"{local.year}年{local.month}月{local.day}日{local.hour:02}:{local.minute:02}"
        except ValueError:
            since = "时间不详"
        return f"{self.name or '未署名'}（电脑 {self.host}，进程 {self.pid}，{since} 起）"


class FolderLock:
    """The held lock of one data folder.

    `was_clean` tells whether the last holder closed it, `beginning` that no desk has ever been
    opened here, `base` how many audit entries the database of the last holder began with.
    """

    def __init__(
        self,
        handle: int | None,
        folder: int | None,
        holder: Holder,
        before: bytes | None,
        *,
        reading: bool = False,
    ) -> None:
        self._handle = handle
        self._reading = reading
        self._folder = folder
        self._holder = holder
        self.was_clean = not before
        last = _read_note(before or b"")
        self.beginning = before is None or (last is not None and last.beginning)
        self.base = last.base if last else None

    @classmethod
    def acquire(cls, folder: Path, name: str, now: datetime) -> Self:
        """Take the lock and write the holder's note; HeldError names whoever has it."""
        try:
            held = _take_folder(folder)
        except OSError as error:
            raise _held(folder) from error
        try:
            return cls._acquire(folder, held, Holder(name, os.getpid(), socket.gethostname(),
                                                     moment_text(now)))  # fmt: skip
        except BaseException:
            if held is not None:
                os.close(held)
            raise

    @classmethod
    def reading(cls, folder: Path, name: str, now: datetime) -> Self:
        """Take the lock of a folder that cannot be written, naming nobody; HeldError as always."""
        path = folder / FILE_NAME
        handle: int | None = None
        held: int | None = None
        try:
            held = _take_folder(folder)
            if path.exists():
                handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
                _take(handle)
        except OSError as error:
            for one in (handle, held):
                if one is not None:
                    os.close(one)
            raise _held(folder) from error
        before = os.read(handle, _NOTE_BYTES) if handle is not None else b""
        return cls(handle, held, Holder(name, os.getpid(), socket.gethostname(),
                                        moment_text(now)), before, reading=True)  # fmt: skip

    @classmethod
    def _acquire(cls, folder: Path, held: int | None, holder: Holder) -> Self:
        path = folder / FILE_NAME
        try:
            existed = path.exists() or _made(path, holder)
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise from_os(error, str(path)) from error
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _NO_LOCKS:
                raise StorageError(
                    f"数据文件夹“{folder}”所在的磁盘不支持文件锁，不能保证只有一个人使用。"
                    "请把数据文件夹放在本机硬盘上。"
                ) from error
            raise _held(folder) from error
        try:
            before = os.read(handle, _NOTE_BYTES) if existed else None
            lock = cls(handle, held, holder, before)
            lock._note(holder)
        except OSError as error:
            os.close(handle)
            raise from_os(error, str(path)) from error
        return lock

    def _note(self, holder: Holder) -> None:
        assert self._handle is not None
        _write_note(self._handle, replace(holder, beginning=self.beginning, base=self.base))

    def begun(self, base: int | None) -> None:
        """Note that a desk is here, and how many audit entries it has on disk."""
        self.beginning, self.base = False, base
        self._note(self._holder)

    def forget(self) -> None:
        """Note that the desk has been cleared away: the next opening begins."""
        self.beginning, self.base = True, None
        self._note(self._holder)

    def release(self, *, keep_note: bool = False) -> None:
        """Give the lock back and empty the note, unless it is kept; safe to call twice.

        A kept note makes the next opening look for damage again.
        """
        handle, self._handle = self._handle, None
        folder, self._folder = self._folder, None
        try:
            if handle is not None:
                if not (keep_note or self.beginning or self._reading):
                    os.ftruncate(handle, 0)
                _drop(handle)
        finally:
            for one in (handle, folder):
                if one is not None:
                    os.close(one)


def _made(path: Path, holder: Holder) -> bool:
    """Make the lock file with its first note in it; a kill leaves none without. False: cannot."""
    staged = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        staged.write_bytes(_spelled(replace(holder, beginning=True)))
        try:
            os.link(staged, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            return False
        return True
    finally:
        staged.unlink(missing_ok=True)


def _spelled(holder: Holder) -> bytes:
    return json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8")


def _write_note(handle: int, holder: Holder) -> None:
    # Written over in one go and of one length: a kill in between leaves a whole note.
    note = _spelled(holder).ljust(_NOTE_ROOM)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, note)
    os.ftruncate(handle, len(note))


def read_holder(folder: Path) -> Holder | None:
    """Return who the lock file names, or None when it names nobody (readably)."""
    try:
        return _read_note((folder / FILE_NAME).read_bytes())
    except OSError:
        return None


def _read_note(raw: bytes) -> Holder | None:
    try:
        note = json.loads(raw)
        name, pid, host, since = (note[key] for key in ("name", "pid", "host", "since"))
        base = None if note.get("base") is None else int(note["base"])
        beginning = note.get("beginning") is True
        return Holder(str(name), int(pid), str(host), str(since), beginning, base)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _held(folder: Path) -> HeldError:
    holder = read_holder(folder)
    who = holder.describe() if holder else "另一个程序"
    return HeldError(
        f"数据文件夹“{folder}”正被{who}使用。数据没有被改动。请先在那里关闭知裁台，再重新打开。"
    )
