"""The files of one command, written together with its rows.

A command first stages its files under .pending, then – before the commit – writes a journal of
their final names, forces it to disk and renames them. Whatever happens next (commit, roll-back,
kill, power cut), `FileStore.settle` decides by the rows what stays.
"""

import json
import uuid
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import BinaryIO

from models.errors import BugError, StorageError
from models.store.faults import from_os
from models.store.files import store as files
from models.store.files.store import (
    MAX_PATH,
    FileId,
    FileStore,
    Stored,
    path_units,
    sync_folder,
    unlink,
)


class Batch:
    """The files one unit writes; published before the commit, settled after it."""

    def __init__(self, store: FileStore) -> None:
        self._store = store
        self._id = uuid.uuid4().hex
        self._staged: dict[FileId, Path] = {}
        self._spare: list[Path] = []
        self._journal: Path | None = None

    @property
    def staged(self) -> Collection[FileId]:
        """The relative paths written so far."""
        return self._staged.keys()

    def put_stream(self, relpath: FileId, stream: BinaryIO) -> Stored:
        """Stage a new file, forced to disk, and return what was written; never overwrites."""
        target = self._refuse_taken(relpath)
        staged = self._store.pending / f"{self._id}-{len(self._staged)}.tmp"
        try:
            self._store.pending.mkdir(parents=True, exist_ok=True)
            stored = files.write_stream(staged, stream)
        except OSError as error:
            unlink(staged)
            raise from_os(error, str(target)) from error
        self._staged[relpath] = staged
        return stored

    def take(self, relpath: FileId, staged: Path) -> None:
        """Take a file that lies in the pending area already; it is dropped if the command fails."""
        self._refuse_taken(relpath)
        if not staged.is_file():
            raise BugError(f"nothing is staged as {staged.name}")
        self._staged[relpath] = staged

    def spare(self, staged: Path) -> None:
        """Drop a file of the pending area when the unit is over."""
        self._spare.append(staged)

    def publish(self) -> None:
        """Give the files their final names, all of them journalled first."""
        relpaths = list(self._staged)
        if not relpaths:
            return
        store = self._store
        try:
            store.pending.mkdir(parents=True, exist_ok=True)
            self._journal = store.pending / f"{self._id}.json"
            files.write_synced(self._journal, json.dumps(relpaths).encode("utf-8"))
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

    def _refuse_taken(self, relpath: FileId) -> Path:
        target = self._store.path(relpath)
        if relpath in self._staged or target.exists():
            raise BugError(f"the file store never overwrites: {relpath}")
        if path_units(str(target)) > MAX_PATH:
            raise StorageError(
                f"文件路径超过 {MAX_PATH} 个字符，无法保存：{target}。"
                "请把数据文件夹移到较短的路径下。"
            )
        return target

    def finish(self) -> None:
        """Settle after the transaction ended, either way: no file without a row, and back."""
        for staged in (*self._staged.values(), *self._spare):
            unlink(staged)
        if self._journal is not None:
            self._store.settle(self._journal)


def _below(folder: Path, root: Path) -> Iterable[Path]:
    """Yield the folders between `folder` and the root, both ends included."""
    while True:
        yield folder
        if folder == root:
            return
        folder = folder.parent
