# pyright: basic
"""Cards, headings, buttons, scrolling pages: the few shapes every screen is made of."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

GAP = 8
EDGE = 16
USUAL_TYPE = 14  # pixels of a character
TITLE_BAR, FRAME = 32, 16  # px, what the system draws above a window and at its sides


def larger(widget: QWidget) -> float:
    """Return how much larger the type is than usual: what is given in pixels grows with it."""
    return max(1.0, widget.fontMetrics().horizontalAdvance("国") / USUAL_TYPE)


def widest(widget: QWidget, pixels: int) -> int:
    """Return how wide a dialog is at the least: more in large type, never more than the screen."""
    room = widget.screen().availableGeometry().width() - FRAME
    return min(round(pixels * larger(widget)), 900, room)


def on_screen(dialog: QWidget) -> None:
    """Make a window no larger than the screen, which is small where the system's type is large."""
    room = dialog.screen().availableGeometry()
    dialog.setMinimumHeight(min(dialog.minimumHeight(), room.height() - TITLE_BAR))
    dialog.resize(
        min(dialog.width(), room.width() - FRAME), min(dialog.height(), room.height() - TITLE_BAR)
    )


def label(text: str, kind: str = "", *, wrap: bool = True) -> QLabel:
    """Return a text; `kind` is title, subtitle, secondary, problem, warning, good or accent."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if kind:
        made.setObjectName(kind)
    return made


def restyle(text: QLabel, kind: str) -> None:
    """Give a text another style of the theme."""
    if text.objectName() != kind:
        text.setObjectName(kind)
        text.style().unpolish(text)
        text.style().polish(text)


class GivingLabel(QLabel):
    """One line where there is room for it, several where there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        wide = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right() + 2
        return QSize(wide, metrics.height() + margins.top() + margins.bottom())


class OneLine(QLabel):
    """A secondary text in one line, cut off where there is no room; its tip tells all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("secondary")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show a text as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut it off elsewhere."""
        super().resizeEvent(event)
        self._fit()


class Button(QPushButton):
    """A button that Enter presses too: not only Space, and in a dialog not 保存 instead of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press it by Enter; Ctrl+Enter belongs to the dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(text: str, act: Callable[[], None], kind: str = "", name: str = "") -> QPushButton:
    """Return a button; `kind` is primary, link or "". At most one primary button per card."""
    made = Button(text)
    made.setAutoDefault(False)
    if kind:
        made.setObjectName(kind)
    made.setAccessibleName(name or text)

    def clicked() -> None:
        act()

    made.clicked.connect(clicked)
    return made


class TabBar(QTabBar):
    """Tabs over what they turn to; each keeps the room that its title needs."""

    def __init__(self, name: str, titles: Sequence[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for title in titles:
            self.addTab(title)


class Card(QFrame):
    """A white card with an optional heading; `body` takes the contents."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(EDGE, 10, EDGE, 10)
        self.body.setSpacing(GAP)
        if heading:
            self.body.addWidget(label(heading, "subtitle"))

    def row(self, *widgets: QWidget, stretch: int | None = 0) -> QHBoxLayout:
        """Add widgets side by side; the one numbered `stretch` takes the room that is left."""
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for number, widget in enumerate(widgets):
            line.addWidget(widget, 1 if number == stretch else 0)
        self.body.addLayout(line)
        return line


class SteadyArea(QScrollArea):
    """Stretches what it scrolls to its width, beside a room for its bar that is always kept.

    Were the bar to come and go, what is lower where it is narrower (a timeline, cards beside each
    other) would call it and send it away for ever, and the window would never answer again.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(inner)


class Scroll(SteadyArea):
    """A column of cards that scrolls rather than clips."""

    def __init__(self, parent: QWidget | None = None) -> None:
        inner = QWidget()
        inner.setObjectName("ground")
        inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        super().__init__(inner, parent)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(EDGE, 10, EDGE, EDGE)
        self.column.setSpacing(10)


def bring(field: QWidget, said: QWidget) -> None:
    """Put the cursor into a field; it and what is said of it come into sight, wherever it scrolls.

    Only after the next turn of the loop the text that was just shown has its place.
    """

    def scroll() -> None:
        for one in (field, said):  # what is said last: a long text may be higher than the screen
            around = one.parentWidget()
            while around is not None:
                if isinstance(around, QScrollArea) and one.isVisible():
                    left = around.horizontalScrollBar().value()
                    around.ensureWidgetVisible(one, 0, GAP)
                    around.horizontalScrollBar().setValue(left)
                around = around.parentWidget()

    field.setFocus()
    QTimer.singleShot(0, said, scroll)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
