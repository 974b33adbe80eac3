"""期限: the timeline over the table of dates, the computation of the chosen one beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, DateLine
from models.queries.help import Topic, deadline_topic
from models.services.shared.documents import Order
from ui.pages.case.deadlines.frame import TimelineFrame
from ui.pages.case.deadlines.table import COLUMNS
from ui.pages.case.deadlines.timeline import TimelineView
from ui.pages.case.deadlines.why import WhyCard
from ui.pages.case.host import Host
from ui.widgets.layout import Card, larger
from ui.widgets.paged import PagedModel
from ui.widgets.tables import Table

SIDE_BY_SIDE = 1040
# What is around the timeline when head, next step and five lines of the table are in view.
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
        model = PagedModel(COLUMNS, lambda date: (date.rule, date.key))
        self.table = Table("期限表", model, most=14)
        self._dates: Sequence[DateLine] = ()  # as the timeline has them
        self.why = WhyCard(self._print)
        self.table.offer(self.why.print_button)
        self.pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.pair.setSpacing(12)
        self.pair.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self.pair.addWidget(self.why)
        column.addLayout(self.pair)
        column.addStretch(1)
        self.timeline.chosen.connect(self.choose)
        self.table.moved.connect(self._row_shown)

    def show_case(self, data: CasePageData) -> None:
        """Show the dates of a case."""
        self.timeline.show_line(data.timeline)
        self._frame_it()
        self._dates = data.dates
        self.table.show_rows(data.dates)

    def choose(self, row: int) -> None:
        """Choose a date by its row in the timeline."""
        self.table.go_to(self.table.lines.rows.index(self._dates[row]))

    def choose_rule(self, rule: str, key: str) -> None:
        """Choose a date by its rule and party."""
        row = self.table.lines.find((rule, key))
        if row >= 0:
            self.table.go_to(row)

    def _row_shown(self) -> None:
        one = self.table.current()
        self.timeline.select(self._dates.index(one) if one is not None else -1)
        self.why.show_date(one)

    def help_topic(self) -> Topic | None:
        """Explain the chosen date (F1) by its own computation."""
        one = self.table.current()
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
