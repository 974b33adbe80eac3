"""The list of facts a paper may name (facts.toml): read, looked up, and checked on both sides."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from forms.errors import SpecError

SCALARS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "int": (int,),
    "fen": (int,),
    "bool": (bool,),
    "date": (dt.date,),
    "datetime": (dt.datetime,),
}
_KEYS = {"path", "type", "label", "example", "like", "note"}


@dataclass
class FactNode:
    """One place in the tree of facts: a scalar, an object, or a list with one element node."""

    name: str
    path: str
    kind: str = "object"
    type: str = ""
    label: str = ""
    example: Any = None
    children: dict[str, FactNode] = field(default_factory=dict)
    element: FactNode | None = None

    def child(self, name: str) -> FactNode | None:
        """Return the field called so, or None."""
        return self.children.get(name)

    def walk(self) -> Iterator[FactNode]:
        """Yield this node and all below it."""
        yield self
        for child in self.children.values():
            yield from child.walk()
        if self.element is not None:
            yield from self.element.walk()


class FactsSchema:
    """The tree of declared facts."""

    def __init__(self, root: FactNode, source: str) -> None:
        self.root = root
        self.source = source

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

    def typed(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts read from JSON with ISO text made dates where a date is declared."""
        return {key: _typed(self.root.child(key), value) for key, value in facts.items()}

    def check(self, facts: Mapping[str, Any]) -> list[str]:
        """Name every fact that is not declared or has another type than declared."""
        found: list[str] = []
        _check(self.root, facts, "", found)
        return found


def _typed(node: FactNode | None, value: Any) -> Any:
    if node is None:
        return value
    if isinstance(value, Mapping):
        return {key: _typed(node.child(key), item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(node.element, item) for item in value]
    if isinstance(value, str) and value and node.type in ("date", "datetime"):
        kind = dt.date if node.type == "date" else dt.datetime
        return kind.fromisoformat(value)
    return value


def _check(node: FactNode, value: Any, path: str, found: list[str]) -> None:
    if value is None:
        return
    if node.kind == "object":
        if not isinstance(value, Mapping):
            found.append(f"{path}: expected fields, got {type(value).__name__}")
            return
        for key, item in value.items():
            child = node.child(key)
            here = f"{path}.{key}" if path else str(key)
            if child is None:
                found.append(f"{here}: not declared")
            else:
                _check(child, item, here, found)
    elif node.kind == "list":
        if not isinstance(value, (list, tuple)):
            found.append(f"{path}: expected a list, got {type(value).__name__}")
            return
        assert node.element is not None
        for number, item in enumerate(value):
            _check(node.element, item, f"{path}[{number}]", found)
    elif not _fits(node.type, value):
        found.append(f"{path}: expected {node.type}, got {type(value).__name__}")


def _fits(kind: str, value: Any) -> bool:
    if kind != "bool" and isinstance(value, bool):
        return False
    if kind == "date" and isinstance(value, dt.datetime):
        return False
    return isinstance(value, SCALARS[kind])


def read_schema(text: str, source: str) -> FactsSchema:
    """Read facts.toml; SpecError names the file and the fact that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{source}: {error}") from error
    extra = set(data) - {"fact"}
    if extra:
        raise SpecError(f"{source}: unknown key {min(extra)}")
    root = FactNode("", "")
    entries = data.get("fact", [])
    for entry in entries:
        _declare(root, entry, source)
    for entry in entries:
        if "like" in entry:
            _copy(root, entry, source)
    return FactsSchema(root, source)


def _declare(root: FactNode, entry: dict[str, Any], source: str) -> None:
    path = entry.get("path")
    if not isinstance(path, str) or not path:
        raise SpecError(f"{source}: a fact without path: {entry}")
    place = f"{source}: {path}"
    unknown = set(entry) - _KEYS
    if unknown:
        raise SpecError(f"{place}: unknown key {min(unknown)}")
    kind = entry.get("type")
    # Writers of facts.toml may say "list" or "object" where they only give a label.
    if kind in ("list", "object"):
        kind = None
    if kind is not None and kind not in SCALARS:
        raise SpecError(f"{place}: unknown type {kind}")
    node = _reach(root, path, place)
    if kind is not None:
        if node.children or node.type:
            raise SpecError(f"{place}: declared twice")
        node.kind, node.type = "scalar", kind
    elif "label" not in entry:
        raise SpecError(f"{place}: needs a type or a label")
    _name(node, root.child(path.split(".")[0]), path, entry)


def _name(node: FactNode, top: FactNode | None, path: str, entry: dict[str, Any]) -> None:
    node.label = str(entry.get("label", node.label))
    node.example = entry.get("example")
    if path.endswith("[]") and top is not None:
        holder = top
        for part in path.split(".")[1:]:
            inner = holder.element if holder.kind == "list" else holder
            assert inner is not None
            holder = inner.children[part.removesuffix("[]")]
        holder.label = node.label


def _reach(root: FactNode, path: str, place: str) -> FactNode:
    node = root
    walked: list[str] = []
    for part in path.split("."):
        name = part.removesuffix("[]")
        if not name.isidentifier() or name.startswith("_"):
            raise SpecError(f"{place}: {name!r} is not a usable name")
        if node.kind == "scalar":
            raise SpecError(f"{place}: {'.'.join(walked)} has no fields")
        walked.append(part)
        child = node.children.get(name)
        if child is None:
            child = node.children[name] = FactNode(name, ".".join(walked).removesuffix("[]"))
        if part.endswith("[]"):
            if child.kind == "object" and not child.children:
                child.kind = "list"
                child.element = FactNode(name, ".".join(walked))
            if child.element is None:
                raise SpecError(f"{place}: {name} is used both with and without []")
            child = child.element
        elif child.kind == "list" and part != path.rsplit(".", 1)[-1]:
            raise SpecError(f"{place}: {name} is a list; write {name}[]")
        node = child
    return node


def _copy(root: FactNode, entry: dict[str, Any], source: str) -> None:
    path, like = entry["path"], entry["like"]
    place = f"{source}: {path}"
    model = FactsSchema(root, source).find(like)
    if model is None or not model.children:
        raise SpecError(f"{place}: like names {like}, which has no fields")
    target = _reach(root, path, place)
    _graft(model, target)


def _graft(model: FactNode, target: FactNode) -> None:
    for name, child in model.children.items():
        if name in target.children:
            continue
        path = f"{target.path}.{name}" if target.path else name
        twin = FactNode(name, path, child.kind, child.type, child.label, child.example)
        if child.element is not None:
            inner = child.element
            twin.element = FactNode(
                inner.name, f"{path}[]", inner.kind, inner.type, inner.label, inner.example
            )
            _graft(inner, twin.element)
        _graft(child, twin)
        target.children[name] = twin


@cache
def load_schema(path: Path | None = None) -> FactsSchema:
    """Read the bundled facts.toml (or another one), once."""
    file = path or Path(__file__).with_name("facts.toml")
    return read_schema(file.read_text(encoding="utf-8"), file.name)
