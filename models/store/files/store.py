"""The file store: the papers under <data>/files, kept in step with the rows that name them.

Whoever asks for a file names it by its `FileId` and gets bytes, never a path; writing goes through
a command (models/store/files/batch.py). What an interrupted command left behind is put right by
`settle` with one rule: a journalled file that no row names goes, a file that a row names stays.
Files that were never in a journal are never touched, so restoring an older database beside newer
papers deletes nothing; `verify` reports them instead.
"""

import errno
import hashlib
import io
import json
import os
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NewType

from models.errors import BugError, StorageError
from models.store.faults import from_os, reason
from models.store.files.rights import hand_over

FileId = NewType("FileId", str)
"""The name of a file in the store, as `document_file.path` keeps it."""

FOLDER = "files"
_CHUNK = 1 << 20  # bytes
_PENDING = ".pending"
MAX_PATH = 200
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_INVISIBLE = ("Cf", "Cs", "Zl", "Zp")
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

Named = Callable[[Collection[str]], set[str]]


@dataclass(frozen=True)
class Stored:
    """What a stored file is known by: hexadecimal SHA-256 and size in bytes."""

    sha256: str
    size: int


def safe_name(text: str, limit: int = 60) -> str:
    """Return a file name that Windows and Linux both take, of at most `limit` characters.

    Reserved characters become “_”, device names get a “_” in front, and no more than 200 bytes of
    UTF-8 are kept (a Linux name holds 255, a Chinese character takes three or four of them).
    """
    name = "".join(c for c in _RESERVED.sub("_", text) if unicodedata.category(c) not in _INVISIBLE)
    name = _EDGES.sub("", unicodedata.normalize("NFC", name))
    if _DEVICES.match(name):
        name = f"_{name}"
    name = name[:limit]
    while len(name.encode("utf-8")) > 200:
        name = name[:-1]
    name = _EDGES.sub("", name)
    return name or "未命名"


def sync_folder(folder: Path) -> None:
    """Force a folder's entries to disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some file systems (shared folders of virtual machines) cannot sync a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def force(handle: IO[bytes]) -> None:
    """Force what was written to a file to disk."""
    handle.flush()
    os.fsync(handle.fileno())


def write_stream(path: Path, stream: BinaryIO) -> Stored:
    """Write a new file from a stream, force it to disk and return what was written."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        force(out)
    return Stored(digest.hexdigest(), size)


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and force it to disk."""
    write_stream(path, io.BytesIO(data))


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file outside the store whole or not at all; see `stream_whole`."""
    stream_whole(path, io.BytesIO(data), private=private)


