"""还差什么: a line for each thing that the law asks; the chosen one leads to where it is mended."""

from models.queries.case_page.data import CasePageData, GateLine, lacking
from models.queries.places import Place
from ui.pages.case.host import Host
from ui.pages.case.table_tab import Rows, TableTab
from ui.shell import targets
from ui.widgets.layout import button
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

COLUMNS: tuple[Column[GateLine], ...] = (
    Column("状态", lambda g: g.state, lambda g: g.tone, 150),
    Column("事项", lambda g: g.title, None, 330),
    Column("还差什么", lambda g: g.text, None, least=220),
    Column("依据", lambda g: g.basis, lambda _g: "secondary", 150, yields=2),
    Column("在此之前", lambda g: g.before, lambda _g: "secondary", 110, yields=1),
)


class GatesTab(TableTab[GateLine]):
    """The table of gates; a double click or the button opens what supplies the missing thing."""

    def __init__(self, host: Host) -> None:
        table = Table("还差什么", PagedModel(COLUMNS, lambda one: one.key), most=9)
        self.mend = button("去办理…", self._mend, "primary")
        self.reason = button("说明理由继续…", self._give_reason)
        super().__init__(
            host, "依法应当具备的条件", table, self._describe_gate, self.reason, beside=False
        )
        self.detail.row(self.title, self.mend)
        table.offer(self.mend, self.reason)
        self.detail.body.addWidget(self.rows)

    def show_case(self, data: CasePageData) -> None:
        """Show what stands before the next act that binds a party."""
        left = lacking(data.gates)
        self.count.setText(f"还差 {left} 项，共核对 {len(data.gates)} 项" if left else "都已具备")
        self.show_lines(data.gates)

    def _describe_gate(self, line: GateLine) -> Rows:
        """Show one line in full, and offer what mends it."""
        self.title.setText(line.title)
        self.mend.setVisible(bool(line.command) or line.of_office)
        self.reason.setVisible(bool(line.gate))
        rows = (("还差什么", line.text), ("办法", line.ways), ("依据", line.basis),
                ("在此之前", line.before))  # fmt: skip
        return ((a, b) for a, b in rows if b)

    def _mend(self) -> None:
        line = self.table.current()
        if line is None:
            return
        if line.of_office:
            self.host.context.go(targets.supplying(Place.SETTINGS))
        else:
            self.host.step(line.command, line.party, {**line.preset}, line.step)

    def _give_reason(self) -> None:
        line = self.table.current()
        if line is not None:
            self.host.step("override_gate", None, {"gate": line.gate})
