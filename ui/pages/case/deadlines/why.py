"""为什么是这一天: how one date was computed, step by step, with the days that were skipped."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.queries import signs
from models.queries.case_page.data import DateLine, TraceLine
from models.queries.words import full_day, short_day
from ui.widgets.layout import Card, button, clear, label


def skipped_words(step: TraceLine) -> str:
    """Return the skipped days by name, days of one name together."""
    by_name: dict[str, list[str]] = {}
    for day, name in step.skipped:
        by_name.setdefault(name, []).append(short_day(day))
    return "；".join(f"{name} {'、'.join(days)}" for name, days in by_name.items())


class WhyCard(Card):
    """The panel beside the table."""

    def __init__(self, print_it: Callable[[], None]) -> None:
        super().__init__("为什么是这一天")
        self.setAccessibleName("为什么是这一天")
        self.inner = QWidget()
        self.column = QVBoxLayout(self.inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.body.addWidget(self.inner)
        self.body.addStretch(1)
        self.print_button = button("打印期限计算说明…", print_it)
        self.row(self.print_button, stretch=None).addStretch(1)
        self.show_date(None)

    def show_date(self, one: DateLine | None) -> None:
        """Explain another date."""
        clear(self.column)
        self.print_button.setVisible(one is not None)
        if one is None:
            self.column.addWidget(label("在表里选一项期限，或者点时间轴上的旗子。", "secondary"))
            return
        self.column.addWidget(label(f"{one.name} · {one.who}", "accent"))
        self.column.addWidget(label(f"届满日 {full_day(one.due)}"))
        self.column.addWidget(label(f"{one.sign} {one.status_text}", one.tone))
        for number, step in enumerate(one.trace, start=1):
            self.column.addWidget(label(f"{number}. {step.text}"))
            if step.skipped:
                self.column.addWidget(label(f"　 跳过：{skipped_words(step)}", "secondary"))
        self.column.addWidget(label(f"依据：{one.basis}", "secondary"))
        if one.provisional:
            words = f"{signs.CARE} 暂估：所用年份的放假安排还没有公布，公布后会重新计算。"
            self.column.addWidget(label(words, "warning"))
        if one.if_missed:
            self.column.addWidget(label(f"过期的后果：{one.if_missed}", "secondary"))
