"""One table of numbers, as high as its rows; each number is opened by a click or Enter."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from models.rules.statistics import Row, Table
from models.rules.statistics.count import NOT_APPLICABLE
from ui import theme
from ui.statistics.output import row_label

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 1.5  # times the height of the type
# Numbers stand apart, labels begin where the heading of the card does.
_PLAIN = (
    "QTableView { border: none; border-radius: 0; }"
    " QTableView::item { padding: 2px 5px; border: 0; }"
    " QHeaderView::section { padding: 5px 8px; }"
)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FiguresModel(QAbstractTableModel):
    """The rows of one table of the report."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.dark = False

    def show_table(self, table: Table, *, dark: bool) -> None:
        """Show a table in place of another."""
        self.beginResetModel()
        self.table, self.dark = table, dark
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the label's column and those of the numbers."""
        return 0 if parent.isValid() or self.table is None else 1 + len(self.table.heads)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or self.table is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section else _LEFT)
        if role == Qt.ItemDataRole.DisplayRole and section < self.columnCount():
            return self.table.heads[section - 1] if section else "指标"
        return None

    def data(
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | QColor | None:
        """Return text, colour or place of a cell, and what a screen reader says."""
        if not index.isValid() or self.table is None:
            return None
        row, column = self.table.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column else _LEFT)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, column)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return row.cells[column - 1].shown if column else f"{'　' * row.level}{row_label(row)}"

    def _colour(self, row: Row, column: int) -> QColor | None:
        colours = theme.colours(dark=self.dark)
        if column == 0:
            return QColor(colours.secondary) if row.level else None
        return QColor(colours.accent if row.cells[column - 1].items else colours.secondary)

    def _words(self, row: Row, column: int) -> str:
        if column == 0 or self.table is None:
            return row_label(row)
        return f"{row_label(row)}　{self.table.heads[column - 1]}：{row.cells[column - 1].shown}"


class FiguresTable(QTableView):
    """Shows one table of the report; `opened` carries the place of the number that was chosen."""

    opened = Signal(int, int)  # row, number of the cell in it

    def __init__(self, name: str) -> None:
        super().__init__()
        self.figures = FiguresModel()
        self.setAccessibleName(name)
        self.setModel(self.figures)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet(_PLAIN)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._open)
        self.entered.connect(self._point)

    def show_table(self, table: Table, *, dark: bool) -> None:
        """Show a table; the chosen number stays chosen when its place is still there."""
        at = self.currentIndex()
        self.figures.show_table(table, dark=dark)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.fit()
        if at.isValid() and at.row() < len(table.rows) and at.column() <= len(table.heads):
            self.setCurrentIndex(self.figures.index(at.row(), at.column()))

    def fit(self) -> None:
        """Take the height of the rows."""
        high = round(self.fontMetrics().height() * ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(high)
        rows = self.figures.rowCount()
        self.setFixedHeight(high * rows + self.horizontalHeader().sizeHint().height() + 4)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() and self._leads(index):
            self.opened.emit(index.row(), index.column() - 1)

    def _leads(self, index: QModelIndex) -> bool:
        """Whether there is a list behind a cell: a number, also 0, but not what does not apply."""
        return index.column() > 0 and index.data() != NOT_APPLICABLE

    def _point(self, index: QModelIndex) -> None:
        shape = Qt.CursorShape
        self.viewport().setCursor(
            shape.PointingHandCursor if self._leads(index) else shape.ArrowCursor
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
