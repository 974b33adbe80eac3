"""The head of the page: which case, what about, how far, how many days are left."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from models.queries.case_page.data import CasePageData
from models.queries.words import full_day
from ui.shell.targets import Case, Target
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import EDGE, Card, OneLine, button, clear, label, restyle

SHOWN = 8  # cases heard together that are named


class HeaderCard(Card):
    """Number, track and stage at the left, the clock at the right, who and what below."""

    def __init__(self, go: Callable[[Target], None]) -> None:
        """`go` leads to another case."""
        super().__init__()
        self._go = go
        self.number = label("", "title", wrap=False)
        self.track = label("", "accent", wrap=False)
        self.stage = label("", "secondary")  # gives way where the window is narrow
        self.clock = label("", "accent", wrap=False)
        self.day = label("", "secondary", wrap=False)
        line = self.row(self.number, self.track, self.stage, stretch=2)
        line.setSpacing(14)
        line.addWidget(self.clock)
        line.addWidget(self.day)
        self.about = OneLine()
        self.body.addWidget(self.about)
        self.together = QWidget()
        self.others = FlowLayout(self.together)
        self.body.addWidget(self.together)
        self.body.setContentsMargins(EDGE, 6, EDGE, 6)
        self.body.setSpacing(2)

    def show_case(self, data: CasePageData) -> None:
        """Show another case."""
        head = data.header
        self.number.setText(head.number)
        self.track.setText(head.track)
        self.track.setVisible(bool(head.track))
        handler = f"　承办人 {head.handler}" if head.handler else ""
        kind = "" if head.kind == "adjudication" else f"{head.kind_name}　"
        self.stage.setText(f"{kind}{head.stage_name}{handler}")
        self.clock.setText(head.clock)
        restyle(self.clock, head.tone)
        self.clock.setStyleSheet("font-weight: 600;")
        self.day.setText(full_day(head.clock_day) if head.clock_day else "")
        self.about.setText(" · ".join(t for t in (head.parties, head.patent) if t))
        self._show_together(head.together)

    def _show_together(self, cases: Sequence[tuple[int, str]]) -> None:
        """Show which cases are heard together with this one; each leads there."""
        self.together.setVisible(bool(cases))
        clear(self.others)
        if not cases:
            return
        self.others.addWidget(label("合并审理：", "secondary", wrap=False))
        for case_id, number in cases[:SHOWN]:
            name = f"到合并审理的{number}"
            self.others.addWidget(button(number, partial(self._go, Case(case_id)), "link", name))
        if len(cases) > SHOWN:
            self.others.addWidget(label(f"等{len(cases)}件", "secondary", wrap=False))
