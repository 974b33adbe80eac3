"""The backup taken by itself: once a day, when the window is open and nothing is waiting."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from models.changes import Changes
from models.errors import KnownError, SecondCopyError
from ui.shell.context import Context
from ui.work import traces
from ui.work.paper_copying import Made, PaperCopying

if TYPE_CHECKING:
    from models.store.desk import Desk

log = logging.getLogger(__name__)
AFTER_OPENING_MS = 10_000  # the morning's first look at the list comes first
WHEN_BUSY_MS = 2_000
NEXT_LOOK_MS = 15 * 60_000  # a window left open over night
BACKED_UP = Changes("backup", kinds=frozenset({"backup"}))


@dataclass(frozen=True)
class Taken:
    """What became of the day's backup; `papers` is the one whose papers are to follow."""

    new: bool
    papers: Made | None


def run(desk: "Desk") -> Taken:
    """Take today's backup and its second copy unless there is one; practice needs none.

    Papers follow the newest backup also when it was taken before: a run may have been broken off.
    """
    # Loaded by the worker, not before the window is drawn.
    from models.backup import backup, second_copy

    if desk.practice is not None:
        return Taken(False, None)
    also = backup.second_place(desk)
    new = backup.due(desk)
    path = backup.make(desk, "daily", also) if new else backup.listing(desk.path)[0].path
    if also is None or not second_copy.is_there(path, also):
        return Taken(new, None)
    return Taken(new, Made(path, also))


class DailyBackup(QObject):
    """Looks whether today's backup is due; tries once a day, so that a fault is said once."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self._tried: date | None = None
        self._papers = PaperCopying(context.worker, self)
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

    def _made(self, taken: Taken) -> None:
        if taken.new:
            self.context.backup_note = ""
            self.context.worker.changed.emit(BACKED_UP)
        if taken.papers is not None:
            self._papers.start(taken.papers, _go_on, self._copied, self._failed, whole=False)

    def _copied(self, said: str) -> None:
        self.context.backup_note = f"⚠ {said}" if said else ""
        self.context.worker.changed.emit(BACKED_UP)

    def _failed(self, error: Exception) -> None:
        log.warning("daily backup: %s", traces.of(error))
        if not isinstance(error, SecondCopyError):  # no backup at all today: say it aloud
            self.context.worker.failed.emit(error)
        if isinstance(error, KnownError):
            self.context.backup_note = f"✕ 今天的自动备份：{error}"
            self.context.worker.changed.emit(BACKED_UP)


def _go_on(_done: int, _total: int) -> bool:
    return True
