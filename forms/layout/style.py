"""The measures of the papers (resources/style.toml), read once; lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import resources
from forms.reading.spec import LAYOUTS
from forms.reading.toml_table import Table, parse_toml

MM = 72 / 25.4
OWN_LAYOUTS = ("report", "list")  # of the program's reports, not for papers of the catalogue


@dataclass(frozen=True)
class Sheet:
    """One layout: the frame, the text, the title, the foot, and tables in it; all in points."""

    layout: str
    page_width: float
    page_height: float
    top: float
    left: float
    width: float
    height: float
    size: float
    line: float  # line pitch
    char: float  # character pitch
    title_size: float
    title_line: float
    title_after: float
    footer: float
    footer_size: float
    grid_size: float
    grid_line: float
    grid_row: float
    note_size: float
    note_line: float
    on_grid: bool

    @property
    def bottom(self) -> float:
        """The lower edge of the frame, from the top of the page."""
        return self.top + self.height


@dataclass(frozen=True)
class TableStyle:
    """Padding and line widths of tables, in points."""

    pad_x: float
    pad_y: float
    line: float
    outer: float


@dataclass(frozen=True)
class DraftStyle:
    """The watermark of drafts."""

    text: str
    size: float
    grey: float


@dataclass(frozen=True)
class PracticeStyle:
    """The watermark of papers made for practice, and the line at the head of each page."""

    text: str
    draft_text: str
    size: float
    grey: float
    head: str
    head_size: float


@dataclass(frozen=True)
class DocxFonts:
    """Official font names by role, what replaces them, and the Latin face."""

    names: tuple[tuple[str, str, str], ...]
    latin: str

    def name(self, role: str) -> str:
        """Return the font name of a role."""
        return next(name for key, name, _alt in self.names if key == role)


@dataclass(frozen=True)
class Style:
    """Everything in style.toml."""

    sheets: tuple[Sheet, ...]
    table: TableStyle
    draft: DraftStyle
    practice: PracticeStyle
    docx: DocxFonts

    def sheet(self, layout: str) -> Sheet:
        """Return the measures of a layout."""
        return next(sheet for sheet in self.sheets if sheet.layout == layout)

    def mark(self, *, draft: bool, practice: bool) -> DraftStyle | None:
        """Return the watermark of a paper, None for one that is final and real."""
        if practice:
            own = self.practice
            return DraftStyle(own.draft_text if draft else own.text, own.size, own.grey)
        return self.draft if draft else None


def _sheet(layout: str, page: Table, table: Table) -> Sheet:
    across, down = page.number("width_mm") * MM, page.number("height_mm") * MM
    if table.flag("lying"):
        across, down = down, across
    width, height = table.number("width_mm") * MM, table.number("height_mm") * MM
    on_grid = "lines" in table
    line = height / table.number("lines") if on_grid else table.number("pitch")
    return Sheet(
        layout=layout,
        page_width=across,
        page_height=down,
        top=table.number("top_mm") * MM,
        left=table.number("left_mm") * MM,
        width=width,
        height=height,
        size=table.number("size"),
        line=line,
        char=width / table.number("characters") if on_grid else table.number("size"),
        title_size=table.number("title_size"),
        title_line=line if on_grid else table.number("title_pitch"),
        title_after=line * table.number("title_after", 0),
        footer=table.number("footer_mm") * MM,
        footer_size=table.number("footer_size"),
        grid_size=table.number("grid_size"),
        grid_line=table.number("grid_pitch"),
        grid_row=table.number("grid_row_mm") * MM,
        note_size=table.number("note_size"),
        note_line=table.number("note_pitch"),
        on_grid=on_grid,
    )


@cache
def load_style() -> Style:
    """Read style.toml; SpecError names the key that is wrong."""
    whole = parse_toml(resources.text("style.toml"), "style.toml")
    page = whole.table("page")
    layouts = (*LAYOUTS, *OWN_LAYOUTS)
    return Style(
        sheets=tuple(_sheet(name, page, whole.table(name)) for name in layouts),
        table=_table_style(whole.table("table")),
        draft=_draft_style(whole.table("draft")),
        practice=_practice_style(whole.table("practice")),
        docx=_docx_fonts(whole.table("docx").table("fonts")),
    )


def _table_style(table: Table) -> TableStyle:
    return TableStyle(
        pad_x=table.number("pad_x"),
        pad_y=table.number("pad_y"),
        line=table.number("line"),
        outer=table.number("outer"),
    )


def _draft_style(table: Table) -> DraftStyle:
    return DraftStyle(table.text("text"), table.number("size"), table.number("grey"))


def _practice_style(table: Table) -> PracticeStyle:
    return PracticeStyle(
        text=table.text("text"),
        draft_text=table.text("draft_text"),
        size=table.number("size"),
        grey=table.number("grey"),
        head=table.text("head"),
        head_size=table.number("head_size"),
    )


def _docx_fonts(table: Table) -> DocxFonts:
    roles = {role: table.table(role) for role in table if role != "latin"}
    names = tuple((role, font.text("name"), font.text("alt")) for role, font in roles.items())
    return DocxFonts(names, table.text("latin"))
