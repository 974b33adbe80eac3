"""Fills the column 为什么还是草稿: asked for the lines on the screen, a few at a time."""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from models.queries.lists.papers import PaperRow
from models.store.desk import Desk
from ui.widgets.tables import Table
from ui.work.tasks import Worker

FIRST_MS = 60
AT_ONCE = 12
ASKING = "……"


class WhyDrafts(QObject):
    """What is known so far; forgotten whenever the list is read again."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.worker = worker
        self.table: Table[PaperRow] | None = None
        self._known: dict[int, str] = {}
        self._asked: set[int] = set()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(FIRST_MS)
        self._wait.timeout.connect(self._ask)

    def watch(self, table: Table[PaperRow]) -> None:
        """Fill this table, also when it is scrolled."""
        self.table = table
        table.verticalScrollBar().valueChanged.connect(self.look)

    def text(self, row: PaperRow) -> str:
        """Return why a paper is still a draft, as far as that is known."""
        return self._known.get(row.id, ASKING if row.state == "draft" else "")

    def forget(self) -> None:
        """Know nothing any more."""
        self._known, self._asked = {}, set()

    def look(self) -> None:
        """Ask for the lines that are shown now."""
        self._wait.start()

    def _ask(self) -> None:
        if self.table is None:
            return
        rows = [self.table.lines.rows[n] for n in self.table.shown_rows()]
        drafts = [r for r in rows if r.state == "draft" and r.id not in self._asked]
        few = drafts[:AT_ONCE]
        if not few:
            return
        self._asked |= {row.id for row in few}

        def read(desk: Desk) -> dict[int, str]:
            from ui.pages.documents.reasons import reasons  # the forms are loaded on the worker

            return reasons(desk, few)

        self.worker.ask(read, partial(self._show, self._known), owner=self)

    def _show(self, known: dict[int, str], found: dict[int, str]) -> None:
        known |= found  # of a list that has been read again: nobody looks there any more
        if self.table is None:
            return
        for number, row in enumerate(self.table.lines.rows):
            if row.id in found:
                self.table.lines.repaint(number)
        self._ask()
