# pyright: basic
"""What a main window has to do with practice: opening its window, or being it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QVBoxLayout

from models.errors import BadInput, KnownError
from ui.shell import messages
from ui.shell.context import Context

if TYPE_CHECKING:
    from models.store.desk import Desk
    from ui.practice.band import PracticeBand
    from ui.practice.launch import PracticeProcess

BUSY_MS = 2500  # until the other window has come
HERE_ALREADY = "这个窗口就是练习窗口。"


class PracticePart(QObject):
    """The band of a practice window, the process of the one beside a real window."""

    def __init__(
        self, context: Context, window: QMainWindow, column: QVBoxLayout,
        refresh: Callable[[], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self.context = context
        self.window = window
        self.refresh = refresh
        self.begin_again = False
        self.process: PracticeProcess | None = None
        self._column = column
        self._band: PracticeBand | None = None

    def band(self) -> "PracticeBand":
        """Return the band; from then on the window says that it is practice."""
        if self._band is None:
            from ui.practice.band import PracticeBand  # real windows do without

            self._band = PracticeBand(self.context, self.restart)
            self._column.insertWidget(0, self._band)
            self.window.setWindowTitle("知裁台（练习）")
        return self._band

    def show(self, day: date | None) -> None:
        """Show which day the practice is on; nothing over real cases."""
        if day is None or day == self.context.practice:
            return
        moved = self.context.practice is not None
        self.context.practice = day
        self.band().show_day(day)
        if moved:
            self.refresh()

    def open(self) -> None:
        """Open the practice window beside this one."""
        if self.context.practice is not None:
            messages.show_error(BadInput.of("practice", HERE_ALREADY), self.window)
            return

        def where(desk: "Desk") -> Path:
            from models.store.files.practice_folder import beside

            return beside(desk.path)

        self.context.worker.ask(where, self._start, owner=self)

    def _start(self, folder: Path) -> None:
        from ui.practice.launch import PracticeProcess

        self.process = self.process or PracticeProcess()
        try:
            self.process.start(folder)
        except KnownError as error:
            messages.show_error(error, self.window)
            return
        self.window.setCursor(Qt.CursorShape.BusyCursor)
        QTimer.singleShot(BUSY_MS, self, self.window.unsetCursor)

    def restart(self) -> None:
        """Close this window; the program then begins the practice again."""
        self.begin_again = True
        if not self.window.close():
            self.begin_again = False  # a page still asks about what was typed
