"""Read a paper's TOML strictly: every unknown key, type, name and fact is refused with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from forms import spec
from forms.errors import SpecError
from forms.facts_schema import FactNode, FactsSchema
from forms.template_check import ANY, check_expression, check_text, element_of, facts_scope

Shared = Mapping[str, list[dict[str, Any]]]
Scope = dict[str, FactNode]
_FOR = re.compile(r"^\s*([a-z_]\w*)\s+in\s+(.+)$", re.DOTALL)
_COMMON = {"when": str, "for": str}
_BLOCK_KEYS: dict[str, dict[str, Any]] = {
    "paragraph": {"text": str, "style": str},
    "heading": {"text": str, "level": int},
    "field": {"label": str, "text": str},
    "grid": {"widths": list, "row": list},
    "ticks": {"options": list, "text": str, "ticked": str, "inline": bool},
    "signature": {"lines": list},
    "seal": {"text": str, "issuer": str, "date": str},
    "page_break": {},
    "space": {"lines": int},
    "use": {"name": str},
}
_FORM_KEYS: dict[str, Any] = {
    "id": str,
    "title": str,
    "version": int,
    "source": str,
    "layout": str,
    "issuer_line": bool,
    "number": str,
    "sets": list,
    "addressees": str,
    "per_addressee": bool,
    "copies": int,
    "volume": str,
    "served": str,
    "remedy": str,
    "basis": list,
    "required": list,
    "sign_line": str,
    "block": list,
}
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


def parse_toml(text: str, source: str) -> dict[str, Any]:
    """Parse TOML; SpecError names the file and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{source}: {error}") from error


def read_form(text: str, source: str, stage: str, schema: FactsSchema, shared: Shared) -> Any:
    """Return the FormSpec in a TOML text; SpecError names the file and the place."""
    data = parse_toml(text, source)
    _keys(data, _FORM_KEYS, source, need=("id", "title", "version", "source", "layout", "block"))
    for key, allowed in (
        ("layout", spec.LAYOUTS),
        ("addressees", spec.ADDRESSEES),
        ("volume", spec.VOLUMES),
    ):
        _one_of(data, key, allowed, source)
    scope = facts_scope(schema)
    if data.get("number"):
        _checked(lambda: check_expression(data["number"], scope), f"{source}: number")
    _checked(lambda: check_text(data["title"], scope), f"{source}: title")
    for path in data.get("required", []):
        if not isinstance(path, str) or schema.find(path) is None:
            raise SpecError(f"{source}: required: {path} is not declared in facts.toml")
    blocks = read_blocks(data["block"], source, scope, shared)
    known = {key: data[key] for key in data if key not in ("block",)}
    for key in ("sets", "basis", "required"):
        known[key] = _texts(data.get(key, []), f"{source}: {key}")
    return spec.FormSpec(**known, stage=stage, file=source, blocks=blocks)


def read_blocks(
    entries: Any, source: str, scope: Scope, shared: Shared, within: tuple[str, ...] = ()
) -> tuple[spec.BlockSpec, ...]:
    """Read a list of blocks, shared ones put in where they are used."""
    blocks: list[spec.BlockSpec] = []
    for number, entry in enumerate(_dicts(entries, source), 1):
        place = f"{source}: block {number}" + (f" in {within[-1]}" if within else "")
        kind = entry.get("type")
        if kind not in _BLOCK_KEYS:
            raise SpecError(f"{place}: unknown block type {kind!r}")
        place += f" ({kind})"
        if kind == "use":
            blocks.extend(_use(entry, place, source, scope, shared, within))
        else:
            blocks.append(_block(kind, entry, place, scope))
    return tuple(blocks)


def _use(
    entry: dict[str, Any],
    place: str,
    source: str,
    scope: Scope,
    shared: Shared,
    within: tuple[str, ...],
) -> tuple[spec.BlockSpec, ...]:
    _keys(entry, {"type": str, "name": str}, place, need=("name",))
    name = entry["name"]
    if name not in shared:
        raise SpecError(f"{place}: unknown shared block {name!r}")
    if name in within:
        raise SpecError(f"{place}: {name} uses itself")
    return read_blocks(shared[name], source, scope, shared, (*within, name))


