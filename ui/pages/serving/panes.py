"""The three lists of 送达: each reads itself, says what to do when empty, and can be taken out."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from models.queries.lists import serving, to_serve
from models.queries.lists.serving import ServiceRow
from models.queries.lists.to_serve import ToServe
from models.store.desk import Desk
from ui.output.list_export import Sheet
from ui.pages.serving import columns
from ui.shell.context import Context
from ui.widgets.layout import GAP
from ui.widgets.paged import Column, PagedModel, Row
from ui.widgets.tables import Table, TableOrWords


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
