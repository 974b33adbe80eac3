"""What is over a ledger's list: searching, filters, a button for all that can be done."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from models.queries.lists.ledger import Wanted
from models.rules.ledgers import Dialog, Kind, LedgerDef, LedgerField, Paper
from ui.widgets.filters.chips import Chip
from ui.widgets.layout import GAP, button
from ui.widgets.search import SearchBox
from ui.widgets.wheel import combo

WIDE = 240
Do = Callable[[], None]


class LedgerHead(QWidget):
    """`edited` when something else is looked for; the buttons by what they are about."""

    edited = Signal()

    def __init__(
        self,
        ledger: LedgerDef,
        paper: Callable[[Paper], None],
        dialog: Callable[[Dialog], None],
        intake: Do,
    ) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self.search = SearchBox(
            f"查找{ledger.entry}", "、".join(one.head for one in ledger.searched)
        )
        self.search.setMaximumWidth(WIDE)
        self.search.asked.connect(self.edited)
        if ledger.searched:
            name = QLabel("查找")
            name.setBuddy(self.search)
            line.addWidget(name)
            line.addWidget(self.search, 1)
        self.filters = {name: _filter(ledger.field(name)) for name in ledger.listing.filters}
        self._heads = {name: ledger.field(name).head for name in self.filters}
        for name, box in self.filters.items():
            title = QLabel(self._heads[name])
            title.setBuddy(box)
            line.addWidget(title)
            line.addWidget(box)
            box.currentIndexChanged.connect(self._chosen)
        line.addStretch(1)
        first, *others = ledger.dialogs
        self.papers = {one.form: button(one.button, partial(paper, one)) for one in ledger.papers}
        self.changes = [button(one.button, partial(dialog, one)) for one in others]
        self.intake = button(ledger.intake.button, intake) if ledger.intake else None
        self.new = button(first.button, partial(dialog, first), "primary")
        for one in (*self.papers.values(), *self.changes, self.intake, self.new):
            if one is not None:
                line.addWidget(one)

    def _chosen(self, _row: int) -> None:
        self.edited.emit()

    def wanted(self) -> Wanted:
        """Return what is looked for; who has it needs not be told again."""
        self.search.stop()
        chosen: Mapping[str, str | int | None] = {
            name: box.currentData() for name, box in self.filters.items()
        }
        return Wanted(
            self.search.words(), {name: one for name, one in chosen.items() if one is not None}
        )

    def chips(self) -> list[Chip]:
        """Return what is looked for in words, each with what takes it away."""
        words = self.search.words()
        search = [Chip(f"查找：{words}", self._search_no_more)] if words else []
        chosen = [(name, box) for name, box in self.filters.items() if box.currentIndex() > 0]
        return search + [
            Chip(f"{self._heads[name]}：{box.currentText()}", partial(box.setCurrentIndex, 0))
            for name, box in chosen
        ]

    def clear(self) -> None:
        """Look for nothing in particular, silently."""
        self.search.clear()
        for box in self.filters.values():
            with QSignalBlocker(box):
                box.setCurrentIndex(0)

    def _search_no_more(self) -> None:
        self.search.clear()
        self.edited.emit()

    def words(self) -> str:
        """Return what is looked for as the note of an export says it."""
        return "；".join(one.words for one in self.chips())


def _filter(field: LedgerField) -> QComboBox:
    box = combo()
    box.setObjectName(f"filter:{field.id}")
    box.setAccessibleName(field.head)
    box.addItem("全部", None)
    if field.kind is Kind.BOOL:
        box.addItem(field.yes or "是", 1)
        box.addItem(field.no or "否", 0)
    for value, text in field.choices.items():
        box.addItem(text, value)
    if field.unset:
        box.addItem(field.unset, "")
    return box
