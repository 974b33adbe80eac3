"""Facts made of the examples in facts.toml: every declared path filled, two items a list."""

from __future__ import annotations

import datetime as dt

from forms.facts import Fact
from forms.reading.facts_schema import FactNode, FactsSchema

_DEFAULTS: dict[str, Fact] = {
    "text": "某某",
    "int": 15,
    "fen": 12600000,
    "bool": True,
    "date": dt.date(2026, 1, 5),
    "datetime": dt.datetime(2026, 4, 8, 9, 30),
}


def example_facts(schema: FactsSchema, count: int = 2) -> dict[str, Fact]:
    """Return facts for every declared path."""
    return {name: _value(node, count) for name, node in schema.root.children.items()}


def _value(node: FactNode, count: int) -> Fact:
    if node.kind == "list":
        assert node.element is not None
        return [_value(node.element, count) for _ in range(count)]
    if node.kind == "object":
        return {name: _value(child, count) for name, child in node.children.items()}
    if not node.example:
        return _DEFAULTS[node.type]
    if node.type == "date":
        return dt.date.fromisoformat(node.example)
    if node.type == "datetime":
        return dt.datetime.fromisoformat(node.example)
    return int(node.example) if node.type in ("int", "fen") else node.example
