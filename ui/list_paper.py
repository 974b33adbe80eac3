"""A list taken out of the window: as CSV for a spreadsheet, as PDF for paper.

Knows rows of texts only. The bytes are made and written on the worker's thread.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

MARGIN_MM = 12.0
PART = 40  # rows laid out at a time
STYLE = "<style>td, th, p {font-size: 8pt} th {text-align: left}</style>"
FOOT = 24.0  # of a page, for its number
FOOT_TYPE = 11
SCREEN_DPI = 96.0
ON_PAPER = 1000  # rows: a longer list is a matter for the spreadsheet
# A spreadsheet would reckon these as a formula, and round a long number.
_RISKY = re.compile(r"[=+\-@\t\r]|[0-9]{12,}$")
Rows = Sequence[Sequence[str]]


def csv_bytes(heads: Sequence[str], rows: Rows) -> bytes:
    """Return UTF-8 with a byte order mark: WPS and Excel then read the Chinese as it is.

    A text that a spreadsheet would take for a formula, or for a number too long for it, begins
    with a tab, which it shows as nothing.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"\t{text}" if _RISKY.match(text) else text


def pages(
    title: str, note: str, heads: Sequence[str], rows: Rows, whole: Collection[int] = ()
) -> list[str]:
    """Return the list as documents of some rows each; everything typed by people is escaped.

    The columns numbered `whole` (days, numbers) are never broken into lines. One long document
    would be laid out in one go, and the window would stand still meanwhile.
    """
    first = f"<p style='font-size: 13pt; font-weight: 600'>{escape(title)}</p><p>{escape(note)}</p>"
    head = f"<thead><tr>{''.join(f'<th>{escape(text)}</th>' for text in heads)}</tr></thead>"
    marks = [" style='white-space: nowrap'" if n in whole else "" for n in range(len(heads))]
    made = []
    for start in range(0, max(1, min(len(rows), ON_PAPER)), PART):
        part = rows[start : min(start + PART, ON_PAPER)]
        lines = "".join(_line(row, marks) for row in part)
        table = f"<table width='100%' cellpadding='3'>{head}{lines}</table>"
        made.append(f"{STYLE}{'' if start else first}{table}")
    rest = len(rows) - ON_PAPER
    if rest > 0:
        made[-1] += f"<p>另有{rest:,}行，见导出的表格。</p>"
    return made


def _line(row: Sequence[str], marks: Sequence[str]) -> str:
    cells = (f"<td{mark}>{escape(text)}</td>" for text, mark in zip(row, marks, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def pdf_bytes(parts: Sequence[str], font: QFont, title: str) -> bytes:
    """Return documents as one PDF, A4 lying down, its pages numbered."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter,
        )
    )  # fmt: skip
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchX() if screen else SCREEN_DPI  # in which text is laid out
    zoom = writer.logicalDpiX() / dots
    room = QSizeF(writer.width() / zoom, writer.height() / zoom - FOOT)
    documents = [_laid_out(part, font, room) for part in parts]
    painter = QPainter(writer)
    painter.scale(zoom, zoom)
    _draw(documents, writer, painter, font)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def _laid_out(part: str, font: QFont, room: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setPageSize(room)
    document.setHtml(part)
    return document


def _draw(
    documents: Sequence[QTextDocument], writer: QPdfWriter, painter: QPainter, font: QFont
) -> None:
    small = QFont(font)
    small.setPixelSize(FOOT_TYPE)
    painter.setFont(small)
    look: Any = QAbstractTextDocumentLayout.PaintContext()
    ink = look.palette  # the window's own may be light on dark
    ink.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    look.palette = ink
    every = [(one, page) for one in documents for page in range(one.pageCount())]
    for number, (document, page) in enumerate(every, start=1):
        if number > 1:
            writer.newPage()
        width, room = document.pageSize().width(), document.pageSize().height()
        painter.save()
        painter.translate(0, -page * room)
        look.clip = QRectF(0, page * room, width, room)
        painter.setClipRect(look.clip)
        document.documentLayout().draw(painter, look)
        painter.restore()
        foot = QRectF(0, room, width, FOOT)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, side, f"第{number}页，共{len(every)}页")
