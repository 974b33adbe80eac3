"""Put table cells into their columns: row spans push later cells, gaps become empty cells."""

from __future__ import annotations

from dataclasses import replace

from forms.blocks import Cell, Row
from forms.errors import FormError
from forms.reading.spec import RowSpec


def place_cells(made: list[tuple[RowSpec, list[Cell]]], columns: int) -> tuple[Row, ...]:
    """Return rows whose cells know their column and together cover it all (FormError if not)."""
    rows: list[Row] = []
    taken = [0] * columns  # rows that each column is still covered by a cell from above
    for number, (spec, cells) in enumerate(made):
        left = len(made) - number
        placed: list[Cell] = []
        column = 0
        for cell in cells:
            column = _next_free(taken, column)
            span = _room(taken, column, cell.span, columns)
            rowspan = max(1, min(cell.rowspan, left))
            placed.append(replace(cell, column=column, span=span, rowspan=rowspan))
            column += span
        placed.extend(_fill(taken, column, columns))
        taken = [max(0, rest - 1) for rest in taken]
        for cell in placed:
            for place in range(cell.column, cell.column + cell.span):
                taken[place] = max(taken[place], cell.rowspan - 1)
        rows.append(Row(tuple(placed), spec.header, spec.min_height))
    return tuple(rows)


def _next_free(taken: list[int], column: int) -> int:
    while column < len(taken) and taken[column]:
        column += 1
    return column


def _room(taken: list[int], column: int, span: int, columns: int) -> int:
    if column >= columns:
        raise FormError("表格一行的单元格比栏数多")
    end = column
    while end < columns and end - column < span and not taken[end]:
        end += 1
    if end - column < span:
        raise FormError("表格单元格超出栏数")
    return span


def _fill(taken: list[int], column: int, columns: int) -> list[Cell]:
    fillers: list[Cell] = []
    while column < columns:
        if not taken[column]:
            fillers.append(Cell(column))
        column += 1
    return fillers
