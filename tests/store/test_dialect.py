"""What only one engine understands, and where a file lies, is known to the store alone."""

import ast
import re
from collections.abc import Iterator

import pytest

from models import entities
from tests.places import ROOT

HOME = ("models/store/", "models/backup/", "models/migrations/")
# Words of SQLite's own; ON CONFLICT … DO UPDATE, partial indexes and || are PostgreSQL's too.
WORDS = re.compile(
    r"\b(PRAGMA|json_extract|json_each|json_valid|instr|NOT INDEXED|INDEXED BY|sqlite_\w+|rowid|"
    r"INSERT OR|REPLACE INTO|GLOB|julianday|strftime|group_concat|ifnull|iif|printf|typeof|"
    r"BEGIN IMMEDIATE|CREATE TRIGGER|randomblob)\b"
)
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|ORDER BY|CASE)\b|[(?]")
INDEX_OFF = re.compile(r"(AND|WHERE|OR|ON)\s+\+\w")
MODULES = {"sqlite3", "playhouse"}
NAMES = {"connection"}
PATHS = {"path", "root", "pending"}  # of the file store: others name a file and get bytes
ENTITIES = {name for name in vars(entities) if name[0].isupper()}
# Places known today. Empty when the statistics have been converted.
KNOWN: frozenset[str] = frozenset()

FILES = [
    path
    for part in ("models", "forms", "ui")
    for path in sorted((ROOT / part).rglob("*.py"))
    if not path.relative_to(ROOT).as_posix().startswith(HOME)
]


def dialect(tree: ast.AST) -> Iterator[str]:
    """Yield what in a module only one engine understands, or only storage should touch."""
    documented = set(docstrings(tree))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in documented
        ):
            words = WORDS.search(node.value) if SQL.search(node.value) else None
            if words or INDEX_OFF.search(node.value):
                yield f"{node.lineno}: {words.group() if words else 'unary plus'}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)
        elif isinstance(node, ast.Attribute) and node.attr in PATHS:
            if isinstance(node.value, ast.Attribute) and node.value.attr == "files":
                yield f"{node.lineno}: files.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if node.func.attr == "replace" and isinstance(of, ast.Name) and of.id in ENTITIES:
                yield f"{node.lineno}: {of.id}.replace, say insert(…).on_conflict(…)"
            elif node.func.attr == "execute_sql":
                yield f"{node.lineno}: execute_sql"


def docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the docstrings: prose may name what it likes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def imports(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield imports of the engine, and of the bare connection."""
    if isinstance(node, ast.Import):
        yield from (f"{node.lineno}: {a.name}" for a in node.names if a.name in MODULES)
    elif node.module in MODULES:
        yield f"{node.lineno}: {node.module}"
    elif node.module == "models.store.db":
        yield from (f"{node.lineno}: {a.name}" for a in node.names if a.name in NAMES)


def test_dialect_stays_in_the_store() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{place}"
        for path in FILES
        for place in dialect(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {place for place in found if place.partition(":")[0] not in KNOWN} == set()
    assert {place.partition(":")[0] for place in found} >= KNOWN, "take it off the list"


@pytest.mark.parametrize(
    "source",
    [
        "S = \"SELECT json_extract(payload, '$.x') FROM event\"",
        'S = f"SELECT {column} FROM event NOT INDEXED"',
        'S = "SELECT id FROM event WHERE date <= ? AND +voids_id IS NULL"',
        "from models.store.db import connection",
        "import sqlite3",
        "Setting.replace(key='x')",
        "desk.db.execute_sql('SELECT 1')",
        "S = \"instr(payload, 'x') > 0\"",
        "desk.files.path(name).read_bytes()",
    ],
)
def test_dialect_is_found(source: str) -> None:
    assert list(dialect(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        'S = "INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO UPDATE SET a = excluded.a"',
        'def f() -> None:\n    """Say rowid and PRAGMA (in prose)."""',
        "text.replace('a', 'b')",
        "from models.store.sql import rows",
    ],
)
def test_what_both_engines_know_passes(source: str) -> None:
    assert not list(dialect(ast.parse(source)))
