"""日志: every event by day, in words; a wrong one is voided by a new one with a reason."""

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from models.queries.case_dates import full_day
from models.queries.case_page_data import CasePageData, EventLine
from ui.case.dialogs import VoidEventDialog
from ui.case.host import Host
from ui.case.rows import RowsView
from ui.case.tables import Column, LinesModel, LinesView
from ui.widgets.layout import Card, button, label

COLUMNS = (
    Column("日期", lambda e: e.on.isoformat(), None, 96, lambda e: full_day(e.on)),
    Column("事件", lambda e: e.name, None, 170),
    Column("内容", lambda e: e.about or "：".join(e.fields[0] if e.fields else ()), None, 420),
    Column("登记人", lambda e: e.actor, None, 84),
    Column("登记时间", lambda e: e.recorded, lambda _e: "secondary", 160),
    Column(
        "", lambda e: "已作废" if e.voided else "", lambda _e: "problem", 72, lambda e: e.voided
    ),
)


class JournalTab(QWidget):
    """The table of events over the chosen one in full."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card()
        self.count = label("", "secondary")
        other = button("登记其他事件…", self._record)
        card.row(label("日志", "subtitle", wrap=False), self.count, other, stretch=1)
        self.model = LinesModel(COLUMNS, struck=lambda e: bool(e.voided))
        self.table = LinesView("日志表", self.model, most=12)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        card.body.addWidget(self.table)
        column.addWidget(card)
        self.detail = Card()
        self.title = label("", "subtitle")
        self.void_button = button("作废…", self._void)
        self.detail.row(self.title, self.void_button)
        self.voided = label("", "problem")
        self.detail.body.addWidget(self.voided)
        self.rows = RowsView(dark=host.context.dark)
        self.detail.body.addWidget(self.rows)
        column.addWidget(self.detail)
        column.addStretch(1)
        self._events: tuple[EventLine, ...] = ()
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def show_case(self, data: CasePageData) -> None:
        """Show the events of a case, keeping the chosen one."""
        before = self.current()
        self._events = data.events
        self.model.show_rows(data.events, dark=self.host.context.dark)
        gone = sum(bool(e.voided) for e in data.events)
        words = f"共 {len(data.events)} 条"
        self.count.setText(f"{words}，其中 {gone} 条已作废" if gone else words)
        place = [e.id for e in data.events]
        if place:
            self.table.selectRow(place.index(before.id) if before and before.id in place else 0)
        self._chosen()

    def current(self) -> EventLine | None:
        """Return the chosen event."""
        row = self.table.current_row()
        return self._events[row] if 0 <= row < len(self._events) else None

    def _chosen(self, *_: object) -> None:
        one = self.current()
        self.detail.setVisible(one is not None)
        if one is None:
            return
        about = f" · {one.about}" if one.about else ""
        self.title.setText(f"{full_day(one.on)}　{one.name}{about}")
        self.voided.setText(f"✕ {one.voided}" if one.voided else "")
        self.voided.setVisible(bool(one.voided))
        self.void_button.setVisible(not one.voided and not one.voids and not one.derived)
        rows = (*one.fields, ("登记", f"{one.actor}　{one.recorded}"))
        self.rows.show_rows(rows, dark=self.host.context.dark)

    def _void(self) -> None:
        one = self.current()
        if one is not None:
            worker = self.host.context.worker
            VoidEventDialog(worker, self.host.case_id, one.id, one.name, self).open()

    def _record(self) -> None:
        self.host.step("record_event")
