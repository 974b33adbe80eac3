"""The DOCX writer: official font names, the letter's grid, real fields; opens alike everywhere.

Tick boxes are ☐ and ☑ (U+2610, U+2611) of Segoe UI Symbol, which every Windows has; LibreOffice
and WPS on Linux take them from their own symbol fonts. Wingdings would show letters where it is
missing, and a character border is as high as the line, not square.
"""

from __future__ import annotations

from collections.abc import Sequence

from forms import blocks as b
from forms.layout.style import Sheet, Style, load_style
from forms.writers.docx_package import pack, section
from forms.writers.docx_table import table
from forms.writers.docx_xml import (
    HEAD,
    NS,
    box,
    indent,
    keep,
    paragraph,
    run,
    spread,
    twips,
)

_SIGN_ROOM = 5
_SHORT_NAME = 4
_TAIL = 5


def write_docx(paper: b.Paper) -> bytes:
    """Return the paper as DOCX, the same bytes every time; GlyphError for unusable characters."""
    style = load_style()
    sheet = style.sheet(paper.layout)
    writer = _Writer(paper, sheet)
    parts: list[str] = []
    before: b.Block | None = None
    for place, block in enumerate(paper.blocks):
        if isinstance(block, b.Grid):
            if not isinstance(before, b.Grid):
                parts.extend(_table(paper, place, sheet, style))
        else:
            writer.kept = _held(paper.blocks, place)
            parts.extend(writer.gap(before, block))
            parts.extend(writer.paragraphs(block))
        before = block
    if isinstance(before, b.Grid):
        parts.append(paragraph("", "Cell", _exact(1)))  # a body may not end with a table
    body = "".join(parts) + section(paper, sheet)
    document = f"{HEAD}<w:document {NS}><w:body>{body}</w:body></w:document>"
    return pack(paper, document, sheet, style)


def _exact(points: float) -> str:
    return f'<w:spacing w:before="0" w:after="0" w:line="{twips(points)}" w:lineRule="exact"/>'


def _table(paper: b.Paper, place: int, sheet: Sheet, style: Style) -> list[str]:
    """The table that starts here, with all grids that follow without anything between."""
    grids: list[b.Grid] = []
    for block in paper.blocks[place:]:
        if not isinstance(block, b.Grid):
            break
        grids.append(block)
    made = [table(grids, sheet, style.table)]
    if not sheet.on_grid and place and isinstance(paper.blocks[place - 1], b.Paragraph):
        made.insert(0, paragraph("", "Cell", keep(True) + _exact(4)))
    return made


def _held(blocks: Sequence[b.Block], place: int) -> bool:
    """Say whether a block must stay with the next: before and inside the signature and seal."""
    closing = (b.Signature, b.SealArea)
    if any(isinstance(block, closing) for block in blocks[place + 1 : place + 2]):
        return True
    after = blocks[place + 1 :]
    return (
        bool(after)
        and len(after) < _TAIL
        and any(isinstance(block, closing) for block in blocks[: place + 1])
        and all(isinstance(block, (b.FieldLine, b.Paragraph)) for block in after)
    )


