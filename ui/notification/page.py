"""The page 告知: the ledger, new entries, the letter, the way to a case."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.changes import Changes
from models.queries.lists.ledger import SHOWN, Entry, entries
from models.queries.people import Person, people
from models.store.desk import Desk
from ui.arguments import Plain
from ui.context import Context
from ui.notification.forms import ChoiceDialog, NewNotification
from ui.notification.letter import SCALE, LetterDialog, read_letter
from ui.papers.shown import Shown
from ui.widgets.layout import EDGE, GAP, button, label
from ui.widgets.lines import Line, LinesTable

HEADS = ("日期", "被告知人", "电话", "身份", "方式", "选择", "签字", "告知人", "案件", "备注")
TYPING_MS = 200
LEFT_OUT = (3, 4)  # 身份, 方式
NARROW = 55  # characters


class NotificationPage(QWidget):
    """The ledger of who was told about the routes, and what they chose."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.entries: dict[int, Entry] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.setSpacing(GAP)
        column.addLayout(self._head())
        self.table: LinesTable[int] = LinesTable("告知台账", HEADS, (9,))
        self.table.setAlternatingRowColors(True)
        self.table.picked.connect(self._picked)
        self.table.chosen.connect(lambda _key: self.change())
        column.addWidget(self.table, 1)
        self.count = label("", "secondary", wrap=False)
        column.addWidget(self.count)
        self._picked(None)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        name = QLabel("查找")
        self.search = QLineEdit()
        self.search.setAccessibleName("查找告知记录")
        self.search.setPlaceholderText("姓名、电话、备注")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(240)
        name.setBuddy(self.search)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPING_MS)
        self._timer.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda *_: self._timer.start())
        self.new_button = button("新告知", self.new, "primary")
        self.change_button = button("更改选择和签字", self.change)
        self.letter_button = button("告知书", self.letter)
        self.intake_button = button("转为收案", self.to_intake)
        line.addWidget(name)
        line.addWidget(self.search, 1)
        line.addStretch(1)
        for one in (self.letter_button, self.change_button, self.intake_button, self.new_button):
            line.addWidget(one)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what the letter tells too where there is no room for all columns."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().horizontalAdvance("国")
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, narrow)

    def refresh(self) -> None:
        """Read the ledger anew."""
        text = self.search.text()
        self.context.worker.ask(lambda desk: entries(desk, text), self._show, owner=self)

    def changed(self, changes: Changes) -> None:
        """Entries may be new, or have become cases."""
        if changes.touches("notification", "case", "staff"):
            self.refresh()

    def show_target(self, new: bool = False, **_target: Plain) -> None:
        """Show the ledger; `new` opens an empty entry at once."""
        self.refresh()
        if new:
            self.new()

    def _show(self, found: list[Entry]) -> None:
        self.entries = {entry.id: entry for entry in found}
        self.table.fill([_line(entry) for entry in found], dark=self.context.dark)
        many = f"，只显示最近{SHOWN}条，可以查找更早的" if len(found) == SHOWN else ""
        none = "还没有告知记录。有人来咨询时，请按“新告知”登记。"
        if self.search.text().strip():
            none = "没有找到这样的告知记录。"
        self.count.setText(f"共{len(found)}条{many}" if found else none)

    def _picked(self, key: int | None) -> None:
        entry = self.entries.get(key) if key is not None else None
        self.change_button.setEnabled(entry is not None)
        self.letter_button.setEnabled(entry is not None)
        self.intake_button.setEnabled(entry is not None and entry.case_id is None)
        self.intake_button.setToolTip("已经转为案件" if entry and entry.case_id else "")

    def _entry(self) -> Entry | None:
        key = self.table.key()
        return self.entries.get(key) if key is not None else None

    def new(self) -> None:
        """Open an empty entry."""
        self.context.worker.ask(people, self._open_new, owner=self)

    def _open_new(self, staff: list[Person]) -> None:
        NewNotification(self.context, staff, self).open()

    def change(self) -> None:
        """Record the choice and the signature of the chosen entry."""
        entry = self._entry()
        if entry is not None:
            ChoiceDialog(self.context, entry, self).open()

    def letter(self) -> None:
        """Show the letter of the chosen entry."""
        entry = self._entry()
        if entry is None:
            return
        self.letter_button.setEnabled(False)

        scale = SCALE * self.devicePixelRatioF()

        def read(desk: Desk) -> tuple[Shown, str]:
            return read_letter(desk, entry.id, scale)

        self.context.worker.ask(read, self._open_letter, failed=self._no_letter, owner=self)

    def _open_letter(self, answer: tuple[Shown, str]) -> None:
        self.letter_button.setEnabled(True)
        shown, unset = answer
        LetterDialog(self.context.worker, shown, unset, self).open()

    def _no_letter(self, error: Exception) -> None:
        self.letter_button.setEnabled(True)
        self.context.worker.failed.emit(error)

    def to_intake(self) -> None:
        """Begin a request with what the entry knows."""
        entry = self._entry()
        if entry is not None and entry.case_id is None:
            self.context.go("intake", notification_id=entry.id)


def _line(entry: Entry) -> Line[int]:
    signed = "✓ 已签" if entry.signed else "○ 未签"
    texts = (
        entry.told_on.isoformat(), entry.person_name, entry.person_phone, entry.person_role,
        entry.manner, entry.choice_name, signed, entry.by_name, entry.case_number, entry.note,
    )  # fmt: skip
    kinds = {6: "good" if entry.signed else "warning"}
    if not entry.choice:
        kinds[5] = "secondary"
    return Line(entry.id, texts, kinds)
