"""代理人: for whom, from where, with which powers."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.rules.events import Json
from models.rules.intake.model import POWERS
from ui.intake.case_section import named
from ui.intake.checked_form import About, CheckedForm, Section, column_in
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.layout import button, clear, label
from ui.widgets.values import records


class AgentCard(QWidget):
    """One agent."""

    edited = Signal()

    def __init__(self, about: About, remove: Callable[["AgentCard"], None]) -> None:
        super().__init__()
        self.about = about
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        self.title = label("代理人", "accent", wrap=False)
        self.remove_button = button("移除", lambda: remove(self), "link", "移除代理人")
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        column.addLayout(head)
        self.form = form = CheckedForm("agents", about)
        column.addWidget(form)
        self.whom = form.add("for", "代理谁", ChoiceField(list(about.parties.items())))
        form.add("name", "姓名", TextField(), required=True)
        form.add("firm", "单位", TextField())
        form.add("phone", "电话", TextField(), 1)
        form.add("powers", "权限", ChoiceField(named("powers", POWERS)), 1)
        self.special = TextField()
        self.special.edit.setPlaceholderText("承认、放弃、变更请求、和解")
        form.add("special_powers", "特别授权事项", self.special, 1)
        form.changed.connect(self._changed)
        self._follow()

    def _changed(self, name: str) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        special = self.form.field("powers").value() == "special"
        self.form.show_row("special_powers", shown=special or bool(self.special.value()))

    def values(self) -> dict[str, Json]:
        """Return what stands in the card."""
        return self.form.values()

    def set_values(self, values: dict[str, Json]) -> None:
        """Show an agent."""
        self.form.set_values(values)
        self._follow()

    def offer_parties(self) -> None:
        """Follow the names of the parties; the one chosen stays chosen."""
        chosen = self.whom.value()
        box = self.whom.box
        box.blockSignals(True)
        box.clear()
        for ref, name in self.about.parties.items():
            box.addItem(name, ref)
        self.whom.set_value(chosen)
        box.blockSignals(False)


class AgentsSection(Section):
    """All agents; none is the usual case."""

    def __init__(self, about: About) -> None:
        super().__init__("代理人")
        self.about = about
        self.cards: list[AgentCard] = []
        self.column = column_in(self)
        self.add_button = button("添加代理人", self._add_empty)
        self.row(self.add_button, stretch=None).addStretch(1)

    def add_card(self, values: dict[str, Json] | None = None) -> AgentCard:
        """Add an agent."""
        card = AgentCard(self.about, self._remove)
        card.edited.connect(self.edited.emit)
        if values:
            card.set_values(values)
        self.cards.append(card)
        self.column.addWidget(card)
        if values is None:
            self.edited.emit()
            card.show()  # at once, so that the cursor can go there
            card.form.field("for").setFocus()
        return card

    def _add_empty(self) -> None:
        self.add_card()

    def values(self) -> list[Json]:
        """Return the agents."""
        return [card.values() for card in self.cards]

    def set_values(self, values: Json) -> None:
        """Show the agents."""
        clear(self.column)
        self.cards = []
        for one in records(values):
            self.add_card(one)

    def refresh(self) -> None:
        """Follow the names of the parties."""
        for card in self.cards:
            card.offer_parties()

    def _remove(self, card: AgentCard) -> None:
        self.cards.remove(card)
        card.hide()
        card.deleteLater()
        self.edited.emit()

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field of one agent."""
        if not self.cards:
            return self.add_button
        return self.cards[min(index or 0, len(self.cards) - 1)].form.target(name)

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return (index or 0) < len(self.cards) and self.cards[index or 0].form.show_problem(
            name, text
        )
