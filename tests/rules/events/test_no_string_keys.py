"""Outside the codec nobody reads an event by string keys: found in the syntax tree."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

# Where a row becomes an object, is written, covered by a digest, or carried over.
EDGE = {
    "models/rules/events/codec.py",
    "models/rules/events/shapes.py",
    "models/cases/loading.py",
    "models/services/shared/event_rows.py",
}
EDGE_FOLDERS = ("models/migrations/", "models/store/", "models/backup/")
NAMES = {"payload", "fields", "open", "sealed"}
HOLDERS = {"event", "entry", "happening", "e", "h", "appointed", "stored"}


def reads(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and words of every read of `….payload["x"]` or `event.fields.get("x")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            if isinstance(node.slice.value, str) and _is_payload(node.value):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("get", "pop", "items", "keys") and _is_payload(node.func.value):
                yield node.lineno, ast.unparse(node)


def _is_payload(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id == "payload"
    if not isinstance(node, ast.Attribute):
        return False
    if node.attr == "payload":
        return True
    holder = node.value
    name = holder.id if isinstance(holder, ast.Name) else getattr(holder, "attr", "")
    return node.attr in NAMES and name in HOLDERS


def files() -> list[Path]:
    """Return the product's Python files that are not the edge."""
    found = [p for top in ("models", "ui") for p in (ROOT / top).rglob("*.py")]
    return [
        p
        for p in found
        if (name := p.relative_to(ROOT).as_posix()) not in EDGE
        and not name.startswith(EDGE_FOLDERS)
    ]


@pytest.mark.parametrize(
    "code",
    [
        'view.last("docketed").payload["time"]',
        'event.payload.get("agent")',
        'payload["intake"]',
        'event.fields.get("until")',
        "for name, value in event.payload.items(): pass",
    ],
)
def test_the_finder_finds(code: str) -> None:
    assert list(reads(ast.parse(code)))


def test_no_payload_is_read_by_a_string_key() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for path in files()
        for line, words in reads(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(found)
