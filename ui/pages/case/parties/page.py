"""当事人: each party on a card with its identity, address, phone and agents."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, PartyCard
from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.widgets.layout import Card, clear, label


class PartiesTab(QWidget):
    """Parties by side."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)

    def show_case(self, data: CasePageData) -> None:
        """Show the parties of a case."""
        clear(self.column)
        for party in data.parties:
            self.column.addWidget(_card(party))
        self.column.addStretch(1)


def _card(party: PartyCard) -> Card:
    card = Card()
    card.row(label(party.name, "subtitle", wrap=False), label(party.side_name, "accent"), stretch=1)
    agents = tuple(("代理人", f"{name}　{powers}") for name, powers in party.agents)
    card.body.addWidget(RowsView((*party.rows, *agents)))
    return card
