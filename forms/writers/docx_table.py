"""Tables in DOCX: gridCol and tcW, spans, rows that may or may not break, repeated headers."""

from __future__ import annotations

from itertools import pairwise

from forms.blocks import Cell, Grid, Row
from forms.writers.cells import column_edges, stand_beside
from forms.writers.docx_xml import box, keep, paragraph, run, twips
from forms.writers.style import MM, Sheet, TableStyle

_LABEL_MARGINS = (
    '<w:tcMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tcMar>'
)
_WHOLE_ROW = 6  # rows of fewer lines stay on one page


def table(grid: Grid, sheet: Sheet, style: TableStyle) -> str:
    """Return a table of the width of the text."""
    edges = [twips(edge) for edge in column_edges(grid.widths, sheet.width)]
    columns = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(edges))
    rows = "".join(_row(grid.rows, number, edges, sheet, style) for number in range(len(grid.rows)))
    return f"<w:tbl>{_props(edges[-1], style)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


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
    rows: tuple[Row, ...], number: int, edges: list[int], sheet: Sheet, style: TableStyle
) -> str:
    row = rows[number]
    height = max(
        sheet.grid_row,
        row.min_height * MM,
        *(cell.min_height * MM for cell in row.cells if cell.rowspan == 1),
    )
    lines = max((_lines(cell, edges, sheet, style) for cell in row.cells), default=1)
    props = "<w:cantSplit/>" if lines < _WHOLE_ROW else ""
    props += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
    if row.header:
        props += "<w:tblHeader/>"
    cells = "".join(_slot(rows[number], slot, edges) for slot in _covering(rows, number))
    return f"<w:tr><w:trPr>{props}</w:trPr>{cells}</w:tr>"


def _lines(cell: Cell, edges: list[int], sheet: Sheet, style: TableStyle) -> int:
    width = (edges[cell.column + cell.span] - edges[cell.column]) / 20 - 2 * style.pad_x
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


def _slot(row: Row, slot: tuple[Cell, bool], edges: list[int]) -> str:
    cell, from_above = slot
    width = edges[cell.column + cell.span] - edges[cell.column]
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.span > 1:
        props += f'<w:gridSpan w:val="{cell.span}"/>'
    if cell.rowspan > 1:
        props += "<w:vMerge/>" if from_above else '<w:vMerge w:val="restart"/>'
    if cell.label:
        props += _LABEL_MARGINS
    valign = {"middle": "center", "": "center"}.get(cell.valign, cell.valign)
    if not cell.valign and not cell.label and row.min_height >= 20:
        valign = "top"
    props += f'<w:vAlign w:val="{valign}"/>'
    body = paragraph("", "Cell") if from_above else _content(cell, row.header)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{body}</w:tc>"


def _content(cell: Cell, header: bool) -> str:
    style = "CellLabel" if cell.label else "Cell"
    align = {"left": "left", "center": "center", "right": "right"}.get(cell.align, "")
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
