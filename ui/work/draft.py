"""What is being typed is kept: two seconds after the last key, four while typing goes on."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from models.rules.events import Json
from models.rules.usable import UNREAD
from models.services.shared import drafts as service
from ui.shell.context import Context

KIND = "intake"
NEW = "new"
IDLE_MS = 2000
MOST_MS = 4000


def moment_words(at: datetime) -> str:
    """Return a moment as drafts say it, in local time."""
    here = at.astimezone()
    return f"{here.month}月{here.day}日{here:%H:%M}"


class DraftKeeper(QObject):
    """Keeps one draft at a time, by its key; `kept` says that it is on disk."""

    kept = Signal()

    def __init__(
        self,
        context: Context,
        read: Callable[[], dict[str, Json]],
        parent: QObject,
        kind: str = KIND,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.kept_at: datetime | None = None  # of the draft that was loaded
        self.since = ""  # what has happened in its case since
        self.rest = ""  # what of it no field can show; it is kept with what is typed
        self.context = context
        self.read = read
        self.key = NEW
        self._failed: dict[str, dict[str, Json]] = {}  # what could not be kept, by its draft
        self._unkept = False  # not asked of the timers: one that fires is no longer active
        self._idle, self._most = QTimer(self), QTimer(self)
        for timer, wait in ((self._idle, IDLE_MS), (self._most, MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.flush)

    @property
    def waiting(self) -> bool:
        """Whether something typed is not on disk yet."""
        return self._unkept

    def touch(self) -> None:
        """Something was typed."""
        self._unkept = True
        self._idle.start()
        if not self._most.isActive():
            self._most.start()

    def flush(self) -> None:
        """Keep what is in the form now, if anything was typed since."""
        failed, self._failed = self._failed, {}
        if self.waiting:
            self._stop()
            rest: dict[str, Json] = {UNREAD: self.rest} if self.rest else {}
            failed[self.key] = self.read() | rest
        for key, content in failed.items():
            self._keep(key, content)

    def _keep(self, key: str, content: dict[str, Json]) -> None:
        kind = self.kind
        # Drafts are no commands: nothing is audited and no view has to refresh itself.
        self.context.worker.ask(
            lambda desk: service.save_draft(desk, kind, key, content),
            partial(self._kept, key),
            partial(self._not_kept, key, content),
            owner=self,
        )

    def _kept(self, key: str, _: None) -> None:
        if key == self.key:
            self.kept.emit()

    def _not_kept(self, key: str, content: dict[str, Json], error: Exception) -> None:
        """Say so; it is tried again after the next key, or when the page is left."""
        self._unkept = self._unkept or key == self.key
        self._failed.setdefault(key, content)
        self.context.worker.failed.emit(error)

    def load(
        self,
        key: str,
        done: Callable[[dict[str, Json] | None], None],
        case_id: int | None = None,
    ) -> None:
        """Turn to another draft and read it; what was typed for the last one is kept first."""
        self.flush()
        self.key, self.rest = key, ""
        kind = self.kind

        def loaded(kept: service.KeptDraft | None) -> None:
            self.kept_at = kept.at if kept else None
            self.since = kept.since if kept else ""
            failed = self._failed.get(key)
            self.rest = str(failed.get(UNREAD, "")) if failed else kept.rest if kept else ""
            done(failed or (kept.content if kept else None))

        self.context.worker.ask(
            lambda desk: service.kept_draft(desk, kind, key, case_id),
            loaded,
            owner=self,
            latest="draft",
        )

    def drop(self, key: str) -> None:
        """Forget a draft, shown or not: it has become a record, or is not wanted."""
        self._failed.pop(key, None)
        if key == self.key:
            self._stop()
        kind = self.kind
        self.context.worker.ask(
            lambda desk: service.drop_draft(desk, kind, key), lambda _: None, owner=self
        )

    def _stop(self) -> None:
        self._unkept = False
        self._idle.stop()
        self._most.stop()
