"""Lists and reports of the program itself as PDF: set, numbered and marked like the papers.

Who asks hands over plain texts; nothing in them is read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from forms import blocks as b
from forms.errors import GlyphError
from forms.writers.pdf import write_pdf

MISSING = "〓"  # the printers' sign for a character that no font has
_NARROWEST, _WIDEST, _PADDING = 3.0, 18.0, 1.4  # em of the text in a column
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_Show = Callable[[str], str]


@dataclass(frozen=True)
class Table:
    """Rows under headings, with a title above and notes below.

    Columns numbered `whole` (days, numbers) are as wide as their longest text; those numbered
    `right` hold figures.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str = ""
    notes: Sequence[str] = ()
    whole: Collection[int] = ()
    right: Collection[int] = ()


@dataclass(frozen=True)
class Report:
    """A title, lines about the report, tables, lines to end with; `lying` = A4 across."""

    title: str
    head: Sequence[str]
    tables: Sequence[Table]
    foot: Sequence[str] = ()
    lying: bool = False
    practice: bool = False


def write_report(report: Report) -> bytes:
    """Return the report as PDF; FormError when the bundled fonts cannot be used.

    Unlike a paper, a list is of use though a character in it has no glyph: 〓 stands for it.
    """
    try:
        return write_pdf(_paper(report, _plain))
    except GlyphError as error:
        lost = str.maketrans(dict.fromkeys(error.characters, MISSING))
        return write_pdf(_paper(report, lambda text: _plain(text).translate(lost)))


def _plain(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def _paper(report: Report, show: _Show) -> b.Paper:
    layout = "list" if report.lying else "report"
    title = show(report.title)
    made: list[b.Block] = [b.TitleBlock("", title, "")]
    made += [_line(show(words), "center") for words in report.head]
    for table in report.tables:
        made += _table(table, show)
    made += [b.Space(), *(_line(show(words), "plain") for words in report.foot)]
    return b.Paper(
        layout, title, layout, tuple(made), practice=report.practice, footer=b.Footer("count")
    )


def _line(text: str, style: str, role: str = b.FANG) -> b.Paragraph:
    return b.Paragraph((b.Run(text, role),), style)


def _table(table: Table, show: _Show) -> Iterator[b.Block]:
    if table.title:  # set like an addressee: flush left, never parted from what follows
        yield b.Space()
        yield _line(show(table.title), "addressee", b.SANS)
    heads = [show(text) for text in table.heads]
    rows = [[show(text) for text in row] for row in table.rows]
    header = b.Row(tuple(b.Cell(n, text, label=True) for n, text in enumerate(heads)), header=True)
    lines = [b.Row(tuple(_cell(n, text, table) for n, text in enumerate(row))) for row in rows]
    yield b.Grid(_widths(heads, rows, table.whole), (header, *lines))
    for note in table.notes:
        yield _line(show(note), "note")


def _cell(column: int, text: str, table: Table) -> b.Cell:
    return b.Cell(column, text, align="right" if column in table.right else "left")


def _widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], whole: Collection[int]
) -> tuple[float, ...]:
    """Return what each column asks for in em: a whole one its longest text, another its share."""
    asked = []
    for column, head in enumerate(heads):
        longest = max((_ems(row[column]) for row in rows), default=0.0)
        wanted = longest if column in whole else min(longest, _WIDEST)
        asked.append(max(wanted, _ems(head), _NARROWEST) + _PADDING)
    return tuple(asked)


def _ems(text: str) -> float:
    """Return about how wide a text is: Chinese characters one em each, others about half."""
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in text)
    return wide + (len(text) - wide) * 0.56
