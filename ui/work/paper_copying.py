"""Brings the papers of a backup to the second place, a portion at a time.

Each portion is a question of its own to the worker: what the window asks meanwhile comes in
between, also on the first run over thousands of papers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.work.tasks import Failed, Worker

if TYPE_CHECKING:
    from models.backup.paper_copies import Copying
    from models.store.desk import Desk

Progress = Callable[[int, int], bool]
Said = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup and the place its papers go to."""

    path: Path
    also: Path


class PaperCopying(QObject):
    """One run; `done` gets what it has to say, `failed` a SecondCopyError."""

    def __init__(self, worker: Worker, owner: QObject) -> None:
        super().__init__(owner)
        self._worker = worker

    def start(
        self, made: Made, progress: Progress, done: Said, failed: Failed, *, whole: bool
    ) -> None:
        """Begin; `progress` ends it by returning False; `whole` compares every paper again."""

        def begin(desk: "Desk") -> "Copying":
            from models.backup import second_copy

            day = None if whole else desk.today().toordinal()
            return second_copy.begin_papers(made.path, made.also, desk.path, day)

        def portion(run: "Copying") -> None:
            got = run.outcome
            if (got.total and not progress(got.done, got.total)) or run.over:
                self._worker.ask(lambda desk: _end(desk, run, made), done, failed, owner=self)
            else:
                self._worker.ask(lambda _desk: _step(run), portion, failed, owner=self)

        self._worker.ask(begin, portion, failed, owner=self)


def _step(run: "Copying") -> "Copying":
    run.step()
    return run


def _end(desk: "Desk", run: "Copying", made: Made) -> str:
    from models.backup import second_copy

    return second_copy.end_papers(run, made.path, made.also, desk.now())
