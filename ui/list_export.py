"""The two buttons under a list that take it out of the window: 导出表格 (CSV) and 存为PDF."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.desk import Desk
from models.queries import signs
from ui import file_choice
from ui.context import Context
from ui.settings.long_work import LongWork, Progress
from ui.widgets.layout import GAP, button, label
from ui.widgets.tables import Column

KINDS = {"csv": ("导出表格", "表格 (*.csv)"), "pdf": ("存为PDF", "PDF (*.pdf)")}
PRACTICE = "【练习，不作数】"


@dataclass(frozen=True)
class Sheet:
    """A list as it is taken out: `read` returns its rows, or None when it was cancelled."""

    title: str
    note: str
    columns: Sequence[Column]
    read: Callable[[Desk, Progress], Sequence[Any] | None]
    paper: Sequence[Column] = ()  # the columns there is room for on paper; () = all of them


class ExportBar(QWidget):
    """Asks where to, then reads and writes on the worker; shows progress and can be cancelled."""

    def __init__(self, context: Context, sheet: Callable[[], Sheet]) -> None:
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
        words, kinds = KINDS[kind]
        practice = "练习_" if self.context.practice else ""
        name = f"{practice}{sheet.title}_{self.context.today().isoformat()}.{kind}"
        path = file_choice.save_as(self, words, name, kinds)
        if path:
            self.write(kind, sheet, Path(path).with_suffix(f".{kind}"))

    def write(self, kind: str, sheet: Sheet, path: Path) -> None:
        """Read the whole list and write it."""
        columns = sheet.paper if kind == "pdf" and sheet.paper else sheet.columns
        heads = [column.title for column in columns]
        font, practice = self.font(), PRACTICE if self.context.practice else ""

        def task(desk: Desk, progress: Progress) -> int | None:
            from ui import list_paper  # loaded when the first list is taken out
            from ui.verbs.writing import write_bytes

            found = sheet.read(desk, progress)
            if found is None:
                return None
            rows = [[column.text(row) for column in columns] for row in found]
            if kind == "csv":
                data = list_paper.csv_bytes(heads, rows)
            else:
                title = f"{practice}{sheet.title}"
                whole = [n for n, column in enumerate(columns) if column.width]
                note = f"{sheet.note}　共{len(rows):,}行"
                parts = list_paper.pages(title, note, heads, rows, whole)
                data = list_paper.pdf_bytes(parts, font, title)
            write_bytes(path, data)
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


def read_pages(page: Callable[[Any], Any], total: int, progress: Progress) -> list[Any] | None:
    """Return the rows of all pages (`page(after)` has rows and after); None when cancelled."""
    rows: list[Any] = []
    after: Any = None
    while True:
        one = page(after)
        rows += one.rows
        after = one.after
        if not progress(min(len(rows), total), total):
            return None
        if after is None:
            return rows
