"""Tables in DOCX: gridCol and tcW, spans, rows that may or may not break, repeated headers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from forms.blocks import Cell, Grid, Row
from forms.layout.cells import column_edges, stand_beside
from forms.layout.style import MM, Sheet, TableStyle
from forms.writers.docx_xml import box, keep, paragraph, run, twips

_LABEL_MARGINS = (
    '<w:tcMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tcMar>'
)
_SLIVER = 40  # twips; edges nearer than this are one
_NARROW = 3400  # twips; in narrower cells justified text is torn
_WHOLE_ROW = 6  # rows of fewer lines stay on one page


def table(grids: Sequence[Grid], sheet: Sheet, style: TableStyle) -> str:
    """Return one table of the width of the text; grids that touch share it and their borders."""
    own = [[twips(edge) for edge in column_edges(grid.widths, sheet.width)] for grid in grids]
    edges = _shared_edges(own)
    columns = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(edges))
    rows = "".join(
        _row(grid.rows, number, _Columns(mine, edges), sheet, style)
        for grid, mine in zip(grids, own, strict=True)
        for number in range(len(grid.rows))
    )
    return f"<w:tbl>{_props(edges[-1], style)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _shared_edges(own: Sequence[Sequence[int]]) -> list[int]:
    shared: list[int] = []
    for edge in sorted({edge for edges in own for edge in edges}):
        if not shared or edge - shared[-1] > _SLIVER:
            shared.append(edge)
    shared[-1] = own[0][-1]
    return shared


class _Columns:
    """The columns of one grid within the columns of the whole table."""

    def __init__(self, own: Sequence[int], shared: Sequence[int]) -> None:
        self._shared = shared
        # Each own edge is at the nearest shared one.
        self._at = [min(range(len(shared)), key=lambda k: abs(shared[k] - edge)) for edge in own]

    def span(self, cell: Cell) -> int:
        """Over how many columns of the table the cell goes."""
        return self._at[cell.column + cell.span] - self._at[cell.column]

    def width(self, cell: Cell) -> int:
        """The width of the cell in twips."""
        shared = self._shared
        return shared[self._at[cell.column + cell.span]] - shared[self._at[cell.column]]


def _props(width: int, style: TableStyle) -> str:
    inner, outer = round(style.line * 8), round(style.outer * 8)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side, size in (
            ("top", outer),
            ("left", outer),
            ("bottom", outer),
            ("right", outer),
            ("insideH", inner),
            ("insideV", inner),
        )
    )
    pad, high = twips(style.pad_x), twips(style.pad_y)
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{high}" w:type="dxa"/>'
        f'<w:left w:w="{pad}" w:type="dxa"/><w:bottom w:w="{high}" w:type="dxa"/>'
        f'<w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )


def _row(
    rows: tuple[Row, ...], number: int, columns: _Columns, sheet: Sheet, style: TableStyle
) -> str:
    row = rows[number]
    height = max(
        sheet.grid_row,
        row.min_height * MM,
        *(cell.min_height * MM for cell in row.cells if cell.rowspan == 1),
    )
    lines = max((_lines(cell, columns, sheet, style) for cell in row.cells), default=1)
    props = "<w:cantSplit/>" if lines < _WHOLE_ROW else ""
    props += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
    if row.header:
        props += "<w:tblHeader/>"
    cells = "".join(_slot(rows[number], slot, columns) for slot in _covering(rows, number))
    return f"<w:tr><w:trPr>{props}</w:trPr>{cells}</w:tr>"


def _lines(cell: Cell, columns: _Columns, sheet: Sheet, style: TableStyle) -> int:
    width = columns.width(cell) / 20 - 2 * style.pad_x
    fit = max(1, int(width / sheet.grid_size))
    return sum(max(1, -(-len(part) // fit)) for part in cell.text.split("\n")) + len(cell.ticks)


def _covering(rows: tuple[Row, ...], number: int) -> list[tuple[Cell, bool]]:
    """The cells seen in a row, each with whether it started in a row above."""
    found: list[tuple[Cell, bool]] = []
    for above in range(number + 1):
        for cell in rows[above].cells:
            if above + cell.rowspan > number:
                found.append((cell, above < number))
    return sorted(found, key=lambda item: item[0].column)


def _slot(row: Row, slot: tuple[Cell, bool], columns: _Columns) -> str:
    cell, from_above = slot
    width, span = columns.width(cell), columns.span(cell)
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        props += f'<w:gridSpan w:val="{span}"/>'
    if cell.rowspan > 1:
        props += "<w:vMerge/>" if from_above else '<w:vMerge w:val="restart"/>'
    if cell.label:
        props += _LABEL_MARGINS
    valign = {"middle": "center", "": "center"}.get(cell.valign, cell.valign)
    if not cell.valign and not cell.label and max(row.min_height, cell.min_height) >= 20:
        valign = "top"
    props += f'<w:vAlign w:val="{valign}"/>'
    body = paragraph("", "Cell") if from_above else _content(cell, width, row.header)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{body}</w:tc>"


def _content(cell: Cell, width: int, header: bool) -> str:
    style = "CellLabel" if cell.label else "Cell"
    align = cell.align
    if not align and not cell.label and width < _NARROW:
        align = "left"
    props = keep(header) + (f'<w:jc w:val="{align}"/>' if align else "")
    made = [
        paragraph(run(part) if part else "", style, props)
        for part in (cell.text.split("\n") if cell.text else ())
    ]
    options = [box(option.ticked) + run(f" {option.text}") for option in cell.ticks]
    if options and stand_beside(cell.ticks):
        made.append(paragraph(run("　").join(options), style, props))
    else:
        made.extend(paragraph(option, style, props) for option in options)
    return "".join(made) or paragraph("", style)
