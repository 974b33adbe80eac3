"""A data folder that came to harm: what a clerk is told, and that nothing is made worse."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.backup import backup
from models.errors import StorageError, TooNewError
from models.store import lock
from models.store.db import FILE_NAME, MAJOR
from models.store.desk import Desk
from tests.store.writing import take_in
from ui.shell.start import main

Harm = Callable[[Path], object]


@pytest.fixture
def closed(folder: Path) -> Path:
    """Return a folder with twenty cases and their papers that nobody has open."""
    with Desk.open(folder, "张三") as desk:
        for number in range(20):
            take_in(desk, f"R{number}", content=f"文书{number}".encode())
        backup.make(desk)
    return folder


def database(folder: Path) -> Path:
    return folder / FILE_NAME


def half(folder: Path) -> None:
    content = database(folder).read_bytes()
    database(folder).write_bytes(content[: len(content) // 2])


def overwritten(folder: Path) -> None:
    content = bytearray(database(folder).read_bytes())
    content[2 * 4096 : 60 * 4096] = b"\xaa" * (58 * 4096)
    database(folder).write_bytes(content)


def of_another_program(folder: Path) -> None:
    database(folder).unlink()
    with closing(sqlite3.connect(database(folder))) as conn:
        conn.execute("CREATE TABLE songs (title TEXT)")
        conn.commit()


def replaced_by_a_folder(folder: Path) -> None:
    database(folder).unlink()
    database(folder).mkdir()


def pragma(text: str) -> Harm:
    def change(folder: Path) -> None:
        with closing(sqlite3.connect(database(folder))) as conn:
            conn.execute(f"PRAGMA {text}")

    return change


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return exit status and what `verify` says is wrong; none of these has a second place."""
    code = main(["verify", "--data-dir", str(folder)])
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    wrong = [line for line in said.err.splitlines(True) if not line.startswith("说明：没有设置")]
    return code, said.out + "".join(wrong)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda f: database(f).write_text("我的数据", encoding="utf-8"), "数据库文件已损坏"),
        (lambda f: database(f).write_bytes(b"SQLite format 3\x00" + b"\x00" * 84), "已损坏"),
        (half, "已损坏"),
        (overwritten, "损坏"),
        (of_another_program, "不是本程序的数据库"),
        (pragma("application_id = 7"), "不是本程序的数据库"),
        (pragma("user_version = 1500"), "版本号"),
        (replaced_by_a_folder, "打不开"),
    ],
)
def test_a_harmed_database_is_told_and_not_touched(
    closed: Path, capsys: pytest.CaptureFixture[str], harm: Harm, words: str
) -> None:
    harm(closed)
    # Opening marks a sound database, even another program's, as one with a log: in its head only.
    whole = database(closed).is_file()
    before = database(closed).read_bytes()[100:] if whole else b""
    code, said = told(closed, capsys)
    assert code in (1, 2)
    assert words in said, said
    assert "恢复" in said or "信息员" in said or "检查" in said or code == 1, "what to do now"
    if whole:
        assert database(closed).read_bytes()[100:] == before
    (made,) = [b for b in backup.listing(closed) if b.reason == "manual"]
    assert backup.check(made.path) == [], "the backup is as good as before"
    assert lock.read_holder(closed) is None, "the folder is free again"


def test_a_database_of_a_newer_program_is_left_alone(closed: Path) -> None:
    pragma(f"user_version = {(MAJOR + 1) * 1000}")(closed)
    before = database(closed).read_bytes()
    with pytest.raises(TooNewError):
        Desk.open(closed, "张三")
    assert database(closed).read_bytes() == before


def test_the_backup_heals_a_harmed_database(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overwritten(closed)
    path = str(backup.listing(closed)[0].path)
    assert main(["restore", "--data-dir", str(closed), "--backup", path]) == 0
    capsys.readouterr()
    assert told(closed, capsys) == (0, "数据完好。\n")
    (aside,) = closed.glob("replaced-*.db")
    assert aside.read_bytes()[3 * 4096] == 0xAA, "the harmed one is kept"


def papers(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / "files").rglob("*") if p.is_file())


def drop(folder: Path) -> None:
    papers(folder)[0].unlink()


def change(folder: Path) -> None:
    one = papers(folder)[1]
    one.write_bytes(b"x" * one.stat().st_size)


def add(folder: Path) -> None:
    (papers(folder)[0].parent / "来历不明.docx").write_bytes(b"x")


def empty(folder: Path) -> None:
    papers(folder)[2].write_bytes(b"")


@pytest.mark.parametrize(
    ("harms", "words"),
    [
        ([drop], ["不见了"]),
        ([change], ["改动"]),
        ([empty], ["大小与登记不符"]),
        ([add], ["来历不明.docx: 没有登记的文件"]),
        ([drop, change, add], ["不见了", "改动", "没有登记的文件"]),
        ([lambda f: shutil.rmtree(f / "files")], ["不见了"]),
    ],
)
def test_papers_that_are_not_as_they_were_are_named_one_by_one(
    closed: Path, capsys: pytest.CaptureFixture[str], harms: list[Harm], words: list[str]
) -> None:
    many = len(papers(closed))
    for harm in harms:
        harm(closed)
    code, said = told(closed, capsys)
    assert code == 1
    for word in words:
        assert word in said, said
    lines = said.strip().splitlines()
    assert lines[-1] == f"发现 {len(lines) - 1} 个问题。"
    assert len(lines) - 1 == (many if len(papers(closed)) == 0 else len(harms))
    assert all(line.startswith("files/") for line in lines[:-1])


def test_an_emptied_database_beside_its_papers_is_not_taken_for_new(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = len(papers(closed))
    database(closed).write_bytes(b"")
    code, said = told(closed, capsys)
    assert code == 2 and "从备份恢复" in said
    assert len(papers(closed)) == many and database(closed).read_bytes() == b""


@pytest.mark.parametrize("place", ["data", "data/deeper"])
def test_a_file_where_the_folder_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    (tmp_path / "data").write_text("x", encoding="utf-8")
    code, said = told(tmp_path / place, capsys)
    assert code == 2
    assert str(tmp_path / place) in said or "不是文件夹" in said
    assert (tmp_path / "data").read_text(encoding="utf-8") == "x"


def test_no_backup_without_a_place_for_it(closed: Path) -> None:
    shutil.rmtree(closed / backup.FOLDER)
    (closed / backup.FOLDER).write_text("x", encoding="utf-8")
    with Desk.open(closed, "张三") as desk:
        with pytest.raises(StorageError) as error:
            backup.make(desk)
        assert backup.FOLDER in str(error.value)
        take_in(desk, "后来")
    with Desk.open(closed, "张三") as desk:
        assert backup.due(desk)


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"[]", b'{"actor": 7}', b"x" * 100_000])
def test_a_note_left_in_the_lock_says_nothing(closed: Path, note: bytes) -> None:
    (closed / lock.FILE_NAME).write_bytes(note)
    with Desk.open(closed, "张三") as desk:
        take_in(desk, "后来")


def test_strange_files_in_the_folder_are_no_obstacle(
    closed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("desktop.ini", "~$登记.docx", "desk.db.bak", "新建文件夹", ".DS_Store"):
        (closed / name).write_bytes(b"x")
    (closed / backup.FOLDER / "desk-2026-13-45-000000-manual.db").write_bytes(b"x")
    (closed / backup.FOLDER / "说明.txt").write_bytes(b"x")
    assert told(closed, capsys) == (0, "数据完好。\n")
    assert len(backup.listing(closed)) == 1
