"""A database that is not there, or not the one that was: refused, nothing made, nothing applied."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.entities import Case
from models.errors import AbsentDesk, ForeignDesk, StorageError
from models.store import lock, mark
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.store.conftest import NOW
from tests.store.writing import take_in
from ui.shell.start import main

WAL = f"{FILE_NAME}-wal"
Harm = Callable[[Path], object]


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the lock."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {n: p.read_bytes() for n, p in found.items() if n != lock.FILE_NAME and "-shm" not in n}


@pytest.fixture
def closed(folder: Path) -> Path:
    """Return a folder with three cases, papers and a backup of the first two."""
    with Desk.open(folder, "张三", now=NOW) as desk:
        take_in(desk, "R1", content=b"one")
        take_in(desk, "R2", content=b"two")
        backup.make(desk)
        take_in(desk, "R3", content=b"three")
    return folder


def killed(folder: Path, cases: int) -> None:
    """Leave the folder as a killed window does: with a log that holds the last cases."""
    aside = folder.with_name("aside")
    with Desk.open(folder, "张三", now=NOW) as desk:
        for number in range(cases):
            take_in(desk, f"K{number}")
        shutil.copytree(folder, aside)
    shutil.rmtree(folder)
    aside.rename(folder)
    assert (folder / WAL).stat().st_size


def drop(*names: str) -> Harm:
    def act(folder: Path) -> None:
        for name in names:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    return act


def only(name: str) -> Harm:
    def act(folder: Path) -> None:
        drop(*(p.name for p in folder.iterdir() if p.name != name))(folder)

    return act


@pytest.mark.parametrize(
    "harm",
    [
        drop(FILE_NAME),
        drop(FILE_NAME, "backups"),
        drop(FILE_NAME, "files"),
        drop(FILE_NAME, "backups", "files", mark.FILE_NAME),
        drop(FILE_NAME, lock.FILE_NAME),
        only("backups"),
        only("files"),
        only(lock.FILE_NAME),
        only(mark.FILE_NAME),
        lambda f: (f / FILE_NAME).write_bytes(b""),
        lambda f: closing(sqlite3.connect(f / f"{FILE_NAME}.new")).__enter__().executescript(
            "PRAGMA user_version = 0; CREATE TABLE t (x); DROP TABLE t"
        ) and (f / f"{FILE_NAME}.new").replace(f / FILE_NAME),
    ],
)  # fmt: skip
def test_a_folder_whose_database_is_gone_is_no_new_office(
    closed: Path, harm: Harm, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(closed)
    before = everything(closed)
    for _ in range(2):
        with pytest.raises(AbsentDesk, match="restore --backup"):
            Desk.open(closed, "张三")
    for verb in (["verify"], ["next-steps", "--case", "1"]):
        assert main([*verb, "--data-dir", str(closed)]) == 2
    assert everything(closed) == before
    assert "Traceback" not in capsys.readouterr().err


def test_a_backup_is_put_back_where_the_database_is_gone(closed: Path) -> None:
    drop(FILE_NAME)(closed)
    restore.restore(closed, backup.listing(closed)[0].path, "x", NOW)
    with Desk.open(closed, "张三") as desk:
        assert Case.select().count() == 2
        assert [p.problem for p in verify(desk)] == ["没有登记的文件"] * 2, "the papers of R3"


@pytest.mark.parametrize("harm", [drop(f"{FILE_NAME}-shm"), lambda _f: None])
def test_a_kill_alone_is_no_reason_to_refuse(closed: Path, harm: Harm) -> None:
    killed(closed, 2)
    harm(closed)
    with Desk.open(closed, "张三") as desk:
        assert Case.select().count() == 5 and verify(desk) == []


def test_a_backup_put_over_the_database_by_hand_is_noticed(closed: Path) -> None:
    shutil.copy(backup.listing(closed)[0].path, closed / FILE_NAME)
    before = everything(closed)
    with pytest.raises(ForeignDesk, match="少了最后1次操作"):
        Desk.open(closed, "张三")
    assert everything(closed) == before


@pytest.mark.parametrize("how", [shutil.copy, shutil.move])
def test_a_backup_put_over_a_killed_folder_is_not_mixed_with_its_log(
    closed: Path, how: Callable[[Path, Path], object]
) -> None:
    killed(closed, 3)
    how(backup.listing(closed)[0].path, closed / FILE_NAME)
    before = everything(closed)
    with pytest.raises(ForeignDesk, match="不属于它的日志"):
        Desk.open(closed, "张三")
    assert everything(closed) == before
    with Desk.open(closed, "张三", adopt=True) as desk:
        assert Case.select().count() == 2
        assert not [p for p in verify(desk) if p.problem != "没有登记的文件"]
    assert list(closed.glob("replaced-*.db-wal")), "the log is kept"


def test_an_older_database_file_beside_a_newer_log_is_noticed(closed: Path) -> None:
    old = (closed / FILE_NAME).read_bytes()
    with Desk.open(closed, "张三", now=NOW) as desk:
        take_in(desk, "R4")
    killed(closed, 1)
    (closed / FILE_NAME).write_bytes(old)
    with pytest.raises(ForeignDesk, match="不是一起的"):
        Desk.open(closed, "张三")
    assert (closed / FILE_NAME).read_bytes() == old


def test_an_older_log_beside_a_newer_database_is_noticed(closed: Path) -> None:
    killed(closed, 1)
    old = (closed / WAL).read_bytes()
    with Desk.open(closed, "张三", now=NOW) as desk:
        for number in range(40):
            take_in(desk, f"N{number}")
    good = (closed / FILE_NAME).read_bytes()
    (closed / WAL).write_bytes(old)
    with pytest.raises(ForeignDesk, match=r"不是一起的|少了最后"):
        Desk.open(closed, "张三")
    assert (closed / FILE_NAME).read_bytes() == good, "the old log was not applied"


def test_a_deleted_log_is_noticed(closed: Path) -> None:
    killed(closed, 2)
    drop(WAL, f"{FILE_NAME}-shm")(closed)
    with pytest.raises(ForeignDesk, match="少了最后2次操作"):
        Desk.open(closed, "张三")


@pytest.mark.parametrize("cases", [1, 3, 9])
def test_the_database_of_another_office_is_noticed(
    closed: Path, tmp_path: Path, cases: int
) -> None:
    with Desk.open(tmp_path / "other", "李四") as desk:
        for number in range(cases):
            take_in(desk, f"另{number}")
    shutil.copy(tmp_path / "other" / FILE_NAME, closed / FILE_NAME)
    with pytest.raises(ForeignDesk, match="不是这个数据文件夹上次用过的"):
        Desk.open(closed, "张三")


def test_adopting_starts_over_or_takes_what_is_there(closed: Path) -> None:
    shutil.copy(backup.listing(closed)[0].path, closed / FILE_NAME)
    with Desk.open(closed, "张三", adopt=True):
        assert Case.select().count() == 2
    with Desk.open(closed, "张三"):
        assert Case.select().count() == 2
    drop(FILE_NAME)(closed)
    with Desk.open(closed, "张三", adopt=True):
        assert Case.select().count() == 0


@pytest.mark.parametrize("name", [FILE_NAME, WAL])
def test_a_database_deleted_while_open_is_told_at_the_next_command(closed: Path, name: str) -> None:
    with Desk.open(closed, "张三", now=NOW) as desk:
        take_in(desk, "R4")
        (closed / name).unlink()
        with pytest.raises(StorageError, match="没有保存"):
            take_in(desk, "R5")
        (closed / name).write_bytes(b"")
        with pytest.raises(StorageError, match="没有保存"):
            take_in(desk, "R5")


def test_a_mark_behind_the_database_is_what_a_kill_leaves(closed: Path) -> None:
    old = (closed / mark.FILE_NAME).read_bytes()
    with Desk.open(closed, "张三", now=NOW) as desk:
        take_in(desk, "R4")
    for content in (old, b"", b"\xff", b"[]", b'{"numbers": 1}'):
        (closed / mark.FILE_NAME).write_bytes(content)
        with Desk.open(closed, "张三"):
            assert Case.select().count() == 4
