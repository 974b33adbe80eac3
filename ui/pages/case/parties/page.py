"""当事人: each party on a card with its identity, address, phone and agents."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries.case_page.data import CasePageData, PartyCard
from ui.pages.case.host import Host
from ui.pages.case.rows import RowsView
from ui.shell import targets
from ui.widgets.layout import Card, button, clear, label


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
            self.column.addWidget(self._card(party, data.case_id))
        self.column.addStretch(1)

    def _card(self, party: PartyCard, case_id: int) -> Card:
        card = Card()
        go: Callable[[], None]
        if party.field:
            target = targets.Intake(case_id, field=f"{party.field}.name")
            go = partial(self.host.context.go, target)
        else:
            go = partial(self.host.step, "correct_joined_party", preset={"party": party.key})
        put_right = button("更正…", go, "link", f"更正：{party.name}")
        name = label(party.name, "subtitle", wrap=False)
        card.row(name, label(party.side_name, "accent"), put_right, stretch=1)
        card.body.addWidget(_rows(party))
        return card


def _rows(party: PartyCard) -> RowsView:
    agents = tuple(("代理人", f"{name}　{powers}") for name, powers in party.agents)
    return RowsView((*party.rows, *agents))
