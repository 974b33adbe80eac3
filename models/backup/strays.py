"""What a killed backup, copy or restore left behind: files under a passing name.

Whoever holds the folder removes them, when it is opened and before the next backup; nothing names
them, and none of them was ever finished.
"""

import re
from pathlib import Path

from models.store.files.store import FOLDER, unlink

_PASSING = re.compile(r"^\.(?:[0-9a-f]{32}|restoring-.+)\.tmp|^(?:desk|second-copy)\.\w+\.tmp$")
_SUMS = re.compile(r"^(desk-.+\.db)\.sums(?:\.tmp)?$")


def found(place: Path) -> list[Path]:
    """Return the left files of a data folder or of a second place, as far as it can be read."""
    left: list[Path] = []
    for folder in (place, place / "backups", place / FOLDER):
        try:
            left += [p for p in folder.iterdir() if _is_left(p) and p.is_file()]
        except OSError:
            continue
    return sorted(left)


def _is_left(path: Path) -> bool:
    """Whether a file has a passing name, or is the checksums of a backup that is not there."""
    sums = _SUMS.match(path.name)
    gone = sums is not None and not path.with_name(sums[1]).exists()
    return gone or path.name.endswith(".sums.tmp") or bool(_PASSING.match(path.name))


def sweep(place: Path) -> list[Path]:
    """Remove the left files and return those that are gone; what is held open stays."""
    return [path for path in found(place) if unlink(path)]
