"""What of a broken draft no field can show: it can be copied from here."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.queries.signs import Tone, with_sign
from ui.widgets.layout import button, label


class UnreadRest(QWidget):
    """A line that is there while there is something to copy."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.words = label("", "warning")
        line.addWidget(self.words, 1)
        line.addWidget(button("复制", self._copy, name="复制读不出来的内容"))
        self.hide()

    def show_text(self, text: str) -> None:
        """Offer a text; "" hides the line."""
        self.text = text
        lines = len(text.splitlines())
        words = f"草稿里另有 {lines} 处放不进栏目，可以复制出来核对"
        self.words.setText(with_sign(Tone.WARNING, words))
        self.setVisible(bool(text))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
