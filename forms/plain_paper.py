"""Lists and reports of the program itself as papers: a title, tables, notes; from no form.

Who asks hands over plain texts; nothing in them is read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from forms import blocks as b
from forms.layout.style import load_style

_NARROWEST, _WIDEST, _PADDING = 3.0, 18.0, 1.8  # em of the text in a column
_LEAST_SHARE = 0.4  # of what the broken columns ask for
_HALF = 0.56  # em: about what a letter or digit takes
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufdd0-\ufdef]")
_Show = Callable[[str], str]


@dataclass(frozen=True)
class PlainTable:
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
class PlainPaper:
    """A title, lines below it, tables, lines to end with; `lying` = A4 across, in small type."""

    title: str
    head: Sequence[str]
    tables: Sequence[PlainTable]
    foot: Sequence[str] = ()
    lying: bool = False
    practice: bool = False


def assemble_plain(plain: PlainPaper) -> b.Paper:
    """Return the paper for a writer."""

    def show(text: str) -> str:
        return _CONTROLS.sub(" ", text)

    layout = "list" if plain.lying else "report"
    title = show(plain.title)
    made: list[b.Block] = [b.TitleBlock("", title, "")]
    made += [_line(show(words), "center") for words in plain.head]
    for table in plain.tables:
        made += _table(table, show, layout)
    if plain.foot:
        made += [b.Space(), *(_line(show(words), "plain") for words in plain.foot)]
    return b.Paper(
        layout,
        title,
        layout,
        tuple(made),
        practice=plain.practice,
        tolerant=True,
        footer=b.Footer("count"),
    )


def _line(text: str, style: str, role: str = b.FANG) -> b.Paragraph:
    return b.Paragraph((b.Run(text, role),), style)


def _table(table: PlainTable, show: _Show, layout: str) -> Iterator[b.Block]:
    if table.title:  # set like an addressee: flush left, never parted from what follows
        yield b.Space()
        yield _line(show(table.title), "addressee", b.SANS)
    heads = [show(text) for text in table.heads]
    rows = [[show(text) for text in row] for row in table.rows]
    header = b.Row(tuple(b.Cell(n, text, label=True) for n, text in enumerate(heads)), header=True)
    lines = [b.Row(tuple(_cell(n, text, table) for n, text in enumerate(row))) for row in rows]
    yield b.Grid(_widths([heads, *rows], table.whole, layout), (header, *lines))
    for note in table.notes:
        yield _line(show(note), "note")


def _cell(column: int, text: str, table: PlainTable) -> b.Cell:
    return b.Cell(column, text, align="right" if column in table.right else "left")


def _widths(
    lines: Sequence[Sequence[str]], whole: Collection[int], layout: str
) -> tuple[float, ...]:
    """Return the widths in em: whole columns get their longest text, the others share the rest."""
    longest = [max(_NARROWEST, *map(_ems, texts)) for texts in zip(*lines, strict=True)]
    sheet = load_style().sheet(layout)
    room = sheet.width / sheet.grid_size - _PADDING * len(longest)
    if sum(longest) <= room:
        return tuple(width + _PADDING for width in longest)
    asked = [w if n in whole else min(w, _WIDEST) for n, w in enumerate(longest)]
    fixed = sum(width for n, width in enumerate(asked) if n in whole)
    free = sum(asked) - fixed
    share = (room - fixed) / free if free else 0.0
    if share < _LEAST_SHARE:  # too little would be left: all are made narrower alike
        share = 1.0
    return tuple((w if n in whole else w * share) + _PADDING for n, w in enumerate(asked))


def _ems(text: str) -> float:
    """Return about how wide a text is: Chinese characters one em each, others about half."""
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in text)
    return wide + (len(text) - wide) * _HALF
