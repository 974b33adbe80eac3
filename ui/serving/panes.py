"""The three lists of 送达: each reads itself, says what to do when empty, and can be taken out."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import reference
from models.queries.lists import serving, to_serve
from models.queries.lists.serving import After, ServiceFilter, ServicePage, ServiceRow
from models.queries.lists.to_serve import ToServe
from models.store.desk import Desk
from ui.context import Context
from ui.list_export import Sheet, read_pages
from ui.serving import columns
from ui.settings.long_work import Progress
from ui.widgets.fields import DateField
from ui.widgets.layout import GAP, Card, button, label
from ui.widgets.paged import PagedModel, PagedTable
from ui.widgets.tables import Column

TYPING_MS = 250
NARROW = 1010
T = TypeVar("T")


class Pane(QWidget, Generic[T]):
    """A list with the words that stand in its place when it is empty."""

    counted = Signal(int)
    moved = Signal()
    opened = Signal(object)

    def __init__(
        self,
        context: Context,
        title: str,
        shown: Sequence[Column],
        key: Callable[[T], Hashable],
        empty: str,
    ) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self.total = 0
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self.model = PagedModel(shown, key, self.more, parent=self)
        self.table = PagedTable(title, self.model)
        self.table.moved.connect(self.moved)
        self.table.opened.connect(self.opened)
        self.nothing = Card()
        self.words = label(empty, "secondary")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.body.addWidget(self.words, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.body.addWidget(self.stack, 1)
        self.turn = 0  # answers to an older question are not shown

    def refresh(self) -> None:
        """Read the list anew."""

    def more(self, after: After) -> None:
        """Read the next page."""

    def hint(self) -> str:
        """Return what stands below the list."""
        return ""

    def sheet(self) -> Sheet:
        """Return the list as it is taken out."""
        note = f"{self.context.today().isoformat()}"
        return Sheet(self.title, note, self.model.columns, self._read_all)

    def _read_all(self, desk: Desk, progress: Progress) -> Sequence[T] | None:
        """Return all rows for paper or table."""
        return ()

    def fill(self, rows: Sequence[T], after: After | None, total: int) -> None:
        """Show the first page."""
        self.table.show_page(rows, after, dark=self.context.dark)
        self.stack.setCurrentWidget(self.table if rows else self.nothing)
        self.count(total)

    def line(self) -> T | None:
        """Return the current line."""
        return self.table.current()

    def count(self, total: int) -> None:
        """Say how many there are."""
        self.total = total
        self.counted.emit(total)

    def go_to_list(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus()


class ToServePane(Pane[ToServe]):
    """待送达: Enter records the service."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "待送达", columns.TO_SERVE, lambda line: line.key,
            "现在没有要送达的文书。\n立案、确定口头审理日期、作出裁决以后，该送达的文书列在这里。",
        )  # fmt: skip
        self.late = 0
        self.table.hide_when_narrow((5,), NARROW)

    def refresh(self) -> None:
        """Read what is to be served."""
        self.context.worker.ask(to_serve.to_serve, self._show, owner=self)

    def _show(self, lines: Sequence[ToServe]) -> None:
        self.late = sum(line.late for line in lines)
        self.fill(lines, None, len(lines))

    def hint(self) -> str:
        """Return how many, how many too late, and what Enter does."""
        late = f"，{self.late:,}份已逾期" if self.late else ""
        return f"共{self.total:,}份{late}　回车或者双击登记送达" if self.total else ""

    def _read_all(self, desk: Desk, progress: Progress) -> Sequence[ToServe] | None:
        return to_serve.to_serve(desk)


