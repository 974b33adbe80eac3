"""日志: every event by day; a wrong one is voided by a new one with a reason."""

from models.queries import signs
from models.queries.case_page.data import CasePageData, EventLine
from models.queries.words import full_day
from ui.pages.case.dialogs import VoidEventDialog
from ui.pages.case.host import Host
from ui.pages.case.journal.filters import JournalFilters
from ui.pages.case.table_tab import Rows, TableTab
from ui.widgets.layout import button, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

NONE = "没有这样的登记"
COLUMNS: tuple[Column[EventLine], ...] = (
    Column("日期", lambda e: e.on.isoformat(), None, 96, lambda e: full_day(e.on), whole=True),
    Column("事件", lambda e: e.name, None, 170),
    Column("内容", lambda e: e.about or "：".join(e.fields[0] if e.fields else ()), least=190),
    Column("登记人", lambda e: e.actor, None, 84, yields=2),
    Column("登记时间", lambda e: e.recorded, lambda _e: "secondary", 160, yields=1, whole=True),
    Column(
        "", lambda e: "已作废" if e.voided else "", lambda _e: "problem", 72, lambda e: e.voided
    ),
)


class JournalTab(TableTab[EventLine]):
    """The table of events beside the chosen one in full."""

    def __init__(self, host: Host) -> None:
        model = PagedModel(COLUMNS, lambda event: event.id, struck=lambda e: bool(e.voided))
        other = button("登记其他事件…", self._record)
        table = Table("日志表", model, most=12)
        super().__init__(host, "日志", table, self._describe_event, other, empty=NONE)
        self._events: tuple[EventLine, ...] = ()
        self.filters = JournalFilters()
        self.filters.asked.connect(self._show)
        self.card.body.insertWidget(1, self.filters)
        self.void_button = button("作废…", self._void)
        self.detail.row(self.title, self.void_button)
        self.table.offer(self.void_button)
        self.voided = label("", "problem")
        self.detail.body.addWidget(self.voided)
        self.detail.body.addWidget(self.rows)

    def show_case(self, data: CasePageData) -> None:
        """Show the events of a case."""
        self._events = data.events
        self.filters.offer(data.events)
        self._show()

    def forget(self) -> None:
        """Show nothing, and all of the next case."""
        self._events = ()
        self.filters.clear()
        self.table.forget()

    def _show(self) -> None:
        lines = self.filters.pick(self._events)
        self.count.setText(f"显示 {len(lines)} 条，共 {len(self._events)} 条")
        self.show_lines(lines)

    def _describe_event(self, line: EventLine) -> Rows:
        """Show what happened; it may be voided unless it is a voiding or follows from another."""
        about = f" · {line.about}" if line.about else ""
        self.title.setText(f"{full_day(line.on)}　{line.name}{about}")
        self.voided.setText(f"{signs.WRONG} {line.voided}" if line.voided else "")
        self.voided.setVisible(bool(line.voided))
        self.void_button.setVisible(not line.voided and not line.voids and not line.derived)
        return (*line.fields, ("登记", f"{line.actor}　{line.recorded}"))

    def _void(self) -> None:
        one = self.table.current()
        if one is not None:
            VoidEventDialog(self.host, one.id, one.name).open()

    def _record(self) -> None:
        self.host.step("record_event")
