"""The page 告知: the ledger, new entries, the letter, the way to a case."""

from PySide6.QtWidgets import QHBoxLayout, QLabel

from models.queries.lists.ledger import SHOWN, Entry, entries
from models.queries.people import Person, people
from models.queries.signs import Tone, with_sign
from models.store.desk import Desk
from ui import targets
from ui.context import Context
from ui.notification.forms import ChoiceDialog, NewNotification
from ui.notification.letter import SCALE, LetterDialog, read_letter
from ui.page import Page
from ui.papers.shown import Shown
from ui.widgets.layout import GAP, button, label
from ui.widgets.paged import Column, PagedModel
from ui.widgets.search import SearchBox
from ui.widgets.tables import Table

COLUMNS: tuple[Column[Entry], ...] = (
    Column("日期", lambda e: e.told_on.isoformat(), width=92),
    Column("被告知人", lambda e: e.person_name, least=70),
    Column("电话", lambda e: e.person_phone, width=108),
    Column("身份", lambda e: e.person_role, width=64, yields=1),
    Column("方式", lambda e: e.manner, width=68, yields=2),
    Column("选择", lambda e: e.choice_name, lambda e: "" if e.choice else "secondary", 80),
    Column("签字", lambda e: with_sign(*_signed(e)), lambda e: _signed(e)[0], 74),
    Column("告知人", lambda e: e.by_name, width=60),
    Column("案件", lambda e: e.case_number),
    Column("备注", lambda e: e.note, least=60),
)


class NotificationPage(Page[targets.Notification]):
    """The ledger of who was told about the routes, and what they chose."""

    shows = frozenset({"notification", "case", "staff"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.column.addLayout(self._head())
        self.table = Table("告知台账", PagedModel(COLUMNS, lambda e: e.id), picks=False)
        self.table.moved.connect(self._picked)
        self.table.opened.connect(self.change)
        self.column.addWidget(self.table, 1)
        self.count = label("", "secondary", wrap=False)
        self.column.addWidget(self.count)
        self._picked()

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        name = QLabel("查找")
        self.search = SearchBox("查找告知记录", "姓名、电话、备注")
        self.search.setMaximumWidth(240)
        name.setBuddy(self.search)
        self.search.asked.connect(self.refresh)
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

    def refresh(self) -> None:
        """Read the ledger."""
        text = self.search.text()
        self.context.worker.ask(lambda desk: entries(desk, text), self._show, owner=self,
                                latest="rows")  # fmt: skip

    def _show(self, found: list[Entry]) -> None:
        self.table.show_rows(found)
        many = f"，只显示最近{SHOWN}条，可以查找更早的" if len(found) == SHOWN else ""
        none = "还没有告知记录。有人来咨询时，请按“新告知”登记。"
        if self.search.text().strip():
            none = "没有找到这样的告知记录。"
        self.count.setText(f"共{len(found)}条{many}" if found else none)

    def _picked(self) -> None:
        entry = self.table.current()
        self.change_button.setEnabled(entry is not None)
        self.letter_button.setEnabled(entry is not None)
        self.intake_button.setEnabled(entry is not None and entry.case_id is None)
        self.intake_button.setToolTip("已经转为案件" if entry and entry.case_id else "")

    def new(self) -> None:
        """Open an empty entry."""
        self.context.worker.ask(people, self._open_new, owner=self)

    def _open_new(self, staff: list[Person]) -> None:
        NewNotification(self.context, staff, self).open()

    def change(self) -> None:
        """Record the choice and the signature of the chosen entry."""
        entry = self.table.current()
        if entry is not None:
            ChoiceDialog(self.context, entry, self).open()

    def letter(self) -> None:
        """Show the letter of the chosen entry."""
        entry = self.table.current()
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
        entry = self.table.current()
        if entry is not None and entry.case_id is None:
            self.context.go(targets.Intake(notification_id=entry.id))


def _signed(entry: Entry) -> tuple[Tone, str]:
    return (Tone.GOOD, "已签") if entry.signed else (Tone.WARNING, "未签")
