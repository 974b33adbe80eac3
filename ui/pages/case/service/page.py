"""送达: what was served on whom, how, when it took effect, with what proof; what was tried."""

from models.queries.case_page.data import CasePageData, ServiceLine
from models.queries.lists.serving import SLIP
from models.queries.signs import Tone, with_sign
from models.queries.words import full_day
from models.services.shared.documents import Order
from ui.pages.case.host import Host
from ui.pages.case.table_tab import Rows, TableTab
from ui.widgets.layout import button
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

NONE = "还没有送达记录"


def _tone(line: ServiceLine) -> Tone:
    return Tone.WARNING if line.failed else Tone.GOOD


COLUMNS: tuple[Column[ServiceLine], ...] = (
    Column("文书", lambda s: s.document, None, 210),
    Column("受送达人", lambda s: s.party, None, 230),
    Column("方式", lambda s: s.method, None, 110, yields=2),
    Column("结果", lambda s: with_sign(_tone(s), s.failed or "送达"), lambda s: _tone(s), 120),
    Column("日期", lambda s: s.day.isoformat(), None, 104, lambda s: full_day(s.day), whole=True),
    Column("凭证", lambda s: s.proof, lambda _s: "secondary", yields=1),
)


class ServiceTab(TableTab[ServiceLine]):
    """The table of services, and the chosen one in full."""

    def __init__(self, host: Host) -> None:
        table = Table("送达表", PagedModel(COLUMNS, lambda one: one.event), most=10)
        record = button("登记送达…", self._record)
        attempt = button("登记送达未成…", self._attempt)
        super().__init__(host, "送达", table, self._describe_service, attempt, record, empty=NONE)
        self.proof = button("制作送达回证…", self._proof)
        self.detail.row(self.title, self.proof)
        table.offer(self.proof)
        self.detail.body.addWidget(self.rows)

    def show_case(self, data: CasePageData) -> None:
        """Show the services of a case."""
        failed = sum(bool(one.failed) for one in data.services)
        also = f"，未送到 {failed} 次" if failed else ""
        served = f"共 {len(data.services) - failed} 次{also}"
        self.count.setText(served if data.services else "")
        self.show_lines(data.services)

    def _describe_service(self, line: ServiceLine) -> Rows:
        """Show what was served on whom."""
        self.title.setText(f"{line.document} → {line.party}")
        self.proof.setVisible(not line.failed)
        day = ("日期" if line.failed else "生效日", full_day(line.day))
        rows = (("方式", line.method), ("结果", line.failed), day, ("凭证", line.proof),
                ("送达人", line.server), ("尚未送达", line.tried))  # fmt: skip
        return ((a, b) for a, b in rows if b)

    def _record(self) -> None:
        self.host.step("serve")

    def _attempt(self) -> None:
        self.host.step("record_attempt")

    def _proof(self) -> None:
        one = self.table.current()
        if one is not None:
            order = Order(SLIP, one.to, service_event=one.event)
            self.host.show_order(order, f"送达回证　{one.document}")
