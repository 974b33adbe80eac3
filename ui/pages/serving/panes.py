"""The three lists of 送达: each reads itself, says what to do when empty, and can be taken out."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from models import reference
from models.queries.lists import serving, to_serve
from models.queries.lists.serving import ServiceFilter, ServiceRow
from models.queries.lists.to_serve import ToServe
from models.store.desk import Desk
from ui.output.list_export import Sheet, read_pages
from ui.pages.serving import columns
from ui.shell.context import Context
from ui.widgets.fields import DateField
from ui.widgets.heading.sorting import Sorting
from ui.widgets.layout import GAP, button, label
from ui.widgets.paged import Column, PagedModel, Row
from ui.widgets.search import SearchBox
from ui.widgets.tables import Table, TableOrWords
from ui.widgets.wheel import combo
from ui.work.long_work import Progress


class Pane(QWidget, Generic[Row]):
    """A list with the words that are in its place when it is empty."""

    counted = Signal(int)
    moved = Signal()
    opened = Signal(object)
    enter = ""  # what Enter does

    def __init__(
        self,
        context: Context,
        title: str,
        shown: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        empty: str,
    ) -> None:
        super().__init__()
        self.context = context
        self.title = title
        self.total = 0
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self.model = PagedModel(shown, key, parent=self)
        self.table = Table(title, self.model)
        self.table.moved.connect(self.moved)
        self.table.opened.connect(self.opened)
        self.list = TableOrWords(self.table, empty)
        self.body.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Read the list again."""
        ask = self.context.worker.ask
        ask(self.all, self._show, owner=self, latest="rows")

    @staticmethod
    def all(desk: Desk) -> Sequence[Row]:
        """Read all rows; it runs on the worker's thread and so knows no widget."""
        raise NotImplementedError

    def _show(self, rows: Sequence[Row]) -> None:
        self.table.show_rows(rows)
        self.count(len(rows))

    def hint(self) -> str:
        """Return what is below the list."""
        return f"共{self.total:,}份{self.also()}　{self.enter}" if self.total else ""

    def also(self) -> str:
        """Return what else is said of the number."""
        return ""

    def sheet(self) -> Sheet[Row]:
        """Return the list as it is taken out."""
        note = f"{self.context.today().isoformat()}"
        read = self.all
        return Sheet(self.title, note, self.model.columns, lambda desk, _step: read(desk))

    def line(self) -> Row | None:
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

    enter = "回车或者双击登记送达"

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "待送达", columns.TO_SERVE, lambda line: line.key,
            "现在没有要送达的文书。\n立案、确定口头审理日期、作出裁决以后，该送达的文书列在这里。",
        )  # fmt: skip

    @staticmethod
    def all(desk: Desk) -> Sequence[ToServe]:
        """Read what is to be served."""
        return to_serve.to_serve(desk)

    def also(self) -> str:
        """Return how many are too late."""
        late = sum(line.late for line in self.model.rows)
        return f"，{late:,}份已逾期" if late else ""


class UnderWayPane(Pane[ServiceRow]):
    """进行中: recorded, but the day has not come."""

    enter = "回车或者双击打开案件"

    def __init__(self, context: Context) -> None:
        super().__init__(
            context, "进行中", columns.UNDER_WAY, lambda row: row.event,
            "没有公告期未满的送达。\n公告送达登记以后、公告期满以前列在这里，期满当天自动列入“已送达”。\n"
            "邮寄的，收到回执或者查到签收日期以后登记；登记以前仍在“待送达”。",
        )  # fmt: skip

    @staticmethod
    def all(desk: Desk) -> Sequence[ServiceRow]:
        """Read what is under way."""
        return serving.under_way(desk)


class ServedPane(Pane[ServiceRow]):
    """已送达: the ledger, with words, a method and a period to look for."""

    enter = UnderWayPane.enter

    def __init__(self, context: Context) -> None:
        super().__init__(context, "已送达", columns.SERVED, lambda row: row.event, "")
        self._asked = ServiceFilter()
        self.sorting = Sorting(self.table, columns.SORTED, serving.LATEST)
        self.sorting.changed.connect(self.refresh)
        self.words_field = SearchBox("查找", "案号、当事人、文书、邮件号")
        self.method = combo()
        self.method.addItem("全部", "")
        for one in reference.methods().values():
            self.method.addItem(one.name, one.id)
        self.since = DateField(context.today())
        self.until = DateField(context.today())
        self.problem = label("", "problem", wrap=False)
        self.clear_button = button("清除条件", self.clear)
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
            field.edited.connect(self.words_field.ask_soon)
        line.addWidget(self.clear_button)
        self.words_field.asked.connect(self.refresh)
        self.method.currentIndexChanged.connect(self.refresh)
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
            self.words_field.words(),
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
        self.words_field.stop()
        wrong = self.since.problem() or self.until.problem()
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        if wrong:
            self.clear_button.setEnabled(True)
            return
        wanted, order = self.wanted(), self.sorting.order
        self._asked = wanted
        self.clear_button.setEnabled(wanted != ServiceFilter())
        worker = self.context.worker
        self.table.read(
            worker, lambda desk, after: serving.page(desk, wanted, after, order), self._read
        )
        worker.ask(lambda desk: serving.count(desk, wanted), self.count, owner=self,
                   latest="count")  # fmt: skip

    def _read(self, first: bool) -> None:
        if first:
            bare = self._asked == ServiceFilter()
            self.list.say(
                "还没有生效的送达。\n在“待送达”里选一行，按回车登记。" if bare
                else "没有符合条件的送达。\n可以清除条件再看。"
            )  # fmt: skip

    def sheet(self) -> Sheet[ServiceRow]:
        """Return everything that is looked for, with each proof in a column of its own."""
        wanted, order = self._asked, self.sorting.order
        words = [
            f"查找：{wanted.search}" if wanted.search else "",
            self.method.currentText() if wanted.method else "",
            f"{wanted.since or ''}至{wanted.until or ''}" if wanted.since or wanted.until else "",
        ]
        note = "　".join([self.context.today().isoformat(), *(w for w in words if w)])

        def read(desk: Desk, progress: Progress) -> list[ServiceRow] | None:
            total = serving.count(desk, wanted)
            return read_pages(lambda a: serving.page(desk, wanted, a, order), total, progress)

        return Sheet("送达登记", note, columns.SERVED_OUT, read, columns.SERVED[:-1])
