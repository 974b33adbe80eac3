"""The cases behind a number, in a dialog; each line opens its case."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.queries.statistics import Behind, Report, behind
from models.rules.statistics import Cell, Row, Table
from ui.context import Context
from ui.statistics.output import row_label
from ui.widgets.layout import EDGE, GAP, button, label

Index = QModelIndex | QPersistentModelIndex
PAGE = 100
HEADS = ("案号", "当事人", "日期", "说明")
UNITS = {"case": "件", "deadline": "项", "notification": "人次"}


class BehindModel(QAbstractTableModel):
    """Lines that are read a page at a time; `more` reads those from a place on."""

    def __init__(self, total: int, more: Callable[[int], None]) -> None:
        super().__init__()
        self.lines: list[Behind] = []
        self._total, self._more, self._asked = total, more, False

    def append(self, lines: list[Behind]) -> None:
        """Show the lines that came; `_asked` stays when nothing came, so that nothing repeats."""
        if lines:
            first = len(self.lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self.lines += lines
            self.endInsertRows()
            self._asked = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Return how many lines have been read."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | None:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the text of a cell."""
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.lines[index.row()]
        day = line.day.isoformat() if line.day else ""
        return (line.number, line.parties, day, line.detail)[index.column()]

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether more lines are to be read and nobody is reading them yet."""
        return not parent.isValid() and not self._asked and len(self.lines) < self._total

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next lines."""
        if self.canFetchMore(parent):
            self._asked = True
            self._more(len(self.lines))


class BehindDialog(QDialog):
    """Which cases a number counts: as many lines as the number says."""

    def __init__(
        self, context: Context, report: Report, table: Table, row: Row, cell: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.context, self.report, self.table, self.row = context, report, table, row
        self.cell: Cell = row.cells[cell]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = f"：{table.heads[cell]}" if len(table.heads) > 1 else ""
        self.setWindowTitle(f"{row_label(row)}{head}")
        count = f"{len(self.cell.items)}{UNITS[table.subject]}"
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
        self.title = label(f"{row_label(row)}{head}　{count}", "subtitle")
        column.addWidget(self.title)
        column.addWidget(label(self._context_words(), "secondary"))
        self.model = BehindModel(len(self.cell.items), self._read)
        self.view = self._view()
        column.addWidget(self.view, 1)
        line = QHBoxLayout()
        hint = "回车或者双击打开案件" if self.cell.items else "没有这样的案件。"
        line.addWidget(label(hint, "secondary", wrap=False))
        line.addStretch(1)
        line.addWidget(button("关闭", self.reject))
        self.open_button = button("打开案件", self.open_case, "primary")
        self.open_button.setEnabled(False)
        line.addWidget(self.open_button)
        column.addLayout(line)
        room = parent.window().size()
        self.resize(min(940, room.width() - 60), min(520, room.height() - 60))
        self.model.fetchMore(QModelIndex())

    def _context_words(self) -> str:
        shown = self.cell.shown
        figure = "" if shown == str(len(self.cell.items)) else f"　统计值：{shown}"
        return f"{self.table.title}　{self.report.period}　{self.report.basis}{figure}"

    def _view(self) -> QTableView:
        view = QTableView()
        view.setAccessibleName("案件清单")
        view.setModel(self.model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setAlternatingRowColors(True)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(round(view.fontMetrics().height() * 2))
        head = view.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        wide = view.fontMetrics().horizontalAdvance("国")
        last = 24 if self.table.subject == "deadline" else 9
        for number, characters in {0: 14, 2: 7, 3: last}.items():
            view.setColumnWidth(number, characters * wide)
        view.doubleClicked.connect(lambda *_: self.open_case())
        view.selectionModel().currentChanged.connect(lambda *_: self._picked())
        return view

    def _read(self, start: int) -> None:
        part = self.cell.items[start : start + PAGE]
        report, table, row = self.report, self.table, self.row
        self.context.worker.ask(
            lambda desk: behind(desk, report, table, row, part), self._show, owner=self
        )

    def _show(self, lines: list[Behind]) -> None:
        first = not self.model.lines
        self.model.append(lines)
        if first and lines:
            self.view.setCurrentIndex(self.model.index(0, 1))
            self.view.setFocus()

    def _line(self) -> Behind | None:
        index = self.view.currentIndex()
        return self.model.lines[index.row()] if index.isValid() else None

    def _picked(self) -> None:
        line = self._line()
        self.open_button.setEnabled(line is not None and line.case_id is not None)

    def open_case(self) -> None:
        """Go to the case of the chosen line; of a date, to its dates."""
        line = self._line()
        if line is None or line.case_id is None:
            return
        tab = {"tab": "deadlines"} if self.table.subject == "deadline" else {}
        self.accept()
        self.context.go("case", case_id=line.case_id, **tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the case of the chosen line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_case()
            return
        super().keyPressEvent(event)
