"""The list of facts a paper may name: looked up, and checked against the facts that are given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.facts import Fact, Facts

SCALARS = {
    "text": str,
    "int": int,
    "fen": int,
    "bool": bool,
    "date": dt.date,
    "datetime": dt.datetime,
}


@dataclass
class FactNode:
    """One place in the tree of facts: a scalar, an object, or a list with one element node.

    `prose` is text that people wrote freely: an edited copy of a paper may say it otherwise.
    """

    name: str
    path: str
    kind: str = "object"
    type: str = ""
    label: str = ""
    example: str = ""
    prose: bool = False
    children: dict[str, FactNode] = field(default_factory=dict[str, "FactNode"])
    element: FactNode | None = None

    def child(self, name: str) -> FactNode | None:
        """Return the field called so, or None."""
        return self.children.get(name)


class FactsSchema:
    """The tree of declared facts."""

    def __init__(self, root: FactNode) -> None:
        self.root = root

    def find(self, path: str) -> FactNode | None:
        """Return the node of `a.b[].c` (the trailing [] of a list may be left out), or None."""
        node: FactNode | None = self.root
        for part in path.split("."):
            name = part.removesuffix("[]")
            node = node.child(name) if node is not None else None
            if node is not None and part.endswith("[]"):
                node = node.element
        return node

    def label(self, path: str) -> str:
        """Return the label a person knows this fact by; the path itself when it has none."""
        node = self.find(path)
        return node.label if node is not None and node.label else path

    def typed(self, facts: Facts) -> dict[str, Fact]:
        """Return facts read from JSON with ISO text made dates where a date is declared."""
        return {key: _typed(self.root.child(key), value) for key, value in facts.items()}

    def check(self, facts: Facts) -> list[str]:
        """Name every fact that is not declared or has another type than declared."""
        return list(_wrong_fields(self.root, facts, ""))


def _typed(node: FactNode | None, value: Fact) -> Fact:
    if node is None:
        return value
    if isinstance(value, Mapping):
        return {key: _typed(node.child(key), item) for key, item in value.items()}
    if isinstance(value, str):
        kind = {"date": dt.date, "datetime": dt.datetime}.get(node.type)
        return kind.fromisoformat(value) if kind and value else value
    if isinstance(value, Sequence):
        return [_typed(node.element, item) for item in value]
    return value


def _wrong(node: FactNode, value: Fact, path: str) -> Iterator[str]:
    got = type(value).__name__
    if value is None:
        return
    if node.kind == "object":
        if isinstance(value, Mapping):
            yield from _wrong_fields(node, value, f"{path}.")
        else:
            yield f"{path}: expected fields, got {got}"
    elif node.kind == "list":
        assert node.element is not None
        if isinstance(value, str) or not isinstance(value, Sequence):
            yield f"{path}: expected a list, got {got}"
            return
        for number, item in enumerate(value):
            yield from _wrong(node.element, item, f"{path}[{number}]")
    elif not _fits(node.type, value):
        yield f"{path}: expected {node.type}, got {got}"


def _wrong_fields(node: FactNode, fields: Facts, before: str) -> Iterator[str]:
    for key, item in fields.items():
        child = node.child(key)
        if child is None:
            yield f"{before}{key}: not declared"
        else:
            yield from _wrong(child, item, f"{before}{key}")


def _fits(kind: str, value: Fact) -> bool:
    if kind != "bool" and isinstance(value, bool):
        return False
    if kind == "date" and isinstance(value, dt.datetime):
        return False
    return isinstance(value, SCALARS[kind])
