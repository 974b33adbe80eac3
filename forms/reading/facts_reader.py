"""Read facts.toml: the declared facts and the shapes that several of them share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from forms.reading.facts_schema import SCALARS, FactNode, FactsSchema
from forms.reading.toml_table import Table, parse_toml

_KEYS = ("path", "type", "label", "example", "like", "prose")


def read_schema(text: str, source: str, more: str = "") -> FactsSchema:
    """Read facts.toml and `more` written like it; SpecError names file and fact that are wrong."""
    shapes, facts = FactNode("", ""), FactNode("", "")
    for table in (parse_toml(one, source) for one in (text, more)):
        table.only("shape", "fact")
        for entry in table.tables("shape"):
            _declare(shapes, entry, FactNode("", ""), source)
        for entry in table.tables("fact"):
            _declare(facts, entry, shapes, source)
    return FactsSchema(facts)


@cache
def load_schema(more: str = "") -> FactsSchema:
    """Read the bundled facts.toml, once; `more` are facts declared elsewhere in the same way."""
    file = Path(__file__).parents[1] / "facts.toml"
    return read_schema(file.read_text(encoding="utf-8"), file.name, more)


def _declare(root: FactNode, entry: Table, shapes: FactNode, source: str) -> None:
    path = entry.text("path", "")
    if not path:
        raise entry.error("a fact without path")
    entry = entry.at(f"{source}: {path}")
    entry.only(*_KEYS)
    kind, label = entry.text("type", ""), entry.text("label", "")
    node = _reach(root, path, entry)
    if node.type or (node.children and "like" not in entry):
        raise entry.error("declared twice")
    if "like" in entry:
        _take_over(node, shapes, label, entry)
    elif kind not in SCALARS:
        raise entry.error(f"unknown type {kind}" if kind else "needs a type or like")
    else:
        node.kind, node.type = "scalar", kind
    node.label, node.example = label, entry.text("example", "")
    node.prose = entry.flag("prose")
    if node.prose and node.type != "text":
        raise entry.error("only a text can be prose")
    if path.endswith("[]"):
        _reach(root, path.removesuffix("[]"), entry).label = label


def _reach(root: FactNode, path: str, entry: Table) -> FactNode:
    """Return the node of a path; what is not there yet is made."""
    node = root
    walked: list[str] = []
    for number, part in enumerate(path.split("."), 1):
        name = part.removesuffix("[]")
        if not name.isidentifier() or name.startswith("_"):
            raise entry.error(f"{name!r} is not a usable name")
        if node.kind == "scalar":
            raise entry.error(f"{'.'.join(walked)} has no fields")
        walked.append(part)
        child = node.children.get(name)
        if child is None:
            child = node.children[name] = FactNode(name, ".".join(walked).removesuffix("[]"))
        if part.endswith("[]"):
            if child.kind == "object" and not child.children:
                child.kind = "list"
                child.element = FactNode(name, ".".join(walked))
            if child.element is None:
                raise entry.error(f"{name} is used both with and without []")
            child = child.element
        elif child.kind == "list" and number <= path.count("."):
            raise entry.error(f"{name} is a list; write {name}[]")
        node = child
    return node


def _take_over(node: FactNode, shapes: FactNode, label: str, entry: Table) -> None:
    """Give a node the fields of a shape, each labelled with the node's own label before it."""
    shape = shapes.child(entry.text("like"))
    if shape is None or not shape.children:
        raise entry.error(f"like names {entry.text('like')}, which is no shape")
    if "type" in entry:
        raise entry.error("has like and a type")
    if not label:
        raise entry.error("like needs a label")
    twice = next((name for name in shape.children if name in node.children), "")
    if twice:
        raise entry.error(f"{twice} is declared twice")
    _graft(shape, node, label)


def _graft(model: FactNode, target: FactNode, label: str) -> None:
    for name, child in model.children.items():
        twin = _twin(child, f"{target.path}.{name}", label)
        if child.element is not None:
            twin.element = _twin(child.element, f"{twin.path}[]", label)
            _graft(child.element, twin.element, label)
        _graft(child, twin, label)
        target.children[name] = twin


def _twin(node: FactNode, path: str, label: str) -> FactNode:
    own = label + node.label if node.label else ""
    return FactNode(node.name, path, node.kind, node.type, own, node.example, node.prose)