def stream_whole(path: Path, stream: BinaryIO, *, private: bool = False) -> None:
    """Write a file outside the store from a stream, whole or not at all.

    It has the rights that the user's files have, unless it is `private` to the program.
    StorageError when the disk refuses.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        made = [one for one in path.parents if not one.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_stream(temporary, stream)
        for one in () if private else (*made, temporary):
            hand_over(one)
        temporary.replace(path)
    except OSError as error:
        unlink(temporary)
        raise StorageError(
            f"“{path}”写不进去：{reason(error)}。原有文件没有改变；请检查磁盘空间、权限，"
            "或者关闭正在打开它的程序后重试。"
        ) from error


class FileStore:
    """The files of one data folder, addressed by paths relative to <data>/files with “/”."""

    def __init__(self, data_dir: Path, named: Named) -> None:
        self.root = data_dir / FOLDER
        self.pending = self.root / _PENDING
        self._named = named
        self._checked: set[tuple[FileId, int, int, int]] = set()  # as they looked on disk

    def path(self, relpath: str) -> Path:
        """Return the absolute path, for this package and backups; BugError unless it is safe."""
        parts = PurePosixPath(relpath).parts
        if not parts or any(part != safe_name(part, 100) for part in parts):
            raise BugError(f"not a safe path in the file store: {relpath!r}")
        return self.root.joinpath(*parts)

    def read(self, file: FileId) -> bytes:
        """Return a file's content; StorageError when it is missing or unreadable."""
        return self.read_range(file, 0, None)

    def read_as(self, file: FileId, stored: Stored) -> bytes:
        """Return a file's content that is what was stored; StorageError also when it is not.

        What was changed on disk is neither shown nor printed nor handed on.
        """
        data = self.read(file)
        if (len(data), hashlib.sha256(data).hexdigest()) != (stored.size, stored.sha256):
            raise StorageError(
                f"文书文件的内容与登记的不一致，被改动过或者磁盘有损坏：{self.path(file)}。"
                "没有显示、打印或者交出去；请从备份找回该文件。"
            )
        return data

    def checked(self, file: FileId, stored: Stored) -> Path:
        """Return where a file lies, for a reader of large files; StorageError as in `read_as`.

        Its content is compared once for as long as the file looks the same on disk.
        """
        path = self.path(file)
        try:
            found = path.stat()
            looks = (file, found.st_size, found.st_mtime_ns, found.st_ino)
        except FileNotFoundError as error:
            raise StorageError(
                f"文件不见了：{path}。登记还在；请从备份找回该文件，或者重新收入原件。"
            ) from error
        except OSError as error:
            raise from_os(error, str(path)) from error
        if looks not in self._checked:
            if wrong := self.verify(file, stored):
                raise StorageError(f"{wrong}：{path}。没有显示或者交出去；请从备份找回该文件。")
            self._checked.add(looks)
        return path

    def read_range(self, file: FileId, offset: int, length: int | None) -> bytes:
        """Return up to `length` bytes from `offset` on, all the rest for None.

        StorageError when the file is missing or unreadable.
        """
        path = self.path(file)
        try:
            with path.open("rb") as handle:
                handle.seek(offset)
                return handle.read(-1 if length is None else length)
        except FileNotFoundError as error:
            raise StorageError(
                f"文书文件不见了：{path}。登记还在，可以从案件里重新生成，或从备份找回该文件。"
            ) from error
        except OSError as error:
            raise from_os(error, str(path)) from error

    def verify(self, file: FileId, stored: Stored) -> str:
        """Return what is wrong with a file in Chinese, "" when it is what it was when stored."""
        try:
            path = self.path(file)
        except BugError:
            return "登记的路径不合规"
        if not path.is_file():
            return "文件不见了"
        if path.stat().st_size != stored.size:
            return "文件大小与登记不符"
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return "" if digest == stored.sha256 else "文件内容被改动过"

    def exists(self, file: FileId) -> bool:
        """Return whether the file is there."""
        return self.path(file).is_file()

    def place(self, folder: str, stem: str, suffix: str, taken: Collection[str] = ()) -> FileId:
        """Return a free, safe name like folder/stem.suffix, with (2), (3) … if needed.

        The stem is shortened so that the whole path stays within 200 characters; StorageError when
        the data folder lies too deep for any name.
        """
        parent = "/".join(safe_name(part) for part in PurePosixPath(folder).parts)
        room = MAX_PATH - path_units(str(self.root / parent)) - 1 - len(suffix) - len(" (999)")
        if room < 8:
            raise StorageError(
                f"数据文件夹的路径太长，放不下文书：{self.root}。请把数据文件夹移到较短的路径下。"
            )
        base = _fitting(safe_name(stem, min(60, room // 2 if room < 30 else room)), suffix, room)
        used = {name.casefold() for name in taken}
        try:
            used |= {f"{parent}/{p.name}".casefold() for p in (self.root / parent).iterdir()}
        except OSError:
            pass  # the folder does not exist yet: nothing is taken
        for number in range(1, 1000):
            extra = "" if number == 1 else f" ({number})"
            relpath = f"{parent}/{base}{extra}{suffix}"
            if relpath.casefold() not in used:
                return FileId(relpath)
        raise StorageError(f"同名文书太多：{parent}/{base}{suffix}")

    def listing(self) -> set[str]:
        """Return the relative paths of all files in the store, without the pending area."""
        if not self.root.is_dir():
            return set()
        found = (p.relative_to(self.root) for p in self.root.rglob("*") if p.is_file())
        return {p.as_posix() for p in found if p.parts[0] != _PENDING}

    def leftovers(self) -> list[Path]:
        """Return what an interrupted unit left in the pending area; empty when all is settled."""
        return sorted(self.pending.iterdir()) if self.pending.is_dir() else []

    def sweep(self) -> None:
        """Settle whatever a killed process left: called when the data folder is opened."""
        for journal in [p for p in self.leftovers() if p.suffix == ".json"]:
            self.settle(journal)
        for staged in self.leftovers():
            if staged.suffix == ".tmp":
                unlink(staged)

    def settle(self, journal: Path) -> None:
        """Remove the journalled files that no row names, then the journal.

        A file another program holds open stays, and so does the journal: the next opening tries
        again.
        """
        relpaths = _read_journal(journal)
        try:
            named = self._named(relpaths) if relpaths else set[str]()
        except sqlite3.Error:
            return  # the database does not answer: without it nothing may be removed
        gone = [unlink(self.path(r)) for r in relpaths if r not in named]
        if all(gone):
            unlink(journal)


def path_units(text: str) -> int:
    """Return the length as Windows counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _fitting(base: str, suffix: str, room: int) -> str:
    """Shorten a name until it fits with number and suffix: 200 bytes (Linux), `room` units.

    Rare characters take four bytes and two units each.
    """
    while len(f"{base} (999){suffix}".encode()) > 200 or path_units(base) > room:
        base = base[:-1]
    return _EDGES.sub("", base) or "文书"


def unlink(path: Path) -> bool:
    """Remove a file if it is there; False when another program holds it."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _read_journal(journal: Path) -> list[str]:
    try:
        found: list[str] = json.loads(journal.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # Torn by a kill while it was written: no file had been renamed yet.
        return []
    return [str(relpath) for relpath in found]
