"""The head of the page: which case, what about, how far, how many days are left."""

from models.queries.case_page.data import CasePageData
from models.queries.words import full_day
from ui.widgets.layout import EDGE, Card, OneLine, label, restyle


class HeaderCard(Card):
    """Number, track and stage at the left, the clock at the right, who and what below."""

    def __init__(self) -> None:
        super().__init__()
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
