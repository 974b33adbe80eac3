"""Run by window.py in a process of its own: a window, and the moment when it was first drawn.

`bare` is a PySide6 window with one label; `ours FOLDER` is the program's own start-up. Both watch
for the first paint in the same way, so that watching costs them the same.
"""

import sys


def main(kind: str, folder: str) -> int:
    """Show the window, print a line when it is first drawn, and end."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Watch(QObject):
        """Ends the program after the window's first paint."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
            """Look for the paint of a window's content."""
            if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
                sys.stdout.write("drawn\n")
                sys.stdout.flush()
                watched.removeEventFilter(self)
                QTimer.singleShot(0, watched.close)
            return False

    watch = Watch()
    if kind == "bare":
        app = QApplication(sys.argv[:1])
        window = QMainWindow()
        window.setCentralWidget(QLabel("知裁台"))
        window.resize(1366, 740)
        window.installEventFilter(watch)
        window.show()
        return app.exec()
    from ui.shell import start

    _install(watch)
    return start.main(["--data-dir", folder])


def _install(watch: object) -> None:
    """Let the main window be watched as soon as it is made."""
    from ui.shell.main_window import MainWindow

    made = MainWindow.showEvent

    def shown(window: MainWindow, event: object) -> None:
        window.installEventFilter(watch)  # type: ignore[arg-type]
        made(window, event)  # type: ignore[arg-type]

    MainWindow.showEvent = shown  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
