"""Facts as a template sees them: every declared fact is there, empty or not, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from forms.facts_schema import FactNode, FactsSchema


class Node:
    """An object of facts; false when all its fields are empty."""

    # Without methods of its own, so that a fact may be called items, keys or copy.
    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.__dict__.update(fields)

    def __bool__(self) -> bool:
        return any(self.__dict__.values())

    def __str__(self) -> str:
        return ""


class Blank(str):
    """The 【label】 that stands in a draft for a required fact that is missing."""

    def __iter__(self) -> Iterator[Any]:
        yield self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self


def is_missing(value: Any) -> bool:
    """Say whether a required fact with this value counts as missing (0 and False do not)."""
    return value is None or value == "" or (isinstance(value, (list, tuple, dict)) and not value)


def make_view(
    facts: Mapping[str, Any], schema: FactsSchema, blanks: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return the names a template starts with; `blanks` are paths shown as 【label】 if missing."""
    return {
        name: _view(child, facts.get(name), blanks) for name, child in schema.root.children.items()
    }


def _view(node: FactNode, value: Any, blanks: frozenset[str]) -> Any:
    if node.kind == "scalar":
        if is_missing(value):
            return Blank(f"【{node.label or node.path}】") if node.path in blanks else None
        return _clean(value) if isinstance(value, str) else value
    if node.kind == "list":
        return _list(node, value, blanks)
    fields = value if isinstance(value, Mapping) else {}
    return Node({k: _view(child, fields.get(k), blanks) for k, child in node.children.items()})


def _list(node: FactNode, value: Any, blanks: frozenset[str]) -> Any:
    element = node.element
    assert element is not None
    if not value:
        wanted = node.path in blanks or f"{node.path}[]" in blanks
        inside = any(path.startswith(f"{node.path}[].") for path in blanks)
        if not wanted and not inside:
            return []
        if element.kind == "object" and inside:
            # One empty element: its required fields print their own labels.
            return [_view(element, {}, blanks)]
        return Blank(f"【{node.label or node.path}】")
    return [_view(element, item, blanks) for item in value]


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
