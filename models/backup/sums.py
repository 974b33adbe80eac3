"""The checksums beside a backup: a byte that was changed anywhere is found, and where.

What the audit covers is found without them; they cover the rest of the file too, and a backup whose
database does not open any more. One without them (an older program's) is not refused for it.
"""

import hashlib
import json
from pathlib import Path

from models.errors import StorageError
from models.rules.problem import Problem
from models.store.files.store import unlink, write_whole

BLOCK = 1 << 20  # bytes
SUFFIX = ".sums"


def place(path: Path) -> Path:
    """Return where the checksums of a backup are."""
    return path.with_name(path.name + SUFFIX)


def write(path: Path) -> None:
    """Write the checksums of a finished backup beside it; StorageError when the disk refuses."""
    text = json.dumps({"size": path.stat().st_size, "sha256": _blocks(path)})
    write_whole(place(path), text.encode(), private=True)


def copy(path: Path, target: Path) -> None:
    """Put the checksums of a backup beside its copy, where there are any."""
    if place(path).is_file():
        write_whole(place(target), place(path).read_bytes(), private=True)


def remove(path: Path) -> None:
    """Drop the checksums of a backup that was dropped."""
    unlink(place(path))


def problems(path: Path) -> list[Problem]:
    """Return where a backup differs from its checksums; [] also when there are none."""
    try:
        told = json.loads(place(path).read_text(encoding="utf-8"))
        size, known = int(told["size"]), [str(one) for one in told["sha256"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        return [Problem(path.name, "备份旁边的校验清单读不出来")]
    if path.stat().st_size != size:
        return [Problem(path.name, f"大小与校验清单不符：应为{size}字节")]
    return [
        Problem(path.name, f"第{number * BLOCK}字节起的内容与校验清单不符（被改动过）")
        for number, (one, other) in enumerate(zip(_blocks(path), known, strict=False))
        if one != other
    ][:5]


def _blocks(path: Path) -> list[str]:
    found: list[str] = []
    try:
        with path.open("rb") as source:
            while block := source.read(BLOCK):
                found.append(hashlib.sha256(block).hexdigest())
    except OSError as error:
        raise StorageError(f"{path.name}读不出来：{error.strerror}") from error
    return found
