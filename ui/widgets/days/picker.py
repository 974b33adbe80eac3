# pyright: basic
"""A month to pick a day from: rest days, 调休 and years that are not announced yet are marked."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from models.rules.calendar import WorkCalendar
from models.rules.dates import MAX_YEAR, MIN_YEAR, WEEKDAYS, cn_date
from ui.shell import theme
from ui.widgets.icons import icon
from ui.widgets.layout import label

REST, WORK = "休", "班"
SATURDAY = 5
WIDTH = 17  # times the height of the type


class InForce:
    """The calendar of the open folder; the window renews it when holidays are imported."""

    calendar = WorkCalendar()


def said_of(day: date) -> str:
    """Return a day with its weekday, whether people rest or work, and whether that is known."""
    calendar = InForce.calendar
    name = calendar.rest_name(day)
    weekday = f"周{WEEKDAYS[day.weekday()]}"
    if name is None:
        what = f"调休上班（{WORK}）" if day.weekday() >= SATURDAY else "工作日"
    else:
        what = "休息日" if name == weekday else f"{name}（{REST}）"
    known = "" if calendar.is_announced(day.year) else f"；{day.year}年的放假安排还没有公布，暂估"
    return f"{cn_date(day)} {weekday}，{what}{known}"


class Month(QCalendarWidget):
    """Draws each day with its sign: 休 for a holiday, 班 for a weekend that people work."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setDateRange(QDate(MIN_YEAR, 1, 1), QDate(MAX_YEAR, 12, 31))
        self.setMinimumWidth(WIDTH * self.fontMetrics().height())
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        for name in ("prev", "next"):
            arrow = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if arrow is not None:
                arrow.setIcon(icon(name))
        plain = QTextCharFormat()
        plain.setBackground(QColor(theme.current().card))
        plain.setForeground(QColor(theme.current().secondary))
        for weekday in Qt.DayOfWeek:
            self.setWeekdayTextFormat(weekday, plain)

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | date) -> None:  # noqa: N802 - Qt's name
        """Draw a day, the chosen one on the accent, those of other months pale."""
        cell = date if isinstance(date, QDate) else QDate(date.year, date.month, date.day)
        day, c = _plain(cell), theme.current()
        name = InForce.calendar.rest_name(day)
        weekend = day.weekday() >= SATURDAY
        chosen = cell == self.selectedDate()
        colour = c.red if name else c.ink
        if cell.month() != self.monthShown():
            colour = c.secondary
        painter.save()
        painter.fillRect(rect, QColor(c.accent if chosen else c.card))
        painter.setPen(QColor(c.on_accent if chosen else colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day))
        holiday = name is not None and not (weekend and name == f"周{WEEKDAYS[day.weekday()]}")
        sign = REST if holiday else WORK if name is None and weekend else ""
        if sign:
            small = painter.font()
            small.setPointSizeF(small.pointSizeF() * 0.7)
            painter.setFont(small)
            if not chosen:
                painter.setPen(QColor(c.red if holiday else c.accent))
            corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect.adjusted(0, 1, -3, 0), corner, sign)
        painter.restore()


class DayPicker(QFrame):
    """Pops up below a field; Enter or a click takes the day, Escape leaves the field as it is."""

    def __init__(self, field: QWidget, shown: date, take: Callable[[date], None]) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self.month = Month()
        self.month.setAccessibleName("选择日期")
        self.month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.said = label("", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.month)
        column.addWidget(self.said)
        self.month.selectionChanged.connect(self._say)
        self.month.clicked.connect(self._taken)
        self.month.activated.connect(self._taken)
        self._say()
        self._place(field)
        self.show()
        self.month.setFocus()

    def _place(self, field: QWidget) -> None:
        """Stand below the field, above it where the screen ends, always wholly on the screen."""
        size, room = self.sizeHint(), field.screen().availableGeometry()
        below = field.mapToGlobal(QPoint(0, field.height() + 2))
        if below.y() + size.height() > room.bottom():
            below.setY(max(room.top(), below.y() - field.height() - size.height() - 4))
        below.setX(max(room.left(), min(below.x(), room.right() - size.width())))
        self.move(below)

    def _say(self) -> None:
        self.said.setText(said_of(_plain(self.month.selectedDate())))

    def _taken(self, day: QDate) -> None:
        self.month.blockSignals(True)  # a double click activates what the click has taken
        self.close()
        self._take(_plain(day))


def _plain(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
