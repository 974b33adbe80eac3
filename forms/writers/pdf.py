"""The PDF writer: draws laid-out pages; fonts embedded as subsets, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from threading import RLock

from reportlab import rl_config
from reportlab.lib import rl_accel
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from forms.blocks import Paper
from forms.errors import GlyphError
from forms.layout.charset import BOX_OFF, BOX_ON
from forms.layout.lines import Setting, set_line, shape
from forms.layout.ops import Page, PictureOp, TextOp, merged_lines
from forms.layout.pages import lay_out
from forms.layout.style import DraftStyle, Sheet, Style, load_style
from forms.writers.fonts import BOX, NOTHING, ROLES, STAND_IN, FontSet, open_set

PRODUCER = "知裁台"
rl_config.useA85 = 0  # binary streams: a fifth smaller, and quicker to write
# A face of reportlab may serve one document at a time.
_LOCK = RLock()
_SUBTLE = 0.004  # points; smaller differences are not written


def write_pdf(paper: Paper, fonts: FontSet | None = None) -> bytes:
    """Return the paper as PDF; GlyphError names characters that no font of the set has.

    In a draft or a list 〓 is drawn in their place: it is of use all the same.
    """
    style = load_style()
    with _LOCK:
        used = fonts or open_set()
        used.lost.clear()
        stand_ins = {BOX_ON, BOX_OFF} & set(paper.text())
        if stand_ins:
            raise GlyphError(sorted(stand_ins))
        pages = lay_out(paper, used, style)
        if used.lost and not (paper.draft or paper.tolerant):
            raise GlyphError(used.lost)
        return _Writer(paper, used, style).write(pages)


def write_pages(paper: Paper, pages: list[Page]) -> bytes:
    """Return pages that were set elsewhere as PDF, with the paper's properties."""
    with _LOCK:
        return _Writer(paper, open_set(), load_style()).write(pages)


class _Canvas(Canvas):
    """A canvas that takes drawing code as it is."""

    def add(self, code: Iterable[str]) -> None:
        self._code.extend(code)

    @property
    def document(self) -> PDFDocument:
        return self._doc


