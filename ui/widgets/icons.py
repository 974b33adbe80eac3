"""The drawn icons (resources/icons/*.svg) in the colours of the mode that the program is in."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from ui.shell import theme

SIZE = 20  # logical pixels
SCALES = (1, 1.5, 2, 3)


def icon(name: str) -> QIcon:
    """Return an icon; one that is selected has the accent."""
    c = theme.current()
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, c.secondary), (QIcon.Mode.Selected, c.accent),
        (QIcon.Mode.Disabled, c.line),
    ):  # fmt: skip
        for scale in SCALES:
            made.addPixmap(_drawn(name, colour, scale), mode)
    return made


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, scale: float) -> QPixmap:
    text = resources.text("icons", f"{name}.svg").replace("currentColor", colour)
    picture = QPixmap(round(SIZE * scale), round(SIZE * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    return picture
