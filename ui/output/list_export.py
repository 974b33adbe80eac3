"""The two buttons under a list that take it out of the window: 导出表格 (CSV) and 存为PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic

from PySide6.QtWidgets import QHBoxLayout, QWidget

from forms.plain_paper import PlainPaper, PlainTable
from models.queries import signs
from models.store.desk import Desk
from models.store.files.store import write_whole
from ui.output.export import KINDS, ask_path, pdf_of
from ui.output.spreadsheet import csv_bytes
from ui.shell.context import Context
from ui.widgets.layout import GAP, button, label
from ui.widgets.paged import Column, Row
from ui.widgets.tables import Place, RowsPage
from ui.work.long_work import LongWork, Progress

ON_PAPER = 1000  # rows: a longer list is a matter for the spreadsheet


@dataclass(frozen=True)
class Sheet(Generic[Row]):
    """A list as it is taken out: `read` returns its rows, or None when it was cancelled."""

    title: str
    note: str
    columns: Sequence[Column[Row]]
    read: Callable[[Desk, Progress], Sequence[Row] | None]
    paper: Sequence[Column[Row]] = ()  # the columns there is room for on paper; () = all of them


AnySheet = Sheet[Any]  # its rows go straight into its own columns


def list_paper(
    sheet: Sheet[Row],
    columns: Sequence[Column[Row]],
    rows: Sequence[Sequence[str]],
    *,
    practice: bool,
) -> PlainPaper:
    """Return the list as a paper; of a long one the first thousand rows and how many are left."""
    rest = len(rows) - ON_PAPER
    table = PlainTable(
        [column.title for column in columns],
        rows[:ON_PAPER],
        notes=(f"另有{rest:,}行，见导出的表格。",) if rest > 0 else (),
        # What has a fixed width on the screen (days, numbers) is not broken into lines.
        whole=[number for number, column in enumerate(columns) if column.width],
    )
    head = (f"{sheet.note}　共{len(rows):,}行".strip(),)
    return PlainPaper(sheet.title, head, (table,), lying=True, practice=practice)


class ExportBar(QWidget):
    """Asks where to, then reads and writes on the worker; shows progress and can be cancelled."""

    def __init__(self, context: Context, sheet: Callable[[], AnySheet]) -> None:
        super().__init__()
        self.context = context
        self._sheet = sheet
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        self.said = label("", "secondary")
        self.work = LongWork(context.worker, "导出", cancellable=True)
        line.addWidget(self.said, 1)
        line.addWidget(self.work, 1)
        self.buttons = {
            kind: button(f"{words}…", partial(self.ask, kind), "", words)
            for kind, (words, _filter) in KINDS.items()
        }
        for one in self.buttons.values():
            line.addWidget(one)

    def offer(self, there: bool) -> None:
        """Let the buttons be pressed, when the list is not empty."""
        for one in self.buttons.values():
            one.setEnabled(there and self.work.isHidden())

    def ask(self, kind: str) -> None:
        """Ask where the list goes, then write it there."""
        sheet = self._sheet()
        practice = "练习_" if self.context.practice else ""
        name = f"{practice}{sheet.title}_{self.context.today().isoformat()}"
        path = ask_path(self, kind, name)
        if path is not None:
            self.write(kind, sheet, path)

    def write(self, kind: str, sheet: Sheet[Row], path: Path) -> None:
        """Read the whole list and write it."""
        columns = sheet.paper if kind == "pdf" and sheet.paper else sheet.columns
        practice = self.context.practice is not None

        def task(desk: Desk, progress: Progress) -> int | None:
            found = sheet.read(desk, progress)
            if found is None:
                return None
            rows = [[column.text(row) for column in columns] for row in found]
            if kind == "csv":
                data = csv_bytes([[column.title for column in columns], *rows])
            else:
                data = pdf_of(list_paper(sheet, columns, rows, practice=practice))
            write_whole(path, data)
            return len(rows)

        self.offer(False)
        self.said.hide()
        self.work.start(task, partial(self._written, path), self._failed)

    def _written(self, path: Path, count: int | None) -> None:
        words = f"已写入{count:,}行：{path}" if count is not None else ""
        self.say(signs.with_sign("good", words) if words else "已取消，没有写文件。")

    def _failed(self, error: Exception) -> None:
        self.say("")
        self.context.worker.failed.emit(error)

    def say(self, words: str) -> None:
        """Show what became of it; the buttons can be pressed again."""
        self.said.setText(words)
        self.said.show()
        self.offer(True)


def read_pages(
    page: Callable[[Place | None], RowsPage[Row, Place]], total: int, progress: Progress
) -> list[Row] | None:
    """Return the rows of all pages (`page(after)` has rows and after); None when cancelled."""
    rows: list[Row] = []
    after: Place | None = None
    while True:
        one = page(after)
        rows += one.rows
        after = one.after
        if not progress(min(len(rows), total), total):
            return None
        if after is None:
            return rows