def _block(kind: str, entry: dict[str, Any], place: str, scope: Scope) -> spec.BlockSpec:
    _keys(entry, {"type": str, **_COMMON, **_BLOCK_KEYS[kind]}, place)
    repeat, scope = _repeat(entry, place, scope)
    values: dict[str, Any] = {"type": kind, "place": place, **repeat}
    for key in ("text", "label", "issuer"):
        if key in entry:
            _text(entry[key], f"{place}: {key}", scope)
            values[key] = entry[key]
    if kind == "ticks":
        values.update(_ticks_block(entry, values, place, scope))
    reader = _READERS.get(kind)
    if reader is not None:
        values.update(reader(entry, place, scope))
    return spec.BlockSpec(**values)


def _paragraph(entry: dict[str, Any], place: str, _scope: Scope) -> dict[str, Any]:
    _one_of(entry, "style", spec.STYLES, place)
    if "text" not in entry:
        raise SpecError(f"{place}: text is missing")
    return {"style": entry.get("style", "body")}


def _heading(entry: dict[str, Any], place: str, _scope: Scope) -> dict[str, Any]:
    level = entry.get("level", 1)
    if level not in (1, 2):
        raise SpecError(f"{place}: level is 1 or 2")
    return {"level": level}


def _space(entry: dict[str, Any], place: str, _scope: Scope) -> dict[str, Any]:
    count = entry.get("lines", 1)
    if not 1 <= count <= 40:
        raise SpecError(f"{place}: lines from 1 to 40")
    return {"count": count}


def _seal(entry: dict[str, Any], place: str, scope: Scope) -> dict[str, Any]:
    if "issuer" not in entry:
        _text("{{ office.issuer }}", place, scope)
    if entry.get("date"):
        _checked(lambda: check_expression(entry["date"], scope), f"{place}: date")
    return {"date": entry.get("date", "")}


def _signature(entry: dict[str, Any], place: str, scope: Scope) -> dict[str, Any]:
    lines: list[spec.LineSpec] = []
    for line in _dicts(entry.get("lines", []), place):
        _keys(line, {"label": str, "text": str, **_COMMON}, place, need=("label",))
        repeat, inner = _repeat(line, place, scope)
        _text(line["label"], place, inner)
        _text(line.get("text", ""), place, inner)
        lines.append(spec.LineSpec(label=line["label"], text=line.get("text", ""), **repeat))
    return {"lines": tuple(lines)}


def _grid(entry: dict[str, Any], place: str, scope: Scope) -> dict[str, Any]:
    widths = entry.get("widths", [])
    if not widths or not all(isinstance(w, (int, float)) and w > 0 for w in widths):
        raise SpecError(f"{place}: widths in mm are missing")
    rows: list[spec.RowSpec] = []
    for number, row in enumerate(_dicts(entry.get("row", []), place), 1):
        here = f"{place}: row {number}"
        keys = {"cells": list, "header": bool, "min_height": (int, float), **_COMMON}
        _keys(row, keys, here, need=("cells",))
        repeat, inner = _repeat(row, here, scope)
        cells = tuple(_cell(cell, here, inner) for cell in _dicts(row["cells"], here))
        if sum(cell.span for cell in cells) > len(widths):
            raise SpecError(f"{here}: more cells than the {len(widths)} columns")
        rows.append(
            spec.RowSpec(
                cells=cells,
                header=row.get("header", False),
                min_height=float(row.get("min_height", 0)),
                **repeat,
            )
        )
    if not rows:
        raise SpecError(f"{place}: a grid needs rows")
    return {"widths": tuple(float(w) for w in widths), "rows": tuple(rows)}


def _cell(cell: dict[str, Any], place: str, scope: Scope) -> spec.CellSpec:
    _keys(cell, _CELL_KEYS, place)
    _one_of(cell, "align", (*spec.ALIGNS, ""), place)
    _one_of(cell, "valign", (*spec.VALIGNS, ""), place)
    _text(cell.get("text", ""), place, scope)
    if cell.get("when"):
        _checked(lambda: check_expression(cell["when"], scope), f"{place}: when")
    rowspan = str(cell.get("rowspan", 1))
    if not rowspan.isdigit():
        _checked(lambda: check_expression(rowspan, scope), f"{place}: rowspan")
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
        ticks=_options(entries, place, scope),
        when=cell.get("when", ""),
    )


