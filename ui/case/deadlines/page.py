"""期限: the timeline over the table of dates, the computation of the chosen one beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData
from models.queries.help import Topic, deadline_topic
from models.services.documents import Order
from ui.case.deadlines.frame import TimelineFrame
from ui.case.deadlines.table import DatesModel
from ui.case.deadlines.timeline import TimelineView
from ui.case.deadlines.why import WhyCard
from ui.case.host import Host
from ui.widgets.layout import Card, larger
from ui.widgets.tables import LinesView

SIDE_BY_SIDE = 1040
# What stands around the timeline when head, next step and five lines of the table are in view.
AROUND = 542
LEAST, MOST = 150, 420
WHY_WIDTH = 316


class DeadlinesTab(QWidget):
    """Keeps the chosen date when the case is read again."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        card = Card()
        card.body.setContentsMargins(12, 6, 2, 6)
        self.timeline = TimelineView()
        self.frame = TimelineFrame(self.timeline)
        card.body.addWidget(self.frame)
        column.addWidget(card)
        self.model = DatesModel()
        self.table = LinesView("期限表", self.model, most=14)
        self.why = WhyCard(self._print)
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pair.setSpacing(12)
        self.pair.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self.pair.addWidget(self.why)
        column.addLayout(self.pair)
        column.addStretch(1)
        self._chosen: tuple[str, str] | None = None
        self.timeline.chosen.connect(self.choose)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)

    def show_case(self, data: CasePageData) -> None:
        """Show the dates of a case."""
        dark = self.host.context.dark
        chosen = self._chosen
        self.timeline.show_line(data.timeline, dark=dark)
        self._frame_it()
        self.model.show_rows(data.dates, dark=dark)
        row = self.model.find(*chosen) if chosen else -1
        self.choose(max(row, 0) if data.dates else -1)

    def choose(self, row: int) -> None:
        """Choose a date by its row."""
        if row < 0:
            self._chosen = None
            self.why.show_date(None)
            return
        if self.table.current_row() == row:
            self._row_shown(row)
        else:
            self.table.selectRow(row)  # which explains it

    def choose_rule(self, rule: str, key: str) -> None:
        """Choose a date by its rule and party."""
        self._chosen = (rule, key)
        row = self.model.find(rule, key)
        if row >= 0:
            self.choose(row)

    def forget(self) -> None:
        """Another case comes: nothing is chosen."""
        self._chosen = None

    def _row_chosen(self) -> None:
        self._row_shown(self.table.current_row())

    def _row_shown(self, row: int) -> None:
        one = self.model.line(row)
        self.timeline.select(row)
        if one is not None:
            self._chosen = (one.rule, one.key)
            self.why.show_date(one)

    def help_topic(self) -> Topic | None:
        """Explain the chosen date (F1) by its own computation."""
        one = self.model.line(self.table.current_row())
        return deadline_topic(one) if one is not None else None

    def _print(self) -> None:
        self.host.show_order(Order("deadline_explanation"), "期限计算说明")

    def _frame_it(self) -> None:
        """Give the timeline what the window has to spare; the rest of it scrolls."""
        least = round(LEAST * larger(self))
        room = max(least, min(MOST, self.window().height() - round(AROUND * larger(self))))
        self.frame.fit(room)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the explanation beside the table where there is room, else below it."""
        super().resizeEvent(event)
        self._frame_it()
        wide = self.width() >= SIDE_BY_SIDE
        way = QBoxLayout.Direction
        self.pair.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.why.setMaximumWidth(WHY_WIDTH if wide else 16777215)
        self.why.setMinimumWidth(WHY_WIDTH if wide else 0)
