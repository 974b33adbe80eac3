"""The backup taken by itself: once a day, when the window is open and nothing is waiting."""

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.changes import Changes
from models.errors import KnownError, SecondCopyError
from ui.context import Context

if TYPE_CHECKING:
    from models.desk import Desk

log = logging.getLogger(__name__)
AFTER_OPENING_MS = 10_000  # the morning's first look at the list comes first
WHEN_BUSY_MS = 2_000
NEXT_LOOK_MS = 15 * 60_000  # a window left open over night
BACKED_UP = Changes("backup", kinds=frozenset({"backup"}))


def run(desk: "Desk") -> Path | None:
    """Take today's backup and its second copy unless there is one; practice needs none."""
    from models import backup  # loaded by the worker's thread, not before the window is drawn

    if desk.practice is not None or not backup.due(desk):
        return None
    return backup.make(desk, "daily", backup.second_place(desk))


class DailyBackup(QObject):
    """Looks whether today's backup is due; tries once a day, so that a fault is said once."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self._tried: date | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._look)

    def start(self, delay: int = AFTER_OPENING_MS) -> None:
        """Look for the first time after a while (ms)."""
        self.timer.start(delay)

    def _look(self) -> None:
        today = self.context.today()
        if self._tried == today:
            self.timer.start(NEXT_LOOK_MS)
        elif not self.context.worker.idle:
            self.timer.start(WHEN_BUSY_MS)
        else:
            self._tried = today
            self.timer.start(NEXT_LOOK_MS)
            self.context.worker.ask(run, self._made, self._failed, owner=self)

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self.context.backup_note = ""
            self.context.worker.changed.emit(BACKED_UP)

    def _failed(self, error: Exception) -> None:
        log.warning("daily backup: %s", error)
        if not isinstance(error, SecondCopyError):  # no backup at all today: say it aloud
            self.context.worker.failed.emit(error)
        if isinstance(error, KnownError):
            self.context.backup_note = f"✕ 今天的自动备份：{error}"
            self.context.worker.changed.emit(BACKED_UP)
