"""The band over a practice window: that nothing here counts, which day it is, beginning again."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from models.errors import KnownError
from models.rules.dates import WEEKDAYS
from models.services.office.practice import move_practice_day
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.layout import EDGE, GAP, button, label

WORDS = "⚠ 练习——这里的案件和文书不作数"
AGAIN = "要重新开始练习吗？现在的练习案件和文书会全部删除，换成最初的几件。正式案件不受影响。"


def day_words(day: date) -> str:
    """Return a day as the band says it."""
    weekday = WEEKDAYS[day.weekday()]
    return f"练习日期：{day.year}年{day.month}月{day.day}日（星期{weekday}）"


class PracticeBand(QFrame):
    """Stands above every page."""

    def __init__(
        self, context: Context, again: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("band")
        self.setAccessibleName("练习")
        self.context = context
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE, 4, EDGE, 4)
        line.setSpacing(GAP)
        self.words = label(WORDS, "warning")
        self.day = label("", "warning", wrap=False)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("准备练习案件的进度")
        self.bar.setFormat("%v / %m")
        self.bar.setMaximumWidth(160)
        self.day_button = button("后一天", lambda: self._move(1), "", "练习日期往后一天")
        self.week_button = button("后一周", lambda: self._move(7), "", "练习日期往后一周")
        self.again_button = button("重新开始练习…", lambda: self._ask(again))
        line.addWidget(self.words, 1)
        line.addWidget(self.day)
        for widget in (self.bar, self.day_button, self.week_button, self.again_button):
            line.addWidget(widget)
        self.show_day(None)

    def show_day(self, day: date | None) -> None:
        """Show the practice day; None while the cases are being made."""
        self.bar.setVisible(day is None)
        self.day.setText("正在准备练习案件……" if day is None else day_words(day))
        for one in (self.day_button, self.week_button, self.again_button):
            one.setVisible(day is not None)
            one.setEnabled(day is not None)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the cases are made."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _move(self, days: int) -> None:
        self._wait(waiting=True)
        self.context.worker.do(
            move_practice_day, self.context.today() + timedelta(days=days),
            done=lambda _changes: self._wait(waiting=False), failed=self._failed, owner=self,
        )  # fmt: skip

    def _wait(self, *, waiting: bool) -> None:
        for one in (self.day_button, self.week_button):
            one.setEnabled(not waiting)

    def _failed(self, error: Exception) -> None:
        self._wait(waiting=False)
        if isinstance(error, KnownError):
            messages.show_error(error, self.window())
        else:
            self.context.worker.failed.emit(error)

    def _ask(self, again: Callable[[], None]) -> None:
        messages.ask(self.window(), AGAIN, "重新开始", again)
