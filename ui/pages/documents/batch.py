"""Several papers in one go: saved in both formats, or printed, each with its own copies.

Every page is a job of its own on the worker, so that reads of the window come in between.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from models.errors import StorageError
from models.queries.documents import called, copies_of, stored_file
from models.queries.lists.papers import PaperRow
from models.store.desk import Desk
from models.store.files.store import safe_name, write_whole
from ui.work.long_work import LongWork

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Steps = Iterator[int]  # yields how many papers are done, after each piece of work
Ended = Callable[[bool], None]
Failed = Callable[[Exception], None]


class StepWork(LongWork):
    """Runs work piece by piece with a bar; 取消 ends it between two pieces."""

    def run(self, make: Callable[[Desk], Steps], total: int, ended: Ended, failed: Failed) -> None:
        """Start; `ended` gets whether everything was done."""
        self._cancelled.clear()
        self.cancel_button.setEnabled(True)
        self._step(0, total)
        self.show()
        steps: list[Steps] = []

        def piece(desk: Desk) -> int | None:
            if not steps:
                steps.append(make(desk))
            if self._cancelled.is_set():
                close = getattr(steps[0], "close", None)
                if close is not None:
                    close()
                return None
            return next(steps[0], None)

        def shown(number: int | None) -> None:
            if number is None:
                self.hide()
                ended(not self._cancelled.is_set())
                return
            self._step(number, total)
            go()

        def broken(error: Exception) -> None:
            self.hide()
            failed(error)

        def go() -> None:
            self._worker.ask(piece, shown, broken, owner=self)

        go()


def save_all(desk: Desk, papers: Sequence[PaperRow], folder: Path, lost: list[str]) -> Steps:
    """Write each paper in both formats; a file that is there already is never overwritten.

    Stored files that are lost or were changed are named in `lost`, and keep none from being saved.
    """
    for number, paper in enumerate(papers, start=1):
        if called(desk, paper.id).void:  # since it was chosen
            continue
        stem = safe_name("_".join(p for p in (paper.case_number, paper.title, paper.who) if p))
        free = _free(folder, stem)
        for suffix in ("docx", "pdf"):
            try:
                data = stored_file(desk, paper.id, suffix)
            except StorageError:
                lost.append(f"{stem}.{suffix}")
                continue
            write_whole(folder / f"{free}.{suffix}", data)
        yield number


def _free(folder: Path, stem: str) -> str:
    """Return a name that no file in the folder has yet, with (2), (3) … if needed."""
    number, name = 1, stem
    while any((folder / f"{name}.{suffix}").exists() for suffix in ("docx", "pdf")):
        number += 1
        name = f"{stem} ({number})"
    return name


def print_all(
    desk: Desk, papers: Sequence[PaperRow], printer: "QPrinter", sets: int, tell: "Tally"
) -> Steps:
    """Print the papers one after the other, each as a print job of its own with its copies.

    A job each: on a printer that uses both sides a paper never begins on the back of another.
    """
    from ui.output.papers.preview import SCREEN_DPI, each_page
    from ui.output.papers.printing import PRINT_DPI, sheets

    file = printer.outputFileName()
    for number, paper in enumerate(papers, start=1):
        if called(desk, paper.id).void:  # since it was chosen
            continue
        printer.setDocName(f"{paper.title} {paper.who}".strip())
        printer.setCopyCount(copies_of(desk, paper.id) * sets)
        if file and len(papers) > 1:  # printed into a file: each paper into one of its own
            printer.setOutputFileName(_numbered(file, number))
        job = sheets(printer, each_page(stored_file(desk, paper.id, "pdf"), PRINT_DPI / SCREEN_DPI))
        try:
            for _page in job:
                tell.pages += 1
                yield number - 1
        except GeneratorExit:
            printer.abort()
            job.close()  # type: ignore[attr-defined]
            raise
        tell.copies += printer.copyCount()
        tell.papers = number
        yield number


def _numbered(file: str, number: int) -> str:
    path = Path(file)
    return str(path.with_name(f"{path.stem}_{number}{path.suffix}"))


class Tally:
    """What has gone to the printer so far."""

    def __init__(self) -> None:
        self.papers = self.pages = self.copies = 0


def ask_printer(count: int, parent: QWidget, accepted: Callable[["QPrinter"], None]) -> None:
    """Open the system's dialog for several papers; how many copies each needs is known."""
    from ui.output.papers import printing

    printer = printing.new_printer(f"{count}份文书")
    dialog = printing.QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印{count}份文书")
    dialog.accepted.connect(lambda: accepted(printer))  # not a partial, see printing.ask_printer
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
