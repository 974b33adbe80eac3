"""The headings themselves: drawn wider, dragged elsewhere, clicked with the right button."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QHeaderView, QWidget


class Header(QHeaderView):
    """Tells what a person does with the headings, apart from what the program does."""

    drawn = Signal(int, int)  # a person draws a column to this width
    dropped = Signal()  # and lets the mouse go: after a width or an order
    asked = Signal(int, QPoint)  # the menu of a heading is asked for

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._held = False  # by the mouse
        self._drawn = -1  # the column whose width is being drawn
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setStretchLastSection(True)
        self.sectionResized.connect(self._resized)

    def least(self, column: int) -> int:
        """Return the width of a heading itself."""
        return self.sectionSizeFromContents(column).width()

    def _resized(self, column: int, _before: int, width: int) -> None:
        if self._held and self._drawn in (-1, column):
            self._drawn = column  # others follow it
            self.drawn.emit(column, width)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Note that what follows is a person's doing."""
        self._held, self._drawn = event.button() is Qt.MouseButton.LeftButton, -1
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let an edge that is clicked twice fit its column, as Qt does, and count it as drawn."""
        self._held, self._drawn = event.button() is Qt.MouseButton.LeftButton, -1
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Say that it is done."""
        super().mouseReleaseEvent(event)
        held, self._held = self._held, False
        if held:
            self.dropped.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the menu of the heading under the mouse."""
        self.asked.emit(self.logicalIndexAt(event.pos()), event.globalPos())
