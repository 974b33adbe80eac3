"""Who may read the data folder: its owner alone, whatever the system's habit is.

POSIX only: on Windows a folder in the user's profile is the user's own.
"""

import os
import stat
import sys
from pathlib import Path

_PRIVATE = 0o077  # what others may do with what this program makes: nothing
_habit: list[int] = []  # the user's own mask, once it has been replaced


def keep_private(folder: Path) -> None:
    """Close a data folder to others, with all that an older program left open in it.

    From then on what this process makes is its user's own; `hand_over` is for what leaves the
    folder. A folder that belongs to somebody else stays as it is.
    """
    if sys.platform == "win32":
        return
    if not _habit:
        _habit.append(os.umask(_PRIVATE))
    shut(folder)


def shut(folder: Path) -> None:
    """Close a folder or file to others, with all that is in it; one that is closed is whole so."""
    if sys.platform == "win32" or not _open(folder):
        return
    try:
        for path in (folder, *folder.rglob("*")):
            if _open(path) and not path.is_symlink():
                path.chmod(0o700 if path.is_dir() else 0o600)
    except OSError:
        return  # not ours: whoever owns it decides


def _open(path: Path) -> bool:
    """Whether others may do anything with a file or folder."""
    return bool(stat.S_IMODE(path.lstat().st_mode) & _PRIVATE)


def hand_over(path: Path) -> None:
    """Give what was made for the user the rights that the user's own files and folders have."""
    if _habit:
        path.chmod((0o777 if path.is_dir() else 0o666) & ~_habit[0])
