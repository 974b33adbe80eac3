"""Papers on a printer: true to size, in bands, so that the window gets its turn in between."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from models.errors import StorageError
from tests.ui import support
from tests.ui.pages.case.conftest import OpenCase
from ui.output.papers import printing
from ui.output.papers.preview import SCREEN_DPI, each_page, render_pages
from ui.shell.warm import Warming

ZOOM = printing.PRINT_DPI / SCREEN_DPI


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Return a PDF of three A4 pages with a black bar across each."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595.276, 841.89))
    for _ in range(3):
        canvas.rect(100, 300, 40, 300, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_no_draw_handles_more_than_a_band(paper: bytes) -> None:
    heights: list[int] = []

    class Painter:
        def drawImage(self, _place: QRectF, band: QImage) -> None:  # noqa: N802 - Qt's name
            heights.append(band.height())

    painter: Any = Painter()
    page = next(iter(each_page(paper, ZOOM)))
    printing._draw(painter, QRectF(0, 0, page.width, page.height), page)
    assert max(heights) <= printing.BAND + 1
    assert sum(heights) == page.height + len(heights) - 1, "each but the last begins upon the next"


def to_file(printer: QPrinter, path: Path) -> None:
    """Let a printer write a PDF."""
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))


def test_pages_are_printed_true_to_size(qapp: object, paper: bytes, tmp_path: Path) -> None:
    target = tmp_path / "印.pdf"
    printer = printing.new_printer("裁决书", 3)
    to_file(printer, target)
    assert printer.copyCount() == 3
    assert list(printing.sheets(printer, each_page(paper, ZOOM))) == [1, 2, 3]
    before, after = render_pages(paper), render_pages(target.read_bytes())
    assert len(after) == 3
    for old, new in zip(before, after, strict=True):
        assert abs(old.width - new.width) <= 2
        assert abs(old.height - new.height) <= 2
        wrong = 0
        for x, y, black in ((160, 450, 1), (128, 450, 0), (192, 450, 0), (160, 315, 0),
                            (160, 330, 1), (160, 715, 1), (160, 730, 0)):  # fmt: skip
            wrong += (new.pixels[y * new.stride + 3 * x] < 128) != bool(black)
        assert not wrong
        # Nothing shows where one band meets the next.
        bar = [new.pixels[y * new.stride + 3 * 160] for y in range(330, 715)]
        assert max(bar) < 32


def test_a_page_is_made_when_the_one_before_is_drawn(
    qapp: object, paper: bytes, tmp_path: Path
) -> None:
    printer = QPrinter()
    to_file(printer, tmp_path / "a.pdf")
    made: list[int] = []

    def images() -> Iterator[printing.PageImage]:
        for number, image in enumerate(each_page(paper, 1.0)):
            made.append(number)
            yield image

    steps = printing.sheets(printer, images())
    assert next(steps) == 1
    assert made == [0]
    assert list(steps) == [2, 3]


def test_chosen_pages_only(qapp: object, paper: bytes, tmp_path: Path) -> None:
    printer = QPrinter()
    assert printing.wanted(printer, 3) == range(3)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert printing.wanted(printer, 3) == range(1, 3)
    to_file(printer, tmp_path / "a.pdf")
    pages = each_page(paper, 1.0, printing.wanted(printer, 3))
    assert list(printing.sheets(printer, pages)) == [1, 2]
    assert len(pypdfium2.PdfDocument((tmp_path / "a.pdf").read_bytes())) == 2


def test_a_printer_that_refuses_says_so(
    qapp: object, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing.QPainter, "begin", lambda *_: False)
    with pytest.raises(StorageError, match="打印机没有接受"):
        next(printing.sheets(QPrinter(), each_page(paper, 1.0)))


class Asked(QDialog):
    """Stands for the system's print dialog."""

    found: "list[Asked]" = []  # noqa: RUF012 - what was opened, for the test

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self.printer = printer
        self.found.append(self)

    def setMinMax(self, first: int, last: int) -> None:  # noqa: N802 - Qt's name
        """Note the pages there are."""
        self.pages = (first, last)


def test_the_chosen_paper_is_printed_with_its_copies(
    open_case: OpenCase,
    settle: support.Settle,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(printing, "QPrintDialog", Asked)
    monkeypatch.setattr(Asked, "found", [])
    window, page = open_case("S1")
    tab = page.papers
    assert not tab.view.paper.isEnabled()
    support.press(page.steps, "生成本组文书")
    settle(window)
    # Shown as a draft (the notice), then from the files (its reply, the last one made).
    for turn, (act, copies) in enumerate((("", 2), ("存草稿", 1))):
        if act:
            support.press(tab, act)
            settle(window)
        shown = tab.view.shown
        assert shown is not None and shown.copies == copies
        support.press(tab, "打印…")
        box = Asked.found[turn]
        assert box.isVisible()
        assert box.printer.copyCount() == copies
        assert box.pages == (1, len(shown.pages))
        target = tmp_path / f"{turn}.pdf"
        to_file(box.printer, target)
        box.accept()
        qtbot.waitUntil(
            lambda: any("已送往打印机" in w.text() for w in support.visible(tab, QLabel))
        )
        settle(window)
        assert len(render_pages(target.read_bytes(), 0.2)) == len(shown.pages)
        support.run_deferred()
    assert [b.accessibleName() for b in support.visible(tab, QPushButton, text="打印…")]


def test_loading_in_advance_ends(
    open_case: OpenCase, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen: list[int] = []
    # The interpreter of the tests goes on: nothing is frozen in it.
    monkeypatch.setattr("models.store.collector.gc.freeze", lambda: frozen.append(1))
    window, _page = open_case("S1")
    warming = Warming(window.context.worker, window)
    warming.start(0)
    qtbot.waitUntil(lambda: warming.over)
    assert len(frozen) > 5
