"""Blocks → strips of set lines: the look of titles, paragraphs, fields, ticks and signatures."""

from __future__ import annotations

from collections.abc import Iterable

from forms import blocks as b
from forms.layout.cells import tick_text
from forms.layout.flow import LineItem, keep_lines
from forms.layout.lines import Glyph, Line, Setting, set_line, shape, typeset
from forms.layout.ops import TextOp
from forms.layout.style import Sheet
from forms.layout.titles import title_breaks
from forms.writers.fonts import FontSet

_ASCENT = 0.88  # of the em box above the baseline, alike in all faces of the set
_SHORT_NAME = 4  # names up to this many characters are spread to one width
_SIGN_ROOM = 5  # characters left free to sign by hand


class Composer:
    """Sets the blocks of one paper for one sheet."""

    def __init__(self, sheet: Sheet, fonts: FontSet) -> None:
        self.sheet, self.fonts = sheet, fonts
        self.body = Setting(sheet.size, sheet.char)
        self.em = sheet.char
        self._sign_widths: tuple[float, ...] = (0.0, 0.0, 0.0)

    def align_signatures(self, lines: Iterable[tuple[str, str]]) -> None:
        """Give all signature blocks of a paper the same columns."""
        pairs = list(lines)
        labels = [self._width(label) for label, _name in pairs]
        names = [self._width(name) for _label, name in pairs if len(name) <= _SHORT_NAME]
        rooms = [self._width(name) if name else _SIGN_ROOM * self.em for _label, name in pairs]
        self._sign_widths = tuple(max(found, default=0.0) for found in (labels, names, rooms))

    def items(self, block: b.Lines) -> list[LineItem]:
        """Return the strips of a block that is neither a table nor a page break."""
        match block:
            case b.TitleBlock():
                return self._title(block)
            case b.Heading():
                return self._heading(block)
            case b.Paragraph():
                return self._paragraph(block)
            case b.FieldLine():
                return self._field(block)
            case b.TickList():
                return self._ticks(block)
            case b.Signature():
                return self._signature(block)
            case b.SealArea():
                return self._seal(block)
            case b.Space():
                return [self.blank() for _ in range(block.lines)]

    def strip(
        self, line: Line, *, size: float = 0.0, height: float = 0.0, x: float = 0.0, grey: float = 0
    ) -> LineItem:
        """One line in a strip of the line pitch, in the middle of its height."""
        size = size or self.sheet.size
        height = height or self.sheet.line
        y = (height - size) / 2 + _ASCENT * size
        return LineItem(height, [TextOp(x, y, size, line, grey)])

    def blank(self, height: float = 0.0) -> LineItem:
        """An empty line."""
        return LineItem(height or self.sheet.line, blank=True)

    def set(
        self,
        text: str,
        role: str = b.FANG,
        *,
        width: float | None = None,
        setting: Setting | None = None,
        first: float = 0.0,
        rest: float = 0.0,
        align: str = "justify",
    ) -> list[Line]:
        """Set a paragraph, of the body size and the width of the text if nothing else is said."""
        measure = self.fonts.widths(role).__getitem__
        across = self.sheet.width if width is None else width
        return typeset(
            text, measure, setting or self.body, across, first=first, rest=rest, align=align
        )

    def _title(self, block: b.TitleBlock) -> list[LineItem]:
        made: list[LineItem] = []
        for text in (block.issuer, block.title):
            made.extend(self._title_lines(text))
        if block.number:
            for line in self.set(block.number, align="right"):
                made.append(self.strip(line))
        made.append(self.blank(self.sheet.title_after or 9.0))
        for item in made:
            item.keep = True
        return made

    def _title_lines(self, text: str) -> list[LineItem]:
        size, width = self.sheet.title_size, self.sheet.width
        setting = Setting(size, size)
        glyphs = shape(text, self.fonts.widths(b.TITLE).__getitem__, setting)
        return [
            self.strip(
                set_line(glyphs[start:end], width, 0.0, "center", True, setting),
                size=size,
                height=self.sheet.title_line,
            )
            for start, end in title_breaks(glyphs, width)
            if start < end
        ]

    def _heading(self, block: b.Heading) -> list[LineItem]:
        role = b.SANS if block.level == 1 else b.KAI
        made = [self.strip(line) for line in self.set(block.text, role, first=2 * self.em)]
        for item in made:
            item.keep = True
        return made

    def _paragraph(self, block: b.Paragraph) -> list[LineItem]:
        if not block.text.strip():
            return [self.blank()]
        role = block.runs[0].role
        if block.style == "note":
            return self._note(block)
        align = {"right": "right", "center": "center", "subtitle": "center"}.get(
            block.style, "justify"
        )
        indented = block.style in ("body", "strong") and not block.own_indent
        first = 2 * self.em if indented else 0.0
        lines = self.set(block.text, role, first=first, align=align)
        made = keep_lines([self.strip(line) for line in lines])
        if block.style in ("addressee", "subtitle"):
            made[-1].keep = True
        return made

    def _note(self, block: b.Paragraph) -> list[LineItem]:
        size, height = self.sheet.note_size, self.sheet.note_line
        setting = Setting(size, size)
        lines = self.set(block.text, b.KAI, setting=setting)
        made = keep_lines([self.strip(line, size=size, height=height) for line in lines])
        if self.sheet.on_grid:
            # Notes are smaller than the grid; the last one fills up to the next grid line.
            rest = -(len(made) * height) % self.sheet.line
            made[-1].height += rest
        return made

    def _field(self, block: b.FieldLine) -> list[LineItem]:
        label = block.label + "："
        indent = 2 * self.em if self.sheet.on_grid else 0.0
        width = sum(g.advance for g in self._label_glyphs(label))
        made: list[LineItem] = []
        for number, part in enumerate(block.text.split("\n")):
            head = width if number == 0 else 0.0
            lines = self.set(part, first=indent + head, rest=indent if self.sheet.on_grid else 0.0)
            strips = [self.strip(line) for line in lines]
            if number == 0:
                strips[0].texts.insert(0, self.strip(self._label(label, indent)).texts[0])
            made.extend(keep_lines(strips))
        return made

    def _label_glyphs(self, label: str) -> list[Glyph]:
        return shape(label, self.fonts.widths(b.SANS).__getitem__, self.body)

    def _label(self, label: str, indent: float) -> Line:
        return set_line(
            self._label_glyphs(label), self.sheet.width, indent, "left", True, self.body
        )

    def _ticks(self, block: b.TickList) -> list[LineItem]:
        indent = 2 * self.em if self.sheet.on_grid else 0.0
        if block.inline:
            text = "　　".join(tick_text(option) for option in block.options)
            lines = self.set(text, first=indent, rest=indent, align="left")
            return keep_lines([self.strip(line) for line in lines])
        made: list[LineItem] = []
        for option in block.options:
            lines = self.set(tick_text(option), first=indent, rest=indent + self.em)
            made.extend(keep_lines([self.strip(line) for line in lines]))
        if made:
            made[0].keep = len(made) > 1
        return made

    def _signature(self, block: b.Signature) -> list[LineItem]:
        label_width, name_width, room = self._sign_widths
        left = max(0.0, self.sheet.width - 4 * self.em - room - self.em - label_width)
        made = [self.blank()]
        for label, name in block.lines:
            item = self.strip(self._spread(label, label_width), x=left)
            if name:
                wide = name_width if 1 < len(name) <= _SHORT_NAME else 0.0
                x = left + label_width + self.em
                line = self._spread(name, wide)
                item.texts.append(self.strip(line, x=x).texts[0])
            made.append(item)
        for item in made[:-1]:
            item.keep = True
        return made

    def _width(self, text: str) -> float:
        return sum(g.advance for g in shape(text, self.fonts.widths(b.FANG).__getitem__, self.body))

    def _spread(self, text: str, width: float) -> Line:
        """Set a short text spread to a width (审　理　员), or as it is when the width is less."""
        glyphs = shape(text, self.fonts.widths(b.FANG).__getitem__, self.body)
        free = width - sum(glyph.advance for glyph in glyphs)
        if free > 0.01 and len(glyphs) > 1:
            for glyph in glyphs[:-1]:
                glyph.advance += free / (len(glyphs) - 1)
        return set_line(glyphs, self.sheet.width * 2, 0.0, "left", True, self.body)

    def _seal(self, block: b.SealArea) -> list[LineItem]:
        made = [self.blank(), self.blank()]
        axis = self._axis(block)
        for text, grey in ((block.text, 0.45), (block.issuer, 0.0), (block.date, 0.0)):
            for part in self._fold(text):
                x = axis - self._width(part) / 2
                line = self.set(part, align="left", width=self.sheet.width * 2)[0]
                made.append(self.strip(line, x=max(0.0, x), grey=grey))
        for item in made[:-1]:
            item.keep = True
        return made

    def _fold(self, text: str) -> list[str]:
        if not text:
            return []
        glyphs = shape(text, self.fonts.widths(b.FANG).__getitem__, self.body)
        spans = title_breaks(glyphs, self.sheet.width * 0.6)
        return [text[start:end] for start, end in spans]

    def _axis(self, block: b.SealArea) -> float:
        """The middle of issuer and date: the date four characters from the right edge."""
        widths = [self._width(part) for part in self._fold(block.issuer)] or [0.0]
        by_date = self.sheet.width - 4 * self.em - self._width(block.date.strip()) / 2
        by_issuer = self.sheet.width - 2 * self.em - max(widths) / 2
        return min(by_date, by_issuer)
