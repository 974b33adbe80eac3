# pyright: basic
"""One database worker: everything that touches the desk runs on its thread, one thing at a time.

The window never waits: it asks, goes on, and is called back on its own thread. A command that
succeeded is announced once by `changed`, so that every view showing it refreshes itself.
"""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot
from shiboken6 import isValid

from models.changes import Changes
from models.errors import ClockDoubt, KnownError, Stale
from models.services.arguments.shapes import Argument
from ui.work import traces

if TYPE_CHECKING:  # loaded by the worker's thread, while the window is being drawn
    from models.store.desk import Desk

log = logging.getLogger(__name__)
T = TypeVar("T")
Opener = Callable[[], "Desk"]
Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class _Outcome:
    """What came of a job: how to tell who asked, and what has changed."""

    tell: Callable[[], None] | None
    changes: Changes | None


def _outcome(result: T, done: Callable[[T], None] | None) -> _Outcome:
    changes = result if isinstance(result, Changes) else None
    return _Outcome(partial(done, result) if done else None, changes)


@dataclass
class _Job:
    work: Callable[["Desk"], _Outcome]
    failed: Failed | None
    owner: QObject | None
    apart: Callable[[], _Outcome] | None = None  # run instead of `work`, with the desk closed
    outdated: bool = False  # the same question has been put again meanwhile


class _Thread(QThread):
    """Owns the desk; takes jobs from the queue until it is given None."""

    answered = Signal(object, object, object)  # job, outcome, error

    def __init__(self, opener: Opener, jobs: "queue.SimpleQueue[_Job | None]") -> None:
        super().__init__()
        self._opener = opener
        self._jobs = jobs
        self._desk: Desk | None = None
        self._actor: str | None = None  # who worked at the desk that was closed for a while

    def run(self) -> None:
        """Open the desk with the first job and close it at the end."""
        while (job := self._jobs.get()) is not None:
            outcome, error = None, None
            if job.outdated:
                self.answered.emit(job, None, None)
                continue
            try:
                outcome = job.work(self._opened()) if job.apart is None else self._apart(job.apart)
            except Exception as caught:  # noqa: BLE001 - handed to the window, which shows it
                if not isinstance(caught, KnownError):
                    log.error("%s", traces.of(caught))
                error = caught
            self.answered.emit(job, outcome, error)
        self._close()

    def _opened(self) -> "Desk":
        if self._desk is None:
            self._desk = self._opener()
            if self._actor is not None:
                self._desk.actor = self._actor
        return self._desk

    def _apart(self, work: Callable[[], _Outcome]) -> _Outcome:
        """Run work on the data folder with nobody in it; the next job opens the desk again."""
        if self._desk is not None:
            self._actor = self._desk.actor
        self._close()
        return work()

    def _close(self) -> None:
        if self._desk is not None:
            desk, self._desk = self._desk, None
            desk.close()


class Worker(QObject):
    """The window's way to the desk. `ask` reads, `do` runs a command and announces its changes."""

    changed = Signal(object)  # Changes
    failed = Signal(object)  # an exception nobody else took
    doubted = Signal(str)  # why the PC's clock is not believed: a command was refused
    busy = Signal(bool)

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = _Thread(opener, self._jobs)
        self._thread.answered.connect(self._answer)
        self._waiting = 0
        self._newest: dict[tuple[int, str], _Job] = {}
        self._thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is waiting or running."""
        return self._waiting == 0

    def ask(
        self,
        work: Callable[["Desk"], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
        latest: str = "",
    ) -> None:
        """Run a read; `done` gets its result unless `owner` has been closed meanwhile.

        `latest` names a question of the owner of which only the newest answer counts.
        """
        job = _Job(lambda desk: _outcome(work(desk), done), failed, owner)
        if latest:
            self.forget(owner, latest)
            self._newest[id(owner), latest] = job
        self._put(job)

    def forget(self, owner: QObject | None, latest: str) -> None:
        """Take a question back: what is still being read for it counts no more."""
        if (job := self._newest.pop((id(owner), latest), None)) is not None:
            job.outdated = True

    def do(
        self,
        command: Callable[..., Changes],
        *args: Argument,
        done: Callable[[Changes], None] | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
        last_seen: int | None = None,
        **fields: Argument,
    ) -> None:
        """Run a service command with its arguments; success is announced by `changed`.

        It carries who sends it and an id of its own: sent twice, it is done once. `last_seen` is
        what the user saw of its case (`Sender`): Stale when somebody has changed that since.
        """
        command_id = str(uuid4())

        def work(desk: "Desk") -> _Outcome:
            from models.store.sender import Sender

            with desk.sent_by(Sender(desk.actor, command_id, last_seen)):
                return _outcome(command(desk, *args, **fields), done)

        self._put(_Job(work, failed, owner))

    def replace(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Close the desk, run work that exchanges what is in its folder, open it again."""
        self._put(_Job(_nothing, failed, owner, lambda: _outcome(work(), done)))

    def soon(self, act: Callable[[], None], owner: QObject) -> None:
        """Run work of the window itself in its next turn, unless `owner` has been closed."""
        self._begin()

        def turn() -> None:
            self._end()
            if isValid(owner):
                act()

        # Not 0: that is a posted event, and those posted meanwhile all run in one turn.
        QTimer.singleShot(1, self, turn)

    def close(self) -> None:
        """Let the waiting work finish, then close the desk."""
        self._jobs.put(None)
        self._thread.wait()

    def _put(self, job: _Job) -> None:
        self._begin()
        self._jobs.put(job)

    def _begin(self) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)

    def _end(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)

    @Slot(object, object, object)
    def _answer(self, job: _Job, outcome: _Outcome | None, error: Exception | None) -> None:
        self._end()
        self._newest = {key: one for key, one in self._newest.items() if one is not job}
        if outcome is not None and outcome.changes is not None:
            self.changed.emit(outcome.changes)
        if isinstance(error, Stale):  # every view shows what happened meanwhile
            self.changed.emit(Changes("", error.case_id, frozenset({"case", "event", "document"})))
        if isinstance(error, ClockDoubt):
            self.doubted.emit(error.why)
        if job.outdated:
            return
        if job.owner is not None and not isValid(job.owner):
            return  # closed meanwhile: nothing is left to show it on
        if outcome is not None:
            if outcome.tell is not None:
                outcome.tell()
        elif error is not None and job.failed:
            job.failed(error)
        else:
            self.failed.emit(error)


def _nothing(_desk: "Desk") -> _Outcome:
    """The work of a job that is done apart."""
    return _Outcome(None, None)
