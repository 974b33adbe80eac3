"""Whether a data folder can be written: full, read-only or not ours, it is opened to be read."""

import os
import uuid
from pathlib import Path

from models.errors import StorageError
from models.store.faults import reason
from models.store.files.store import unlink

_ROOM = 256 * 1024  # bytes: the database's shared memory, the note of who holds the folder


def of(folder: Path) -> StorageError | None:
    """Return why nothing can be saved in a folder, None when something can."""
    try:
        _try(folder)
    except OSError as error:
        return StorageError(
            f"数据文件夹“{folder}”现在写不进去：{reason(error)}。已经保存的内容都在，现在只能查看、"
            "打印和另存；登记和草稿都不能保存。请处理后重新打开知裁台。"
        )
    return None


def _try(folder: Path) -> None:
    """Write a file as large as opening needs; one that a kill leaves is swept as a stray."""
    probe = folder / f".{uuid.uuid4().hex}.tmp"
    try:
        probe.write_bytes(os.urandom(_ROOM))
    finally:
        unlink(probe)
