"""练习案件: what it is, and the way into it."""

from PySide6.QtWidgets import QWidget

from ui.shell.actions import Act
from ui.shell.context import Context
from ui.widgets.layout import Card, Scroll, button, label

EXPLAIN = (
    "练习窗口里有一个样例机关和几件办到一半的案件，可以随意收案、送达、出文书，也可以让日期往后走，"
    "看期限怎样届满。"
)
APART = "练习案件另存一处，不占正式案号，不进正式的操作记录和统计；那里的每份文书都印有“练习”字样。"


class PracticePage(Scroll):
    """One card with one button."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("练习案件")
        card.body.addWidget(label(EXPLAIN))
        card.body.addWidget(label(APART, "secondary"))
        self.open_button = button("打开练习窗口", lambda: context.run(Act.PRACTICE), "primary")
        card.row(self.open_button, stretch=None).addStretch(1)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def go_to(self) -> None:
        """Put the cursor on the button."""
        self.open_button.setFocus()
