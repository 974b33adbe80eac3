"""审理（裁决案件）或者调解（调解案件）: what was done, by kind, each with its day and content."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, Rows, Section
from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.widgets.layout import Card, clear, label
from ui.work.turns import in_turns

PORTION = 300  # characters


class ProceedingsTab(QWidget):
    """One card per part of the proceedings, put in bit by bit so that the window keeps answering.

    A decided case has some hundred wrapped texts here; laying them out at once takes 60 ms.
    """

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self._card: Card | None = None
        self._shown: CasePageData | None = None

    def show_case(self, data: CasePageData) -> None:
        """Show what was done in a case."""
        clear(self.column)
        parts = [part for section in data.proceedings for part in _parts(section)]
        self._card = None
        if not parts:
            card = Card()
            card.body.addWidget(label("还没有记录；下一步里可以办理。", "secondary"))
            self.column.addWidget(card)
        self.column.addStretch(1)
        self._shown = data
        self.setUpdatesEnabled(False)  # nobody sees a page half laid out
        steps = (partial(self._add, data, *part) for part in parts)
        in_turns(self.host.context.worker, self, steps, partial(self._made, data), turn_s=0)

    def _add(self, data: CasePageData, title: str, rows: Rows) -> None:
        """Put in one more part: a card above the stretch at the end, or more rows of the last."""
        if self._shown is not data:
            return  # another case, or this one read again
        if title or self._card is None:
            self._card = Card(title)
            self._card.body.setSpacing(0)
            self.column.insertWidget(self.column.count() - 1, self._card)
        self._card.body.addWidget(RowsView(rows))

    def _made(self, data: CasePageData) -> None:
        if self._shown is data:
            self.setUpdatesEnabled(True)


def _parts(section: Section) -> Iterator[tuple[str, Rows]]:
    """Yield a section's rows in portions that are laid out quickly, the first with the title."""
    rows: list[tuple[str, str]] = []
    title, length = section.title, 0
    for row in section.rows:
        rows.append(row)
        length += len(row[1])
        if length > PORTION:
            yield title, tuple(rows)
            title, rows, length = "", [], 0
    if rows:
        yield title, tuple(rows)
