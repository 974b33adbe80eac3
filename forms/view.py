"""Facts as a template sees them: every declared fact is there, empty or not, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from forms.errors import FormError
from forms.facts import Fact, Facts, top_fact
from forms.marks import Prose
from forms.reading.facts_schema import FactNode, FactsSchema

Seen: TypeAlias = "str | int | dt.date | Node | list[Seen] | None"


class Node:
    """An object of facts; false when all its fields are empty."""

    # Without methods of its own, so that a fact may be called items, keys or copy.
    def __init__(self, fields: Mapping[str, Seen]) -> None:
        self.__dict__.update(fields)

    def __bool__(self) -> bool:
        return any(self.__dict__.values())

    def __str__(self) -> str:
        return ""


class Blank(str):
    """The 【label】 that is shown in a draft for a required fact that is missing."""

    def __iter__(self) -> Iterator[Blank]:
        yield self

    def __getattr__(self, name: str) -> Blank:
        if name.startswith("_"):
            raise AttributeError(name)
        return self


def is_missing(value: Fact) -> bool:
    """Say whether a required fact with this value counts as missing (0 and False do not)."""
    return value is None or value == "" or (isinstance(value, (list, tuple, Mapping)) and not value)


def make_view(
    facts: Facts, schema: FactsSchema, names: Iterable[str], blanks: frozenset[str] = frozenset()
) -> dict[str, Seen]:
    """Return the top facts with these names, as templates see them; no other one is read.

    `blanks` are paths shown as 【label】 if missing.
    """
    top = schema.root.children
    return {name: _view(top[name], top_fact(facts, name), blanks) for name in names}


def _view(node: FactNode, value: Fact, blanks: frozenset[str]) -> Seen:
    if node.kind == "object":
        fields: Facts = value if isinstance(value, Mapping) else {}
        return Node({k: _view(child, fields.get(k), blanks) for k, child in node.children.items()})
    if node.kind == "list":
        return _list(node, value, blanks)
    if is_missing(value):
        return Blank(f"【{node.label or node.path}】") if node.path in blanks else None
    if isinstance(value, str):
        return Prose(_clean(value)) if node.prose else _clean(value)
    if isinstance(value, (Mapping, Sequence)):
        raise FormError(f"事实 {node.path} 应当是一个值，不是一组")
    return value


def _list(node: FactNode, value: Fact, blanks: frozenset[str]) -> Seen:
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
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise FormError(f"事实 {node.path} 应当是列表")
    return [_view(element, item, blanks) for item in value]


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
