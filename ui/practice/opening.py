"""Opening a practice folder: built when it is new or half built, rebuilt when asked. No Qt here."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from models.errors import HeldError, StorageError
from models.queries.usage import in_use
from models.services.office.opening import open_desk
from models.store.collector import collector_at_rest
from models.store.db import FILE_NAME
from models.store.desk import Desk
from models.store.faults import storage_errors
from models.store.files.folder import prepare
from models.store.lock import FolderLock
from models.store.mark import FILE_NAME as MARK_NAME
from ui.practice import ACTOR
from ui.practice.samples import build, is_complete

OPEN_ALREADY = "练习窗口已经打开着。请到那个窗口里接着练习；要从头练，在那里点“重新开始练习”。"
NOT_PRACTICE = "数据文件夹“{}”里有正式案件，不能用来练习。里面的内容没有改动。"
OWN_FILES = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", MARK_NAME)
OWN_FOLDERS = ("files", "backups")
Progress = Callable[[int, int], None]


def open_practice(folder: Path, *, fresh: bool, progress: Progress) -> Desk:
    """Open the practice folder, filled; `fresh` begins again. A folder of real cases is refused."""
    desk = _open(folder)
    try:
        if desk.practice is None and in_use(desk):
            raise StorageError(NOT_PRACTICE.format(folder))
        if desk.practice is not None and (fresh or not is_complete(desk)):
            desk.close()
            clear(folder)
            desk = _open(folder)
        if desk.practice is None:
            with collector_at_rest(stays=True):
                build(desk, progress)
            desk.keep_practice_time()
    except BaseException:
        desk.close()
        raise
    return desk


def clear(folder: Path) -> None:
    """Delete what the program keeps in a folder that the caller knows to be practice."""
    # Nobody else may have opened it since.
    lock = _locked(folder)
    try:
        with storage_errors(str(folder)):
            for name in OWN_FOLDERS:
                if (folder / name).is_dir():
                    shutil.rmtree(folder / name)
            for name in OWN_FILES:
                (folder / name).unlink(missing_ok=True)
            lock.forget()
    finally:
        lock.release()


def _locked(folder: Path) -> FolderLock:
    try:
        return FolderLock.acquire(prepare(folder), ACTOR, datetime.now(UTC))
    except HeldError as error:
        raise HeldError(OPEN_ALREADY) from error


def _open(folder: Path) -> Desk:
    try:
        return open_desk(folder, ACTOR)
    except HeldError as error:
        raise HeldError(OPEN_ALREADY) from error
