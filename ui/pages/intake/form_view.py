# pyright: basic
"""The form as a person sees it: the outline at the left, the cards, what is saved, the button."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.queries import signs
from ui.pages.intake.cards.section import Section
from ui.widgets.layout import EDGE, Card, Scroll, button, label
from ui.work.rest import UnreadRest

OUTLINE_WIDTH = 108
ROOM_ABOVE = 80
OUTLINE = {
    "case": "案件", "requesters": "请求人", "respondents": "被请求人", "agents": "代理人",
    "patent": "专利", "acts": "行为", "content": "请求与事实", "evidence": "证据",
    "papers": "材料", "other": "其他",
}  # fmt: skip


class FormView(QWidget):
    """Shows the cards and leads to any of their fields."""

    def __init__(self, check: Callable[[], None], discard: Callable[[], None]) -> None:
        super().__init__()
        self.sections: dict[str, Section] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._outline())
        self.page = Scroll()
        self.page.column.setContentsMargins(0, EDGE, EDGE, EDGE)
        self.banner = Card()
        self.banner_text = label("", "warning")
        self.banner.row(self.banner_text, button("丢弃草稿，重新填写", discard))
        self.rest = UnreadRest()
        self.banner.body.addWidget(self.rest)
        self.banner.hide()
        self.page.column.addWidget(self.banner)
        self.asked = Card("补正通知要求的事项")
        self.asked_text = label("")
        self.asked.body.addWidget(self.asked_text)
        self.asked.hide()
        self.page.column.addWidget(self.asked)
        self.page.column.addStretch(1)
        middle.addWidget(self.page, 1)
        column.addLayout(middle, 1)
        column.addLayout(self._foot(check))

    def _outline(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(OUTLINE_WIDTH)  # longer words make it wider
        column = QVBoxLayout(side)
        column.setContentsMargins(EDGE - 4, EDGE, 4, 0)
        column.setSpacing(0)
        for name, text in OUTLINE.items():
            go = button(text, partial(self.go_section, name), "link", f"到{text}")
            # Tab goes through the fields; the outline is for the mouse.
            go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            column.addWidget(go)
        column.addStretch(1)
        return side

    def _foot(self, check: Callable[[], None]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(EDGE, 8, EDGE, 8)
        line.setSpacing(EDGE)
        self.problem = label("", "problem")
        self.state = label("", "secondary", wrap=False)
        self.check_button = button("收案", check, "primary", "收案：检查并登记")
        line.addWidget(self.problem, 1)
        line.addWidget(self.state)
        line.addWidget(self.check_button)
        return line

    def add(self, name: str, section: Section) -> None:
        """Add the next card."""
        self.sections[name] = section
        self.page.column.insertWidget(self.page.column.count() - 1, section)

    def show_asked(self, items: Sequence[str]) -> None:
        """Show what a correction notice demanded, above the fields it is about."""
        self.asked_text.setText("\n".join(f"{n}. {one}" for n, one in enumerate(items, 1)))
        self.asked.setVisible(bool(items))

    def show_draft(self, whose: str | None, when: str = "", rest: str = "") -> None:
        """Say that an unfinished request came back; None takes the notice away.

        `rest` is what of it no field can show.
        """
        self.rest.show_text(rest)
        kept = f"{whose}，{when}暂存" if when else whose
        self.banner_text.setText(f"{signs.CARE} 上次未完成的收案（{kept}）已经恢复，可以接着填写。")
        self.banner.setVisible(whose is not None)

    def go_section(self, name: str) -> None:
        """Show a card from its top, with the cursor in its first field."""
        section = self.sections[name]
        target = section.target(None, "")
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.verticalScrollBar().setValue(section.y() - 8)

    def go(self, target: QWidget) -> None:
        """Put the cursor into a field and bring it into sight."""
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        # The layout is made after this call; a hidden view has no place to scroll to yet.
        QTimer.singleShot(0, target, partial(self._see, target))

    def _see(self, target: QWidget) -> None:
        self.page.ensureWidgetVisible(target, 0, ROOM_ABOVE)
