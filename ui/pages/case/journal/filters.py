"""What of 日志 is shown: a kind of entry, who registered it, a text; voided ones are folded."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from models.queries.case_page.data import EventLine
from models.queries.case_page.event_kinds import EventKind
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import button
from ui.widgets.wheel import combo

EVERYTHING, EVERYBODY = "全部事项", "全部登记人"


class JournalFilters(QWidget):
    """Says which entries are wanted; `asked` when that has become another answer."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._unfolded: bool = False
        self.kind = _box("事项", (EVERYTHING, *EventKind))
        self.actor = _box("登记人", (EVERYBODY,))
        self.text = QLineEdit()
        self.text.setAccessibleName("查找日志")
        self.text.setPlaceholderText("事件、当事人、内容")
        self.text.setClearButtonEnabled(True)
        self.fold = button("", self._fold, "link")
        line = FlowLayout(self)
        for one in (self.kind, self.actor, self.text, self.fold):
            line.addWidget(one)
        self.kind.currentIndexChanged.connect(self.asked)
        self.actor.currentIndexChanged.connect(self.asked)
        self.text.textChanged.connect(self.asked)

    def clear(self) -> None:
        """Want everything that is in force."""
        self._unfolded = False
        blockers = [QSignalBlocker(one) for one in (self.kind, self.actor, self.text)]
        self.kind.setCurrentIndex(0)
        self.actor.setCurrentIndex(0)
        self.text.clear()
        del blockers

    def offer(self, lines: Iterable[EventLine]) -> None:
        """Offer who registered something, keeping the one that is chosen."""
        chosen, names = self.actor.currentText(), sorted({one.actor for one in lines})
        blocker = QSignalBlocker(self.actor)
        self.actor.clear()
        for name in (EVERYBODY, *names):
            self.actor.addItem(name)
        self.actor.setCurrentIndex(max(0, self.actor.findText(chosen)))
        del blocker

    def pick(self, lines: Sequence[EventLine]) -> list[EventLine]:
        """Return the wanted entries; the count of the voided ones among them is on the fold."""
        found = [one for one in lines if self._wanted(one)]
        gone = sum(bool(one.voided) for one in found)
        self.fold.setText(f"已作废 {gone} 条　{'收起' if self._unfolded else '显示'}")
        self.fold.setVisible(gone > 0)
        return [one for one in found if self._unfolded or not one.voided]

    def _wanted(self, one: EventLine) -> bool:
        kind, actor = self.kind.currentIndex(), self.actor.currentIndex()
        text = self.text.text().strip().casefold()
        said = (one.name, one.about, one.voided, *(text for _, text in one.fields))
        return (
            (not kind or one.kind == self.kind.currentText())
            and (not actor or one.actor == self.actor.currentText())
            and (not text or any(text in words.casefold() for words in said))
        )

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self.asked.emit()


def _box(name: str, choices: Iterable[str]) -> QComboBox:
    box = combo()
    box.setAccessibleName(name)
    for one in choices:
        box.addItem(one)
    return box
