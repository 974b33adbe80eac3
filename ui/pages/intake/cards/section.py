"""A card of the request: its values, and the way to its fields."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import reference
from models.rules.events import Json
from models.rules.intake.fields import Group
from ui.pages.intake.checked_form import About, CheckedForm
from ui.shell import messages
from ui.widgets.layout import Card, button, label
from ui.widgets.values import record, records


class Section(Card):
    """A card of the request that knows its values and where its fields are."""

    edited = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.setAccessibleName(heading)

    def inner_column(self) -> QVBoxLayout:
        """Return a column inside the card, for cards in the card."""
        column = QVBoxLayout()
        column.setSpacing(12)
        self.body.addLayout(column)
        return column

    def values(self) -> Json:
        """Return what is in the section."""
        return {}

    def set_values(self, values: Json) -> None:
        """Show values."""

    def refresh(self) -> None:
        """Follow what other sections say (`About`)."""

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field."""
        return None

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return False


class FormSection(Section):
    """A section that is one checked form: the fields of one group of the table."""

    def __init__(self, heading: str, group: Group, about: About, columns: int = 2) -> None:
        super().__init__(heading)
        self.about = about
        part = "patent" if group is Group.PATENT else ""
        self.form = CheckedForm(part, reference.fields().of(group), about, columns)
        self.form.changed.connect(self._changed)
        self.body.addWidget(self.form)

    def _changed(self, name: str) -> None:
        self.edited.emit()

    def values(self) -> dict[str, Json]:
        """Return what is in the fields."""
        return self.form.values()

    def set_values(self, values: Json) -> None:
        """Show values."""
        self.form.set_values(record(values))

    def refresh(self) -> None:
        """Show the fields that belong to the kind of request."""
        self.form.follow()
        self.form.check_days()

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field."""
        return self.form.target(name)

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return self.form.show_problem(name, text)


class FormCard(QWidget):
    """A card in a card: one of several parties or agents, which can be taken out again."""

    edited = Signal()

    def __init__(
        self, part: str, title: str, about: About, remove: Callable[["FormCard"], None]
    ) -> None:
        super().__init__()
        self.about = about
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        self.title = label(title, "accent", wrap=False)
        self.remove_button = button("移除", lambda: remove(self), "link", f"移除{title}")
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        self.column.addWidget(self.head)
        self.form = CheckedForm(part, reference.fields().part(part), about)
        self.column.addWidget(self.form)
        self.form.changed.connect(self._changed)

    def _changed(self, name: str) -> None:
        self.edited.emit()

    def values(self) -> dict[str, Json]:
        """Return what is in the card."""
        return self.form.values()

    def set_values(self, values: dict[str, Json]) -> None:
        """Show values; a new card starts with what is commonest."""
        rules = self.form.rules.values()
        starts: dict[str, Json] = {one.id: one.start for one in rules if one.start is not None}
        self.form.set_values(starts | values)


class CardsSection(Section):
    """A section with any number of cards."""

    least = 0  # cards that are shown when there is nobody yet

    def __init__(self, part: str, heading: str, about: About) -> None:
        super().__init__(heading)
        self.heading = heading
        self.part = part
        self.about = about
        self.cards: list[FormCard] = []
        self.column = self.inner_column()
        self.add_button = button(f"添加{heading}", self._add_empty)
        self._back: Callable[[], None] | None = None
        self.back_button = button(f"恢复刚移除的{heading}", self._put_back, "link")
        self.back_button.hide()
        self.row(self.add_button, self.back_button, stretch=None).addStretch(1)

    def make_card(self) -> FormCard:
        """Return a new card, still empty."""
        raise NotImplementedError

    def add_card(self, values: dict[str, Json]) -> FormCard:
        """Add a card."""
        card = self.make_card()
        card.edited.connect(self._edited)
        card.set_values(values)
        self.cards.append(card)
        self.column.addWidget(card)
        self._number()
        return card

    def _add_empty(self) -> None:
        card = self.add_card({})
        self._edited()
        card.show()  # at once, so that the cursor can go there
        if (first := card.form.target("")) is not None:
            first.setFocus()

    def values(self) -> list[Json]:
        """Return what is in the cards."""
        return [card.values() for card in self.cards]

    def set_values(self, values: Json) -> None:
        """Show these cards."""
        wanted = self.completed(records(values) or [{} for _ in range(self.least)])
        # Cards are kept as far as they go: making one takes longer than filling it.
        for card in self.cards[len(wanted) :]:
            self._take_out(card)
        del self.cards[len(wanted) :]
        for card, one in zip(self.cards, wanted, strict=False):
            card.set_values(one)
        for one in wanted[len(self.cards) :]:
            self.add_card(one)
        self._number()
        self._edited()

    def completed(self, cards: list[dict[str, Json]]) -> list[dict[str, Json]]:
        """Return the values of cards with what each of them must have."""
        return cards

    def ask_to_remove(self, card: FormCard, remove: Callable[[], None]) -> None:
        """Ask before a card is taken out; what it is called is said."""
        name = card.form.text("name") or "还没有填写姓名、名称的"
        messages.ask(self, f"移除{self.heading}“{name}”？填写的内容一并移除。", "移除", remove)

    def offer_back(self, back: Callable[[], None] | None) -> None:
        """Offer to put back what was taken out last; None: something was typed since."""
        self._back = back
        self.back_button.setVisible(back is not None)

    def _put_back(self) -> None:
        back = self._back
        self.offer_back(None)
        if back is not None:
            back()

    def _take_out(self, card: FormCard) -> None:
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _edited(self) -> None:
        self.edited.emit()

    def _number(self) -> None:
        """Say on each card which one it is."""

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field of one card."""
        if not self.cards:
            return self.add_button
        return self.cards[min(index or 0, len(self.cards) - 1)].form.target(name)

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        place = index or 0
        return place < len(self.cards) and self.cards[place].form.show_problem(name, text)
