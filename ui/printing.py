"""A sheet of text and tables on A4: to a printer, or as a PDF file; written as HTML."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

MARGIN_MM = 5.0  # besides the two centimetres that a text document leaves by itself
PDF_DPI = 1200


def _layout() -> QPageLayout:
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter,
    )  # fmt: skip


def _document(html: str, font: QFont) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setHtml(html)
    return document


def to_printer(html: str, printer: QPrinter, font: QFont) -> None:
    """Write a sheet to a printer, or to a PDF file when the printer is set up for one."""
    printer.setPageLayout(_layout())
    _document(html, font).print_(printer)


def to_pdf(html: str, path: str, font: QFont) -> None:
    """Write a sheet as a PDF file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(path)
    to_printer(html, printer, font)


def pdf_bytes(html: str, font: QFont, title: str) -> bytes:
    """Return a sheet as a PDF file; may run on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DPI)
    writer.setTitle(title)
    writer.setPageLayout(_layout())
    _document(html, font).print_(writer)
    # The end of the file is written when the writer goes.
    del writer
    return bytes(buffer.data().data())
