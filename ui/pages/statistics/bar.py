"""The bar over the tables: the period, the day that counts, the kind of cases."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from models.queries.statistics import Wanted
from models.reference import names
from models.rules.statistics.periods import OWN, PERIODS, period_days
from ui.widgets.fields import DateField
from ui.widgets.layout import GAP, label
from ui.widgets.wheel import combo

BASES = (("received", "按收件日"), ("docketed", "按立案日"), ("concluded", "按结案日"))


class PeriodBar(QWidget):
    """What is asked for; `changed` when it is another thing. A typed day makes it 自选."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._last: Wanted | None = None
        self.period = _combo("期间", PERIODS.items())
        self.period.setCurrentIndex(self.period.findData("year"))
        self.first, self.last = DateField(today()), DateField(today())
        self.basis = _combo("口径", BASES)
        self.kind = _combo("类型", [("", "全部"), *names()["kind"].items()])
        self.problem = label("", "problem", wrap=False)
        self.problem.hide()
        self._lay_out()
        self._show_days()
        self.period.currentIndexChanged.connect(self._period_chosen)
        for box in (self.basis, self.kind):
            box.currentIndexChanged.connect(self._tell)
        for field in (self.first, self.last):
            field.edited.connect(self._typed)
            field.edit.editingFinished.connect(self._tell)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP)
        places = (
            ("期间", self.period, 0, 0), ("自", self.first, 0, 2), ("至", self.last, 0, 4),
            ("口径", self.basis, 1, 0), ("类型", self.kind, 1, 2),
        )  # fmt: skip
        for text, widget, row, column in places:
            name = QLabel(text)
            name.setBuddy(widget)
            grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(widget, row, column + 1)
        for text, field in (("统计期间自", self.first), ("统计期间至", self.last)):
            field.setAccessibleName(text)
            field.edit.setAccessibleName(text)
            field.edit.setPlaceholderText("")
            # As wide as a day and what is around it, in type of any size.
            wide = field.edit.fontMetrics().horizontalAdvance("2026年12月31日")
            field.edit.setMinimumWidth(wide + 24)
        grid.addWidget(self.problem, 1, 4, 1, 3)
        grid.setColumnStretch(6, 1)

    def wanted(self) -> Wanted | None:
        """Return what is asked for; None while the days are no period."""
        if self._problem()[0]:
            return None
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return None
        return Wanted(first, last, self.basis.currentData(), self.kind.currentData())

    def renew(self) -> None:
        """Let 本月, 本年 … follow the day: the window may stay open over midnight."""
        for field in (self.first, self.last):
            field.today = self._today()
        self._show_days()

    def _problem(self) -> tuple[str, list[DateField]]:
        """Return what is wrong with the days, and in which fields."""
        both = [self.first, self.last]
        if wrong := [field for field in both if field.empty() or field.problem()]:
            return wrong[0].problem() or "请填写统计期间的起止日期", wrong
        first, last = self.first.value(), self.last.value()
        return ("起始日期晚于截止日期", both) if first and last and first > last else ("", [])

    def _show_days(self) -> None:
        if self.period.currentData() != OWN:
            first, last = period_days(self.period.currentData(), self._today())
            self.first.set_value(first)
            self.last.set_value(last)
        self._check()

    def _check(self) -> None:
        words, wrong = self._problem()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        for field in (self.first, self.last):
            field.mark(wrong=field in wrong)

    def _period_chosen(self) -> None:
        self._show_days()
        if self.period.currentData() == OWN:
            self.first.setFocus()
            self.first.edit.selectAll()
        self._tell()

    def _typed(self) -> None:
        if self.period.currentData() != OWN:
            self.period.blockSignals(True)
            self.period.setCurrentIndex(self.period.findData(OWN))
            self.period.blockSignals(False)
        self._check()

    def _tell(self) -> None:
        self._check()
        wanted = self.wanted()
        if wanted is not None and wanted != self._last:
            self._last = wanted
            self.changed.emit()


def _combo(name: str, choices: Iterable[tuple[str, str]]) -> QComboBox:
    box = combo()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for value, text in choices:
        box.addItem(text, value)
    return box
