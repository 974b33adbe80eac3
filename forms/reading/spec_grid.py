"""Read tables and tick options of a paper's TOML."""

from __future__ import annotations

from collections.abc import Iterable

from forms.reading import spec
from forms.reading.spec_checks import checked, expression, loop, repeat, template
from forms.reading.template_check import Scope, check_expression
from forms.reading.toml_table import Table

_CELL_KEYS = (
    "text", "label", "span", "rowspan", "align", "valign", "min_height", "ticks", "when",
)  # fmt: skip


def read_widths(table: Table) -> tuple[float, ...]:
    """Return the widths of a grid's columns in mm."""
    widths = table.numbers("widths")
    if not widths or min(widths) <= 0:
        raise table.error("widths in mm are missing")
    return widths


def read_rows(table: Table, columns: int, scope: Scope) -> tuple[spec.RowSpec, ...]:
    """Return the rows of a grid with so many columns."""
    rows = tuple(_row(row, columns, scope) for row in table.tables("row"))
    if not rows:
        raise table.error("a grid needs rows")
    return rows


def _row(row: Table, columns: int, scope: Scope) -> spec.RowSpec:
    row.only("cells", "header", "min_height", "when", "for")
    if "cells" not in row:
        raise row.error("cells is missing")
    again, inner = repeat(row, scope)
    cells = tuple(_cell(cell, inner) for cell in row.tables("cells"))
    if sum(cell.span for cell in cells) > columns:
        raise row.error(f"more cells than the {columns} columns")
    return spec.RowSpec(
        cells=cells,
        header=row.flag("header"),
        min_height=row.number("min_height", 0),
        repeat=again,
    )


def _cell(cell: Table, scope: Scope) -> spec.CellSpec:
    cell.only(*_CELL_KEYS)
    rowspan = cell.text_or_whole("rowspan", "1")
    if not rowspan.isdigit():
        checked(lambda: check_expression(rowspan, scope), f"{cell.place}: rowspan")
    return spec.CellSpec(
        text=template(cell, "text", scope, ""),
        label=cell.flag("label"),
        span=cell.whole("span", 1),
        rowspan=rowspan,
        align=cell.choice("align", spec.ALIGNS, ""),
        valign=cell.choice("valign", spec.VALIGNS, ""),
        min_height=cell.number("min_height", 0),
        ticks=read_options(cell.one_or_more("ticks"), scope),
        when=expression(cell, "when", scope),
    )


def read_options(options: Iterable[Table], scope: Scope) -> tuple[spec.OptionSpec, ...]:
    """Return tick options; `when` or `ticked` says which boxes are ticked."""
    return tuple(_option(option, scope) for option in options)


def _option(option: Table, scope: Scope) -> spec.OptionSpec:
    option.only("text", "when", "ticked", "for")
    if "when" in option and "ticked" in option:
        raise option.error("an option is ticked by when or by ticked, not by both")
    again, inner = loop(option, scope)
    ticked = expression(option, "ticked" if "ticked" in option else "when", inner)
    return spec.OptionSpec(text=template(option, "text", inner), ticked=ticked, repeat=again)
