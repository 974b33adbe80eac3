"""Tables of plain rows: one model for all of them, and a view that is as high as its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.widgets.layout import larger
from ui.widgets.tones import tone_colour

Index = QModelIndex | QPersistentModelIndex
Look = str | QColor | QFont | None  # what a cell has in one of its roles
ROW_HEIGHT = 26
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a row in it, its tone, its share of the width."""

    title: str
    text: Callable[[Row], str]
    tone: Callable[[Row], str] | None = None
    width: int = 0
    hint: Callable[[Row], str] | None = None


class LinesModel(QAbstractTableModel, Generic[Row]):
    """Rows of plain data in columns; rows that are struck out are drawn so."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        struck: Callable[[Row], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[Row] = ()
        self.dark = False
        self._struck = struck

    def show_rows(self, rows: Sequence[Row], *, dark: bool = False) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.dark = rows, dark
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Look:
        """Return text, colour or font of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row).replace("\n", "；")
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.hint(row) if column.hint else column.text(row)
        return self._look(row, column, role)

    def _look(self, row: Row, column: Column[Row], role: int) -> QColor | QFont | None:
        struck = self._struck is not None and self._struck(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            if struck:
                return tone_colour("secondary", dark=self.dark)
            return tone_colour(column.tone(row), dark=self.dark) if column.tone else None
        if role == Qt.ItemDataRole.FontRole and struck:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None


class LinesView(QTableView):
    """A table that is as high as its rows, up to `most` of them; Tab leaves it."""

    def __init__(self, name: str, model: LinesModel, most: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.most = most
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        self._columns = model.columns
        self._larger = 0.0
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        model.modelReset.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height of the rows."""
        high = max(ROW_HEIGHT, self.fontMetrics().height() + 7)
        self.verticalHeader().setDefaultSectionSize(high)
        if self._larger != larger(self):
            self._larger = larger(self)
            for number, column in enumerate(self._columns):
                if column.width:
                    self.setColumnWidth(number, round(column.width * self._larger))
        count = min(max(1, self.model().rowCount()), self.most)
        self.setFixedHeight(high * count + self.horizontalHeader().sizeHint().height() + 4)

    def current_row(self) -> int:
        """Return the number of the chosen row, -1 when there is none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1