def _options(entries: Any, place: str, scope: Scope) -> tuple[spec.OptionSpec, ...]:
    options: list[spec.OptionSpec] = []
    for entry in _dicts(entries, place):
        _keys(entry, _OPTION_KEYS, place, need=("text",))
        if "when" in entry and "ticked" in entry:
            raise SpecError(f"{place}: an option is ticked by when or by ticked, not by both")
        name, items, inner = _loop(entry, place, scope)
        ticked = entry.get("ticked", entry.get("when", ""))
        if ticked:
            _checked(lambda e=ticked, s=inner: check_expression(e, s), f"{place}: ticked")
        _text(entry["text"], place, inner)
        options.append(
            spec.OptionSpec(text=entry["text"], ticked=ticked, loop_name=name, loop_items=items)
        )
    return tuple(options)


def _ticks_block(
    entry: dict[str, Any], values: dict[str, Any], place: str, scope: Scope
) -> dict[str, Any]:
    found: dict[str, Any] = {"inline": entry.get("inline", False)}
    if "options" in entry:
        if "text" in entry or "ticked" in entry:
            raise SpecError(f"{place}: either options or text, not both")
        found["options"] = _options(entry["options"], place, scope)
        return found
    if "text" not in entry:
        raise SpecError(f"{place}: options or text is missing")
    if entry.get("ticked"):
        _checked(lambda: check_expression(entry["ticked"], scope), f"{place}: ticked")
    # A loop over options stays inside one list: all its options are one block.
    option = spec.OptionSpec(
        text=entry["text"],
        ticked=entry.get("ticked", ""),
        loop_name=values.pop("loop_name", ""),
        loop_items=values.pop("loop_items", ""),
    )
    found["options"] = (option,)
    found["text"] = ""
    return found


_READERS: dict[str, Callable[[dict[str, Any], str, Scope], dict[str, Any]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "space": _space,
    "seal": _seal,
    "signature": _signature,
    "grid": _grid,
}


def _repeat(entry: dict[str, Any], place: str, scope: Scope) -> tuple[dict[str, Any], Scope]:
    name, items, inner = _loop(entry, place, scope)
    when = entry.get("when", "")
    if when:
        _checked(lambda: check_expression(when, inner), f"{place}: when")
    return {"when": when, "loop_name": name, "loop_items": items}, inner


def _loop(entry: dict[str, Any], place: str, scope: Scope) -> tuple[str, str, Scope]:
    if not entry.get("for"):
        return "", "", scope
    match = _FOR.match(entry["for"])
    if match is None:
        raise SpecError(f'{place}: for must read "name in list"')
    name, items = match.groups()
    element = _checked(lambda: element_of(check_expression(items, scope)), f"{place}: for")
    return name, items, {**scope, name: element, "loop": ANY}


def _checked(check: Callable[[], Any], place: str) -> Any:
    try:
        return check()
    except SpecError as error:
        raise SpecError(f"{place}: {error}") from error


def _text(source: str, place: str, scope: Scope) -> None:
    _checked(lambda: check_text(source, scope), place)


def _keys(
    entry: dict[str, Any], allowed: Mapping[str, Any], place: str, need: tuple[str, ...] = ()
) -> None:
    for key, value in entry.items():
        if key not in allowed:
            raise SpecError(f"{place}: unknown key {key!r}")
        kind = allowed[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise SpecError(f"{place}: {key} has the wrong type ({type(value).__name__})")
    for key in need:
        if key not in entry:
            raise SpecError(f"{place}: {key} is missing")


def _one_of(entry: dict[str, Any], key: str, allowed: tuple[str, ...], place: str) -> None:
    if key in entry and entry[key] not in allowed:
        raise SpecError(f"{place}: {key} is {entry[key]!r}, not one of {', '.join(allowed)}")


def _dicts(value: Any, place: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SpecError(f"{place}: expected a list of tables")
    return value


def _texts(value: Any, place: str) -> tuple[str, ...]:
    if not all(isinstance(item, str) for item in value):
        raise SpecError(f"{place}: expected texts")
    return tuple(value)
