"""A tab that is a table and its chosen line in full: 送达, 日志, 还差什么."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.widgets.layout import Card, label
from ui.widgets.paged import Row
from ui.widgets.tables import Table, TableOrWords

Rows = Iterable[tuple[str, str]]
SIDE_BY_SIDE = 900  # px; where there is less room the line in full is below the list


class TableTab(QWidget, Generic[Row]):
    """Keeps the chosen line while the rows change; a subclass says what is in its detail."""

    def __init__(
        self,
        host: Host,
        heading: str,
        table: Table[Row],
        describe: Callable[[Row], Rows],
        *others: QPushButton,
        empty: str = "",
        beside: bool = True,
    ) -> None:
        """`others` are beside the heading; `empty` is said where there are no lines.

        `describe` shows the head of the chosen line and returns its rows; `beside`: the columns
        leave room for these, which else are always below.
        """
        super().__init__()
        self.host = host
        self.table = table
        self._describe = describe
        self._beside = beside
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.pair.setContentsMargins(0, 0, 0, 0)
        self.pair.setSpacing(12)
        self.card = Card()
        self.count = label("", "secondary")
        self.card.row(label(heading, "subtitle", wrap=False), self.count, *others, stretch=1)
        self.listed = TableOrWords(table, empty)
        self.card.body.addWidget(self.listed)
        self.detail = Card()
        self.title = label("", "subtitle")
        self.rows = RowsView()
        for part, share in ((self.card, 3), (self.detail, 2)):
            column = QVBoxLayout()
            column.addWidget(part)
            column.addStretch(1)
            self.pair.addLayout(column, share)
        table.moved.connect(self._chosen)

    def show_lines(self, lines: Sequence[Row]) -> None:
        """Show other lines, keeping the chosen one."""
        self.table.show_rows(lines)

    def _chosen(self) -> None:
        line = self.table.current()
        self.detail.setVisible(line is not None)
        if line is not None:
            self.rows.show_rows(self._describe(line))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the chosen line beside the list where there is room, else below it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self._beside and self.width() >= SIDE_BY_SIDE
        self.pair.setDirection(way.LeftToRight if wide else way.TopToBottom)
