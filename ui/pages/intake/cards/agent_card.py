"""代理人: for whom, from where, with which powers."""

from ui.pages.intake.cards.section import CardsSection, FormCard
from ui.pages.intake.checked_form import About
from ui.widgets.fields import ChoiceField


class AgentCard(FormCard):
    """One agent."""

    def offer_parties(self) -> None:
        """Follow the names of the parties; the one chosen stays chosen."""
        whom = self.form.field("for")
        assert isinstance(whom, ChoiceField)
        chosen, box = whom.value(), whom.box
        box.blockSignals(True)
        box.clear()
        for key, name in self.about.everybody.items():
            box.addItem(name, key)
        whom.set_value(chosen)
        box.blockSignals(False)


class AgentsSection(CardsSection):
    """All agents; none is the usual case."""

    def __init__(self, about: About) -> None:
        super().__init__("agents", "代理人", about)

    def make_card(self) -> AgentCard:
        """Return the card of an agent."""
        return AgentCard(self.part, "代理人", self.about, self._remove)

    def refresh(self) -> None:
        """Follow the names of the parties."""
        for card in self.cards:
            assert isinstance(card, AgentCard)
            card.offer_parties()

    def _remove(self, card: FormCard) -> None:
        self.ask_to_remove(card, lambda: self._removed(card))

    def _removed(self, card: FormCard) -> None:
        before = self.values()
        self.cards.remove(card)
        self._take_out(card)
        self._edited()
        self.offer_back(lambda: self.set_values(before))
