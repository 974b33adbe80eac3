"""Checks that every part of a paper's TOML goes through; SpecError names the place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from forms.errors import SpecError
from forms.facts_schema import FactNode
from forms.template_check import ANY, check_expression, check_text, element_of

Scope = dict[str, FactNode]
COMMON = {"when": str, "for": str}
_FOR = re.compile(r"^\s*([a-z_]\w*)\s+in\s+(.+)$", re.DOTALL)


def repeat(entry: dict[str, Any], place: str, scope: Scope) -> tuple[dict[str, Any], Scope]:
    """Read `when` and `for`; return the fields of a Repeat and the scope inside the loop."""
    name, items, inner = loop(entry, place, scope)
    when = entry.get("when", "")
    if when:
        checked(lambda: check_expression(when, inner), f"{place}: when")
    return {"when": when, "loop_name": name, "loop_items": items}, inner


def loop(entry: dict[str, Any], place: str, scope: Scope) -> tuple[str, str, Scope]:
    """Read `for`; return its name, its list and the scope inside it."""
    if not entry.get("for"):
        return "", "", scope
    match = _FOR.match(entry["for"])
    if match is None:
        raise SpecError(f'{place}: for must read "name in list"')
    name, items = match.groups()
    element = checked(lambda: element_of(check_expression(items, scope)), f"{place}: for")
    return name, items, {**scope, name: element, "loop": ANY}


def checked(check: Callable[[], Any], place: str) -> Any:
    """Run a check; put the place before what it says."""
    try:
        return check()
    except SpecError as error:
        raise SpecError(f"{place}: {error}") from error


def check_template(source: str, place: str, scope: Scope) -> None:
    """Refuse a text with an undeclared name."""
    checked(lambda: check_text(source, scope), place)


def check_keys(
    entry: dict[str, Any], allowed: Mapping[str, Any], place: str, need: tuple[str, ...] = ()
) -> None:
    """Refuse unknown keys, wrong types and missing keys."""
    for key, value in entry.items():
        if key not in allowed:
            raise SpecError(f"{place}: unknown key {key!r}")
        kind = allowed[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise SpecError(f"{place}: {key} has the wrong type ({type(value).__name__})")
    for key in need:
        if key not in entry:
            raise SpecError(f"{place}: {key} is missing")


def one_of(entry: dict[str, Any], key: str, allowed: tuple[str, ...], place: str) -> None:
    """Refuse a value outside a closed list."""
    if key in entry and entry[key] not in allowed:
        raise SpecError(f"{place}: {key} is {entry[key]!r}, not one of {', '.join(allowed)}")


def tables(value: Any, place: str) -> list[dict[str, Any]]:
    """Return a list of TOML tables."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SpecError(f"{place}: expected a list of tables")
    return value


def texts(value: Any, place: str) -> tuple[str, ...]:
    """Return a list of texts."""
    if not all(isinstance(item, str) for item in value):
        raise SpecError(f"{place}: expected texts")
    return tuple(value)