class _Writer:
    def __init__(self, paper: Paper, fonts: FontSet, style: Style) -> None:
        self.paper, self.fonts, self.style = paper, fonts, style
        self.sheet: Sheet = style.sheet(paper.layout)
        self._lost = dict.fromkeys(map(ord, fonts.lost), STAND_IN)
        self._buffer = io.BytesIO()
        first = fonts.font("fang")
        if first.fontName not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(first)
        # An initial font of the set: else reportlab puts an unembedded Helvetica into every file.
        self.canvas = _Canvas(
            self._buffer,
            pagesize=(self.sheet.page_width, self.sheet.page_height),
            initialFontName=first.fontName,
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
        )
        mark = style.mark(draft=paper.draft, practice=paper.practice)
        self._mark = self._watermark(mark) if mark else None
        self._info()

    def write(self, pages: list[Page]) -> bytes:
        for page in pages:
            if self._mark is not None:
                self.canvas.add([self._mark])
            self.canvas.add(self._rules(page))
            for picture in page.pictures:
                self._picture(picture)
            for op in page.texts:
                self.canvas.add(self._text(op))
            self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    def _info(self) -> None:
        canvas, paper = self.canvas, self.paper
        meta = dict(paper.meta)
        canvas.setTitle(paper.title)
        canvas.setAuthor(meta.get("issuer", ""))
        anchor = f"; audit {meta['audit']}" if "audit" in meta else ""
        # Here, not among the keywords alone: a Chinese word there would make all of it unreadable.
        canvas.setSubject(f"{paper.form_id} v{paper.version}{anchor}")
        canvas.setCreator(PRODUCER)
        canvas.setProducer(PRODUCER)
        canvas.setKeywords("; ".join(f"{key}={value}" for key, value in paper.meta))
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def _rules(self, page: Page) -> Iterator[str]:
        height = self.sheet.page_height
        if page.rects:
            yield "2 J"  # square ends close the corners
        for weight, x1, y1, x2, y2 in merged_lines(page.rects):
            yield f"{weight:.2f} w {x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"
        for rule in page.rules:
            y = height - rule.y
            yield f"{rule.line:.2f} w {rule.x:.2f} {y:.2f} m {rule.x + rule.width:.2f} {y:.2f} l S"

    def _picture(self, op: PictureOp) -> None:
        y = self.sheet.page_height - op.y - op.height
        self.canvas.drawImage(ImageReader(io.BytesIO(op.jpeg)), op.x, y, op.width, op.height)

    def _text(self, op: TextOp) -> Iterator[str]:
        y = self.sheet.page_height - op.y
        if op.grey:
            yield f"{op.grey:g} g"
        yield from self._runs(op, y)
        if op.grey:
            yield "0 g"

    def _runs(self, op: TextOp, y: float) -> Iterator[str]:
        """Draw the glyphs in runs of one font subset each."""
        glyphs, places = op.line.glyphs, op.line.places
        start = 0
        while start < len(glyphs):
            font = glyphs[start].font
            end = start + 1
            while end < len(glyphs) and glyphs[end].font == font:
                end += 1
            if font == BOX:
                for index in range(start, end):
                    ticked = glyphs[index].char == BOX_ON
                    yield self._box(op.x + places[index], y, op.size, ticked)
            elif font != NOTHING:
                text = "".join(glyph.char for glyph in glyphs[start:end]).translate(self._lost)
                yield from self._run(text, font, places[start:end], op.x, y, op.size)
            start = end

    def _run(
        self, text: str, index: int, places: list[float], x: float, y: float, size: float
    ) -> Iterator[str]:
        font = self.fonts.font(ROLES[index])
        widths = self.fonts.widths(ROLES[index])
        doc = self.canvas.document
        at = 0
        for subset, codes in font.splitString(text, doc):
            name = font.getSubsetInternalName(subset, doc)
            here = places[at : at + len(codes)]
            advance = [widths[char][1] * size for char in text[at : at + len(codes)]]
            shown = _array(codes, here, advance, size)
            yield f"BT {name} {size:g} Tf 1 0 0 1 {x + here[0]:.2f} {y:.2f} Tm {shown} TJ ET"
            at += len(codes)

    def _box(self, x: float, y: float, size: float, ticked: bool) -> str:
        """A tick box as vectors: a square, and a check mark when it is ticked."""
        side, low = size * 0.74, y - size * 0.06
        left = x + size * 0.1
        code = f"0.7 w {left:.2f} {low:.2f} {side:.2f} {side:.2f} re S"
        if ticked:
            points = ((0.16, 0.5), (0.4, 0.2), (0.9, 0.98))
            moves = [f"{left + px * side:.2f} {low + py * side:.2f}" for px, py in points]
            code += f" q 1 J 1 j {size * 0.1:.2f} w {moves[0]} m {moves[1]} l {moves[2]} l S Q"
        return code

    def _watermark(self, draft: DraftStyle) -> str:
        """The word 草稿 or 练习, large, light and diagonal, to be drawn below the text."""
        setting = Setting(draft.size, draft.size)
        glyphs = shape(draft.text, self.fonts.widths("hei").__getitem__, setting)
        line = set_line(glyphs, 0.0, 0.0, "left", True, setting)
        op = TextOp(-line.end / 2, 0.0, draft.size, line)
        parts = list(self._runs(op, -draft.size * 0.36))
        turn = "0.7071 0.7071 -0.7071 0.7071"
        middle = f"{self.sheet.page_width / 2:.2f} {self.sheet.page_height / 2:.2f}"
        return f"q {draft.grey:g} g {turn} {middle} cm {' '.join(parts)} Q"


def _array(codes: bytes, places: list[float], advances: list[float], size: float) -> str:
    """A TJ array: strings with the corrections that put every glyph in its place."""
    parts: list[str] = ["[("]
    pen = places[0]
    last = len(codes) - 1
    for index, code in enumerate(codes):
        parts.append(_ESCAPED[code])
        pen += advances[index]
        if index < last:
            off = places[index + 1] - pen
            if abs(off) > _SUBTLE:
                kern = round(-off * 1000 / size, 1)
                parts.append(f"){kern:g}(")
                pen -= kern * size / 1000
    parts.append(")]")
    return "".join(parts)


_ESCAPED = [rl_accel.escapePDF(chr(code)) for code in range(256)]
