"""The file store: the papers under <data>/files, kept in step with the rows that name them.

A unit first stages its files under .pending, then – before the commit – writes a journal of their
final names, forces it to disk and renames them. Whatever happens next (commit, roll-back, kill,
power cut), `settle` puts things right with one rule: a journalled file that no row names goes, a
file that a row names stays. Files that were never in a journal are never touched, so restoring an
older database beside newer papers deletes nothing; `verify` reports them instead.
"""

import errno
import hashlib
import json
import os
import re
import sqlite3
import sys
import unicodedata
import uuid
from collections.abc import Callable, Collection, Iterable
from pathlib import Path, PurePosixPath

from models.errors import BugError, StorageError
from models.store.faults import from_os, reason

FOLDER = "files"
_PENDING = ".pending"
MAX_PATH = 200
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_INVISIBLE = ("Cf", "Cs", "Zl", "Zp")
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

Named = Callable[[Collection[str]], set[str]]


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


def write_synced(path: Path, data: bytes) -> None:
    """Write a new file and force it to disk."""
    with path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file outside the store whole or not at all; StorageError when the disk refuses."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_synced(temporary, data)
        temporary.replace(path)
    except OSError as error:
        _unlink(temporary)
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

    def path(self, relpath: str) -> Path:
        """Return the absolute path; BugError unless the parts are safe names below the store."""
        parts = PurePosixPath(relpath).parts
        if not parts or any(part != safe_name(part, 100) for part in parts):
            raise BugError(f"not a safe path in the file store: {relpath!r}")
        return self.root.joinpath(*parts)

    def read(self, relpath: str) -> bytes:
        """Return a file's content; StorageError when it is missing or unreadable."""
        path = self.path(relpath)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise StorageError(
                f"文书文件不见了：{path}。登记还在，可以从案件里重新生成，或从备份找回该文件。"
            ) from error
        except OSError as error:
            raise from_os(error, str(path)) from error

    def exists(self, relpath: str) -> bool:
        """Return whether the file is there."""
        return self.path(relpath).is_file()

    def place(self, folder: str, stem: str, suffix: str, taken: Collection[str] = ()) -> str:
        """Return a free, safe relative path like folder/stem.suffix, with (2), (3) … if needed.

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
                return relpath
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
                _unlink(staged)

    def settle(self, journal: Path) -> None:
        """Remove the journalled files that no row names, then the journal.

        A file another program holds open stays, and so does the journal: the next opening tries
        again.
        """
        relpaths = _read_journal(journal)
        try:
            named = self._named(relpaths) if relpaths else set()
        except sqlite3.Error:
            return  # the database does not answer: without it nothing may be removed
        gone = [_unlink(self.path(r)) for r in relpaths if r not in named]
        if all(gone):
            _unlink(journal)


class Batch:
    """The files one unit writes and removes; published before the commit, settled after it."""

    def __init__(self, store: FileStore) -> None:
        self._store = store
        self._id = uuid.uuid4().hex
        self._staged: dict[str, Path] = {}
        self._removed: list[str] = []
        self._journal: Path | None = None

    @property
    def staged(self) -> Collection[str]:
        """The relative paths written so far."""
        return self._staged.keys()

    def write(self, relpath: str, data: bytes) -> str:
        """Stage a new file, forced to disk, and return its SHA-256; never overwrites."""
        target = self._store.path(relpath)
        if relpath in self._staged or target.exists():
            raise BugError(f"the file store never overwrites: {relpath}")
        if path_units(str(target)) > MAX_PATH:
            raise StorageError(
                f"文件路径超过 {MAX_PATH} 个字符，无法保存：{target}。"
                "请把数据文件夹移到较短的路径下。"
            )
        staged = self._store.pending / f"{self._id}-{len(self._staged)}.tmp"
        try:
            self._store.pending.mkdir(parents=True, exist_ok=True)
            write_synced(staged, data)
        except OSError as error:
            _unlink(staged)
            raise from_os(error, str(target)) from error
        self._staged[relpath] = staged
        return hashlib.sha256(data).hexdigest()

    def remove(self, relpath: str) -> None:
        """Have a file removed after the commit, once no row names it any more."""
        self._store.path(relpath)
        self._removed.append(relpath)

    def publish(self) -> None:
        """Give the files their final names, all of them journalled first."""
        relpaths = [*self._staged, *self._removed]
        if not relpaths:
            return
        store = self._store
        try:
            store.pending.mkdir(parents=True, exist_ok=True)
            self._journal = store.pending / f"{self._id}.json"
            write_synced(self._journal, json.dumps(relpaths).encode("utf-8"))
            sync_folder(store.pending)
            folders: set[Path] = set()
            for relpath, staged in self._staged.items():
                target = store.path(relpath)
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
                folders |= {target.parent, *_below(target.parent, store.root)}
            for folder in folders:
                sync_folder(folder)
        except OSError as error:
            raise from_os(error, str(store.root)) from error

    def finish(self) -> None:
        """Settle after the transaction ended, either way: no file without a row, and back."""
        for staged in self._staged.values():
            _unlink(staged)
        if self._journal is not None:
            self._store.settle(self._journal)


def _below(folder: Path, root: Path) -> Iterable[Path]:
    """Yield the folders between `folder` and the root, both ends included."""
    while True:
        yield folder
        if folder == root:
            return
        folder = folder.parent


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


def _unlink(path: Path) -> bool:
    """Remove a file if it is there; False when another program holds it."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _read_journal(journal: Path) -> list[str]:
    try:
        found = json.loads(journal.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # Torn by a kill while it was written: no file had been renamed yet.
        return []
    return [str(relpath) for relpath in found]
