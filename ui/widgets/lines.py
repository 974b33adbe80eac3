"""A table of lines, each of which leads somewhere by click or Enter."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui import theme

LEAST = 6  # characters that a column keeps
ROOM = 14  # between two columns
ROW_HEIGHT = 1.5  # times the height of the type
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Line(Generic[Key]):
    """One line: its key, its texts, and by column the kind of a coloured text (problem …)."""

    key: Key
    texts: Sequence[str]
    kinds: dict[int, str]


class LinesTable(QTableWidget, Generic[Key]):
    """Reads only; `chosen` carries the key of the line that was clicked twice or entered."""

    chosen = Signal(object)
    picked = Signal(object)  # the current line's key, None when there is none

    def __init__(
        self,
        name: str,
        heads: Sequence[str],
        stretch: Sequence[int] = (0,),
        *,
        grows: bool = False,
        widths: Mapping[int, int] | None = None,
    ) -> None:
        """`widths` in characters keep columns of tables in line; `grows` = as tall as its lines."""
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self._grows = grows
        self._stretch, self._fixed = tuple(stretch), dict(widths or {})
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in stretch:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        wide = self.fontMetrics().horizontalAdvance("国")
        for column, characters in (widths or {}).items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, characters * wide)
        if grows:
            self.setStyleSheet("QTableView { border: none; border-radius: 0; padding: 0; }")
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda item: self._choose(item.row()))
        self.itemSelectionChanged.connect(lambda: self.picked.emit(self.key()))

    def fill(self, lines: Sequence[Line[Key]], *, dark: bool) -> None:
        """Show these lines; the line that was chosen before stays chosen."""
        before = self.key()
        colours = vars(theme.colours(dark=dark))
        paint = {"problem": "red", "warning": "amber", "good": "green", "accent": "accent",
                 "secondary": "secondary"}  # fmt: skip
        self.setRowCount(len(lines))
        height = round(self.fontMetrics().height() * ROW_HEIGHT)
        for row, line in enumerate(lines):
            self.setRowHeight(row, height)
            for column, text in enumerate(line.texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.UserRole, line.key)
                if column in line.kinds:
                    item.setForeground(QColor(colours[paint[line.kinds[column]]]))
                self.setItem(row, column, item)
            if line.key == before:
                self.selectRow(row)
        if self._grows:
            head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
            self.setFixedHeight(head + height * len(lines) + 4)
        self._fit()
        self.picked.emit(self.key())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the new width out."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Narrow the widest columns when all of them do not fit: a hint tells the whole text."""
        if not self.rowCount():
            return
        header, wide = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("国")
        own = [c for c in range(self.columnCount()) if c not in self._fixed]
        need = {c: max(self.sizeHintForColumn(c), header.sectionSizeHint(c)) for c in own}
        floors = {c: min(need[c], LEAST * wide) for c in own}
        need |= {c: floors[c] for c in self._stretch if c in need}
        room = self.viewport().width() - sum(n * wide for n in self._fixed.values())
        mode = QHeaderView.ResizeMode
        tight = sum(need.values()) > room
        for column, width in (_narrowed(need, floors, room) if tight else need).items():
            if column not in self._stretch:
                header.setSectionResizeMode(
                    column, mode.Interactive if tight else mode.ResizeToContents
                )
                if tight:
                    self.setColumnWidth(column, width)

    def sizeHintForColumn(self, column: int) -> int:  # noqa: N802 - Qt's name
        """Leave room between two columns."""
        return super().sizeHintForColumn(column) + ROOM

    def key(self) -> Key | None:
        """Return the key of the chosen line, None when none is chosen."""
        chosen = self.selectionModel().selectedRows()
        item = self.item(chosen[0].row(), 0) if chosen else None
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell as it stands on the screen."""
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _choose(self, row: int) -> None:
        item = self.item(row, 0)
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._choose(self.currentRow())
            return
        super().keyPressEvent(event)


def _narrowed(widths: Mapping[int, int], floors: Mapping[int, int], room: int) -> dict[int, int]:
    """Take what is too much from the widest, down to its floor, until all fit or none can."""
    made = dict(widths)
    while sum(made.values()) > room:
        loose = [c for c in made if made[c] > floors[c]]
        if not loose:
            break
        widest = max(loose, key=lambda c: made[c])
        rest = [made[c] for c in loose if c != widest]
        over = sum(made.values()) - room
        least = max(
            [floors[widest], made[widest] - over, *(n - 1 for n in rest if n <= made[widest])]
        )
        made[widest] = max(floors[widest], min(made[widest] - 1, least))
    return made
