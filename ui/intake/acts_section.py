"""行为: which acts, by whom; only what the kind of patent protects against can be ticked."""

from PySide6.QtWidgets import QWidget

from models import reference
from models.queries.help import said
from models.rules.events import Json
from ui.intake.checked_form import About, Section, column_in
from ui.intake.ticks import TickBlock
from ui.widgets.layout import clear, label
from ui.widgets.values import text_pairs

EVERYBODY = ""
COLUMNS = 5


class ActsSection(Section):
    """Ticks per respondent, and one line for all of them."""

    def __init__(self, about: About) -> None:
        super().__init__("被控侵权行为")
        self.setProperty("help", "intake.acts")
        self.about = about
        self.blocks: list[TickBlock] = []
        self.dropped = label("", "warning")
        self.dropped.hide()
        self.none = label("行政调解可以不填。", "secondary")
        self.body.addWidget(self.none)
        self.column = column_in(self)
        self.body.addWidget(self.dropped)
        self._shape: tuple[str, tuple[tuple[str, str], ...]] | None = None
        self._acts: list[list[str]] = []
        self.refresh()

    def values(self) -> list[Json]:
        """Return [act, "" or "respondent:2"]."""
        return [list(pair) for pair in self._acts]

    def set_values(self, values: Json) -> None:
        """Show the acts; what is not a pair (a draft of another program) is left out."""
        self._acts = text_pairs(values)
        self._shape = None
        self.refresh()

    def refresh(self) -> None:
        """Follow the patent's kind and the respondents."""
        people = {k: v for k, v in self.about.parties.items() if k.startswith("respondent:")}
        shape = (self.about.patent_kind, tuple(people.items()))
        self.none.setVisible(self.about.kind == "mediation")
        if shape == self._shape:
            return
        self._shape = shape
        rows = reference.intake_rules().acts_for(self.about.patent_kind)
        self._drop({row.id for row in rows})
        choices = [(row.id, row.name) for row in rows]
        clear(self.column)
        self.blocks = []
        if len(people) > 1:
            for ref, name in ({EVERYBODY: "全体被请求人"} | people).items():
                self._add(ref, name, choices)
        else:
            self._single(people)
            self._add(EVERYBODY, "", choices)
        self._show()

    def _single(self, people: dict[str, str]) -> None:
        """With one respondent every act is that one's: no need to say whose."""
        only = next(iter(people), "")
        self._acts = [[act, EVERYBODY if by == only else by] for act, by in self._acts]

    def _drop(self, allowed: set[str]) -> None:
        gone = [act for act, _ in self._acts if act not in allowed]
        self._acts = [pair for pair in self._acts if pair[0] in allowed]
        names = "、".join(dict.fromkeys(reference.name("act", act) for act in gone))
        kind = reference.name("patent_kind", self.about.patent_kind)
        self.dropped.setText(said("dropped_acts", kind=kind, names=names))
        self.dropped.setVisible(bool(gone))

    def _add(self, ref: str, name: str, choices: list[tuple[str, str]]) -> None:
        block = TickBlock(ref, name, choices, COLUMNS)
        block.ticked.connect(self._ticked)
        self.blocks.append(block)
        self.column.addWidget(block)

    def _show(self) -> None:
        for block in self.blocks:
            block.tick([act for act, by in self._acts if by == block.ref])
        self._bar()

    def _bar(self) -> None:
        everybody = self.blocks[0].codes()
        for block in self.blocks[1:]:
            block.bar(everybody)

    def _ticked(self) -> None:
        self._bar()
        self._acts = [[act, block.ref] for block in self.blocks for act in block.codes()]
        self.dropped.hide()
        self.edited.emit()

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the first box."""
        return next(iter(self.blocks[0].boxes.values()))

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal under the boxes."""
        self.dropped.setText(text)
        self.dropped.show()
        return True
