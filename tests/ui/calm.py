"""Whether a window has done all it was asked for; for programs that look at it from outside."""

from PySide6.QtCore import QTimer

from ui.shell.main_window import MainWindow

SOON_MS = 1_000  # what waits longer (saving a draft, the daily backup) is not part of an answer


def calm(window: MainWindow) -> bool:
    """Say whether neither the worker nor a timer that was just started has anything left to do."""
    return window.context.worker.idle and not any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
        for timer in window.findChildren(QTimer)
    )
