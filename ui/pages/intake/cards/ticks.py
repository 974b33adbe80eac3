"""Boxes to tick for each of several persons: the acts accused, the papers handed in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from models.rules.events import Json
from ui.pages.intake.cards.section import Section
from ui.pages.intake.checked_form import About
from ui.widgets.layout import clear, label
from ui.widgets.values import text_pairs

Choice = tuple[str, str]
SPACE = 16


class TickBlock(QWidget):
    """One person's name and the boxes for it, in as many columns as there is room for."""

    ticked = Signal()

    def __init__(self, key: str, name: str, choices: Sequence[Choice], most: int) -> None:
        super().__init__()
        self.key = key
        self.most = most
        self._columns = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.title = label(name, "accent")
        column.addWidget(self.title)
        self.title.setVisible(bool(name))  # now: without a parent it would be a window of its own
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(SPACE)
        self.grid.setVerticalSpacing(0)
        column.addLayout(self.grid)
        self.boxes: dict[str, QCheckBox] = {}
        for code, text in choices:
            box = QCheckBox(text, self)
            box.setAccessibleName(f"{name} {text}".strip())
            box.setObjectName(f"tick:{key}:{code}")
            box.toggled.connect(self.ticked)
            self.boxes[code] = box
        self._lay(most)

    def _widest(self) -> int:
        """The width of a column: of all boxes but those that are much longer than the others."""
        widths = sorted(box.sizeHint().width() for box in self.boxes.values())
        return next((w for w in reversed(widths) if w <= 3 * widths[len(widths) // 2]), 1)

    def _lay(self, columns: int) -> None:
        """Place the boxes; one that is too long for a column gets a row of its own."""
        if columns == self._columns:
            return
        self._columns = columns
        widest, row, place = self._widest(), 0, 0
        for box in self.boxes.values():
            self.grid.removeWidget(box)
            long = box.sizeHint().width() > widest
            if place == columns or (long and place):
                row, place = row + 1, 0
            self.grid.addWidget(box, row, place, 1, columns if long else 1)
            place = columns if long else place + 1
        for n in range(self.most):
            self.grid.setColumnStretch(n, 1 if n < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        fits = (event.size().width() + SPACE) // (self._widest() + SPACE)
        self._lay(max(1, min(self.most, fits)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """No wider than the longest box."""
        longest = max((b.sizeHint().width() for b in self.boxes.values()), default=0)
        return QSize(longest, super().minimumSizeHint().height())

    def codes(self) -> list[str]:
        """Return what is ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked() and box.isEnabled()]

    def tick(self, codes: Sequence[str]) -> None:
        """Tick exactly these, silently."""
        for code, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(code in codes)
            box.blockSignals(False)

    def bar(self, codes: Sequence[str]) -> None:
        """Take away the boxes that are answered for everybody already."""
        for code, box in self.boxes.items():
            box.setEnabled(code not in codes)


class TickSection(Section):
    """A block of boxes for each person; what is ticked are pairs of a code and a person's key."""

    def __init__(
        self, heading: str, name: str, about: About, most: int, kind: str = "problem"
    ) -> None:
        super().__init__(heading)
        self.setProperty("help", f"intake.{name}")
        self.about = about
        self.most = most
        self.pairs: list[list[str]] = []
        self.blocks: list[TickBlock] = []
        self.column = self.inner_column()
        self.note = label("", kind)
        self.note.hide()
        self.body.addWidget(self.note)
        self._shape: tuple[list[Choice], list[Choice]] | None = None

    def choices(self) -> list[Choice]:
        """Return what can be ticked."""
        raise NotImplementedError

    def people(self) -> dict[str, str]:
        """Return the names of the persons by their keys, "" for one who need not be named."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Bring the pairs in line with what can be ticked."""

    def follow(self) -> None:
        """Bring the blocks in line with one another."""

    def say(self, text: str) -> None:
        """Show a text under the boxes, or take it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def values(self) -> list[Json]:
        """Return [code, key of a person]."""
        return [list(pair) for pair in self.pairs]

    def set_values(self, values: Json) -> None:
        """Tick these; what is not a pair (a draft of another program) is left out."""
        self.pairs = text_pairs(values)
        self._shape = None
        self.refresh()

    def refresh(self) -> None:
        """Follow what can be ticked, and for whom."""
        choices, people = self.choices(), list(self.people().items())
        if (choices, people) == self._shape:
            return
        self._shape = choices, people
        self.prepare()
        clear(self.column)
        self.blocks = [TickBlock(key, name, choices, self.most) for key, name in people]
        for block in self.blocks:
            block.tick([code for code, key in self.pairs if key == block.key])
            block.ticked.connect(self._ticked)
            self.column.addWidget(block)
        self.follow()

    def _ticked(self) -> None:
        self.follow()
        self.pairs = [[code, block.key] for block in self.blocks for code in block.codes()]
        self.say("")
        self.edited.emit()

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the first box."""
        return next(iter(self.blocks[0].boxes.values()), None) if self.blocks else None

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal under the boxes."""
        self.say(text)
        return True
