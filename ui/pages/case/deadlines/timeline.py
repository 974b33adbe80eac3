# pyright: basic
"""The timeline of a case: drawn to scale; a click on a flag chooses its date in the table."""

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygon,
)
from PySide6.QtWidgets import QToolTip, QWidget

from models.queries.case_page.data import Timeline
from ui.pages.case.deadlines.layout import ROW, Box, Picture, PlacedBar, PlacedFlag, fit
from ui.shell import theme
from ui.widgets.tones import tone_colour

WIDTH = 640
LABEL_GAP = 12
ROOM = 200
ABOUT = "与下面的期限表内容相同，键盘请用期限表"


def _rect(box: Box) -> QRect:
    return QRect(box.x, box.y, box.w, box.h)


class TimelineView(QWidget):
    """Draws a Timeline; the table below it is its twin for keyboard and screen reader."""

    chosen = Signal(int)  # index into the list of dates

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("时间轴")
        self.setAccessibleDescription(ABOUT)
        self.setMouseTracking(True)
        self._line: Timeline | None = None
        self.picture: Picture | None = None
        self.room = ROOM
        self._wide = WIDTH
        self.selected = -1

    def show_line(self, line: Timeline) -> None:
        """Draw another timeline."""
        self._line = line
        whose = "；".join(lane.full_name for lane in line.lanes)
        self.setAccessibleDescription(f"{ABOUT}。各行：{whose}")
        self._place()

    def take(self, width: int, room: int) -> None:
        """Take a width; keep within a height, as far as what is still open allows."""
        if (width, room) != (self._wide, self.room):
            self._wide, self.room = width, room
            self._place()

    def select(self, index: int) -> None:
        """Mark the flag of a date."""
        self.selected = index
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a usual size."""
        return QSize(1000, self.picture.height if self.picture else 160)

    def _place(self) -> None:
        if self._line is None:
            return
        metrics = QFontMetrics(self.font())
        wide = cache(metrics.horizontalAdvance)
        row = max(ROW, metrics.height())
        self.picture = fit(self._line, max(WIDTH, self._wide), wide, self.room, row=row)
        self.resize(self.picture.width, self.picture.height)
        self.update()

    def flag_at(self, point: QPoint) -> PlacedFlag | None:
        """Return the flag under a point."""
        for one in self.picture.flags if self.picture else ():
            pole = QRect(one.x - 3, one.label.y, 14, one.label.h + 4)
            if _rect(one.label).contains(point) or pole.contains(point):
                return one
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the date of the flag."""
        found = self.flag_at(event.position().toPoint())
        if found is not None:
            self.chosen.emit(found.flag.places[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show a hand over flags."""
        over = self.flag_at(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]
        """Name lanes and bars in full when the mouse rests on them."""
        if event.type() == QHelpEvent.Type.ToolTip and self.picture:
            text = self._hint(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _hint(self, point: QPoint) -> str:
        assert self.picture is not None
        flag = self.flag_at(point)
        if flag is not None:
            return flag.flag.text
        if self.picture.today is None and _rect(self.picture.today_label).contains(point):
            return "今天在图的右边以外；图只画到本案最后一件事为止"
        for one in reversed(self.picture.bars):
            if _rect(one.box).contains(point):
                bar = one.bar
                return f"{bar.text}：{bar.start.isoformat()} 至 {bar.end.isoformat()}"
        for lane in self.picture.lanes:
            if point.x() < self.picture.left and lane.y <= point.y() < lane.y + lane.h:
                return lane.lane.full_name
        return ""

    # ---- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw months, lanes, bars, today, flags, in this order."""
        if self.picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self._months(painter, self.picture)
        for bar in self.picture.bars:
            self._bar(painter, bar)
        self._today(painter, self.picture)
        for bar in self.picture.bars:
            self._bar_text(painter, bar)
        for flag in self.picture.flags:
            self._flag(painter, flag)
        if self.picture.beyond is not None:
            painter.setPen(tone_colour("secondary"))
            area = _rect(self.picture.beyond)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.picture.beyond_text)
        painter.end()

    def _months(self, painter: QPainter, picture: Picture) -> None:
        c = theme.current()
        metrics = painter.fontMetrics()
        top = picture.today_label.h
        for x, text in picture.months:
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawLine(x, top + 4, x, picture.height)
            painter.setPen(QColor(c.secondary))
            painter.drawText(QRect(x + 4, 1, 160, top), Qt.AlignmentFlag.AlignVCenter, text)
        edge = picture.left - LABEL_GAP
        for lane in picture.lanes:
            area = QRect(0, lane.y, edge, min(lane.h, metrics.height()) - 4)
            name = metrics.elidedText(lane.lane.name, Qt.TextElideMode.ElideRight, edge)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, name)

    def _bar(self, painter: QPainter, placed: PlacedBar) -> None:
        c = theme.current()
        kind, area = placed.bar.kind, QRectF(_rect(placed.box))
        if kind == "tolled":
            painter.setPen(QPen(QColor(c.secondary), 1))
            painter.setBrush(QColor(c.card))
            painter.drawRoundedRect(area, 2, 2)
            painter.setBrush(QBrush(QColor(c.secondary), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, 2, 2)
            return
        fill = QColor(c.accent_soft)
        if kind in ("past", "intake"):
            fill = QColor(c.accent)
            fill.setAlphaF(1.0 if kind == "past" else 0.65)
        painter.setPen(QPen(QColor(c.card), 1) if kind != "clock" else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(area, 2, 2)

    def _bar_text(self, painter: QPainter, placed: PlacedBar) -> None:
        if placed.text is None:
            return
        c = theme.current()
        on_accent = placed.bar.kind in ("past", "intake")
        colour = c.on_accent if on_accent else c.secondary
        painter.setPen(QColor(colour if placed.bar.kind != "clock" else c.ink))
        if placed.bar.kind == "tolled":
            painter.fillRect(_rect(placed.text).adjusted(-4, 2, 4, -2), QColor(c.card))
        area, text = _rect(placed.text), placed.bar.text
        over = [_rect(b.box) for b in self.picture.bars if b.bar.kind == "tolled"]  # type: ignore[union-attr]
        lefts = [b.left() for b in over if on_accent and b.intersects(area)]
        if lefts:  # not over the hatching of a pause
            area.setRight(min(lefts) - 2)
            elide = painter.fontMetrics().elidedText
            text = elide(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
        # Chinese stands a little low in its line: one pixel up is the middle of the bar.
        painter.drawText(area.translated(0, -1), Qt.AlignmentFlag.AlignVCenter, text)

    def _today(self, painter: QPainter, picture: Picture) -> None:
        red = tone_colour("problem")
        label = _rect(picture.today_label)
        painter.setPen(QPen(red, 1.5))
        if picture.today is not None:
            painter.drawLine(picture.today, label.bottom() + 1, picture.today, picture.height)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, picture.today_text)

    def _flag(self, painter: QPainter, placed: PlacedFlag) -> None:
        c = theme.current()
        colour = tone_colour(placed.flag.tone)
        box = placed.label
        chosen = self.selected in placed.flag.places
        area = _rect(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.accent_soft) if chosen else QColor(c.card))
        painter.drawRoundedRect(QRectF(area), 3, 3)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(placed.x, box.y, placed.x, box.y + box.h + 2)
        painter.setBrush(colour)
        tip = QPolygon([QPoint(placed.x, box.y), QPoint(placed.x + 8, box.y + 4),
                        QPoint(placed.x, box.y + 8)])  # fmt: skip
        painter.drawPolygon(tip)
        painter.setPen(colour)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, placed.text)
