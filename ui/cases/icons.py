"""Signs for the state of a case, drawn: a glyph might be missing from the system's fonts."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from ui import theme

SIZE = 32  # drawn large and scaled down, so that it is sharp at 200 %


@cache
def icon(state: str, *, dark: bool) -> QIcon:
    """Return the sign of a state: cross, triangle, dot, bars, tick, dash."""
    colours = theme.colours(dark=dark)
    colour = {
        "overdue": colours.red, "soon": colours.amber, "running": colours.accent,
        "suspended": colours.secondary, "closed": colours.green, "refused": colours.secondary,
    }[state]  # fmt: skip
    pixmap = QPixmap(SIZE, SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(QColor(colour))
    _draw(painter, state)
    painter.end()
    return QIcon(pixmap)


def _draw(painter: QPainter, state: str) -> None:
    lines = {
        "overdue": ((7, 7, 25, 25), (25, 7, 7, 25)),
        "suspended": ((11, 7, 11, 25), (21, 7, 21, 25)),
        "closed": ((6, 17, 13, 24), (13, 24, 26, 8)),
        "refused": ((6, 16, 26, 16),),
    }
    if state == "running":
        painter.drawEllipse(QRectF(9, 9, 14, 14))
    elif state == "soon":
        pen = painter.pen()
        pen.setWidth(3)  # the same sign as ⚠ in texts
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(16, 4), QPointF(29, 27), QPointF(3, 27)]))
        painter.drawLine(QPointF(16, 12), QPointF(16, 18))
        painter.drawPoint(QPointF(16, 23))
    for x1, y1, x2, y2 in lines.get(state, ()):
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
