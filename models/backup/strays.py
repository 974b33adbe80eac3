"""What a killed backup, copy or restore left behind: files under a passing name.

Whoever holds the folder removes them, when it is opened and before the next backup; nothing names
them, and none of them was ever finished.
"""

import re
from pathlib import Path

from models.store.files.store import FOLDER, unlink

_PASSING = re.compile(r"^\.(?:[0-9a-f]{32}|restoring-.+)\.tmp|^(?:desk|second-copy)\.\w+\.tmp$"
                      r"|^desk-.+\.db\.sums\.tmp$")  # fmt: skip


def found(place: Path) -> list[Path]:
    """Return the left files of a data folder or of a second place, as far as it can be read."""
    left: list[Path] = []
    for folder in (place, place / "backups", place / FOLDER):
        try:
            left += [p for p in folder.iterdir() if _PASSING.match(p.name) and p.is_file()]
        except OSError:
            continue
    return sorted(left)


def sweep(place: Path) -> list[Path]:
    """Remove the left files and return those that are gone; what is held open stays."""
    return [path for path in found(place) if unlink(path)]
