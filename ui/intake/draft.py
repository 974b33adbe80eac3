"""What is being typed is kept: two seconds after the last key, four while typing goes on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from models.services import intake as service
from ui.context import Context

KIND = "intake"
NEW = "new"
IDLE_MS = 2000
MOST_MS = 4000


class DraftKeeper(QObject):
    """Keeps one draft at a time, by its key; `kept` says that it is on disk."""

    kept = Signal()

    def __init__(
        self, context: Context, read: Callable[[], dict[str, Any]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.read = read
        self.key = NEW
        self._idle, self._most = QTimer(self), QTimer(self)
        for timer, wait in ((self._idle, IDLE_MS), (self._most, MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something typed is not on disk yet."""
        return self._most.isActive()

    def touch(self) -> None:
        """Something was typed."""
        self._idle.start()
        if not self._most.isActive():
            self._most.start()

    def flush(self) -> None:
        """Keep what stands in the form now, if anything was typed since."""
        if not self.waiting:
            return
        self._stop()
        content = self.read()
        key = self.key
        # Drafts are no commands: nothing is audited and no view has to refresh itself.
        self.context.worker.ask(
            lambda desk: service.save_draft(desk, KIND, key, content), self._kept, owner=self
        )

    def _kept(self, _: Any) -> None:
        self.kept.emit()

    def load(self, key: str, done: Callable[[dict[str, Any] | None], None]) -> None:
        """Turn to another draft and read it; what was typed for the last one is kept first."""
        self.flush()
        self.key = key
        self.context.worker.ask(lambda desk: service.load_draft(desk, KIND, key), done, owner=self)

    def drop(self) -> None:
        """Forget the draft: it has become a record, or is not wanted."""
        self._stop()
        key = self.key
        self.context.worker.ask(
            lambda desk: service.drop_draft(desk, KIND, key), lambda _: None, owner=self
        )

    def _stop(self) -> None:
        self._idle.stop()
        self._most.stop()
