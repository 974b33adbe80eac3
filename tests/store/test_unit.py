"""Commands: all or nothing, audited once, storage failures in Chinese, nothing half-written."""

import errno
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from models.backup.verify import verify
from models.entities import Audit, Case, Document, EventRow
from models.errors import BadInput, BugError, StorageError
from models.store.db import FILE_NAME, connection
from models.store.desk import Desk
from models.store.files import store as files
from models.store.files.store import FileId, Stored
from models.store.unit import command
from tests.store.writing import add_case, add_paper, counts, everything, take_in, take_in_and_fail


@dataclass(frozen=True)
class Paper:
    """An argument as services get them."""

    name: str
    on: date


@command
def note(desk: Desk, paper: Paper, *names: str, blob: bytes = b"") -> None:
    """Do nothing but be audited."""


@command
def outer(desk: Desk) -> None:
    """Call a command inside a command."""
    add_case(desk, "R-outer")
    take_in(desk, "R-inner")


def test_command_commits_once_and_returns_changes(desk: Desk) -> None:
    changes = take_in(desk, "R1", on=date(2026, 1, 5))
    assert (changes.action, changes.case_id, changes.ids) == ("take_in", 1, {"case": 1})
    assert changes.touches("document") and not changes.touches("setting")
    assert counts(desk)["audit"] == 1
    entry = Audit.get()
    assert (entry.actor, entry.action, entry.case_id) == ("张三", "take_in", 1)
    payload: Any = entry.payload
    assert (payload["args"]["on"], payload["events"]["to"]) == ("2026-01-05", 1)
    assert desk.files.listing() == {"2026/1/受理通知书.docx", "2026/1/受理通知书.pdf"}
    assert desk.files.read(FileId("2026/1/受理通知书.pdf")) == b"abc"
    assert verify(desk) == [] and not desk.in_unit


def test_arguments_are_spelled_canonically(desk: Desk) -> None:
    note(desk, Paper("受理通知书", date(2026, 1, 5)), "甲", "乙", blob=b"abc")
    row = connection(desk.db).execute("SELECT payload FROM audit").fetchone()[0]
    assert row.startswith('{"args":{"blob":{"sha256":"ba7816bf')
    assert '"names":["甲","乙"],"paper":{"name":"受理通知书","on":"2026-01-05"}' in row
    with pytest.raises(BugError, match="JSON"):
        note(desk, object())  # type: ignore[arg-type]
    assert counts(desk)["audit"] == 1


@pytest.mark.parametrize("error", [BadInput.of("x", "不对"), ZeroDivisionError, KeyboardInterrupt])
def test_everything_is_undone_on_an_exception(desk: Desk, error: Any) -> None:
    take_in(desk, "R1")
    before = everything(desk)
    with pytest.raises(error if isinstance(error, type) else type(error)):
        take_in_and_fail(desk, error)
    assert everything(desk) == before
    take_in(desk, "R2")
    assert verify(desk) == []


def test_nested_command_is_a_bug(desk: Desk) -> None:
    before = everything(desk)
    with pytest.raises(BugError, match="take_in was called inside command outer"):
        outer(desk)
    assert everything(desk) == before
    with pytest.raises(BugError, match="only inside"):
        _ = desk.unit


def test_broken_constraint_is_our_bug(desk: Desk) -> None:
    take_in(desk, "R1")
    before = everything(desk)
    with pytest.raises(BugError, match="UNIQUE"):
        take_in(desk, "R1")
    assert everything(desk) == before


def test_unaudited_inside_a_command_is_a_bug(desk: Desk) -> None:
    @command
    def sly(desk: Desk) -> None:
        with desk.unaudited():
            pass

    with pytest.raises(BugError, match="audited"):
        sly(desk)


def test_full_disk_leaves_nothing(desk: Desk) -> None:
    take_in(desk, "R1")
    before = everything(desk)
    conn = connection(desk.db)
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages + 2}")

    @command
    def big(desk: Desk) -> None:
        case = add_case(desk, "R-big")
        add_paper(desk, case)
        Document.create(case=case, form_id="x", values={"t": "字" * 99999}, created_at=desk.now())

    with pytest.raises(StorageError, match="磁盘空间不足") as caught:
        big(desk)
    assert isinstance(caught.value.__cause__, Exception)
    assert everything(desk) == before
    conn.execute("PRAGMA max_page_count = 1000000")
    big(desk)
    assert verify(desk) == []


def test_locked_database_is_reported(folder: Path, desk: Desk) -> None:
    connection(desk.db).execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = everything(desk)
    with pytest.raises(StorageError, match="占用"):
        take_in(desk, "R1")
    assert everything(desk) == before
    other.execute("ROLLBACK")
    other.close()
    take_in(desk, "R1")


def test_read_only_database_is_reported(desk: Desk) -> None:
    conn = connection(desk.db)
    conn.execute("PRAGMA query_only = 1")
    with pytest.raises(StorageError, match="不能写入"):
        take_in(desk, "R1")
    conn.execute("PRAGMA query_only = 0")
    assert everything(desk) == (dict.fromkeys(counts(desk), 0), set(), [])


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_disk_full_while_a_file_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    take_in(desk, "R1")
    before = everything(desk)
    real, calls = files.write_stream, []

    def write(path: Path, stream: BinaryIO) -> Stored:
        calls.append(path)
        if len(calls) == failing:
            path.write_bytes(stream.read(1))
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, stream)

    monkeypatch.setattr(files, "write_stream", write)
    with pytest.raises(StorageError, match="磁盘空间不足"):
        take_in(desk, "R2")
    monkeypatch.undo()
    assert everything(desk) == before
    take_in(desk, "R2")
    assert verify(desk) == []


def test_failing_rename_undoes_the_files_already_renamed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(desk)
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if str(target).endswith(".pdf"):
            raise PermissionError(errno.EACCES, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(StorageError, match="不能写入"):
        take_in(desk, "R1")
    monkeypatch.undo()
    assert everything(desk) == before


def test_event_and_audit_are_append_only(desk: Desk) -> None:
    take_in(desk, "R1")
    conn = connection(desk.db)
    for table in ("event", "audit"):
        for sql in (
            f"UPDATE {table} SET actor = 'x'",
            f"DELETE FROM {table}",
            f"REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                conn.execute(sql)

    @command
    def edit(desk: Desk) -> None:
        EventRow.update(date=date(2020, 1, 1)).execute()

    with pytest.raises(BugError, match="append-only"):
        edit(desk)


def test_foreign_keys_hold(desk: Desk) -> None:
    take_in(desk, "R1")

    @command
    def drop(desk: Desk) -> None:
        Case.delete().execute()

    with pytest.raises(BugError, match="FOREIGN KEY"):
        drop(desk)
