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
        self._shown: Sequence[Chip] = ()
        self._buttons: list[QPushButton] = []  # used again and again: one may be being pressed
        self._flow = FlowLayout(self)
        self.clear_button = button("清除条件", clear)
        self.count = label("", "secondary", wrap=False)
        self._flow.addWidget(self.clear_button)
        self._flow.addWidget(self.count)
        self.hide()

    def words(self) -> list[str]:
        """Return the conditions that are shown."""
        return [one.words for one in self._shown]

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these conditions; the cursor stays at the place where one was taken away."""
        if self.words() != [one.words for one in chips]:
            self.count.clear()
        self._shown = chips
        while len(self._buttons) < len(chips):
            self._add()
        place = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), -1)
        if not chips and (place >= 0 or self.clear_button.hasFocus()):
            self._after.setFocus()
        elif place >= len(chips):
            self._buttons[len(chips) - 1].setFocus()
        for number, made in enumerate(self._buttons):
            made.setVisible(number < len(chips))
            if number < len(chips):
                _say(made, chips[number].words)
        self.setVisible(bool(chips))

    def counted(self, total: int, unit: str) -> None:
        """Say how many are left."""
        self.count.setText(f"筛选出{total:,}{unit}")

    def _add(self) -> None:
        place = len(self._buttons)
        made = button("", lambda: self._shown[place].remove(), "chip")
        self._buttons.append(made)
        self._flow.insert(place, made)


def _say(made: QPushButton, words: str) -> None:
    shown = words if len(words) <= MOST else f"{words[: MOST - 1]}…"
    made.setText(f"{shown}　✕")
    made.setToolTip(words)
    made.setAccessibleName(f"去掉条件“{words}”")
