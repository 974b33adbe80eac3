"""请求人、被请求人: one card a party; its kind decides the fields."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.queries.dialogs.known_parties import LikelyParty
from models.rules.events import Json
from models.rules.intake.model import ID_TYPES, PARTY_KINDS, REGIONS, STANDINGS
from ui.intake.case_section import named
from ui.intake.checked_form import About, CheckedForm, Section, column_in
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.layout import button, clear, label
from ui.widgets.values import records, text

SIDE_NAMES = {"requesters": "请求人", "respondents": "被请求人"}
_LEGAL_REP = {"company": "法定代表人", "organisation": "负责人", "sole_trader": "经营者"}
_ID_OF_KIND = {"natural": "ric"}


class PartyCard(QWidget):
    """One party; `name_left` asks for parties on record that may be the same."""

    edited = Signal()
    name_left = Signal()

    def __init__(self, side: str, about: About, remove: Callable[["PartyCard"], None]) -> None:
        super().__init__()
        self.side = side
        self.kept: dict[str, Json] = {}
        self._searched = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        self.title = label(SIDE_NAMES[side], "accent", wrap=False)
        self.remove_button = button("移除", lambda: remove(self), "link")
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        column.addWidget(self.head)
        self.form = CheckedForm(side, about)
        column.addWidget(self.form)
        self._fields()
        self.offers = QVBoxLayout()
        column.addLayout(self.offers)
        self.form.changed.connect(self._changed)
        self._follow()

    def _fields(self) -> None:
        form = self.form
        name = TextField()
        name.edit.editingFinished.connect(self._left)
        # A company is the commonest party; the choice stands first because it decides the rest.
        kinds = sorted(PARTY_KINDS, key=lambda kind: kind != "company")
        form.add("kind", "类别", ChoiceField(named("party_kind", tuple(kinds))))
        form.add("name", "姓名或名称", name, required=True)
        form.add("id_type", "证件种类", ChoiceField(named("id_type", ID_TYPES)))
        number = TextField()
        number.edit.editingFinished.connect(self._left)
        form.add("id_no", "证件号码", number)
        form.add("legal_rep", "法定代表人", TextField())
        form.add("legal_rep_post", "职务", TextField())
        form.add("operator_name", "实际经营者", TextField())
        form.add("operator_id_no", "经营者身份证", TextField())
        if self.side == "requesters":
            standing = ChoiceField(named("standing", STANDINGS), optional=True)
            form.add("standing", "请求资格", standing, 1)
        form.add("address", "地址", TextField(), 1)
        form.add("postcode", "邮政编码", TextField(), 1)
        form.add("phone", "联系电话", TextField(), 1)
        form.add("region", "国别或地区", ChoiceField(named("region", REGIONS)), 1)
        form.add("domiciled_in_prc", "境内住所", TickField("境内有住所或者营业所"), 1)
        form.field("domiciled_in_prc").set_value(True)
        form.extra["id_no"] = lambda: {"id_type": text(form.field("id_type").value())}
        form.extra["phone"] = lambda: {"region": text(form.field("region").value())}
        form.extra["postcode"] = form.extra["phone"]

    def number(self, ordinal: int, count: int) -> None:
        """Show which of several parties this is."""
        self.title.setText(f"{SIDE_NAMES[self.side]} {ordinal}")
        self.head.setVisible(count > 1)
        self.remove_button.setAccessibleName(f"移除{SIDE_NAMES[self.side]}{ordinal}")
        self.setObjectName(f"party:{self.side}:{ordinal}")

    def values(self) -> dict[str, Json]:
        """Return what stands in the card, with what it has no field for."""
        return self.kept | self.form.values()

    def set_values(self, values: dict[str, Json]) -> None:
        """Show a party."""
        self.kept = {k: v for k, v in values.items() if k not in self.form.where}
        values = {"kind": "company", "id_type": "uscc", "domiciled_in_prc": True} | values
        self.form.set_values(values)
        self._searched = ("", "")
        clear(self.offers)
        self._follow()

    def _changed(self, name: str) -> None:
        if name == "kind":
            kind = text(self.form.field("kind").value())
            if not self.form.value("id_no"):
                self.form.field("id_type").set_value(_ID_OF_KIND.get(kind, "uscc"))
        if name in ("id_type", "kind"):
            self.form.check("id_no", empty=False)
        if name == "region":
            abroad = self.form.field("region").value() == "foreign"
            self.form.field("domiciled_in_prc").set_value(not abroad)
            self.form.check("phone", empty=False)
            self.form.check("postcode", empty=False)
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        kind = text(self.form.field("kind").value())
        natural, trader = kind == "natural", kind == "sole_trader"
        self.form.show_row("legal_rep", shown=not natural)
        self.form.show_row("legal_rep_post", shown=not natural)
        self.form.rename("legal_rep", _LEGAL_REP.get(kind, "法定代表人"))
        self.form.rename("name", "姓名" if natural else "名称")
        self.form.show_row("operator_name", shown=trader)
        self.form.show_row("operator_id_no", shown=trader)
        row = self.form.where["name"].rows["name"]
        row.label.setText(row.text + "＊")

    def _left(self) -> None:
        wanted = (self.form.text("name"), self.form.text("id_no"))
        if wanted[0] and wanted != self._searched:
            self._searched = wanted
            self.name_left.emit()

    def offer(self, found: list[LikelyParty]) -> None:
        """Show parties on record that may be this one, each with a button that takes it over."""
        clear(self.offers)
        mine = self.values()
        for one in found:
            if all(mine.get(k) == v for k, v in one.values.items() if v and k in mine):
                continue
            line = QHBoxLayout()
            known = f"⚠ 已登记：{one.values['name']}（{one.reason}）{one.values.get('address', '')}"
            line.addWidget(label(known, "warning"), 1)
            take = button("采用", lambda one=one: self._take(one), "", f"采用{one.values['name']}")
            line.addWidget(take)
            self.offers.addLayout(line)

    def _take(self, one: LikelyParty) -> None:
        standing = {"standing": self.form.value("standing")} if self.side == "requesters" else {}
        self.set_values(self.kept | one.values | standing)
        self._searched = (self.form.text("name"), self.form.text("id_no"))
        clear(self.offers)
        self.edited.emit()


class PartiesSection(Section):
    """All parties of one side."""

    name_left = Signal(object)  # PartyCard
    removed = Signal(int)

    def __init__(self, side: str, about: About) -> None:
        super().__init__(SIDE_NAMES[side])
        self.side = side
        self.about = about
        self.cards: list[PartyCard] = []
        self.column = column_in(self)
        self.row(button(f"添加{SIDE_NAMES[side]}", self._add_empty), stretch=None).addStretch(1)
        self.set_values([])

    def add_card(self, values: dict[str, Json] | None = None) -> PartyCard:
        """Add a party."""
        card = PartyCard(self.side, self.about, self._remove)
        card.edited.connect(self._edited)
        card.name_left.connect(lambda: self.name_left.emit(card))
        card.set_values(values or {})
        self.cards.append(card)
        self.column.addWidget(card)
        self._number()
        if values is None:
            self._edited()
            card.show()  # at once, so that the cursor can go there
            card.form.field("kind").setFocus()
        return card

    def _add_empty(self) -> None:
        self.add_card()

    def values(self) -> list[Json]:
        """Return the parties."""
        return [card.values() for card in self.cards]

    def set_values(self, values: Json) -> None:
        """Show the parties; one empty card when there is none."""
        wanted = records(values) or [{}]
        # Cards are kept as far as they go: making one takes longer than filling it.
        for card in self.cards[len(wanted) :]:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        del self.cards[len(wanted) :]
        for card, one in zip(self.cards, wanted, strict=False):
            card.set_values(one)
        for one in wanted[len(self.cards) :]:
            self.add_card(one)
        self._number()
        self._edited()

    def _edited(self) -> None:
        side = self.side.removesuffix("s")
        others = {k: v for k, v in self.about.parties.items() if not k.startswith(f"{side}:")}
        mine = {
            f"{side}:{n}": card.form.text("name") or f"{SIDE_NAMES[self.side]}{n}"
            for n, card in enumerate(self.cards, start=1)
        }
        both = (mine, others) if side == "requester" else (others, mine)
        self.about.parties = both[0] | both[1]
        self.edited.emit()

    def _number(self) -> None:
        for n, card in enumerate(self.cards, start=1):
            card.number(n, len(self.cards))

    def _remove(self, card: PartyCard) -> None:
        self.removed.emit(self.cards.index(card))

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field of one party."""
        card = self.cards[min(index or 0, len(self.cards) - 1)]
        return card.form.target(name)

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return (index or 0) < len(self.cards) and self.cards[index or 0].form.show_problem(
            name, text
        )
