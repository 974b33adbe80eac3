"""The table of cases as Qt sees it: pages arrive from the worker as the person scrolls."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from models.queries.lists.case_list import After, CasePage, CaseRow
from ui import theme
from ui.cases.icons import icon

Index = QModelIndex | QPersistentModelIndex
Read = Callable[[CaseRow], str]


def _due(row: CaseRow) -> str:
    if row.due is None:
        return ""
    return f"{row.due_name} {row.due.isoformat()}" + ("（暂估）" if row.provisional else "")


COLUMNS: tuple[tuple[str, Read], ...] = (
    ("状态", lambda row: row.state_text),
    ("案号", lambda row: row.number),
    ("请求人", lambda row: row.requesters),
    ("被请求人", lambda row: row.respondents),
    ("最近期限", _due),
    ("阶段", lambda row: row.stage),
    ("承办人", lambda row: row.handler),
    ("收件日", lambda row: row.received_on.isoformat()),
)
_COLOURS = {"overdue": "red", "soon": "amber", "closed": "green"}


class CaseModel(QAbstractTableModel):
    """Holds the pages read so far; `more` is called with the place where the next one starts."""

    def __init__(self, more: Callable[[After], None], parent: QObject | None = None):
        super().__init__(parent)
        self.rows: list[CaseRow] = []
        self.dark = False
        self._more = more
        self._after: After | None = None
        self._asked = False

    def start(self, page: CasePage) -> None:
        """Show a first page in place of everything."""
        self.beginResetModel()
        self.rows = list(page.rows)
        self._after, self._asked = page.after, False
        self.endResetModel()

    def append(self, page: CasePage) -> None:
        """Show one more page below."""
        if page.rows:
            last = len(self.rows)
            self.beginInsertRows(QModelIndex(), last, last + len(page.rows) - 1)
            self.rows += page.rows
            self.endInsertRows()
        self._after, self._asked = page.after, False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """Return how many lines have been read."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | int | QIcon | QColor | None:
        """Return a cell: text, the sign of the state, its colour, what a screen reader says."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole and column == 1:
            received = f"{row.received_on.isoformat()}收件"
            told = (row.number, row.kind, row.patent, row.stage, row.handler, received)
            return "\n".join(filter(None, told))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return COLUMNS[column][1](row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[column][0]}：{COLUMNS[column][1](row)}"
        if column == 0 and role == Qt.ItemDataRole.DecorationRole:
            return icon(row.state, dark=self.dark)
        if column == 0 and role == Qt.ItemDataRole.ForegroundRole and row.state in _COLOURS:
            return QColor(getattr(theme.colours(dark=self.dark), _COLOURS[row.state]))
        if role == Qt.ItemDataRole.UserRole:
            return row.id
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Return the heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section][0] if section < len(COLUMNS) else None
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is another page and nobody is reading it yet."""
        return not parent.isValid() and self._after is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page; it is appended when it arrives."""
        if self._after is not None and not parent.isValid():
            self._asked = True
            self._more(self._after)
