"""The frame of the timeline: no higher than the room it is given, the rest of it scrolls.

It sizes the timeline itself: a scroll area that does so by its scroll bars would go round in
circles, because a narrower timeline may be the lower one.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea

from ui.pages.case.deadlines.timeline import TimelineView

BAR = 14  # what a scroll bar takes, whether it is there or not


class TimelineFrame(QScrollArea):
    """Scrolls a timeline; as high as that, up to the room."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__()
        self.view = view
        self.room = 0
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(view)

    def fit(self, room: int) -> None:
        """Take a room in pixels."""
        self.room = room
        self._fit()

    def _fit(self) -> None:
        self.view.take(self.width() - BAR, self.room)
        high = min(self.view.height(), self.room)
        if self.minimumHeight() != high:
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place everything for the new width."""
        super().resizeEvent(event)
        self._fit()
