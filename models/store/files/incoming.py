"""A file from outside on its way into the store: copied in portions, then handed to a command.

It lies in the pending area under a passing name. The command that takes it (`Unit.take`) gives it
its name; what no command took is dropped by `discard`, or by the next opening of the folder.
"""

import hashlib
import shutil
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.errors import BadInput
from models.store.faults import from_os
from models.store.files.store import FileStore, Stored, force, unlink

MOST = 2 << 30  # bytes of one file
SPARE = 200 << 20  # bytes of the disk that stay free for the database and its backups
PORTION_S = 0.2  # how long one portion may keep the worker from other questions
_CHUNK = 1 << 20  # bytes
_MB = 1 << 20


@dataclass(frozen=True)
class Staged:
    """A file in the pending area: its passing name, and what it is known by (size in bytes)."""

    key: str
    sha256: str
    size: int

    @property
    def stored(self) -> Stored:
        """Return what the file will be known by."""
        return Stored(self.sha256, self.size)


class Incoming:
    """One file that is being copied; `over` when all of it is here."""

    def __init__(self, store: FileStore, source: Path) -> None:
        """Begin; BadInput for what is no plain file, empty, or too large for program or disk."""
        try:
            self._stream: BinaryIO = _opened(source)
            self.total = self._stream.seek(0, 2)
            self._stream.seek(0)
        except OSError as error:
            raise from_os(error, str(source)) from error
        try:
            _require_room(store, self.total)
        except BaseException:
            self._stream.close()
            raise
        self.done = 0
        self._store = store
        self._digest = hashlib.sha256()
        self._key = f"{uuid.uuid4().hex}.tmp"
        self._out: BinaryIO | None = None

    @property
    def over(self) -> bool:
        """Whether all of it has been copied."""
        return self.done >= self.total

    def step(self, seconds: float = PORTION_S) -> None:
        """Copy on for about so long; StorageError when either disk refuses."""
        end = time.monotonic() + seconds
        try:
            if self._out is None:
                self._store.pending.mkdir(parents=True, exist_ok=True)
                self._out = (self._store.pending / self._key).open("xb")
            while not self.over and time.monotonic() < end:
                chunk = self._stream.read(_CHUNK)
                if not chunk:
                    raise BadInput.of("file", "文件正在变化，没有收入；请等它保存完再试")
                self._out.write(chunk)
                self._digest.update(chunk)
                self.done += len(chunk)
        except OSError as error:
            raise from_os(error, str(self._store.root)) from error

    def finish(self) -> Staged:
        """Force the copy to disk and return it."""
        if self._out is None or self._stream.read(1) or self.done != self.total:
            raise BadInput.of("file", "文件正在变化，没有收入；请等它保存完再试")
        try:
            force(self._out)
        except OSError as error:
            raise from_os(error, str(self._store.root)) from error
        self._close()
        return Staged(self._key, self._digest.hexdigest(), self.done)

    def discard(self) -> None:
        """Drop what has been copied."""
        self._close()
        unlink(self._store.pending / self._key)

    def _close(self) -> None:
        self._stream.close()
        if self._out is not None:
            self._out.close()


@contextmanager
def written(store: FileStore) -> Generator[Path]:
    """Give the path of a new passing file to write to; dropped when that fails."""
    path = store.pending / f"{uuid.uuid4().hex}.tmp"
    try:
        store.pending.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as error:
        unlink(path)
        raise from_os(error, str(store.root)) from error
    except BaseException:
        unlink(path)
        raise


def staged(path: Path) -> Staged:
    """Return a passing file that was written, forced to disk."""
    try:
        with path.open("rb+") as handle:
            force(handle)
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
            size = handle.seek(0, 2)
    except OSError as error:
        raise from_os(error, str(path.parent)) from error
    return Staged(path.name, digest, size)


def place_of(store: FileStore, one: Staged) -> Path:
    """Return where a staged file lies, for who has to look into it."""
    return store.pending / one.key


def drop(store: FileStore, one: Staged) -> None:
    """Drop a staged file that no command took."""
    unlink(place_of(store, one))


def _opened(source: Path) -> BinaryIO:
    if not source.is_file():
        raise BadInput.of("file", f"“{source.name}”不是文件，不能收入")
    return source.open("rb")


def _require_room(store: FileStore, size: int) -> None:
    if size == 0:
        raise BadInput.of("file", "是空文件，没有收入")
    if size > MOST:
        raise BadInput.of(
            "file", f"有{size // _MB}MB，超过每个文件{MOST // _MB}MB的上限；请分成几个文件"
        )
    place = next(p for p in (store.root, *store.root.parents) if p.exists())
    free = shutil.disk_usage(place).free
    if free < size + SPARE:
        raise BadInput.of(
            "file",
            f"磁盘只剩{free // _MB}MB，要收入{size // _MB}MB，并给数据库和备份留出"
            f"{SPARE // _MB}MB；请先腾出空间",
        )
