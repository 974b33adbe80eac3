"""One table of numbers, as high as its rows; each number is opened by a click or Enter."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTableView

from models.rules.statistics import Row
from models.rules.statistics import Table as Figures
from models.rules.statistics.count import NOT_APPLICABLE
from ui.pages.statistics.output import row_label
from ui.widgets.heading.view import BASE
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

MOST = 1000  # rows: never scrolls by itself
ROOM = 24  # around a number
LABELS: Column[Row] = Column(
    "指标", lambda row: f"{'　' * row.level}{row_label(row)}",
    lambda row: "secondary" if row.level else "", hint=row_label, least=150,
)  # fmt: skip


class FiguresTable(Table[Row]):
    """Shows one table of the report; `counted` carries the place of the number that was chosen."""

    counted = Signal(int, int)  # row, number of the cell in it

    def __init__(self, name: str) -> None:
        super().__init__(name, PagedModel[Row]((), id), most=MOST, picks=False, sorts=False)
        self.setObjectName("figures")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectItems)
        self.setMouseTracking(True)
        self.clicked.connect(self._count)
        self.activated.connect(self._count)
        self.entered.connect(self._point)

    def show_table(self, table: Figures) -> None:
        """Show a table; the chosen number stays chosen when its place is still there."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        numbers = [self._column(number, table) for number in range(len(table.heads))]
        self.lines.columns = (LABELS, *numbers)
        self.lines.start(table.rows)
        if at.isValid() and row < len(table.rows) and column <= len(table.heads):
            self.setCurrentIndex(self.lines.index(row, column))

    def _column(self, number: int, table: Figures) -> Column[Row]:
        """Return the column of a number, as wide as what is in it."""
        metrics, head = self.fontMetrics(), table.heads[number]
        texts = [head, *(row.cells[number].shown for row in table.rows)]
        wide = max(map(metrics.horizontalAdvance, texts)) / metrics.horizontalAdvance("国")
        return Column(
            head, lambda row: row.cells[number].shown,
            lambda row: "accent" if row.cells[number].items else "secondary",
            round(wide * BASE) + ROOM, lambda row: f"{row_label(row)}：{row.cells[number].shown}",
            right=True,
        )  # fmt: skip

    def _count(self, index: QModelIndex) -> None:
        if self._leads(index):
            self.counted.emit(index.row(), index.column() - 1)

    def _leads(self, index: QModelIndex) -> bool:
        """Whether there is a list behind a cell: a number, also 0, but not what does not apply."""
        return index.column() > 0 and index.data() != NOT_APPLICABLE

    def _point(self, index: QModelIndex) -> None:
        shape = Qt.CursorShape
        self.viewport().setCursor(
            shape.PointingHandCursor if self._leads(index) else shape.ArrowCursor
        )
