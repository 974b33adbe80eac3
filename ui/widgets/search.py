"""A box to search with: it asks by itself when one rests from typing, or at once by Enter."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from models.rules.text_checks import SEARCH_LIMIT

PAUSE_MS = 200  # how long one rests


class SearchBox(QLineEdit):
    """`asked` says that the list is to be read for what is in the box now."""

    asked = Signal()

    def __init__(self, name: str, example: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setClearButtonEnabled(True)
        self.setMaxLength(SEARCH_LIMIT)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.asked)
        self.textEdited.connect(self.ask_soon)
        self.returnPressed.connect(self._ask)

    def words(self) -> str:
        """Return what is searched for."""
        return self.text().strip()

    def ask_soon(self) -> None:
        """Ask when one rests from typing, here or in another field of the same question."""
        self._pause.start()

    def stop(self) -> None:
        """Do not ask: the list is being read for what is here."""
        self._pause.stop()

    def _ask(self) -> None:
        self.stop()
        self.asked.emit()
