"""The page 统计: what to count at the top, a card per table, copies for paper and for Excel."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.queries.statistics import Report, report
from models.rules.statistics import Table
from ui.output.export import Export, pdf_of
from ui.pages.base import ScrollingPage
from ui.pages.statistics import output
from ui.pages.statistics.bar import PeriodBar
from ui.pages.statistics.behind import BehindDialog
from ui.pages.statistics.figures import FiguresTable
from ui.shell import targets
from ui.shell.context import Context
from ui.widgets.layout import GAP, Card, button, label

TWO_COLUMNS = 68  # characters of the page's width from which on cards are side by side
HEIGHT_OF_CARD = 5  # what a card is higher than its rows, in rows


class _Group(Card):
    """One table with its heading and its note."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(table.title, parent)
        self.hide()  # until it has its place
        self.figures = FiguresTable(table.title)
        self.body.addWidget(self.figures)
        self.note = label("", "secondary")
        self.body.addWidget(self.note)

    def show_table(self, table: Table) -> None:
        """Show the numbers."""
        self.figures.show_table(table)
        self.note.setText(table.note)
        self.note.setVisible(bool(table.note))


class StatisticsPage(ScrollingPage[targets.Statistics]):
    """Counts what the office did; every number opens the list of what it counts."""

    shows = frozenset({"case", "event", "ledger", "party", "setting", "holiday"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.report: Report | None = None
        self.groups: dict[str, _Group] = {}
        self._waiting: list[Table] = []
        self.sides = 0  # how many columns of cards
        self._places: dict[str, int] = {}
        self.column.addLayout(self._head())
        self.bar = PeriodBar(context.today)
        self.bar.changed.connect(self._read)
        self.column.addWidget(self.bar)
        self.made = label("", "secondary")
        self.column.addWidget(self.made)
        self.export = Export(context.worker, self, self.made.setText)
        self.cards = QHBoxLayout()
        self.cards.setSpacing(12)
        self.column.addLayout(self.cards)
        self.column.addStretch(1)
        self.columns = [self._side(), self._side()]
        self._builder = QTimer(self)
        self._builder.setInterval(0)
        self._builder.timeout.connect(self._build_next)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(label("统计", "title", wrap=False))
        line.addStretch(1)
        self.table_button = button("导出表格", self.save_table)
        self.pdf_button = button("存为PDF", self.save_pdf)
        self.print_button = button("打印", self.print_report)
        for one in (self.table_button, self.pdf_button, self.print_button):
            one.setEnabled(False)
            line.addWidget(one)
        return line

    def _side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addStretch(1)
        self.cards.addLayout(side, 1)
        return side

    def refresh(self) -> None:
        """Count again."""
        self.bar.renew()
        self._read()

    def _read(self) -> None:
        wanted = self.bar.wanted()
        if wanted is not None:
            self.made.setText("正在统计……")
            self.context.worker.ask(
                lambda desk: report(desk, wanted), self._show, self._failed, owner=self,
                latest="report",
            )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        self.made.setText("没有统计成，可以按F5再试。")
        self.context.worker.failed.emit(error)

    def _show(self, made: Report) -> None:
        self.report = made
        self.made.setText(
            f"{made.office}　{made.period}　{made.basis}　{made.kind}　"
            f"制表日{made.made_on.isoformat()}。点数字或者按回车，看它数的是哪些案件。"
        )
        for one in (self.table_button, self.pdf_button, self.print_button):
            one.setEnabled(True)
        self._waiting = list(made.tables)
        shown = {table.id for table in made.tables}
        for key, group in self.groups.items():
            if key not in shown:
                group.hide()
        self._arrange()
        self._builder.start()

    def _build_next(self) -> None:
        """Fill and place one table at a time, so that the window answers in between."""
        if not self._waiting or self.report is None:
            self._builder.stop()
            return
        table = self._waiting.pop(0)
        group = self.groups.get(table.id)
        if group is None:
            group = self.groups[table.id] = _Group(table, self.area.widget())
            group.figures.counted.connect(partial(self._open, table.id))
        group.show_table(table)
        self._put(table.id)
        if not self._waiting:
            self._builder.stop()

    def _arrange(self) -> bool:
        """Say which card goes where: side by side when there is room; whether that is new."""
        if self.report is None:
            return False
        wide = self.fontMetrics().horizontalAdvance("国") * TWO_COLUMNS
        sides = 2 if self.area.viewport().width() >= wide else 1
        heights = [0] * sides
        places: dict[str, int] = {}
        for table in self.report.tables:
            at = heights.index(min(heights))
            heights[at] += len(table.rows) + HEIGHT_OF_CARD
            places[table.id] = at
        if (sides, places) == (self.sides, self._places):
            return False
        self.sides, self._places = sides, places
        self.cards.setStretch(1, 1 if sides == 2 else 0)
        self.cards.setSpacing(12 if sides == 2 else 0)
        for group in self.groups.values():
            for side in self.columns:
                side.removeWidget(group)
        return True

    def _put(self, key: str) -> None:
        """Put a card below the others of its column, unless it is there already."""
        group, side = self.groups[key], self.columns[self._places[key]]
        if side.indexOf(group) < 0:
            side.insertWidget(side.count() - 1, group)  # before the stretch
        group.show()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Change between one column and two."""
        super().resizeEvent(event)
        if self._arrange():
            for key in self._places:
                if key in self.groups:
                    self._put(key)

    def _open(self, key: str, row: int, cell: int) -> None:
        if self.report is None:
            return
        table = next((t for t in self.report.tables if t.id == key), None)
        if table is not None and row < len(table.rows):
            dialog = BehindDialog(self.context, self.report, table, table.rows[row], cell, self)
            dialog.open()

    def save_table(self) -> None:
        """Write the numbers as a table file."""
        if self.report is not None:
            make = partial(output.csv_bytes, self.report, practice=self._practice())
            self.export.save("csv", output.file_name(self.report), make)

    def save_pdf(self) -> None:
        """Write the report as a PDF file."""
        if self.report is not None:
            paper = output.paper(self.report, practice=self._practice())
            self.export.save("pdf", output.file_name(self.report), partial(pdf_of, paper))

    def print_report(self) -> None:
        """Print the report."""
        if self.report is not None:
            self.export.print(output.paper(self.report, practice=self._practice()))

    def _practice(self) -> bool:
        """Whether the cases are for practice: what leaves the window says so."""
        return self.context.practice is not None
