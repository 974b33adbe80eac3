"""Photos laid on A4 pages with their captions: for the dossier, an inspection record, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms import blocks as b
from forms.layout.lines import Setting, break_lines, set_line, shape
from forms.layout.ops import Page, PictureOp, TextOp
from forms.layout.style import Sheet, load_style
from forms.writers.fonts import FontSet, open_set
from forms.writers.pdf import write_pages

GRIDS = {1: (1, 1), 2: (1, 2), 4: (2, 2), 6: (2, 3)}  # photos a page: columns, rows
DPI = 150  # of a printed photo; a laser printer hardly shows more
_POINTS = 72  # to an inch
_GAP = 12.0  # points between two photos
_CAPTION_LINES = 2
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Photo:
    """An upright picture as JPEG, its size in pixels, and what is printed below it."""

    jpeg: bytes
    width: int
    height: int
    caption: str


def room(each: int) -> tuple[int, int]:
    """Return the pixels that a photo has when `each` of them are on a page."""
    width, height = _cell(load_style().sheet("report"), each)
    return round(width / _POINTS * DPI), round(height / _POINTS * DPI)


def write_photo_sheet(title: str, photos: Sequence[Photo], each: int) -> bytes:
    """Return the PDF, `each` (1, 2, 4 or 6) photos a page, numbered; nothing is enlarged unevenly.

    FormError when the bundled fonts cannot be used.
    """
    setter = _Setter(open_set(), load_style().sheet("report"), each)
    numbered = list(enumerate(photos, start=1))
    parts = [numbered[start : start + each] for start in range(0, len(numbered), each)]
    pages = [setter.page(title, part, f"— {n} —") for n, part in enumerate(parts, start=1)]
    paper = b.Paper("photo_sheet", title, "report", (), tolerant=True)
    return write_pages(paper, pages)


def _cell(sheet: Sheet, each: int) -> tuple[float, float]:
    """Return the width and height of a photo without its caption, in points."""
    columns, rows = GRIDS[each]
    width = (sheet.width - _GAP * (columns - 1)) / columns
    caption = sheet.note_line * _CAPTION_LINES + _GAP
    height = (sheet.height - sheet.title_line) / rows - caption
    return width, height


class _Setter:
    def __init__(self, fonts: FontSet, sheet: Sheet, each: int) -> None:
        self.fonts, self.sheet = fonts, sheet
        self.columns, _ = GRIDS[each]
        self.cell_width, self.cell_height = _cell(sheet, each)

    def page(self, title: str, photos: Sequence[tuple[int, Photo]], foot: str) -> Page:
        sheet, page = self.sheet, Page()
        page.texts += self._centred(title, sheet.left, sheet.width, sheet.top, sheet.size, 1, "hei")
        for place, (number, photo) in enumerate(photos):
            row, column = divmod(place, self.columns)
            x = sheet.left + column * (self.cell_width + _GAP)
            pitch = self.cell_height + sheet.note_line * _CAPTION_LINES + _GAP
            y = sheet.top + sheet.title_line + row * pitch
            scale = min(self.cell_width / photo.width, self.cell_height / photo.height)
            width, height = photo.width * scale, photo.height * scale
            left, top = x + (self.cell_width - width) / 2, y + (self.cell_height - height) / 2
            page.pictures.append(PictureOp(left, top, width, height, photo.jpeg))
            base = y + self.cell_height + sheet.note_line
            text = f"{number}．{photo.caption}"
            page.texts += self._centred(
                text, x, self.cell_width, base, sheet.note_size, _CAPTION_LINES
            )
        low = sheet.page_height - sheet.footer
        page.texts += self._centred(foot, sheet.left, sheet.width, low, sheet.footer_size, 1)
        return page

    def _centred(
        self, text: str, x: float, width: float, y: float, size: float, most: int,
        role: str = "fang",
    ) -> list[TextOp]:  # fmt: skip
        """Return the first lines of a text, each in the middle; the last says when more follows."""
        setting, measure = Setting(size, size), self.fonts.widths(role).__getitem__
        glyphs = shape(text, measure, setting)
        lines = break_lines(glyphs, width, setting, 0.0, 0.0)
        if len(lines) > most:
            kept = "".join(glyph.char for glyph in glyphs[: lines[most - 1][1] - 1])
            return self._centred(kept + _ELLIPSIS, x, width, y, size, most, role)
        ops: list[TextOp] = []
        for number, (start, end, _) in enumerate(lines):
            line = set_line(glyphs[start:end], width, 0.0, "center", True, setting)
            ops.append(TextOp(x, y + number * self.sheet.note_line, size, line))
        return ops
