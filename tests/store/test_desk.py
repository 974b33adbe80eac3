"""Opening, pragmas, version, damaged and foreign databases, clocks, binding."""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.entities import Case, Draft
from models.errors import BugError, StorageError, TooNewError
from models.store import db as database
from models.store import lock
from models.store.desk import Desk
from tests.store.conftest import NOW, TODAY
from tests.store.writing import take_in


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("busy_timeout", 5000),
        ("recursive_triggers", 1),
        ("user_version", database.VERSION),
        ("application_id", database.APPLICATION_ID),
    ],
)
def test_pragmas(desk: Desk, pragma: str, value: object) -> None:
    assert database.connection(desk.db).execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_new_folder_is_intact_and_reopens(folder: Path) -> None:
    with Desk.open(folder, "张三") as desk:
        take_in(desk, "R1")
        assert verify(desk) == []
    with Desk.open(folder, "李四") as desk:
        assert Case.get().receipt_no == "R1"
        assert desk.now().tzinfo is UTC


def test_clock_is_fixed_or_a_function(folder: Path, desk: Desk) -> None:
    assert (desk.today(), desk.now()) == (TODAY, NOW)
    desk.close()
    moments = iter([NOW, datetime(2026, 2, 1, tzinfo=UTC)])
    with Desk.open(folder, "张三", today=lambda: TODAY, now=lambda: next(moments)) as other:
        assert other.today() == TODAY


def test_desk_moves_to_a_worker_thread(desk: Desk) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            take_in(desk, "R1")
        except BaseException as error:  # noqa: BLE001 - handed to the other thread
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert not failed
    assert Case.select().count() == 1


def test_entities_are_bound_only_while_open(folder: Path) -> None:
    with Desk.open(folder, "张三"), pytest.raises(BugError, match="another desk"):
        Desk.open(folder.parent / "other", "张三")
    with pytest.raises(AttributeError, match="uninitialized"):
        Case.select().count()
    Desk.open(folder.parent / "other", "张三").close()


def test_newer_major_is_refused_and_newer_minor_opens(folder: Path, desk: Desk) -> None:
    desk.close()
    path = folder / database.FILE_NAME
    set_version(path, database.MAJOR * 1000 + 7)
    with Desk.open(folder, "张三") as opened:
        version = database.user_version(database.connection(opened.db))
        assert version == database.MAJOR * 1000 + 7
    set_version(path, (database.MAJOR + 1) * 1000)
    with pytest.raises(TooNewError, match="更新版本"):
        Desk.open(folder, "张三")
    assert lock.read_holder(folder) is None


@pytest.mark.parametrize("version", [7, 900])
def test_unknown_version_is_refused(folder: Path, version: int) -> None:
    folder.mkdir()
    set_version(folder / database.FILE_NAME, version)
    with pytest.raises(StorageError, match="无法识别"):
        Desk.open(folder, "张三")


def test_other_sqlite_files_are_refused(folder: Path) -> None:
    folder.mkdir()
    path = folder / database.FILE_NAME
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE theirs (x)")
    conn.close()
    for version in (0, database.VERSION):
        set_version(path, version)
        with pytest.raises(StorageError, match="不是本程序的数据库"):
            Desk.open(folder, "张三")


def test_garbage_is_reported_as_damage(folder: Path) -> None:
    folder.mkdir()
    (folder / database.FILE_NAME).write_bytes(b"garbage" * 1000)
    with pytest.raises(StorageError, match="已损坏"):
        Desk.open(folder, "张三")


def test_damage_is_looked_for_after_a_kill(folder: Path, desk: Desk) -> None:
    for number in range(30):
        take_in(desk, f"R{number}")
    desk.close()
    path = folder / database.FILE_NAME
    content = bytearray(path.read_bytes())
    # The roots of the last indexes: nothing the opening itself reads.
    content[20 * 4096 : 30 * 4096] = b"\xaa" * (10 * 4096)
    path.write_bytes(content)
    (folder / lock.FILE_NAME).write_text('{"name": "killed"}', encoding="utf-8")
    for _ in range(2):
        with pytest.raises(StorageError, match="已损坏"):
            Desk.open(folder, "张三")


def test_drafts_are_written_without_audit(desk: Desk) -> None:
    with desk.unaudited():
        Draft.create(kind="intake", key="1", content={"名称": "甲"}, updated_at=desk.now())
    assert Draft.get().content == {"名称": "甲"}
    assert database.connection(desk.db).execute("SELECT count(*) FROM audit").fetchone()[0] == 0


def test_failed_draft_is_undone(desk: Desk) -> None:
    with pytest.raises(ZeroDivisionError), desk.unaudited():
        Draft.create(kind="intake", key="1", updated_at=desk.now())
        _ = 1 / 0
    assert Draft.select().count() == 0


def test_reading_sees_one_moment_and_nests(desk: Desk) -> None:
    take_in(desk, "R1")
    with desk.reading(), desk.reading():
        assert Case.select().count() == 1
    assert not desk.db.in_transaction()
    with pytest.raises(BugError, match="refused"), desk.reading():
        desk.db.execute_sql("SELECT nothing")


def test_close_folds_the_log_into_one_file(folder: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    desk.close()
    desk.close()
    assert not (folder / f"{database.FILE_NAME}-wal").exists()


def set_version(path: Path, version: int) -> None:
    """Set a database file's user_version."""
    conn = sqlite3.connect(path)
    conn.execute(f"PRAGMA user_version = {version}")
    conn.close()
