# pyright: basic
"""A paper on a printer: its pages at 300 dpi, made and drawn one by one on the worker's thread."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2
from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from models.errors import StorageError
from models.store.desk import Desk
from ui.output.papers.preview import SCREEN_DPI, PageImage, each_page
from ui.work.tasks import Worker

PRINT_DPI = 300
BAND = 256  # rows drawn at a time: the window gets its turn between two of them
NOT_TAKEN = (
    "打印机没有接受这份文书，可能只打印了一部分。案卷里的文书没有变化；"
    "请检查打印机是否开机、有纸，再打印一次，或者另存为PDF后打印。"
)


@dataclass(frozen=True)
class Printable:
    """A PDF to print: its title, how many pages it has, how many copies are needed."""

    title: str
    pdf: bytes
    count: int
    copies: int = 1


def printable(title: str, pdf: bytes) -> Printable:
    """Return a PDF with its pages counted."""
    with pypdfium2.PdfDocument(pdf) as document:
        return Printable(title, pdf, len(document))


def new_printer(title: str, copies: int = 1) -> QPrinter:
    """Return a printer for a paper: A4 with the margins of the paper itself, its copies."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCopyCount(copies)
    return printer


def sheets(printer: QPrinter, images: Iterable[PageImage]) -> Iterator[int]:
    """Print pages step by step: yields the number of each page drawn."""
    printer.setFullPage(True)  # the dialog may have chosen another printer
    painter = QPainter()
    if not painter.begin(printer):
        raise StorageError(NOT_TAKEN)
    try:
        for number, image in enumerate(images, start=1):
            if number > 1 and not printer.newPage():
                raise StorageError(NOT_TAKEN)
            _draw(painter, printer.paperRect(QPrinter.Unit.DevicePixel), image)
            yield number
    finally:
        painter.end()


def _draw(painter: QPainter, paper: QRectF, page: PageImage) -> None:
    """Draw a page as large as the paper takes it, in bands."""
    shape = Qt.AspectRatioMode.KeepAspectRatio
    size = QSizeF(page.width, page.height).scaled(paper.size(), shape)
    left = (paper.width() - size.width()) / 2
    top = (paper.height() - size.height()) / 2
    zoom = size.height() / page.height
    whole = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    for row in range(0, page.height, BAND):
        # One row more than a band: the next begins upon it, so that no line shows between them.
        band = whole.copy(0, row, page.width, min(BAND + 1, page.height - row))
        place = QRectF(left, top + row * zoom, size.width(), band.height() * zoom)
        painter.drawImage(place, band)


def wanted(printer: QPrinter, count: int) -> range:
    """Return the pages (from 0) that were chosen in the dialog."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(printer.toPage() or count, count))


def ask_printer(paper: Printable, parent: QWidget, accepted: Callable[[QPrinter], None]) -> None:
    """Open the system's dialog with the copies of this paper."""
    printer = new_printer(paper.title, paper.copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印：{paper.title}")
    dialog.setMinMax(1, max(1, paper.count))
    # Not a partial: this dialog's `accepted` hands its printer over too, and a partial takes it.
    dialog.accepted.connect(lambda: accepted(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


class Printout:
    """Prints a paper, one worker's job per page, so that reads of the window come in between."""

    def __init__(
        self,
        worker: Worker,
        owner: QWidget,
        printer: QPrinter,
        paper: Printable,
        said: Callable[[str], None],
    ) -> None:
        self.worker, self.owner, self.said = worker, owner, said
        self._title = paper.title
        pages = wanted(printer, paper.count)
        self._count = len(pages)
        self._copies = printer.copyCount()
        images = each_page(paper.pdf, PRINT_DPI / SCREEN_DPI, pages)
        self._sheets = sheets(printer, images)

    def start(self) -> None:
        """Print the next page; the last step ends the print job."""
        self.worker.ask(self._next, self._printed, self._failed, owner=self.owner)

    def _next(self, _desk: Desk) -> int | None:
        return next(self._sheets, None)

    def _printed(self, number: int | None) -> None:
        if number is None:
            self.said(f"✓ {self._title} 已送往打印机：{self._count} 页，{self._copies} 份")
            return
        self.said(f"正在打印 {self._title}：第 {number} 页，共 {self._count} 页")
        self.start()

    def _failed(self, error: Exception) -> None:
        self.said("✕ 没有打印完")
        self.worker.failed.emit(error)
