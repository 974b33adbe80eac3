"""A folder into which a scanner writes: which of its files are in no case yet."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from models.errors import StorageError
from models.reference import media
from models.store import sql
from models.store.desk import Desk
from models.store.faults import from_os

DAYS = 14  # an older file was scanned for something else
MOST = 200  # files offered at once, the newest
_KNOWN = "SELECT size, sha256 FROM stored_file"


def waiting(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that no case has, in the order of their names.

    Only files of the last days that could be brought in. StorageError when the folder is gone.
    """
    known: dict[int, set[str]] = {}
    for size, sha256 in sql.rows(desk, _KNOWN):
        known.setdefault(int(str(size)), set()).add(str(sha256))
    try:
        found = sorted(_recent(folder, desk.today()), reverse=True)[:MOST]
        return tuple(sorted(path for _, path in found if not _is_known(path, known)))
    except OSError as error:
        raise from_os(error, str(folder)) from error


def _recent(folder: Path, today: date) -> Iterator[tuple[float, Path]]:
    suffixes = {f".{one}" for kind in media.kinds().values() for one in kind.suffixes}
    first = datetime.combine(today - timedelta(days=DAYS), datetime.min.time()).timestamp()
    if not folder.is_dir():
        raise StorageError(f"扫描文件夹打不开：{folder}。请检查它还在不在，或者另选一个。")
    for path in folder.iterdir():
        if path.suffix.lower() in suffixes and path.is_file():
            at = path.stat().st_mtime
            if at >= first:
                yield at, path


def _is_known(path: Path, known: dict[int, set[str]]) -> bool:
    same = known.get(path.stat().st_size)
    if not same:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() in same
