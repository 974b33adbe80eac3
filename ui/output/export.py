"""What a page shows, taken out of the window: a table file, a PDF, a printed sheet.

Everything is made and written on the worker's thread; a file is written whole or not at all.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from models.queries.signs import with_sign
from models.store.collector import collector_at_rest
from ui.output import file_choice
from ui.work.tasks import Worker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from forms.plain_paper import PlainPaper
    from models.store.desk import Desk
    from ui.output.papers.printing import Printable

KINDS = {"csv": ("导出表格", "表格 (*.csv)"), "pdf": ("存为PDF", "PDF (*.pdf)")}
Say = Callable[[str], None]


def ask_path(parent: QWidget, kind: str, name: str) -> Path | None:
    """Ask where a file of this kind goes; it gets its ending if the person left it out."""
    title, kinds = KINDS[kind]
    path = file_choice.save_as(parent, title, f"{name}.{kind}", kinds)
    if not path:
        return None
    return Path(path if path.lower().endswith(f".{kind}") else f"{path}.{kind}")


def pdf_of(paper: "PlainPaper") -> bytes:
    """Return a list or report as PDF; FormError when the bundled fonts cannot be used."""
    from forms.writers.plain import write_plain  # with it comes the library for PDF

    with collector_at_rest():
        return write_plain(paper)


class Export:
    """Saves and prints for a page; `say` shows what became of it."""

    def __init__(self, worker: Worker, owner: QWidget, say: Say) -> None:
        self._worker, self._owner, self._say = worker, owner, say

    def save(self, kind: str, name: str, make: Callable[[], bytes]) -> None:
        """Ask where to, then make the bytes and write them."""
        path = ask_path(self._owner, kind, name)
        if path is None:
            return

        def write(_desk: "Desk") -> None:
            from models.store.files.store import write_whole  # not needed for the first page

            write_whole(path, make())

        self._worker.ask(
            write, lambda _none: self._say(with_sign("good", f"已存为：{path}")), owner=self._owner
        )

    def print(self, paper: "PlainPaper") -> None:
        """Make the pages, then ask for the printer: only then is it known how many there are."""
        # Here, not in the worker: classes of Qt are made on the window's thread alone.
        from ui.output.papers.printing import printable

        def make(_desk: "Desk") -> "Printable":
            return printable(paper.title, pdf_of(paper))

        self._worker.ask(make, self._ask_printer, owner=self._owner)

    def _ask_printer(self, sheets: "Printable") -> None:
        from ui.output.papers.printing import Printout, ask_printer

        def chosen(printer: "QPrinter") -> None:
            Printout(self._worker, self._owner, printer, sheets, self._say).start()

        ask_printer(sheets, self._owner, chosen)
