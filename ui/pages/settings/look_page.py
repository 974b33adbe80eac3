"""How the window looks: a card of the settings that is no setting."""

from PySide6.QtWidgets import QWidget

from ui.shell.actions import Act
from ui.shell.context import Context
from ui.widgets.layout import Card, Scroll, button, label


class LookPage(Scroll):
    """Dark and large type."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        card = Card("显示")
        self.state = label("", "secondary")
        card.body.addWidget(self.state)
        self.dark_button = button("", lambda: context.run(Act.DARK))
        self.large_button = button("", lambda: context.run(Act.LARGER))
        card.row(self.dark_button, self.large_button, stretch=None).addStretch(1)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Say how it looks now."""
        dark, large = self.context.dark, self.context.large
        size = "大字" if large else "标准字号"
        self.state.setText(f"现在是{'深色' if dark else '浅色'}、{size}。")
        self.dark_button.setText("改用浅色" if dark else "改用深色")
        self.large_button.setText("改用标准字号" if large else "改用大字")
        for one in (self.dark_button, self.large_button):
            one.setAccessibleName(one.text())
