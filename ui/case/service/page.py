"""送达: what was served on whom, how, when it took effect, with what proof."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries.case_dates import full_day
from models.queries.case_page_data import CasePageData, ServiceLine
from models.services.documents import Order
from ui.case.host import Host
from ui.case.rows import RowsView
from ui.case.tables import Column, LinesModel, LinesView
from ui.widgets.layout import Card, button, label

COLUMNS = (
    Column("文书", lambda s: s.document, None, 210),
    Column("受送达人", lambda s: s.party, None, 230),
    Column("方式", lambda s: s.method, None, 110),
    Column("送达生效日", lambda s: s.day.isoformat(), None, 104, lambda s: full_day(s.day)),
    Column("凭证", lambda s: s.proof, lambda _s: "secondary"),
)


class ServiceTab(QWidget):
    """The table of services, and the chosen one in full."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card()
        self.count = label("", "secondary")
        record = button("登记送达…", self._record)
        card.row(label("送达", "subtitle", wrap=False), self.count, record, stretch=1)
        self.model = LinesModel(COLUMNS)
        self.table = LinesView("送达表", self.model, most=10)
        card.body.addWidget(self.table)
        column.addWidget(card)
        self.detail = Card()
        self.title = label("", "subtitle")
        self.proof = button("制作送达回证…", self._proof)
        self.detail.row(self.title, self.proof)
        self.rows = RowsView(dark=host.context.dark)
        self.detail.body.addWidget(self.rows)
        column.addWidget(self.detail)
        column.addStretch(1)
        self._events: tuple[ServiceLine, ...] = ()
        self._keys: dict[str, str] = {}
        self.table.selectionModel().currentRowChanged.connect(self._chosen)

    def show_case(self, data: CasePageData) -> None:
        """Show the services of a case, keeping the chosen one."""
        before = self._current()
        self._events = data.services
        self._keys = {name: key for key, name in data.names.items()}
        self.model.show_rows(data.services, dark=self.host.context.dark)
        self.count.setText(f"共 {len(data.services)} 次" if data.services else "还没有送达记录")
        place = [s.event for s in data.services]
        row = place.index(before.event) if before and before.event in place else 0
        if data.services:
            self.table.selectRow(row)
        self._chosen()

    def _current(self) -> ServiceLine | None:
        row = self.table.current_row()
        return self._events[row] if 0 <= row < len(self._events) else None

    def _chosen(self, *_: object) -> None:
        one = self._current()
        self.detail.setVisible(one is not None)
        if one is None:
            return
        self.title.setText(f"{one.document} → {one.party}")
        rows = (("方式", one.method), ("生效日", full_day(one.day)), ("凭证", one.proof),
                ("送达人", one.server))  # fmt: skip
        shown = ((a, b) for a, b in rows if b)
        self.rows.show_rows(shown, dark=self.host.context.dark)

    def _record(self) -> None:
        self.host.step("serve")

    def _proof(self) -> None:
        one = self._current()
        if one is not None:
            key = self._keys.get(one.party)
            order = Order("proof_of_service", key, service_event=one.event)
            self.host.show_order(order, f"送达回证　{one.document}")
