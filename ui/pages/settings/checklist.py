# pyright: basic
"""The list of the first start: what to set up, done or not, each line a way to its place."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout

from models.queries.settings_view import CheckItem
from ui.widgets.layout import Card, button, label


class ChecklistCard(Card):
    """“先完成设置”: shown until everything is done."""

    def __init__(self, go: Callable[[CheckItem], None]) -> None:
        super().__init__("先完成设置")
        self.body.addWidget(
            label("没有设置完之前，有关文书只能是草稿；可以按任何顺序完成。", "secondary")
        )
        self._go = go
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(14)
        self.body.addLayout(self._grid)
        self.hide()

    def fill(self, items: Sequence[CheckItem]) -> None:
        """Show the list, or nothing when everything is done."""
        while (old := self._grid.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, item in enumerate(items):
            state = label(*_state(item), wrap=False)
            go = button(item.title, lambda item=item: self._go(item), "link")
            self._grid.addWidget(state, row, 0)
            self._grid.addWidget(go, row, 1)
            self._grid.addWidget(label(item.detail, "secondary"), row, 2)
        self.setVisible(not all(item.done or item.optional for item in items))


def _state(item: CheckItem) -> tuple[str, str]:
    if item.done:
        return "✓ 已完成", "good"
    return ("○ 可选", "secondary") if item.optional else ("○ 未完成", "warning")
