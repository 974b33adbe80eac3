"""A tab that is a table over its chosen line in full: 送达, 日志."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.case.host import Host
from ui.case.rows import RowsView
from ui.widgets.layout import Card, label
from ui.widgets.tables import LinesModel, LinesView

Rows = Iterable[tuple[str, str]]
T = TypeVar("T")


class TableTab(QWidget, Generic[T]):
    """Keeps the chosen line while the rows change; a subclass says what stands in its detail."""

    def __init__(
        self,
        host: Host,
        heading: str,
        table: LinesView,
        other: QPushButton,
        *,
        key: Callable[[T], Hashable],
        describe: Callable[[T], Rows],
    ) -> None:
        """`other` stands beside the heading; `key` tells a line from the others.

        `describe` shows the head of the chosen line and returns its rows.
        """
        super().__init__()
        self.host = host
        self.table = table
        self._key = key
        self._describe = describe
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card()
        self.count = label("", "secondary")
        card.row(label(heading, "subtitle", wrap=False), self.count, other, stretch=1)
        card.body.addWidget(table)
        column.addWidget(card)
        self.detail = Card()
        self.title = label("", "subtitle")
        self.rows = RowsView(dark=host.context.dark)
        column.addWidget(self.detail)
        column.addStretch(1)
        table.selectionModel().currentRowChanged.connect(self._chosen)

    @property
    def model(self) -> LinesModel:
        """The rows of the table."""
        found = self.table.model()
        assert isinstance(found, LinesModel)
        return found

    def current(self) -> T | None:
        """Return the chosen line, None when there is none."""
        row, lines = self.table.current_row(), self.model.rows
        return lines[row] if 0 <= row < len(lines) else None

    def show_lines(self, lines: Sequence[T]) -> None:
        """Show other lines, keeping the chosen one."""
        before = self.current()
        self.model.show_rows(lines, dark=self.host.context.dark)
        keys = [self._key(line) for line in lines]
        if keys:
            chosen = self._key(before) if before is not None else None
            self.table.selectRow(keys.index(chosen) if chosen in keys else 0)
        self._chosen()

    def _chosen(self) -> None:
        line = self.current()
        self.detail.setVisible(line is not None)
        if line is not None:
            self.rows.show_rows(self._describe(line), dark=self.host.context.dark)
