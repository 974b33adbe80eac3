"""A table whose rows come from the worker a page at a time, as the person scrolls."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.widgets.tables import Column, Index, LinesModel, Look, Row

BASE = 14  # the type, in pixels, in which widths of columns are given
LEAST = 96  # a column without a width shares what is left, but is never less than this
ROW_HEIGHT = 2  # times the height of the type
After = TypeVar("After")  # where the next page starts


class PagedModel(LinesModel[Row], Generic[Row, After]):
    """Holds the pages read so far; `more` is called with the place where the next one starts."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        more: Callable[[After], None],
        *,
        struck: Callable[[Row], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, struck=struck, parent=parent)
        self.rows: list[Row] = []
        self.key = key
        self._more = more
        self._after: After | None = None
        self._asked = False

    def start(self, rows: Sequence[Row], after: After | None = None, *, dark: bool = False) -> None:
        """Show a first page in place of everything."""
        self._after, self._asked = after, False
        self.show_rows(list(rows), dark=dark)

    def append(self, rows: Sequence[Row], after: After | None) -> None:
        """Show one more page below."""
        if rows:
            last = len(self.rows)
            self.beginInsertRows(QModelIndex(), last, last + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()
        self._after, self._asked = after, False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Look | Hashable:
        """Return a cell; what a screen reader says begins with the heading of the column."""
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            return f"{column.title}：{column.text(self.rows[index.row()])}"
        if index.isValid() and role == Qt.ItemDataRole.UserRole:
            return self.key(self.rows[index.row()])
        return super().data(index, role)

    def repaint(self, row: int) -> None:
        """Show a row anew whose texts have changed."""
        if 0 <= row < len(self.rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is another page and nobody is reading it yet."""
        return not parent.isValid() and self._after is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page; it is appended when it arrives."""
        if self._after is not None and not self._asked and not parent.isValid():
            self._asked = True
            self._more(self._after)


class PagedTable(QTableView, Generic[Row, After]):
    """Whole rows; `opened` carries the row that was clicked twice or entered."""

    opened = Signal(object)
    moved = Signal()  # another row is the current one, or other rows are chosen

    def __init__(self, name: str, model: PagedModel[Row, After], *, several: bool = False) -> None:
        self.lines = model
        self._hidden: frozenset[int] = frozenset()
        self._narrow_hides: frozenset[int] = frozenset()
        self._narrow = 0
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.moved.emit())

    def hide_when_narrow(self, columns: Sequence[int], below: int) -> None:
        """Leave out these columns in a table less than `below` pixels (of small type) wide."""
        self._narrow_hides, self._narrow = frozenset(columns), below

    def hide_columns(self, columns: Collection[int]) -> None:
        """Leave out these columns, and no others."""
        if frozenset(columns) != self._hidden:
            self._hidden = frozenset(columns)
            self.share()

    def current(self) -> Row | None:
        """Return the current row, None when there is none."""
        row = self.currentIndex().row()
        return self.lines.rows[row] if 0 <= row < len(self.lines.rows) else None

    def chosen(self) -> list[Row]:
        """Return the chosen rows from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.lines.rows[row] for row in rows if row < len(self.lines.rows)]

    def show_page(
        self, rows: Sequence[Row], after: After | None = None, *, dark: bool = False
    ) -> None:
        """Show a first page; the row that was current stays so, else the one in its place."""
        before, place = self.current(), self.currentIndex().row()
        wanted = self.lines.key(before) if before is not None else None
        self.lines.start(rows, after, dark=dark)
        keys = [self.lines.key(row) for row in rows]
        if keys:
            found = keys.index(wanted) if wanted in keys else min(max(place, 0), len(keys) - 1)
            self.go_to(found)
        self.moved.emit()

    def go_to(self, row: int) -> None:
        """Make a row the current and the only chosen one."""
        index = self.lines.index(row, self._first_shown())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def shown_rows(self) -> range:
        """Return the numbers of the rows that are on the screen."""
        if not self.lines.rows:
            return range(0)
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (last if last >= 0 else len(self.lines.rows) - 1) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width."""
        super().resizeEvent(event)
        self.share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width anew after a change of type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.share()

    def share(self) -> None:
        """Give the columns their widths: those of fixed contents first, the others the rest."""
        metrics = self.fontMetrics()
        unit = metrics.horizontalAdvance("国") / BASE
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * ROW_HEIGHT))
        narrow = self._narrow_hides if self.width() < self._narrow * unit else frozenset()
        for number in range(len(self.lines.columns)):
            self.setColumnHidden(number, number in self._hidden or number in narrow)
        shown = [n for n in range(len(self.lines.columns)) if not self.isColumnHidden(n)]
        fixed = [n for n in shown if self.lines.columns[n].width]
        rest = self.viewport().width() - sum(
            round(self.lines.columns[n].width * unit) for n in fixed
        )
        free = max(round(LEAST * unit), rest // max(1, len(shown) - len(fixed)))
        for number in shown:
            width = self.lines.columns[number].width
            self.setColumnWidth(number, round(width * unit) if width else free)

    def _first_shown(self) -> int:
        return next(n for n in range(len(self.lines.columns)) if not self.isColumnHidden(n))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.lines.rows[index.row()])
