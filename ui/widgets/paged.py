"""The one table model: plain rows in columns, read a page at a time where there are many."""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from ui.widgets.tones import tone_colour

Index = QModelIndex | QPersistentModelIndex
Look = str | int | QColor | QFont | Hashable | None  # what a cell has in one of its roles
Row = TypeVar("Row")
More = Callable[[], None]
LEAST = 96
_DIGITS = re.compile(r"(\d+)", re.ASCII)
_SIDES = {False: Qt.AlignmentFlag.AlignLeft, True: Qt.AlignmentFlag.AlignRight}


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, the text of a row in it, its tone, its width in type of 14 pixels.

    Without a width it shares what is left, but asks for `least`; `yields` says in which order
    columns go where there is no room for all (1 first, 0 never); `hint` is the text in full;
    `day` is what rows are sorted by where the text is only about a day. A `whole` column is never
    narrower than what is in it, at any size of type: dates and numbers.
    """

    title: str
    text: Callable[[Row], str]
    tone: Callable[[Row], str] | None = None
    width: int = 0
    hint: Callable[[Row], str] | None = None
    least: int = LEAST
    yields: int = 0
    right: bool = False
    day: Callable[[Row], date | None] | None = None
    whole: bool = False

    def full(self, row: Row) -> str:
        """Return the text of a row as its tip tells it."""
        return self.hint(row) if self.hint else self.text(row)

    def sorted(self, rows: Sequence[Row], *, down: bool) -> list[Row]:
        """Return rows by what they have in this column, numbers in texts by their value.

        Rows that have nothing here come last in both directions; equal rows keep their order.
        """
        told = [(row, self._value(row)) for row in rows]
        filled = sorted((one for one in told if one[1]), key=lambda one: one[1], reverse=down)
        return [row for row, _ in filled] + [row for row, value in told if not value]

    def _value(self, row: Row) -> list[tuple[int, str]]:
        if self.day is not None:
            day = self.day(row)
            return [(day.toordinal(), "")] if day else []
        parts = _DIGITS.split(self.text(row))
        return [(int(part) if part.isdigit() else 0, part) for part in parts] if any(parts) else []


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Holds the rows read so far; `more`, when there is a next page, asks for it once."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        *,
        struck: Callable[[Row], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: list[Row] = []
        self.key = key
        self._struck = struck
        self._more: More | None = None
        self._given: Sequence[Row] = ()  # the rows in the order in which they came
        self.order: tuple[int, bool] | None = None  # the column rows are sorted by here, downwards

    def start(self, rows: Sequence[Row], more: More | None = None) -> None:
        """Show a first page in place of everything."""
        self.beginResetModel()
        self._given, self._more = rows, more
        self.rows = list(rows)
        if self.order is not None:
            column, down = self.order
            self.rows = self.columns[column].sorted(rows, down=down)
        self.endResetModel()

    def given(self) -> Sequence[Row]:
        """Return the rows of the first page in the order in which they came."""
        return self._given

    def append(self, rows: Sequence[Row], more: More | None = None) -> None:
        """Show one more page below."""
        if rows:
            last = len(self.rows)
            self.beginInsertRows(QModelIndex(), last, last + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()
        self._more = more

    def stop(self) -> None:
        """Ask for no further page: the list is being read from its start."""
        self._more = None

    def find(self, key: Hashable) -> int:
        """Return the number of the row with a key, -1 when it is not there."""
        return next((n for n, row in enumerate(self.rows) if self.key(row) == key), -1)

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
            return _side(self.columns[section])
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Look:
        """Return text, key, place, colour or font of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row).replace("\n", "；")
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.full(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:  # a screen reader says the heading, too
            return f"{column.title}：{column.full(row)}" if column.title else column.full(row)
        if role == Qt.ItemDataRole.UserRole:
            return self.key(row)
        return self._look(row, column, role)

    def _look(self, row: Row, column: Column[Row], role: int) -> int | QColor | QFont | None:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        struck = self._struck is not None and self._struck(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = "secondary" if struck else column.tone(row) if column.tone else ""
            return tone_colour(tone) if tone else None
        if role == Qt.ItemDataRole.FontRole and struck:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def repaint(self, row: int) -> None:
        """Show a row again whose texts have changed."""
        if 0 <= row < len(self.rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is another page and nobody is reading it yet."""
        return not parent.isValid() and self._more is not None

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page; it is appended when it arrives."""
        more, self._more = self._more, None
        if more is not None and not parent.isValid():
            more()


def _side(column: Column[Row]) -> int:
    return int(_SIDES[column.right] | Qt.AlignmentFlag.AlignVCenter)
