"""Writing papers into a folder of the user's choice: whole files or none, safe names."""

import contextlib
from pathlib import Path

from models.errors import StorageError
from models.faults import reason
from models.files import safe_name, write_synced
from models.services.documents import Rendered


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; StorageError in words when the disk refuses."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_synced(temporary, data)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StorageError(
            f"“{path}”写不进去：{reason(error)}。原有文件没有改变；请检查磁盘空间、权限，"
            "或者关闭正在打开它的程序后重试。"
        ) from error


def write_paper(folder: Path, made: Rendered, addressee: str, prefix: str = "") -> list[Path]:
    """Write a paper in both formats and return the paths."""
    stem = safe_name("_".join(p for p in (prefix, made.spec.title, addressee) if p))
    paths = []
    for suffix, data in (("docx", made.docx), ("pdf", made.pdf)):
        path = folder / f"{stem}.{suffix}"
        write_bytes(path, data)
        paths.append(path)
    return paths
