"""FormSpec + facts → Paper: fills the texts, walks loops and conditions, lays out grid cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from forms import blocks as b
from forms.errors import FormError, MissingFacts
from forms.facts_schema import FactsSchema, load_schema
from forms.filters import cn_date
from forms.grid_cells import place_cells
from forms.spec import BlockSpec, FormSpec, OptionSpec, Repeat, RowSpec
from forms.templates import evaluate, render
from forms.validate import missing
from forms.view import Blank, Node, make_view

Scope = Mapping[str, Any]
_SIGN_LINE = "当事人（签名或者盖章）："
_OPEN_DATE = "　　　　年　　月　　日"


def assemble(
    spec: FormSpec,
    facts: Mapping[str, Any],
    *,
    draft: bool = False,
    meta: Mapping[str, str] | None = None,
    schema: FactsSchema | None = None,
) -> b.Paper:
    """Return the paper; MissingFacts when a required fact is missing and this is no draft."""
    used = schema or load_schema()
    gaps = missing(spec, facts, used)
    if gaps and not draft:
        raise MissingFacts(spec.id, gaps)
    blanks = frozenset(path.removesuffix("[]") for path in spec.required) if gaps else frozenset()
    scope = make_view(facts, used, blanks)
    title = render(spec.title, scope)
    made: list[b.Block] = [_head(spec, title, scope)]
    for block in spec.blocks:
        for inner in repeated(block, scope):
            made.extend(_MAKERS[block.type](block, inner))
    return b.Paper(
        form_id=spec.id,
        title=title,
        layout=spec.layout,
        blocks=tuple(made),
        draft=draft,
        version=spec.version,
        footer=_footer(spec),
        meta=tuple(sorted((meta or {}).items())),
    )


def repeated(part: Repeat, scope: Scope) -> Iterator[Scope]:
    """Yield one scope for each time a part is printed."""
    if not part.loop_name:
        if not part.when or evaluate(part.when, scope):
            yield scope
        return
    items = list(evaluate(part.loop_items, scope) or ())
    for index, item in enumerate(items, 1):
        loop = {"index": index, "index0": index - 1, "length": len(items)}
        loop |= {"first": index == 1, "last": index == len(items)}
        inner = {**scope, part.loop_name: item, "loop": Node(loop)}
        if not part.when or evaluate(part.when, inner):
            yield inner


def _head(spec: FormSpec, title: str, scope: Scope) -> b.TitleBlock:
    issuer = scope["office"].issuer if spec.issuer_line else ""
    number = evaluate(spec.number, scope) if spec.number else ""
    # "".join makes a plain text of the 【label】 of a draft, which walks as one piece.
    return b.TitleBlock("".join([issuer or ""]), title, "".join([number or ""]))


def _footer(spec: FormSpec) -> b.Footer:
    if spec.layout == "letter":
        return b.Footer("dash")
    if spec.layout == "record":
        return b.Footer("count", spec.sign_line or _SIGN_LINE)
    return b.Footer("count", spec.sign_line)


def _trim(text: str) -> list[str]:
    """Split into lines; drop blank lines at both ends, keep indents and blank lines between."""
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _paragraph(block: BlockSpec, scope: Scope) -> list[b.Block]:
    role = {"strong": b.SANS, "note": b.KAI, "subtitle": b.KAI}.get(block.style, b.FANG)
    return [
        b.Paragraph((b.Run(line, role),), block.style, line.startswith("　　"))
        for line in _trim(render(block.text, scope))
    ]


def _heading(block: BlockSpec, scope: Scope) -> list[b.Block]:
    text = " ".join(_trim(render(block.text, scope)))
    return [b.Heading(block.level, text)] if text else []


def _field(block: BlockSpec, scope: Scope) -> list[b.Block]:
    text = "\n".join(_trim(render(block.text, scope)))
    return [b.FieldLine(render(block.label, scope), text)]


def _options(specs: tuple[OptionSpec, ...], scope: Scope) -> tuple[b.Tick, ...]:
    made: list[b.Tick] = []
    for option in specs:
        for inner in repeated(option, scope):
            value = evaluate(option.ticked, inner) if option.ticked else False
            # A 【label】 is no tick: whether the box is ticked is just what is not known yet.
            ticked = bool(value) and not isinstance(value, Blank)
            made.append(b.Tick(" ".join(_trim(render(option.text, inner))), ticked))
    return tuple(made)


def _ticks(block: BlockSpec, scope: Scope) -> list[b.Block]:
    options = _options(block.options, scope)
    return [b.TickList(options, block.inline)] if options else []


def _signature(block: BlockSpec, scope: Scope) -> list[b.Block]:
    lines = [
        (render(line.label, inner), render(line.text, inner).strip())
        for line in block.lines
        for inner in repeated(line, scope)
    ]
    return [b.Signature(tuple(lines))] if lines else []


def _seal(block: BlockSpec, scope: Scope) -> list[b.Block]:
    value = evaluate(block.date, scope) if block.date else None
    date = cn_date(value) if isinstance(value, (dt.date, Blank)) else str(value or "")
    words = render(block.text, scope).strip() or "加盖公章处"
    if not words.startswith("（"):
        words = f"（{words}）"
    return [b.SealArea(render(block.issuer, scope).strip(), words, date or _OPEN_DATE)]


def _row(row: RowSpec, scope: Scope) -> Iterator[tuple[RowSpec, list[b.Cell]]]:
    for inner in repeated(row, scope):
        cells: list[b.Cell] = []
        for cell in row.cells:
            shown = not cell.when or bool(evaluate(cell.when, inner))
            rowspan = cell.rowspan
            if not shown and rowspan != "1":
                continue  # the cell of the first row of the loop covers this place
            cells.append(
                b.Cell(
                    column=0,
                    text="\n".join(_trim(render(cell.text, inner))) if shown else "",
                    label=cell.label,
                    span=cell.span,
                    rowspan=int(rowspan if rowspan.isdigit() else evaluate(rowspan, inner)),
                    align=cell.align,
                    valign=cell.valign,
                    min_height=cell.min_height,
                    ticks=_options(cell.ticks, inner) if shown else (),
                )
            )
        yield row, cells


def _grid(block: BlockSpec, scope: Scope) -> list[b.Block]:
    made = [item for row in block.rows for item in _row(row, scope)]
    if not made:
        return []
    try:
        rows = place_cells(made, len(block.widths))
    except FormError as error:
        raise FormError(f"{block.place}：{error}") from error
    return [b.Grid(block.widths, rows)]


_MAKERS: dict[str, Callable[[BlockSpec, Scope], list[b.Block]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "field": _field,
    "ticks": _ticks,
    "signature": _signature,
    "seal": _seal,
    "grid": _grid,
    "page_break": lambda _block, _scope: [b.PageBreak()],
    "space": lambda block, _scope: [b.Space(block.count)],
}
