"""材料: which papers each party handed in."""

from PySide6.QtWidgets import QWidget

from models import reference
from models.rules.events import Json
from ui.intake.checked_form import About, Section, column_in
from ui.intake.ticks import TickBlock
from ui.widgets.layout import button, clear, label
from ui.widgets.values import text_pairs

COLUMNS = 3


class PapersSection(Section):
    """Ticks per requester; the respondents' papers unfold when there are any."""

    def __init__(self, about: About) -> None:
        super().__init__("收到的材料")
        self.setProperty("help", "intake.papers")
        self.about = about
        self.blocks: list[TickBlock] = []
        self.column = column_in(self)
        self.note = label("", "problem")
        self.note.hide()
        self.body.addWidget(self.note)
        self.more = button("登记被请求人提交的材料", self._unfold, "link")
        self.row(self.more, stretch=None).addStretch(1)
        self._all = False
        self._shape: tuple[tuple[str, str], ...] | None = None
        self._papers: list[list[str]] = []
        self.refresh()

    def values(self) -> list[Json]:
        """Return [paper, "requester:1"]."""
        return [list(pair) for pair in self._papers]

    def set_values(self, values: Json) -> None:
        """Show the papers."""
        self._papers = text_pairs(values)
        self._all = any(of.startswith("respondent") for _, of in self._papers)
        self._shape = None
        self.refresh()

    def _unfold(self) -> None:
        self._all = True
        self.refresh()

    def refresh(self) -> None:
        """Follow the parties."""
        people = {
            ref: name
            for ref, name in self.about.parties.items()
            if self._all or ref.startswith("requester:")
        }
        shape = tuple(people.items())
        self.more.setVisible(not self._all)
        if shape == self._shape:
            return
        self._shape = shape
        rows = reference.intake_rules().papers.values()
        choices = [(row.id, row.name) for row in rows]
        clear(self.column)
        self.blocks = []
        for ref, name in people.items():
            block = TickBlock(ref, name if len(people) > 1 else "", choices, COLUMNS)
            block.tick([paper for paper, of in self._papers if of == ref])
            block.ticked.connect(self._ticked)
            self.blocks.append(block)
            self.column.addWidget(block)

    def _ticked(self) -> None:
        self._papers = [[paper, block.ref] for block in self.blocks for paper in block.codes()]
        self.note.hide()
        self.edited.emit()

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the first box."""
        boxes = self.blocks[0].boxes if self.blocks else {}
        return next(
            (b for b in boxes.values() if not b.isChecked()), next(iter(boxes.values()), None)
        )

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal under the boxes."""
        self.note.setText(text)
        self.note.show()
        return True
