"""What a list is filtered by, each condition a small button that takes it away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow import FlowLayout
from ui.widgets.layout import button, label

MOST = 30  # characters of a condition that are shown; its tip tells all


@dataclass(frozen=True)
class Chip:
    """One condition in words, and what takes it away."""

    words: str
    remove: Callable[[], None]


class ChipBar(QWidget):
    """The conditions of a list; not there while there are none."""

    def __init__(self, clear: Callable[[], None], after: QWidget) -> None:
        """`clear` takes away all; `after` has the cursor once the last one was taken away."""
        super().__init__()
        self._after = after
        self._chips: list[QPushButton] = []
        self._flow = FlowLayout(self)
        self.clear_button = button("清除条件", clear)
        self.count = label("", "secondary", wrap=False)
        self._flow.addWidget(self.clear_button)
        self._flow.addWidget(self.count)
        self.hide()

    def words(self) -> list[str]:
        """Return the conditions that are shown."""
        return [one.toolTip() for one in self._chips]

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these conditions; the cursor stays at the place where one was taken away."""
        if self.words() == [one.words for one in chips]:
            return
        self.count.clear()
        place = next((n for n, one in enumerate(self._chips) if one.hasFocus()), None)
        cleared = self.clear_button.hasFocus()
        old, self._chips = self._chips, [_made(one) for one in chips]
        for one in old:
            self._flow.removeWidget(one)
            one.hide()
            one.deleteLater()  # it may be the one that is being pressed
        for behind in (self.clear_button, self.count):
            self._flow.removeWidget(behind)
        for one in (*self._chips, self.clear_button, self.count):
            self._flow.addWidget(one)
            one.show()
        self.setVisible(bool(chips))
        if chips and place is not None:
            self._chips[min(place, len(chips) - 1)].setFocus()
        elif not chips and (cleared or place is not None):
            self._after.setFocus()

    def counted(self, total: int, unit: str) -> None:
        """Say how many are left."""
        self.count.setText(f"筛选出{total:,}{unit}")


def _made(chip: Chip) -> QPushButton:
    shown = chip.words if len(chip.words) <= MOST else f"{chip.words[: MOST - 1]}…"
    made = button(f"{shown}　✕", chip.remove, "chip", f"去掉条件“{chip.words}”")
    made.setToolTip(chip.words)
    return made
