"""Labels and texts side by side, as every tab shows them."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from ui.shell import theme

LABEL_WIDTH = 148
_CELL = "padding-top: 3px; padding-bottom: 3px; padding-right: 6px;"


class RowsView(QLabel):
    """(label, text) rows, `pairs` of them in a line, that can be selected and copied.

    One document instead of two labels per row: a hundred wrapped labels take 60 ms to lay out.
    """

    def __init__(self, rows: Iterable[tuple[str, str]] = (), *, pairs: int = 1) -> None:
        self._heights: dict[int, int] = {}
        super().__init__()
        self._pairs = pairs
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show other rows."""
        c = theme.current()
        cells = [
            f'<td width="{LABEL_WIDTH}" style="{_CELL} color: {c.secondary}">{escape(name)}</td>'
            f'<td style="{_CELL} color: {c.ink}">{escape(text).replace(chr(10), "<br>")}</td>'
            for name, text in rows
        ]
        lines = [cells[n : n + self._pairs] for n in range(0, len(cells), self._pairs)]
        body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
        self._heights.clear()
        self.setText(f'<table width="100%" cellspacing="0" cellpadding="0">{body}</table>')

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height, computed once per width: layouts ask many times, texts are long."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the heights when the font changes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)
