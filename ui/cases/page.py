"""The page 案件: filters, the table, and how many there are."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from models.changes import Changes
from models.queries import case_list
from models.queries.case_list import CaseFilter, CasePage
from models.queries.reference import names
from models.rules.procedure.stage import STAGE_NAMES
from ui.cases.model import CaseModel
from ui.context import Context
from ui.widgets.layout import EDGE, GAP, button, label

STATUSES = (("open", "办理中"), ("suspended", "暂停计算"), ("closed", "已结案"),
            ("refused", "不予立案"))  # fmt: skip
SORTS = (("received", "最新收件在前"), ("received_old", "最早收件在前"), ("number", "案号"),
         ("due", "期限最近在前"))  # fmt: skip
# Of type 14 pixels wide; 0 = the parties share what is left, but never less than LEAST.
WIDTHS = (106, 182, 0, 0, 196, 104, 72, 96)
LEAST = 150


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
        column.addLayout(self._filters())
        self.view = self._table()
        column.addWidget(self.view, 1)
        self.count = label("", "secondary", wrap=False)
        column.addWidget(self.count)

    def _filters(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        self.kind = _combo([("", "全部"), *names()["kind"].items()])
        self.stage = _combo([("", "全部"), *STAGE_NAMES.items()])
        self.status = _combo([("", "全部"), *STATUSES])
        self.handler = _combo([(None, "全部")])
        self.sort = _combo(SORTS)
        self.overdue = QCheckBox("只看本局逾期的")
        for number, (text, box) in enumerate(
            (("类型", self.kind), ("阶段", self.stage), ("状态", self.status),
             ("承办人", self.handler), ("排序", self.sort))
        ):  # fmt: skip
            name = QLabel(text)
            name.setBuddy(box)
            box.setAccessibleName(text)
            box.setObjectName(f"filter:{number}")
            grid.addWidget(name, number // 3, number % 3 * 2, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(box, number // 3, number % 3 * 2 + 1)
            box.currentIndexChanged.connect(self.refresh)
        self.overdue.toggled.connect(self.refresh)
        grid.addWidget(self.overdue, 1, 5)
        self.clear_button = button("清除条件", self.clear_filters)
        grid.addWidget(self.clear_button, 0, 6)
        self.searching = label("", "accent", wrap=False)
        grid.addWidget(self.searching, 0, 7, 2, 1)
        grid.setColumnStretch(7, 1)
        return grid

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
        """Give the columns their widths: those of fixed contents first, the parties the rest."""
        super().resizeEvent(event)
        unit = self.view.fontMetrics().horizontalAdvance("国") / 14
        margins = 2 * EDGE + 2 + self.view.verticalScrollBar().sizeHint().width()
        rest = self.width() - margins - round(sum(WIDTHS) * unit)
        party = max(round(LEAST * unit), rest // WIDTHS.count(0))
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, round(width * unit) or party)

    def wanted(self) -> CaseFilter:
        """Return what is chosen."""
        sort = self.sort.currentData()
        return CaseFilter(
            search=self._search,
            kind=self.kind.currentData(),
            stage=self.stage.currentData(),
            status=self.status.currentData(),
            handler=self.handler.currentData(),
            overdue=self.overdue.isChecked(),
            sort="received" if sort == "received_old" else sort,
            newest_first=sort != "received_old",
        )

    def refresh(self, *_: Any) -> None:
        """Read the first page anew, then how many there are."""
        self._turn += 1
        turn, wanted = self._turn, self.wanted()
        self.searching.setText(f"查找：{self._search}" if self._search else "")
        bare = CaseFilter(sort=wanted.sort, newest_first=wanted.newest_first)
        self.clear_button.setEnabled(wanted != bare)
        ask = self.context.worker.ask
        ask(lambda desk: case_list.page(desk, wanted), lambda p: self._first(turn, p), owner=self)
        ask(lambda desk: case_list.count(desk, wanted), lambda n: self._counted(turn, n),
            owner=self)  # fmt: skip
        ask(case_list.handlers, self._show_handlers, owner=self)

    def changed(self, changes: Changes) -> None:
        """Cases and their dates may have moved."""
        if changes.touches("case", "event", "party", "staff", "setting"):
            self.refresh()

    def show_target(self, search: str = "", **_target: Any) -> None:
        """Show what was searched for, among all cases."""
        self._reset_filters()
        self._search = search
        self.refresh()

    def clear_filters(self) -> None:
        """Show all cases again."""
        self._reset_filters()
        self._search = ""
        self.refresh()

    def _reset_filters(self) -> None:
        for box in (self.kind, self.stage, self.status, self.handler, self.overdue):
            box.blockSignals(True)
            if isinstance(box, QComboBox):
                box.setCurrentIndex(0)
            else:
                box.setChecked(False)
            box.blockSignals(False)

    def _read_more(self, after: tuple[Any, ...]) -> None:
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

    def _show_handlers(self, people: list[tuple[int, str]]) -> None:
        shown = [(self.handler.itemData(i), self.handler.itemText(i))
                 for i in range(1, self.handler.count())]  # fmt: skip
        if shown == people:
            return
        chosen = self.handler.currentData()
        self.handler.blockSignals(True)
        self.handler.clear()
        self.handler.addItem("全部", None)
        for key, name in people:
            self.handler.addItem(name, key)
        self.handler.setCurrentIndex(max(0, self.handler.findData(chosen)))
        self.handler.blockSignals(False)

    def _open(self, index: QModelIndex) -> None:
        case_id = index.data(Qt.ItemDataRole.UserRole)
        if case_id is not None:
            self.context.go("case", case_id=case_id)


def _combo(choices: Any) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for value, text in choices:
        box.addItem(text, value)
    return box