class _Writer:
    """Turns blocks into paragraphs; `kept` = the block stays with the next one."""

    def __init__(self, paper: b.Paper, sheet: Sheet) -> None:
        self.sheet, self.em = sheet, sheet.char
        self.kept = False
        lines = [line for block in paper.blocks if isinstance(block, b.Signature)
                 for line in block.lines]  # fmt: skip
        self._labels = max((len(label) for label, _name in lines), default=0)
        names = [len(name) for _label, name in lines if len(name) <= _SHORT_NAME]
        self._names = max(names, default=0)
        self._room = max((len(name) or _SIGN_ROOM for _label, name in lines), default=0)

    def paragraphs(self, block: b.Lines | b.PageBreak) -> list[str]:
        match block:
            case b.TitleBlock():
                return self.title(block)
            case b.Heading():
                return [paragraph(run(block.text), f"Heading{block.level}")]
            case b.Paragraph():
                return self.paragraph(block)
            case b.FieldLine():
                return self.field(block)
            case b.TickList():
                return self.ticks(block)
            case b.Signature():
                return self.signature(block)
            case b.SealArea():
                return self.seal(block)
            case b.Space():
                return [self.blank(kept=self.kept) for _ in range(block.lines)]
            case b.PageBreak():
                return [paragraph('<w:r><w:br w:type="page"/></w:r>', "", _exact(1))]

    def blank(self, *, kept: bool = False) -> str:
        return paragraph("", "", keep(kept))

    def gap(self, before: b.Block | None, block: b.Block) -> list[str]:
        """Room after a table, and between the date and what follows the seal."""
        if isinstance(before, b.Grid) and not self.sheet.on_grid:
            return [paragraph("", "Cell", _exact(8))]
        if isinstance(before, b.SealArea) and not isinstance(block, (b.SealArea, b.Signature)):
            return [self.blank(kept=self.kept)]
        return []

    def title(self, block: b.TitleBlock) -> list[str]:
        made = [paragraph(run(text), "Title") for text in (block.issuer, block.title) if text]
        if block.number:
            made.append(paragraph(run(block.number), "", f'{keep(True)}<w:jc w:val="right"/>'))
        gap = "" if self.sheet.title_after else _exact(9)
        made.append(paragraph("", "", keep(True) + gap))
        return made

    def paragraph(self, block: b.Paragraph) -> list[str]:
        runs = "".join(run(part.text, part.role) for part in block.runs if part.text)
        if block.style == "note":
            return [paragraph(run(block.text), "Note", keep(self.kept))]
        align = {"right": "right", "center": "center", "subtitle": "center"}.get(block.style, "")
        props = keep(self.kept or block.style in ("addressee", "subtitle"))
        if align:
            props += f'<w:jc w:val="{align}"/>'
        indented = block.style in ("body", "strong") and not block.own_indent
        return [paragraph(runs, "BodyText" if indented else "", props)]

    def field(self, block: b.FieldLine) -> list[str]:
        props = keep(self.kept) + indent(left=2 * self.em if self.sheet.on_grid else 0)
        made: list[str] = []
        for number, part in enumerate(block.text.split("\n")):
            head = run(block.label + "：", b.SANS) if number == 0 else ""
            made.append(paragraph(head + run(part), "", props))
        return made

    def ticks(self, block: b.TickList) -> list[str]:
        left = 2 * self.em if self.sheet.on_grid else 0.0
        options = [box(option.ticked) + run(f" {option.text}") for option in block.options]
        if block.inline:
            return [paragraph(run("　　").join(options), "", indent(left=left))]
        props = indent(left=left + 1.3 * self.em, hanging=1.3 * self.em)
        return [paragraph(option, "", props) for option in options]

    def signature(self, block: b.Signature) -> list[str]:
        labels, em = self._labels, self.em
        left = max(0.0, self.sheet.width - (5 + self._room + labels) * em - 1)
        made = [self.blank(kept=True)]
        for number, (label, name) in enumerate(block.lines):
            last = number == len(block.lines) - 1
            runs = spread(label, (labels - len(label)) * em) + run("　")
            wide = self._names if len(name) <= _SHORT_NAME else 0
            runs += spread(name, (wide - len(name)) * em) if name else ""
            props = keep(self.kept or not last) + indent(left=left) + '<w:jc w:val="left"/>'
            made.append(paragraph(runs, "", props))
        return made

    def seal(self, block: b.SealArea) -> list[str]:
        em, width = self.em, self.sheet.width
        by_date = width - 4 * em - self._measure(block.date.strip()) / 2
        by_issuer = width - 2 * em - min(self._measure(block.issuer), width * 0.6) / 2
        axis = min(by_date, by_issuer)
        made = [self.blank(kept=True), self.blank(kept=True)]
        parts = [(block.text, True), (block.issuer, False), (block.date, False)]
        shown = [(text, grey) for text, grey in parts if text]
        for number, (text, grey) in enumerate(shown):
            left = max(0.0, 2 * axis - width)
            props = keep(self.kept or number < len(shown) - 1) + indent(left=left)
            made.append(paragraph(run(text, grey=grey), "", f'{props}<w:jc w:val="center"/>'))
        return made

    def _measure(self, text: str) -> float:
        return sum(self.em if ord(char) > 0x2E7F else self.em * 0.55 for char in text)
