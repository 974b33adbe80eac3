"""Read tables and tick options of a paper's TOML."""

from __future__ import annotations

from typing import Any

from forms import spec
from forms.errors import SpecError
from forms.spec_checks import (
    COMMON,
    Scope,
    check_keys,
    check_template,
    checked,
    loop,
    one_of,
    repeat,
    tables,
)
from forms.template_check import check_expression

_CELL_KEYS: dict[str, Any] = {
    "text": str,
    "label": bool,
    "span": int,
    "rowspan": (int, str),
    "align": str,
    "valign": str,
    "min_height": (int, float),
    "ticks": (list, dict),
    "when": str,
}
_OPTION_KEYS = {"text": str, "when": str, "ticked": str, "for": str}


def read_grid(entry: dict[str, Any], place: str, scope: Scope) -> dict[str, Any]:
    """Return widths and rows of a grid block."""
    widths = entry.get("widths", [])
    if not widths or not all(isinstance(w, (int, float)) and w > 0 for w in widths):
        raise SpecError(f"{place}: widths in mm are missing")
    rows: list[spec.RowSpec] = []
    for number, row in enumerate(tables(entry.get("row", []), place), 1):
        here = f"{place}: row {number}"
        keys = {"cells": list, "header": bool, "min_height": (int, float), **COMMON}
        check_keys(row, keys, here, need=("cells",))
        again, inner = repeat(row, here, scope)
        cells = tuple(_cell(cell, here, inner) for cell in tables(row["cells"], here))
        if sum(cell.span for cell in cells) > len(widths):
            raise SpecError(f"{here}: more cells than the {len(widths)} columns")
        rows.append(
            spec.RowSpec(
                cells=cells,
                header=row.get("header", False),
                min_height=float(row.get("min_height", 0)),
                **again,
            )
        )
    if not rows:
        raise SpecError(f"{place}: a grid needs rows")
    return {"widths": tuple(float(w) for w in widths), "rows": tuple(rows)}


def _cell(cell: dict[str, Any], place: str, scope: Scope) -> spec.CellSpec:
    check_keys(cell, _CELL_KEYS, place)
    one_of(cell, "align", (*spec.ALIGNS, ""), place)
    one_of(cell, "valign", (*spec.VALIGNS, ""), place)
    check_template(cell.get("text", ""), place, scope)
    if cell.get("when"):
        checked(lambda: check_expression(cell["when"], scope), f"{place}: when")
    rowspan = str(cell.get("rowspan", 1))
    if not rowspan.isdigit():
        checked(lambda: check_expression(rowspan, scope), f"{place}: rowspan")
    ticks = cell.get("ticks", [])
    entries = [ticks] if isinstance(ticks, dict) else ticks
    return spec.CellSpec(
        text=cell.get("text", ""),
        label=cell.get("label", False),
        span=cell.get("span", 1),
        rowspan=rowspan,
        align=cell.get("align", ""),
        valign=cell.get("valign", ""),
        min_height=float(cell.get("min_height", 0)),
        ticks=read_options(entries, place, scope),
        when=cell.get("when", ""),
    )


def read_options(entries: Any, place: str, scope: Scope) -> tuple[spec.OptionSpec, ...]:
    """Return tick options; `when` or `ticked` says which boxes are ticked."""
    options: list[spec.OptionSpec] = []
    for entry in tables(entries, place):
        check_keys(entry, _OPTION_KEYS, place, need=("text",))
        if "when" in entry and "ticked" in entry:
            raise SpecError(f"{place}: an option is ticked by when or by ticked, not by both")
        name, items, inner = loop(entry, place, scope)
        ticked = entry.get("ticked", entry.get("when", ""))
        if ticked:
            checked(lambda e=ticked, s=inner: check_expression(e, s), f"{place}: ticked")
        check_template(entry["text"], place, inner)
        options.append(
            spec.OptionSpec(text=entry["text"], ticked=ticked, loop_name=name, loop_items=items)
        )
    return tuple(options)
