"""Starting the practice window: the same program, over the practice folder. No Qt here."""

import os
import sys
from pathlib import Path
from subprocess import DEVNULL, Popen

from models.errors import BadInput, StorageError
from models.store.faults import reason
from ui.practice.opening import OPEN_ALREADY
from ui.shell.start import PRACTICE

MAIN = Path(__file__).resolve().parents[2] / "main.py"


def command(folder: Path, *, packaged: bool | None = None) -> list[str]:
    """Return the command line; in a package the program is its own interpreter."""
    frozen = bool(getattr(sys, "frozen", False)) if packaged is None else packaged
    program = [sys.executable] if frozen else [sys.executable, str(MAIN)]
    return [*program, PRACTICE, "--data-dir", str(folder)]


class PracticeProcess:
    """The practice window of this window: one at a time."""

    def __init__(self) -> None:
        self.child: Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the window that was started is still there."""
        return self.child is not None and self.child.poll() is None

    def start(self, folder: Path) -> None:
        """Start it; BadInput while one runs, StorageError when the system refuses."""
        if self.running:
            raise BadInput.of("practice", OPEN_ALREADY)
        # A package's start-up code must not take the new program for a part of this one.
        environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
        try:
            self.child = Popen(
                command(folder), env=environment, stdin=DEVNULL,
                stdout=DEVNULL, stderr=DEVNULL,
            )  # fmt: skip
        except OSError as error:
            why = f"练习窗口打不开：{reason(error)}。正式案件不受影响。"
            raise StorageError(why) from error