class UnderWayPane(Pane[ServiceRow]):
    """进行中: recorded, but the day has not come."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "进行中", columns.UNDER_WAY, lambda row: row.event,
            "没有公告期未满的送达。\n公告送达登记以后、公告期满以前列在这里，期满当天自动列入“已送达”。\n"
            "邮寄的，收到回执或者查到签收日期以后登记；登记以前仍在“待送达”。",
        )  # fmt: skip
        self.table.hide_when_narrow((6, 7), NARROW)

    def refresh(self) -> None:
        """Read what is under way."""
        ask = self.context.worker.ask
        ask(serving.under_way, lambda rows: self.fill(rows, None, len(rows)), owner=self)

    def hint(self) -> str:
        """Return how many, and what Enter does."""
        return f"共{self.total:,}份　回车或者双击打开案件" if self.total else ""

    def _read_all(self, desk: Desk, progress: Progress) -> Sequence[ServiceRow] | None:
        return serving.under_way(desk)


class ServedPane(Pane[ServiceRow]):
    """已送达: the ledger, with words, a method and a period to look for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "已送达", columns.SERVED, lambda row: row.event, "")
        self.table.hide_when_narrow((7,), NARROW + 140)
        self._asked = ServiceFilter()
        self.words_field = QLineEdit()
        self.words_field.setPlaceholderText("案号、当事人、文书、邮件号")
        self.words_field.setClearButtonEnabled(True)
        self.method = QComboBox()
        self.method.addItem("全部", "")
        for one in reference.methods().values():
            self.method.addItem(one.name, one.id)
        self.since = DateField(context.today())
        self.until = DateField(context.today())
        self.problem = label("", "problem", wrap=False)
        self.clear_button = button("清除条件", self.clear)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(TYPING_MS)
        self._wait.timeout.connect(self.refresh)
        self._filters()

    def _filters(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        days = (("从", self.since), ("到", self.until))
        self._add(line, "查找", self.words_field, 3)
        self._add(line, "方式", self.method, 0)
        for text, field in days:
            field.edit.setPlaceholderText("如 3-9")
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("国") * 8)
            self._add(line, text, field, 0)
            field.edited.connect(self._wait.start)
        line.addWidget(self.clear_button)
        self.words_field.textEdited.connect(lambda *_: self._wait.start())
        self.words_field.returnPressed.connect(self.refresh)
        self.method.currentIndexChanged.connect(lambda *_: self.refresh())
        self.body.insertLayout(0, line)
        self.problem.hide()
        self.body.insertWidget(1, self.problem)

    @staticmethod
    def _add(line: QHBoxLayout, text: str, field: QWidget, stretch: int) -> None:
        name = QLabel(text)
        target = field.focusProxy() or field
        target.setObjectName(f"filter:{text}")
        name.setBuddy(target)
        target.setAccessibleName({"从": "生效日从", "到": "生效日到"}.get(text, text))
        line.addWidget(name)
        line.addWidget(field, stretch)

    def wanted(self) -> ServiceFilter:
        """Return what is looked for."""
        return ServiceFilter(
            self.words_field.text().strip(),
            self.method.currentData(),
            self.since.value(),
            self.until.value(),
        )

    def clear(self) -> None:
        """Look for nothing in particular again."""
        self.words_field.clear()
        self.since.set_value(None)
        self.until.set_value(None)
        self.method.blockSignals(True)
        self.method.setCurrentIndex(0)
        self.method.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Read the first page, then how many there are."""
        self._wait.stop()
        wrong = self.since.problem() or self.until.problem()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        if wrong:
            return
        self.turn += 1
        turn, wanted = self.turn, self.wanted()
        self._asked = wanted
        self.clear_button.setEnabled(wanted != ServiceFilter())
        ask = self.context.worker.ask
        ask(lambda desk: serving.page(desk, wanted), partial(self._first, turn), owner=self)
        ask(lambda desk: serving.count(desk, wanted), partial(self._counted, turn), owner=self)

    def more(self, after: After) -> None:
        """Read the next page of what was asked for; the fields may say something new by now."""
        turn, wanted = self.turn, self._asked
        self.context.worker.ask(
            lambda desk: serving.page(desk, wanted, after), partial(self._next, turn),
            owner=self,
        )  # fmt: skip

    def _first(self, turn: int, page: ServicePage) -> None:
        if turn == self.turn:
            bare = self._asked == ServiceFilter()
            self.words.setText(
                "还没有生效的送达。\n在“待送达”里选一行，按回车登记。" if bare
                else "没有符合条件的送达。\n可以清除条件再看。"
            )  # fmt: skip
            shown = len(page.rows)
            self.fill(page.rows, page.after, max(self.total, shown) if page.after else shown)

    def _next(self, turn: int, page: ServicePage) -> None:
        if turn == self.turn:
            self.model.append(page.rows, page.after)

    def _counted(self, turn: int, total: int) -> None:
        if turn == self.turn:
            self.count(total)

    def hint(self) -> str:
        """Return how many, and what Enter does."""
        return f"共{self.total:,}份　回车或者双击打开案件" if self.total else ""

    def sheet(self) -> Sheet:
        """Return everything that is looked for, with each proof in a column of its own."""
        wanted = self._asked
        words = [
            f"查找：{wanted.search}" if wanted.search else "",
            self.method.currentText() if wanted.method else "",
            f"{wanted.since or ''}至{wanted.until or ''}" if wanted.since or wanted.until else "",
        ]
        note = "　".join([self.context.today().isoformat(), *(w for w in words if w)])

        def read(desk: Desk, progress: Progress) -> list[ServiceRow] | None:
            total = serving.count(desk, wanted)
            return read_pages(lambda a: serving.page(desk, wanted, a), total, progress)

        return Sheet("送达登记", note, columns.SERVED_OUT, read, columns.SERVED[:-1])
