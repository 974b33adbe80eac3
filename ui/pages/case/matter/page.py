"""专利与证据: the patent, its claims, who is said to have done what, and the evidence list."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, EvidenceLine
from ui.pages.case.dialogs import EvidenceDialog
from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.shell import targets
from ui.widgets.layout import Card, button, clear, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.tables import Table

EVIDENCE: tuple[Column[EvidenceLine], ...] = (
    Column("序号", lambda e: str(e.no), None, 52, whole=True),
    Column("提交方", lambda e: e.side, None, 84),
    Column("名称", lambda e: e.name, None, 260),
    Column("证明对象", lambda e: e.proves, None, 300),
    Column("页数", lambda e: e.pages, None, 60),
    Column("形式、来源", lambda e: e.source),
)
PATENT = "专利"  # its rows are short: two in a line


class MatterTab(QWidget):
    """Cards of the matter, then the evidence."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        inner = QWidget()
        self.sections = QVBoxLayout(inner)
        self.sections.setContentsMargins(0, 0, 0, 0)
        self.sections.setSpacing(12)
        column.addWidget(inner)
        card = Card()
        self.add_button = button("补充证据…", self._add)
        self.count = label("", "secondary")
        card.row(label("证据", "subtitle", wrap=False), self.count, self.add_button, stretch=1)
        model = PagedModel(EVIDENCE, lambda e: e.no)
        self.table = Table("证据清单", model, most=20, picks=False)
        card.body.addWidget(self.table)
        column.addWidget(card)
        column.addStretch(1)

    def show_case(self, data: CasePageData) -> None:
        """Show the matter of a case."""
        clear(self.sections)
        for section in data.matter:
            card = Card()
            title = label(section.title, "subtitle", wrap=False)
            target = targets.Intake(data.case_id, field=section.field)
            go = partial(self.host.context.go, target)
            card.row(title, button("更正…", go, "link", f"更正：{section.title}"), stretch=0)
            pairs = 2 if section.title == PATENT else 1
            rows = RowsView(section.rows, pairs=pairs)
            card.body.addWidget(rows)
            self.sections.addWidget(card)
        self.table.show_rows(data.evidence)
        self.count.setText(f"共 {len(data.evidence)} 项" if data.evidence else "还没有证据")
        self.add_button.setVisible(not data.concluded)

    def _add(self) -> None:
        EvidenceDialog(self.host).open()
