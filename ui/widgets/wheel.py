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


def guard(box: QComboBox) -> None:
    """Keep a box from being changed by a passing wheel, or focused by it."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.installEventFilter(WheelGuard(box))
