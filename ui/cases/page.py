"""The page 案件: filters, the table, and how many there are."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from models.changes import Changes
from models.queries.lists import case_list
from models.queries.lists.case_list import After, CaseFilter, CasePage
from models.queries.lists.saved_filters import MINE, Conditions
from ui.arguments import Plain
from ui.cases.conditions import ConditionBar
from ui.cases.model import CaseModel
from ui.cases.saved import SavedBar
from ui.context import Context
from ui.widgets.layout import EDGE, GAP, label

# Of type 14 pixels wide; 0 = the parties share what is left, but never less than LEAST.
WIDTHS = (106, 182, 0, 0, 196, 104, 72, 96)
LEAST = 120
FRAME = 14  # of the table, with its rounded corners
GIVEN_UP = (7, 6, 5)  # 收件日, 承办人, 阶段


class CasesPage(QWidget):
    """A table that asks the worker for a page at a time."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._search = ""
        self._turn = 0  # answers to an older question are not shown
        self.model = CaseModel(self._read_more, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
        self.saved = SavedBar(context, self._conditions, self.show_conditions)
        column.addWidget(self.saved)
        self.bar = ConditionBar()
        self.bar.edited.connect(self._edited)
        self.overdue, self.clear_button = self.bar.overdue, self.bar.clear_button
        self.searching = self.bar.searching
        self.clear_button.clicked.connect(lambda *_: self.clear_filters())
        column.addWidget(self.bar)
        self.view = self._table()
        column.addWidget(self.view, 1)
        self.count = label("", "secondary", wrap=False)
        column.addWidget(self.count)

    def _table(self) -> QTableView:
        view = QTableView()
        view.setAccessibleName("案件列表")
        view.setModel(self.model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(round(view.fontMetrics().height() * 2))
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        view.activated.connect(self._open)
        return view

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the columns their widths: those of fixed contents first, the parties the rest.

        Where there is no room for all, the last ones are left out; the tip of a case tells them.
        """
        super().resizeEvent(event)
        unit = self.view.fontMetrics().horizontalAdvance("国") / 14
        margins = 2 * EDGE + FRAME + self.view.verticalScrollBar().sizeHint().width()
        room = self.width() - margins
        left = list(range(len(WIDTHS)))
        for column in GIVEN_UP:
            if sum(WIDTHS[n] or LEAST for n in left) * unit > room:
                left.remove(column)
        rest = room - round(sum(WIDTHS[n] for n in left) * unit)
        party = max(round(LEAST * unit / 2), rest // WIDTHS.count(0))
        for column, width in enumerate(WIDTHS):
            self.view.setColumnHidden(column, column not in left)
            self.view.setColumnWidth(column, round(width * unit) or party)

    def wanted(self) -> CaseFilter:
        """Return what is chosen."""
        one = self._conditions()
        mine = one.handler == MINE
        return CaseFilter(
            search=one.search, kind=one.kind, stage=one.stage, status=one.status,
            handler=one.handler if isinstance(one.handler, int) else None,
            handler_name=self.context.actor if mine else "",
            overdue=one.overdue, soon=one.soon,
            sort="received" if one.sort == "received_old" else one.sort,
            newest_first=one.sort != "received_old",
        )  # fmt: skip

    def _conditions(self) -> Conditions:
        return replace(self.bar.value(), search=self._search)

    def show_conditions(self, one: Conditions) -> None:
        """Choose these conditions and show the cases."""
        self._search = one.search
        self.bar.show_value(one)
        self.refresh()

    def _edited(self) -> None:
        self.saved.deselect()
        self.refresh()

    def refresh(self) -> None:
        """Read the first page anew, then how many there are."""
        self._turn += 1
        turn, wanted = self._turn, self.wanted()
        self.bar.show_search(self._search)
        bare = Conditions(sort=self.bar.value().sort)
        self.clear_button.setEnabled(self._conditions() != bare)
        ask = self.context.worker.ask
        ask(lambda desk: case_list.page(desk, wanted), lambda p: self._first(turn, p), owner=self)
        ask(lambda desk: case_list.count(desk, wanted), lambda n: self._counted(turn, n),
            owner=self)  # fmt: skip
        ask(case_list.handlers, self.bar.show_handlers, owner=self)
        self.saved.refresh()

    def changed(self, changes: Changes) -> None:
        """Cases and their dates may have moved."""
        if changes.touches("case", "event", "party", "staff", "setting"):
            self.refresh()

    def show_target(self, search: str = "", **_target: Plain) -> None:
        """Show what was searched for, among all cases."""
        self.saved.deselect()
        self.show_conditions(Conditions(search=search, sort=self.bar.value().sort))

    def clear_filters(self) -> None:
        """Show all cases again."""
        self.show_target()

    def _read_more(self, after: After) -> None:
        turn, wanted = self._turn, self.wanted()
        self.context.worker.ask(
            lambda desk: case_list.page(desk, wanted, after),
            lambda page: self._next(turn, page),
            owner=self,
        )

    def _first(self, turn: int, page: CasePage) -> None:
        if turn == self._turn:
            before = self.view.currentIndex().data(Qt.ItemDataRole.UserRole)
            self.model.dark = self.context.dark
            self.model.start(page)
            ids = [row.id for row in page.rows]
            if ids:
                row = ids.index(before) if before in ids else 0
                self.view.setCurrentIndex(self.model.index(row, 1))

    def _next(self, turn: int, page: CasePage) -> None:
        if turn == self._turn:
            self.model.append(page)

    def _counted(self, turn: int, number: int) -> None:
        if turn == self._turn:
            words = f"共{number:,}件　回车或者双击打开"
            self.count.setText(words if number else "没有符合条件的案件，可以清除条件再看。")

    def _open(self, index: QModelIndex) -> None:
        case_id = index.data(Qt.ItemDataRole.UserRole)
        if case_id is not None:
            self.context.go("case", case_id=case_id)
