"""An assembled paper: plain, frozen blocks that every writer and the preview can draw."""

from __future__ import annotations

from dataclasses import dataclass, field

OWN_INDENT = "\u3000\u3000"  # a text that begins so brings its own indent
SANS, KAI, FANG, TITLE = "hei", "kai", "fang", "song"


@dataclass(frozen=True)
class Run:
    """A stretch of plain text in one font role (fang, kai, hei, song)."""

    text: str
    role: str = FANG


@dataclass(frozen=True)
class TitleBlock:
    """What is at the head: issuer (may be empty), title, number (may be empty)."""

    issuer: str
    title: str
    number: str


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (黑体) or 2 (楷体)."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `own_indent` = its text brings its own leading spaces.

    `fixed` are the ranges of the text that an edited copy has to keep (see `forms.marks`).
    """

    runs: tuple[Run, ...]
    style: str = "body"
    own_indent: bool = False
    fixed: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The plain text of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class FieldLine:
    """标签：文字; the text may have several lines."""

    label: str
    text: str


@dataclass(frozen=True)
class Tick:
    """One option with its box."""

    text: str
    ticked: bool


@dataclass(frozen=True)
class TickList:
    """Options under one another, or several on a line."""

    options: tuple[Tick, ...]
    inline: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell at a column, over `span` columns and `rowspan` rows; height in mm."""

    column: int
    text: str = ""
    label: bool = False
    span: int = 1
    rowspan: int = 1
    align: str = ""
    valign: str = ""
    min_height: float = 0.0
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True)
class Row:
    """A table row; a header row is repeated on every page; height in mm."""

    cells: tuple[Cell, ...]
    header: bool = False
    min_height: float = 0.0


@dataclass(frozen=True)
class Grid:
    """A table; widths in mm, scaled by the writers to the text width."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Signature:
    """A right-hand block of (label, name) lines; an empty name leaves room to sign."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SealArea:
    """The issuer, the place for the office seal, and the date; no seal is ever drawn."""

    issuer: str
    text: str
    date: str


@dataclass(frozen=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True)
class Space:
    """Empty lines."""

    lines: int = 1


@dataclass(frozen=True)
class Footer:
    """Page foot: `dash` — 1 — outside, `count` 第n页 共m页; `sign_line` above it if not empty."""

    kind: str = "dash"
    sign_line: str = ""


# What is set line by line; tables and page breaks the writers place themselves.
Lines = TitleBlock | Heading | Paragraph | FieldLine | TickList | Signature | SealArea | Space
Block = Lines | Grid | PageBreak


@dataclass(frozen=True)
class Paper:
    """A whole paper, ready for a writer; `meta` goes into the file's properties."""

    form_id: str
    title: str
    layout: str
    blocks: tuple[Block, ...]
    draft: bool = False
    practice: bool = False  # made from practice cases: it must never pass for a real one
    tolerant: bool = False  # of use though a character in it has no glyph, as a draft is
    version: int = 1
    footer: Footer = Footer()
    meta: tuple[tuple[str, str], ...] = field(default=())
    origin: tuple[tuple[str, str], ...] = ()  # in the DOCX of a draft: how it is known again

    def text(self) -> str:
        """Return all text in reading order, one line per piece (for search and tests)."""
        return "\n".join(piece for block in self.blocks for piece in pieces(block))


def pieces(block: Block) -> list[str]:
    """Return the texts of a block in reading order, without what a writer adds."""
    if isinstance(block, TitleBlock):
        return [part for part in (block.issuer, block.title, block.number) if part]
    if isinstance(block, (Heading, Paragraph)):
        return [block.text] if block.text else []
    if isinstance(block, FieldLine):
        return [f"{block.label}：{block.text}"]
    if isinstance(block, TickList):
        return [option.text for option in block.options]
    if isinstance(block, Grid):
        cells = [cell for row in block.rows for cell in row.cells]
        return [t for c in cells for t in (c.text, *(o.text for o in c.ticks)) if t]
    if isinstance(block, Signature):
        return [part for line in block.lines for part in line if part]
    if isinstance(block, SealArea):
        return [part for part in (block.text, block.issuer, block.date) if part]
    return []
