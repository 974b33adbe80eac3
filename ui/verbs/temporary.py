"""A data folder for the time of one verb, gone afterwards however the verb ends."""

import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from models.errors import StorageError
from models.store.lock import FolderLock

PREFIX = "zhicaitai-"
MARK = ".temporary"  # only a folder that bears it is ever removed
LEFT_ALONE = 3600  # seconds for which a folder that nobody holds may just be starting


@contextmanager
def temporary_folder(kind: str) -> Generator[Path]:
    """Yield a new folder and remove it, also when the program is told to end.

    A kill leaves it behind; the next call removes what nobody has held for an hour.
    """
    sweep()
    with _ending_in_order(), tempfile.TemporaryDirectory(prefix=f"{PREFIX}{kind}-") as folder:
        (Path(folder) / MARK).touch()
        yield Path(folder)


def sweep() -> None:
    """Remove the folders that killed programs left behind; what cannot be removed stays."""
    for mark in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{MARK}"):
        if _abandoned(mark.parent):
            shutil.rmtree(mark.parent, ignore_errors=True)


def _abandoned(folder: Path) -> bool:
    try:
        if folder.is_symlink() or time.time() - folder.stat().st_mtime < LEFT_ALONE:
            return False
        FolderLock.acquire(folder, "", datetime.now(UTC)).release()
    except (OSError, StorageError):
        return False  # held, another user's, or no folder
    return True


@contextmanager
def _ending_in_order() -> Generator[None]:
    """Let a request to end (SIGTERM) unwind the program instead of stopping it where it is."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
