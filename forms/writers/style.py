"""The measures of the papers (resources/style.toml), read once; lengths in points."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from forms.spec import LAYOUTS

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


def _sheet(layout: str, page: dict[str, Any], data: dict[str, Any]) -> Sheet:
    across, down = page["width_mm"] * MM, page["height_mm"] * MM
    if data.get("lying"):
        across, down = down, across
    width, height = data["width_mm"] * MM, data["height_mm"] * MM
    on_grid = "lines" in data
    line = height / data["lines"] if on_grid else data["pitch"]
    char = width / data["characters"] if on_grid else data["size"]
    return Sheet(
        layout=layout,
        page_width=across,
        page_height=down,
        top=data["top_mm"] * MM,
        left=data["left_mm"] * MM,
        width=width,
        height=height,
        size=data["size"],
        line=line,
        char=char,
        title_size=data["title_size"],
        title_line=line if on_grid else data["title_pitch"],
        title_after=line * data.get("title_after", 0),
        footer=data["footer_mm"] * MM,
        footer_size=data["footer_size"],
        grid_size=data["grid_size"],
        grid_line=data["grid_pitch"],
        grid_row=data["grid_row_mm"] * MM,
        note_size=data["note_size"],
        note_line=data["note_pitch"],
        on_grid=on_grid,
    )


@cache
def load_style() -> Style:
    """Read style.toml."""
    data = tomllib.loads(resources.text("style.toml"))
    sheets = tuple(_sheet(name, data["page"], data[name]) for name in (*LAYOUTS, *OWN_LAYOUTS))
    fonts = data["docx"]["fonts"]
    names = tuple(
        (role, entry["name"], entry["alt"])
        for role, entry in fonts.items()
        if isinstance(entry, dict)
    )
    return Style(
        sheets,
        TableStyle(**data["table"]),
        DraftStyle(**data["draft"]),
        PracticeStyle(**data["practice"]),
        DocxFonts(names, fonts["latin"]),
    )
