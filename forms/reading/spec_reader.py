"""Read a paper's TOML strictly: every unknown key, type, name and fact is refused, with place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from forms.reading import spec
from forms.reading.facts_schema import FactsSchema
from forms.reading.spec import Repeat
from forms.reading.spec_checks import COMMON, expression, repeat, template
from forms.reading.spec_grid import read_options, read_rows, read_widths
from forms.reading.template_check import Scope, facts_scope
from forms.reading.toml_table import Table, parse_toml

Shared: TypeAlias = Mapping[str, list[Table]]
_FORM_KEYS = (
    "id", "title", "version", "source", "layout", "issuer_line", "number", "sets", "kinds",
    "order", "addressees", "per_addressee", "copies", "volume", "visibility", "served",
    "served_name", "remedy", "basis", "required", "sign_line", "block",
)  # fmt: skip
_ISSUER = "{{ office.issuer }}"
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def read_shared(text: str, source: str) -> Shared:
    """Return the named lists of blocks in a TOML text."""
    table = parse_toml(text, source)
    return {name: table.tables(name) for name in table}


def read_form(
    text: str, source: str, stage: str, schema: FactsSchema, shared: Shared
) -> spec.FormSpec:
    """Return the paper in a TOML text; SpecError names the file and the place."""
    table = parse_toml(text, source)
    table.only(*_FORM_KEYS)
    scope = facts_scope(schema)
    issuer_line = table.flag("issuer_line")
    if issuer_line:
        scope.node("office")
    title = template(table, "title", scope)
    served, served_name = _served(table, title)
    return spec.FormSpec(
        id=table.text("id"),
        title=title,
        version=table.whole("version"),
        source=table.text("source"),
        layout=table.choice("layout", spec.LAYOUTS),
        stage=stage,
        file=source,
        issuer_line=issuer_line,
        number=expression(table, "number", scope),
        sets=table.texts("sets"),
        kinds=_kinds(table),
        order=table.whole("order", 100),
        addressees=table.choice("addressees", spec.ADDRESSEES, "none"),
        per_addressee=table.flag("per_addressee"),
        copies=table.whole("copies", 1),
        volume=table.choice("volume", spec.VOLUMES, "main"),
        visibility=table.choice("visibility", spec.VISIBILITIES, ""),
        served=served,
        served_name=served_name,
        remedy=table.text("remedy", ""),
        basis=table.texts("basis"),
        required=_required(table, schema, scope),
        sign_line=table.text("sign_line", ""),
        blocks=_blocks(table, scope, shared),
        reads=frozenset(scope.read),  # last: reading the texts fills it
    )


def _served(table: Table, title: str) -> tuple[str, str]:
    """Return the code a paper is served under and its name there: the title when not said."""
    served, name = table.text("served", ""), table.text("served_name", "")
    if served and not _CODE.fullmatch(served):
        raise table.error(f"served: {served!r} is no code (a-z, 0-9, _)")
    if name and not served:
        raise table.error("served_name is of no use without served")
    return served, (name or title) if served else ""


def _kinds(table: Table) -> tuple[str, ...]:
    """Return the kinds of case a paper is made in: all when it does not say; [] is none."""
    kinds = table.texts("kinds", spec.KINDS)
    for kind in kinds:
        if kind not in spec.KINDS:
            raise table.error(f"kinds: {kind} is not one of {', '.join(spec.KINDS)}")
    return kinds


def _required(table: Table, schema: FactsSchema, scope: Scope) -> tuple[str, ...]:
    paths = table.texts("required")
    for path in paths:
        if schema.find(path) is None:
            raise table.error(f"required: {path} is not declared in facts.toml")
        scope.node(path.split(".")[0].removesuffix("[]"))
    return paths


def _blocks(table: Table, scope: Scope, shared: Shared) -> tuple[spec.BlockSpec, ...]:
    if "block" not in table:
        raise table.error("block is missing")
    return read_blocks(table.tables("block"), scope, shared)


def read_blocks(
    tables: list[Table], scope: Scope, shared: Shared, within: tuple[str, ...] = ()
) -> tuple[spec.BlockSpec, ...]:
    """Read a list of blocks, shared ones put in where they are used."""
    blocks: list[spec.BlockSpec] = []
    for table in tables:
        kind = table.text("type")
        if kind == "use":
            blocks.extend(_use(table.at(f"{table.place} (use)"), scope, shared, within))
        elif kind in _READERS:
            keys, read = _READERS[kind]
            table = table.at(f"{table.place} ({kind})")
            table.only(*COMMON, *keys)
            again, inner = repeat(table, scope)
            blocks.append(read(table, again, inner))
        else:
            raise table.error(f"unknown block type {kind!r}")
    return tuple(blocks)


def _use(
    table: Table, scope: Scope, shared: Shared, within: tuple[str, ...]
) -> tuple[spec.BlockSpec, ...]:
    table.only("type", "name")
    name = table.text("name")
    if name not in shared:
        raise table.error(f"unknown shared block {name!r}")
    if name in within:
        raise table.error(f"{name} uses itself")
    return read_blocks(shared[name], scope, shared, (*within, name))


def _paragraph(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    return spec.ParagraphSpec(
        place=table.place,
        repeat=again,
        text=template(table, "text", scope),
        style=table.choice("style", spec.STYLES, "body"),
    )


def _heading(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    level = table.whole("level", 1)
    if level not in (1, 2):
        raise table.error("level is 1 or 2")
    text = template(table, "text", scope, "")
    return spec.HeadingSpec(place=table.place, repeat=again, text=text, level=level)


def _field(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    return spec.FieldSpec(
        place=table.place,
        repeat=again,
        label=template(table, "label", scope, ""),
        text=template(table, "text", scope, ""),
    )


def _ticks(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    inline = table.flag("inline")
    if "options" in table:
        if "text" in table or "ticked" in table:
            raise table.error("either options or text, not both")
        options = read_options(table.tables("options"), scope)
        return spec.TicksSpec(place=table.place, repeat=again, options=options, inline=inline)
    if "text" not in table:
        raise table.error("options or text is missing")
    # A loop over options stays inside one list: all its options are one block.
    option = spec.OptionSpec(
        text=template(table, "text", scope),
        ticked=expression(table, "ticked", scope),
        repeat=again,
    )
    return spec.TicksSpec(place=table.place, options=(option,), inline=inline)


def _grid(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    widths = read_widths(table)
    rows = read_rows(table, len(widths), scope)
    return spec.GridSpec(place=table.place, repeat=again, widths=widths, rows=rows)


def _signature(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    lines = tuple(_line(line, scope) for line in table.tables("lines"))
    return spec.SignatureSpec(place=table.place, repeat=again, lines=lines)


def _line(line: Table, scope: Scope) -> spec.LineSpec:
    line.only("label", "text", "when", "for")
    again, inner = repeat(line, scope)
    return spec.LineSpec(
        label=template(line, "label", inner),
        text=template(line, "text", inner, ""),
        repeat=again,
    )


def _seal(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    return spec.SealSpec(
        place=table.place,
        repeat=again,
        text=template(table, "text", scope, ""),
        issuer=template(table, "issuer", scope, _ISSUER),
        date=expression(table, "date", scope),
    )


def _copied(table: Table, again: Repeat, scope: Scope) -> spec.BlockSpec:
    kind, label, text = (template(table, key, scope) for key in ("kind", "label", "text"))
    return spec.CopiedSpec(place=table.place, repeat=again, kind=kind, label=label, text=text)


def _page_break(table: Table, again: Repeat, _scope: Scope) -> spec.BlockSpec:
    return spec.PageBreakSpec(place=table.place, repeat=again)


def _space(table: Table, again: Repeat, _scope: Scope) -> spec.BlockSpec:
    lines = table.whole("lines", 1)
    if not 1 <= lines <= 40:
        raise table.error("lines from 1 to 40")
    return spec.SpaceSpec(place=table.place, repeat=again, lines=lines)


# The keys of each block type besides type, when and for, and who reads it.
_READERS: dict[str, tuple[tuple[str, ...], Callable[[Table, Repeat, Scope], spec.BlockSpec]]] = {
    "paragraph": (("text", "style"), _paragraph),
    "heading": (("text", "level"), _heading),
    "field": (("label", "text"), _field),
    "grid": (("widths", "row"), _grid),
    "ticks": (("options", "text", "ticked", "inline"), _ticks),
    "signature": (("lines",), _signature),
    "seal": (("text", "issuer", "date"), _seal),
    "copied": (("kind", "label", "text"), _copied),
    "page_break": ((), _page_break),
    "space": (("lines",), _space),
}
