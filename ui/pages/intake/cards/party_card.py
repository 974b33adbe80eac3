"""请求人、被请求人: one card a party; its kind decides the fields."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.queries import signs
from models.queries.dialogs.known_parties import LikelyParty
from models.rules.events import Json
from models.rules.intake.parties import LISTS, keys_of
from ui.pages.intake.cards.section import CardsSection, FormCard
from ui.pages.intake.checked_form import About
from ui.widgets.layout import button, clear, label
from ui.widgets.values import text

_ID_OF_KIND = {"natural": "ric"}


class PartyCard(FormCard):
    """One party; `name_left` asks for parties on record that may be the same."""

    name_left = Signal()

    def __init__(self, part: str, about: About, remove: Callable[[FormCard], None]) -> None:
        super().__init__(part, LISTS[part].name, about, remove)
        self.part = part
        self._searched = ("", "")
        for name in ("name", "id_no"):
            self.form.text_field(name).edit.editingFinished.connect(self._left)
        self.offers = QVBoxLayout()
        self.column.addLayout(self.offers)

    @property
    def key(self) -> str:
        """The key by which agents, acts and materials name the party."""
        return text(self.form.kept.get("id"))

    def number(self, ordinal: int, count: int) -> None:
        """Show which of several parties this is."""
        name = LISTS[self.part].name
        self.title.setText(f"{name} {ordinal}")
        self.head.setVisible(count > 1)
        self.remove_button.setAccessibleName(f"移除{name}{ordinal}")
        self.setObjectName(f"party:{self.part}:{ordinal}")

    def set_values(self, values: dict[str, Json]) -> None:
        """Show a party."""
        super().set_values(values)
        self._searched = ("", "")
        clear(self.offers)

    def _changed(self, name: str) -> None:
        if name == "kind" and not self.form.value("id_no"):
            kind = self.form.code("kind")
            self.form.field("id_type").set_value(_ID_OF_KIND.get(kind, "uscc"))
        if name == "region":
            abroad = self.form.code("region") == "foreign"
            self.form.field("domiciled_in_prc").set_value(not abroad)
        super()._changed(name)

    def _left(self) -> None:
        wanted = (self.form.text("name"), self.form.text("id_no"))
        if wanted[0] and wanted != self._searched:
            self._searched = wanted
            self.name_left.emit()

    def offer(self, searched: tuple[str, str], found: list[LikelyParty]) -> None:
        """Show parties on record that may be this one, each with a button that takes it over.

        Those found for a name or number that the card has no longer are not shown.
        """
        if searched != self._searched:
            return
        clear(self.offers)
        mine = self.values()
        for one in found:
            if all(mine.get(k) == v for k, v in one.values.items() if v and k in mine):
                continue
            line = QHBoxLayout()
            known = f"已登记：{one.values['name']}（{one.reason}）{one.values.get('address', '')}"
            line.addWidget(label(f"{signs.CARE} {known}", "warning"), 1)
            take = button("采用", lambda one=one: self._take(one), "", f"采用{one.values['name']}")
            line.addWidget(take)
            self.offers.addLayout(line)

    def _take(self, one: LikelyParty) -> None:
        # The standing is the party's in this case, not the person's.
        standing = {n: self.form.value(n) for n in ("standing",) if n in self.form.where}
        self.set_values(self.form.kept | one.values | standing)
        self._searched = (self.form.text("name"), self.form.text("id_no"))
        clear(self.offers)
        self.edited.emit()


class PartiesSection(CardsSection):
    """All parties of one side."""

    name_left = Signal(object)  # PartyCard
    removed = Signal(int)
    least = 1

    def __init__(self, part: str, about: About) -> None:
        super().__init__(part, LISTS[part].name, about)
        self.set_values([])

    def make_card(self) -> PartyCard:
        """Return the card of a party."""
        card = PartyCard(self.part, self.about, self._remove)
        card.name_left.connect(lambda: self.name_left.emit(card))
        return card

    def add_card(self, values: dict[str, Json]) -> FormCard:
        """Add a party; a new one gets a key that nobody else has."""
        others: list[Json] = [{"id": card.key} for card in self.people()]
        key = keys_of([*others, values], LISTS[self.part].letter)[-1]
        return super().add_card(values | {"id": key})

    def people(self) -> list[PartyCard]:
        """Return the cards."""
        return [card for card in self.cards if isinstance(card, PartyCard)]

    def completed(self, cards: list[dict[str, Json]]) -> list[dict[str, Json]]:
        """Give every party a key."""
        keys = keys_of(cards, LISTS[self.part].letter)
        return [card | {"id": key} for card, key in zip(cards, keys, strict=True)]

    def _edited(self) -> None:
        name = LISTS[self.part].name
        self.about.parties[self.part] = {
            card.key: card.form.text("name") or f"{name}{n}"
            for n, card in enumerate(self.people(), start=1)
        }
        super()._edited()

    def _number(self) -> None:
        for n, card in enumerate(self.people(), start=1):
            card.number(n, len(self.cards))

    def _remove(self, card: FormCard) -> None:
        self.ask_to_remove(card, lambda: self.removed.emit(self.cards.index(card)))
