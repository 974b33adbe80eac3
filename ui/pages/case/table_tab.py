"""A tab that is a table over its chosen line in full: 送达, 日志."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.widgets.layout import Card, label
from ui.widgets.paged import Row
from ui.widgets.tables import Table

Rows = Iterable[tuple[str, str]]


class TableTab(QWidget, Generic[Row]):
    """Keeps the chosen line while the rows change; a subclass says what is in its detail."""

    def __init__(
        self,
        host: Host,
        heading: str,
        table: Table[Row],
        other: QPushButton,
        describe: Callable[[Row], Rows],
        *more: QPushButton,
    ) -> None:
        """`more` and `other` are beside the heading.

        `describe` shows the head of the chosen line and returns its rows.
        """
        super().__init__()
        self.host = host
        self.table = table
        self._describe = describe
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card()
        self.count = label("", "secondary")
        card.row(label(heading, "subtitle", wrap=False), self.count, *more, other, stretch=1)
        card.body.addWidget(table)
        column.addWidget(card)
        self.detail = Card()
        self.title = label("", "subtitle")
        self.rows = RowsView()
        column.addWidget(self.detail)
        column.addStretch(1)
        table.moved.connect(self._chosen)

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Show other lines, keeping the chosen one."""
        self.table.show_rows(lines)

    def _chosen(self) -> None:
        line = self.table.current()
        self.detail.setVisible(line is not None)
        if line is not None:
            self.rows.show_rows(self._describe(line))
