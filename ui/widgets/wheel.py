"""The wheel rolls the page; it must not change a choice that happens to pass under it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox


class WheelGuard(QObject):
    """Leaves the wheel to the page unless the box has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the wheel away from a box that has no focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            if not watched.hasFocus():
                event.ignore()
                return True
        return False


def combo() -> QComboBox:
    """Make a box that a passing wheel neither changes nor focuses; every box is made here."""
    box = QComboBox()
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(WheelGuard(box))
    return box
