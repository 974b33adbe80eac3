"""Bytes that are no text are located by `verify`; other nonsense never breaks it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.store.conftest import NOW
from tests.store.writing import take_in


@pytest.mark.parametrize(
    ("table", "column", "place"),
    [
        ("event", "payload", "event[1].payload"),
        ("document", "values", "document[1]"),
        ("audit", "payload", "audit[1].payload"),
        ("document_file", "sha256", "document_file[1].sha256"),
        ("party", "name", "party[1]"),
    ],
)
def test_a_text_that_is_none_is_located(
    tmp_path: Path, table: str, column: str, place: str
) -> None:
    with Desk.open(tmp_path, "张三", NOW.date(), NOW) as desk:
        take_in(desk, "R1")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as conn:
        triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _ in kept:
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute(f"UPDATE {table} SET \"{column}\" = CAST(X'61ff62' AS TEXT)")
        for _, sql in kept:
            conn.execute(sql)
        conn.commit()
    with Desk.open(tmp_path, "张三", NOW.date(), NOW) as desk:
        found = [one.field for one in verify(desk)]
    assert any(one.startswith(place) for one in found), found


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, '{"entries": 1e400}',
     '{"entries": ' + "9" * 30 + ', "head": "", "last_event": 0, "at": "", "origin": "",'
     ' "numbers": {}}'],
)  # fmt: skip
def test_a_mark_that_is_nonsense_does_not_lock_anybody_out(tmp_path: Path, text: str) -> None:
    with Desk.open(tmp_path, "张三", NOW.date(), NOW) as desk:
        take_in(desk, "R1")
    (tmp_path / "desk.mark").write_text(text, encoding="utf-8")
    with Desk.open(tmp_path, "张三", NOW.date(), NOW) as desk:
        assert verify(desk) == []
