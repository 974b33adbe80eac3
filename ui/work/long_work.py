"""Work that takes a while on the worker: a bar with a count, and 取消 where it can be cancelled."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from models.store.desk import Desk
from ui.widgets.layout import button
from ui.work.tasks import Failed, Worker

EVERY_MS = 50
Progress = Callable[[int, int], bool]
T = TypeVar("T")


class LongWork(QWidget):
    """Runs one task at a time; hidden while there is none."""

    _stepped = Signal(int, int)  # from the worker's thread

    def __init__(self, worker: Worker, name: str, *, cancellable: bool = False) -> None:
        super().__init__()
        self._worker = worker
        self._cancelled = threading.Event()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(f"{name}进度")
        self.bar.setFormat("%v / %m")
        self.cancel_button = button("取消", self.cancel, "", f"取消{name}")
        if not cancellable:  # setVisible(True) without a parent would open a window of its own
            self.cancel_button.hide()
        line.addWidget(self.bar, 1)
        line.addWidget(self.cancel_button)
        self._stepped.connect(self._step)
        self.hide()

    def start(
        self, task: Callable[[Desk, Progress], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run the task on the worker; its progress is shown, its result handed on."""
        progress = self.begin()
        self._worker.ask(
            lambda desk: task(desk, progress), self._ended(done), failed=self._ended(failed),
            owner=self,
        )  # fmt: skip

    def start_apart(
        self, task: Callable[[Progress], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run the task on the data folder with the desk closed."""
        progress = self.begin()
        self._worker.replace(
            lambda: task(progress), self._ended(done), failed=self._ended(failed), owner=self
        )

    def begin(self) -> Progress:
        """Show an empty bar and return what tells it how far the work is."""
        self._cancelled.clear()
        self.cancel_button.setEnabled(True)
        self.bar.setRange(0, 0)
        self.show()
        clock = QElapsedTimer()
        clock.start()

        def progress(number: int, total: int) -> bool:
            # Every step announced would keep the window busy with nothing else.
            if number == total or clock.elapsed() >= EVERY_MS:
                clock.restart()
                self._stepped.emit(number, total)
            return not self._cancelled.is_set()

        return progress

    def _ended(self, then: Callable[[T], None]) -> Callable[[T], None]:
        def end(value: T) -> None:
            self.hide()
            then(value)

        return end

    def cancel(self) -> None:
        """Ask the task to stop at its next step."""
        self._cancelled.set()
        self.cancel_button.setEnabled(False)

    def _step(self, number: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(number)
