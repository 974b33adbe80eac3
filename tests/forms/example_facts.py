"""Facts made of the examples in facts.toml: every declared path filled, two items a list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from forms.facts_schema import FactNode, FactsSchema

_DEFAULTS: dict[str, Any] = {
    "text": "某某",
    "int": 15,
    "fen": 12600000,
    "bool": True,
    "date": dt.date(2026, 1, 5),
    "datetime": dt.datetime(2026, 4, 8, 9, 30),
}


def example_facts(schema: FactsSchema, count: int = 2) -> dict[str, Any]:
    """Return facts for every declared path."""
    return {name: _value(node, count) for name, node in schema.root.children.items()}


def _value(node: FactNode, count: int) -> Any:
    if node.kind == "list":
        assert node.element is not None
        return [_value(node.element, count) for _ in range(count)]
    if node.kind == "object":
        return {name: _value(child, count) for name, child in node.children.items()}
    return _scalar(node)


def _scalar(node: FactNode) -> Any:
    example = node.example
    if example is None:
        return _DEFAULTS[node.type]
    if isinstance(example, str) and node.type == "date":
        return dt.date.fromisoformat(example)
    if isinstance(example, str) and node.type == "datetime":
        return dt.datetime.fromisoformat(example)
    if isinstance(example, str) and node.type in ("int", "fen"):
        return int(example)
    if isinstance(example, str) and node.type == "bool":
        return example in ("true", "是")
    return example
