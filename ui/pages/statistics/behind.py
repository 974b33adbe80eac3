"""The cases or rows of a ledger behind a number, in a dialog; each line opens its own."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.queries.places import CaseTab
from models.queries.statistics import Behind, Report, behind
from models.rules.statistics import Cell, Row
from models.rules.statistics import Table as Figures
from models.rules.statistics.measures import CASE, DEADLINE
from models.store.desk import Desk
from ui.pages.statistics.output import row_label
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.layout import EDGE, GAP, button, label, on_screen
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

PAGE = 100
COLUMNS: tuple[Column[Behind], ...] = (
    Column("案号", lambda line: line.number, width=196, whole=True),
    Column("当事人", lambda line: line.parties, least=160),
    Column("日期", lambda line: line.day.isoformat() if line.day else "", width=98, whole=True),
)


@dataclass(frozen=True)
class _Page:
    rows: list[Behind]
    after: int | None


class BehindDialog(QDialog):
    """Which cases, or rows of a ledger, a number counts: as many lines as the number says."""

    def __init__(
        self, context: Context, report: Report, table: Figures, row: Row, cell: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.context, self.report, self.figures, self.row = context, report, table, row
        self.cell: Cell = row.cells[cell]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = f"：{table.heads[cell]}" if len(table.heads) > 1 else ""
        self.setWindowTitle(f"{row_label(row)}{head}")
        count = f"{len(self.cell.items)}{table.subject.unit}"
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
        self.title = label(f"{row_label(row)}{head}　{count}", "subtitle")
        column.addWidget(self.title)
        column.addWidget(label(self._context_words(), "secondary"))
        wide = 330 if table.subject == DEADLINE else 126
        columns = (*COLUMNS, Column[Behind]("说明", lambda line: line.detail, width=wide))
        one = "案件" if table.subject in (CASE, DEADLINE) else "记录"
        self.table = Table(f"{one}清单", PagedModel(columns, id))
        self.table.moved.connect(self._picked)
        self.table.opened.connect(self.open_line)
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        hint = f"回车或者双击打开{one}" if self.cell.items else f"没有这样的{one}。"
        line.addWidget(label(hint, "secondary", wrap=False))
        line.addStretch(1)
        line.addWidget(button("关闭", self.reject))
        self.open_button = button(f"打开{one}", self.open_line, "primary")
        self.open_button.setEnabled(False)
        self.table.offer(self.open_button)
        line.addWidget(self.open_button)
        column.addLayout(line)
        room = parent.window().size()
        self.resize(min(940, room.width() - 60), min(520, room.height() - 60))
        on_screen(self)
        self._read()
        context.worker.changed.connect(self._changed)

    def _context_words(self) -> str:
        shown = self.cell.shown
        figure = "" if shown == str(len(self.cell.items)) else f"　统计值：{shown}"
        return f"{self.figures.title}　{self.report.period}　{self.report.basis}{figure}"

    def _read(self) -> None:
        report, figures, row, items = self.report, self.figures, self.row, self.cell.items

        def page(desk: Desk, after: int | None) -> _Page:
            start = after or 0
            end = start + PAGE
            lines = behind(desk, report, figures, row, items[start:end])
            return _Page(lines, end if end < len(items) else None)

        self.table.read(self.context.worker, page, self._shown)

    def _shown(self, first: bool) -> None:
        if first and self.cell.items:
            self.table.setFocus()

    def _changed(self, changes: Changes) -> None:
        """Read again what the cases are called; how many there are is of the day of the count."""
        if changes.touches("case", "event", "party", "ledger"):
            self._read()

    def _picked(self) -> None:
        self.open_button.setEnabled(self._target() is not None)

    def _target(self) -> targets.Target | None:
        """Return where the chosen line is: of a date, among the dates of its case."""
        line, subject = self.table.current(), self.figures.subject
        if line is None:
            return None
        if line.entry is not None:
            return targets.Ledger(subject.id, line.entry)
        if line.case_id is None:
            return None
        return targets.Case(line.case_id, CaseTab.DEADLINES if subject == DEADLINE else None)

    def open_line(self) -> None:
        """Go to the case or the row of the chosen line."""
        if (target := self._target()) is not None:
            self.accept()
            self.context.go(target)
