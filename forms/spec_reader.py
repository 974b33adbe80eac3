"""Read a paper's TOML strictly: every unknown key, type, name and fact is refused, with place."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from forms import spec
from forms.errors import SpecError
from forms.facts_schema import FactsSchema
from forms.spec_checks import (
    COMMON,
    Scope,
    check_keys,
    check_template,
    checked,
    one_of,
    repeat,
    tables,
    texts,
)
from forms.spec_grid import read_grid, read_options
from forms.template_check import check_expression, check_text, facts_scope

Shared = Mapping[str, list[dict[str, Any]]]
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
    "kinds": list,
    "order": int,
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


def parse_toml(text: str, source: str) -> dict[str, Any]:
    """Parse TOML; SpecError names the file and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{source}: {error}") from error


def read_form(text: str, source: str, stage: str, schema: FactsSchema, shared: Shared) -> Any:
    """Return the FormSpec in a TOML text; SpecError names the file and the place."""
    data = parse_toml(text, source)
    check_keys(
        data, _FORM_KEYS, source, need=("id", "title", "version", "source", "layout", "block")
    )
    for key, allowed in (
        ("layout", spec.LAYOUTS),
        ("addressees", spec.ADDRESSEES),
        ("volume", spec.VOLUMES),
    ):
        one_of(data, key, allowed, source)
    scope = facts_scope(schema)
    if data.get("number"):
        checked(lambda: check_expression(data["number"], scope), f"{source}: number")
    checked(lambda: check_text(data["title"], scope), f"{source}: title")
    for path in data.get("required", []):
        if not isinstance(path, str) or schema.find(path) is None:
            raise SpecError(f"{source}: required: {path} is not declared in facts.toml")
    blocks = read_blocks(data["block"], source, scope, shared)
    known = {key: data[key] for key in data if key not in ("block",)}
    for key in ("sets", "basis", "required"):
        known[key] = texts(data.get(key, []), f"{source}: {key}")
    known["kinds"] = _kinds(data, source)
    return spec.FormSpec(**known, stage=stage, file=source, blocks=blocks)


def _kinds(data: dict[str, Any], source: str) -> tuple[str, ...]:
    """Return the kinds of case a paper is made in: all when it does not say; [] is none."""
    kinds = texts(data.get("kinds", spec.KINDS), f"{source}: kinds")
    for kind in kinds:
        if kind not in spec.KINDS:
            raise SpecError(f"{source}: kinds: {kind} is not one of {', '.join(spec.KINDS)}")
    return kinds


def read_blocks(
    entries: Any, source: str, scope: Scope, shared: Shared, within: tuple[str, ...] = ()
) -> tuple[spec.BlockSpec, ...]:
    """Read a list of blocks, shared ones put in where they are used."""
    blocks: list[spec.BlockSpec] = []
    for number, entry in enumerate(tables(entries, source), 1):
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
    check_keys(entry, {"type": str, "name": str}, place, need=("name",))
    name = entry["name"]
    if name not in shared:
        raise SpecError(f"{place}: unknown shared block {name!r}")
    if name in within:
        raise SpecError(f"{place}: {name} uses itself")
    return read_blocks(shared[name], source, scope, shared, (*within, name))


def _block(kind: str, entry: dict[str, Any], place: str, scope: Scope) -> spec.BlockSpec:
    check_keys(entry, {"type": str, **COMMON, **_BLOCK_KEYS[kind]}, place)
    again, scope = repeat(entry, place, scope)
    values: dict[str, Any] = {"type": kind, "place": place, **again}
    for key in ("text", "label", "issuer"):
        if key in entry:
            check_template(entry[key], f"{place}: {key}", scope)
            values[key] = entry[key]
    if kind == "ticks":
        values.update(_ticks_block(entry, values, place, scope))
    reader = _READERS.get(kind)
    if reader is not None:
        values.update(reader(entry, place, scope))
    return spec.BlockSpec(**values)


def _paragraph(entry: dict[str, Any], place: str, _scope: Scope) -> dict[str, Any]:
    one_of(entry, "style", spec.STYLES, place)
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
        check_template("{{ office.issuer }}", place, scope)
    if entry.get("date"):
        checked(lambda: check_expression(entry["date"], scope), f"{place}: date")
    return {"date": entry.get("date", "")}


def _signature(entry: dict[str, Any], place: str, scope: Scope) -> dict[str, Any]:
    lines: list[spec.LineSpec] = []
    for line in tables(entry.get("lines", []), place):
        check_keys(line, {"label": str, "text": str, **COMMON}, place, need=("label",))
        again, inner = repeat(line, place, scope)
        check_template(line["label"], place, inner)
        check_template(line.get("text", ""), place, inner)
        lines.append(spec.LineSpec(label=line["label"], text=line.get("text", ""), **again))
    return {"lines": tuple(lines)}


def _ticks_block(
    entry: dict[str, Any], values: dict[str, Any], place: str, scope: Scope
) -> dict[str, Any]:
    found: dict[str, Any] = {"inline": entry.get("inline", False)}
    if "options" in entry:
        if "text" in entry or "ticked" in entry:
            raise SpecError(f"{place}: either options or text, not both")
        found["options"] = read_options(entry["options"], place, scope)
        return found
    if "text" not in entry:
        raise SpecError(f"{place}: options or text is missing")
    if entry.get("ticked"):
        checked(lambda: check_expression(entry["ticked"], scope), f"{place}: ticked")
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
    "grid": read_grid,
}
