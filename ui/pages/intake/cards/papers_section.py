"""材料: which papers each party handed in."""

from PySide6.QtWidgets import QWidget

from models import reference
from models.rules.events import Json
from ui.pages.intake.cards.ticks import Choice, TickSection
from ui.pages.intake.checked_form import About
from ui.widgets.layout import button

COLUMNS = 3


class PapersSection(TickSection):
    """Ticks per requester; the respondents' papers unfold when there are any."""

    def __init__(self, about: About) -> None:
        super().__init__("收到的材料", "papers", about, COLUMNS)
        self.more = button("登记被请求人提交的材料", self._unfold, "link")
        self.row(self.more, stretch=None).addStretch(1)
        self._all = False
        self.refresh()

    def set_values(self, values: Json) -> None:
        """Show the papers."""
        self._all = False
        super().set_values(values)
        if any(of in self.about.parties["respondents"] for _, of in self.pairs):
            self._unfold()

    def _unfold(self) -> None:
        self._all = True
        self.refresh()

    def refresh(self) -> None:
        """Follow the parties."""
        self.more.setVisible(not self._all)
        super().refresh()

    def choices(self) -> list[Choice]:
        """Return every paper that may be handed in."""
        return [(row.id, row.name) for row in reference.intake_rules().papers.values()]

    def people(self) -> dict[str, str]:
        """Return whose papers are asked for; who is alone need not be named."""
        people = self.about.everybody if self._all else self.about.parties["requesters"]
        return people if len(people) > 1 else dict.fromkeys(people, "")

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the first box that is not ticked."""
        boxes = self.blocks[0].boxes.values() if self.blocks else ()
        return next((b for b in boxes if not b.isChecked()), super().target(index, name))
