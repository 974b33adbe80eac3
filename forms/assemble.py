"""FormSpec + facts → Paper: fills the texts, walks loops and conditions, lays out grid cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from forms import blocks as b
from forms.copied import block_of, role_of
from forms.errors import FormError, MissingFacts
from forms.facts import Facts
from forms.filters import cn_date
from forms.grid_cells import place_cells
from forms.marks import lines
from forms.reading import spec as s
from forms.reading.facts_reader import load_schema
from forms.reading.facts_schema import FactsSchema
from forms.templates import (
    View,
    evaluate,
    evaluate_count,
    evaluate_list,
    render,
    render_marked,
)
from forms.validate import missing
from forms.view import Blank, Node, make_view

_SIGN_LINE = "当事人（签名或者盖章）："
_OPEN_DATE = "　　　　年　　月　　日"


def assemble(
    spec: s.FormSpec,
    facts: Facts,
    *,
    draft: bool = False,
    meta: Mapping[str, str] | None = None,
    schema: FactsSchema | None = None,
) -> b.Paper:
    """Return the paper; MissingFacts when a required fact is missing and this is no draft.

    Of the facts only the top keys in `spec.reads` are read.
    """
    used = schema or load_schema()
    gaps = missing(spec, facts, used)
    if gaps and not draft:
        raise MissingFacts(spec.id, gaps)
    blanks = {path.removesuffix("[]") for path in spec.required} if gaps else set[str]()
    view = make_view(facts, used, spec.reads, frozenset(blanks))
    title = render(spec.title, view)
    made: list[b.Block] = [_head(spec, title, view)]
    for block in spec.blocks:
        for inner in repeated(block.repeat, view):
            made.extend(_made(block, inner))
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


def repeated(part: s.Repeat, view: View) -> Iterator[View]:
    """Yield what a part sees, once for each time it is printed."""
    if not part.name:
        if not part.when or evaluate(part.when, view):
            yield view
        return
    items = evaluate_list(part.items, view)
    for index, item in enumerate(items, 1):
        loop = {"index": index, "index0": index - 1, "length": len(items)}
        loop |= {"first": index == 1, "last": index == len(items)}
        inner = {**view, part.name: item, "loop": Node(loop)}
        if not part.when or evaluate(part.when, inner):
            yield inner


def _head(spec: s.FormSpec, title: str, view: View) -> b.TitleBlock:
    issuer = evaluate("office.issuer", view) if spec.issuer_line else ""
    number = evaluate(spec.number, view) if spec.number else ""
    # str() makes a plain text of the 【label】 of a draft, which walks as one piece.
    return b.TitleBlock(str(issuer or ""), title, str(number or ""))


def _made(block: s.BlockSpec, view: View) -> list[b.Block]:
    match block:
        case s.ParagraphSpec():
            return _paragraph(block, view)
        case s.HeadingSpec():
            return _heading(block, view)
        case s.FieldSpec():
            text = "\n".join(_trim(render(block.text, view)))
            return [b.FieldLine(render(block.label, view), text)]
        case s.TicksSpec():
            options = _options(block.options, view)
            return [b.TickList(options, block.inline)] if options else []
        case s.SignatureSpec():
            return _signature(block, view)
        case s.SealSpec():
            return _seal(block, view)
        case s.GridSpec():
            return _grid(block, view)
        case s.CopiedSpec() | s.PageBreakSpec() | s.SpaceSpec():
            return [_plain(block, view)]


def _plain(block: s.CopiedSpec | s.PageBreakSpec | s.SpaceSpec, view: View) -> b.Block:
    if isinstance(block, s.CopiedSpec):
        return block_of(*(render(one, view) for one in (block.kind, block.label, block.text)))
    return b.Space(block.lines) if isinstance(block, s.SpaceSpec) else b.PageBreak()


def _footer(spec: s.FormSpec) -> b.Footer:
    if spec.layout == "letter":
        return b.Footer("dash")
    if spec.layout == "record":
        return b.Footer("count", spec.sign_line or _SIGN_LINE)
    return b.Footer("count", spec.sign_line)


def _trim(text: str) -> list[str]:
    return [line.text for line in lines(text)]


def _paragraph(block: s.ParagraphSpec, view: View) -> list[b.Block]:
    role = role_of(block.style)
    return [
        b.Paragraph(
            (b.Run(line.text, role),), block.style, line.text.startswith("　　"), line.fixed
        )
        for line in lines(render_marked(block.text, view))
    ]


def _heading(block: s.HeadingSpec, view: View) -> list[b.Block]:
    text = " ".join(_trim(render(block.text, view)))
    return [b.Heading(block.level, text)] if text else []


def _options(specs: tuple[s.OptionSpec, ...], view: View) -> tuple[b.Tick, ...]:
    made: list[b.Tick] = []
    for option in specs:
        for inner in repeated(option.repeat, view):
            value = evaluate(option.ticked, inner) if option.ticked else False
            # A 【label】 is no tick: whether the box is ticked is just what is not known yet.
            ticked = bool(value) and not isinstance(value, Blank)
            made.append(b.Tick(" ".join(_trim(render(option.text, inner))), ticked))
    return tuple(made)


def _signature(block: s.SignatureSpec, view: View) -> list[b.Block]:
    lines = [
        (render(line.label, inner), render(line.text, inner).strip())
        for line in block.lines
        for inner in repeated(line.repeat, view)
    ]
    return [b.Signature(tuple(lines))] if lines else []


def _seal(block: s.SealSpec, view: View) -> list[b.Block]:
    value = evaluate(block.date, view) if block.date else None
    date = cn_date(value) if isinstance(value, (dt.date, Blank)) else str(value or "")
    words = render(block.text, view).strip() or "加盖公章处"
    if not words.startswith("（"):
        words = f"（{words}）"
    return [b.SealArea(render(block.issuer, view).strip(), words, date or _OPEN_DATE)]


def _row(row: s.RowSpec, view: View) -> Iterator[tuple[s.RowSpec, list[b.Cell]]]:
    for inner in repeated(row.repeat, view):
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
                    rowspan=int(rowspan) if rowspan.isdigit() else evaluate_count(rowspan, inner),
                    align=cell.align,
                    valign=cell.valign,
                    min_height=cell.min_height,
                    ticks=_options(cell.ticks, inner) if shown else (),
                )
            )
        yield row, cells


def _grid(block: s.GridSpec, view: View) -> list[b.Block]:
    made = [item for row in block.rows for item in _row(row, view)]
    if not made:
        return []
    try:
        rows = place_cells(made, len(block.widths))
    except FormError as error:
        raise FormError(f"{block.place}：{error}") from error
    return [b.Grid(block.widths, rows)]
