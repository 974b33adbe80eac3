"""One paper beside the list: the view of the case page, fed from the papers of all cases."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import KnownError
from models.queries.lists.papers import PaperRow
from models.queries.signs import Tone, with_sign
from models.store.desk import Desk
from ui.output.papers.view import PaperView
from ui.shell.context import Context

if TYPE_CHECKING:
    from ui.output.papers.shown import Shown

PAGE_WIDTH = 794  # of A4 at screen size
MARGIN = 86  # of the card and its scroll bar
SMALLEST, LARGEST = 0.5, 1.0
SOON_MS = 160  # while the arrow keys run down the list nothing is drawn
LEAST_HIGH = 200
LOADING, NONE = "正在打开……", "选一份文书预览。"


class Preview(QWidget):
    """Shows the current paper as it was stored; the buttons save and print it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._wanted: PaperRow | None = None
        self.view = PaperView(context.worker, LEAST_HIGH)
        self.setFocusProxy(self.view.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.show_paper(self._wanted))

    def show_soon(self, row: PaperRow | None, wait_ms: int = SOON_MS) -> None:
        """Show a paper as soon as the list rests on it."""
        self._wanted = row
        self._timer.start(wait_ms)

    def show_paper(self, row: PaperRow | None) -> None:
        """Show a paper from its files."""
        self._timer.stop()
        self.view.clear_paper(LOADING if row else NONE)
        if row is None:
            self.context.worker.forget(self, "paper")
            return
        room = (self.width() - MARGIN) / PAGE_WIDTH
        scale = min(LARGEST, max(SMALLEST, room)) * self.devicePixelRatioF()

        def read(desk: Desk) -> "Shown":
            from ui.output.papers.shown import show_stored  # drawing is loaded on the worker

            return show_stored(desk, row.id, scale)

        self.context.worker.ask(
            read, self.view.show_paper, self._failed, owner=self, latest="paper"
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.view.clear_paper(with_sign(Tone.PROBLEM, str(error)))
        else:
            self.context.worker.failed.emit(error)
