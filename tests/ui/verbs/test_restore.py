"""`restore`: a new PC, an old one, a folder in use, a wrong file."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import resources
from models.backup import backup
from models.entities import Case
from models.services.office.practice import begin_practice
from models.store.desk import Desk
from tests.backup.copying import copy_papers
from tests.store.writing import take_in
from tests.ui.verbs.test_data_folder import run

S2 = str(resources.path("samples", "S2.json"))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a second place with a backup of two cases and their papers."""
    place = tmp_path / "移动硬盘"
    place.mkdir()
    with Desk.open(tmp_path / "old", "张三") as desk:
        take_in(desk, "R1", content=b"paper 1")
        take_in(desk, "R2", content=b"paper 2")
        path = backup.make(desk, "manual", place)
        copy_papers(path, place, desk.path, datetime.now(UTC))
    return place


def backup_in(place: Path) -> str:
    """Return the backup in a place."""
    (path,) = place.glob("desk-*.db")
    return str(path)


def test_a_new_pc(tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ("--data-dir", str(tmp_path / "新电脑"))
    code, out, err = run(capsys, "restore", *data, "--backup", backup_in(other))
    assert (code, err) == (0, "")
    assert "原来没有数据库" in out and "登记了 4 份文书文件：取回 4 份，还缺 0 份" in out
    assert run(capsys, "verify", *data)[:2] == (0, "数据完好。\n")
    with closing(sqlite3.connect(tmp_path / "新电脑" / "desk.db")) as conn:
        actor, action, payload = conn.execute(
            "SELECT actor, action, payload FROM audit ORDER BY id DESC"
        ).fetchone()
    assert (actor, action) == ("命令行", "record_restore")
    assert json.loads(payload)["args"]["backup"] == backup_in(other)


def test_missing_papers_are_named(
    tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(other / "files" / "2026" / "1")
    data = ("--data-dir", str(tmp_path / "新电脑"))
    code, out, _ = run(capsys, "restore", *data, "--backup", backup_in(other))
    assert code == 1 and "取回 2 份，还缺 2 份" in out
    assert out.count("原文件不见了") == 2


def test_the_old_database_is_named(
    tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    assert run(capsys, *data, "intake", S2)[0] == 0
    code, out, _ = run(capsys, "restore", *data, "--backup", backup_in(other), "--other-data")
    (aside,) = (tmp_path / "data").glob("replaced-*.db")
    assert code == 0 and f"原来的数据库另存为 {aside}。" in out
    assert run(capsys, "restore", *data, "--backup", str(aside), "--other-data")[0] == 0
    assert run(capsys, "next-steps", "--case", "1", *data)[0] == 0


@pytest.mark.parametrize("harm", ["held", "absent", "damaged", "practice"])
def test_what_is_refused(
    tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    folder, path = tmp_path / "data", tmp_path / "x.db"
    if harm == "damaged":
        path.write_bytes(b"x" * 9999)
    elif harm == "practice":
        with Desk.open(tmp_path / "练习", "练习") as desk:
            begin_practice(desk, date(2026, 5, 20))
            path = backup.make(desk)
    elif harm == "held":
        path = Path(backup_in(other))
    with Desk.open(folder, "张三") as desk:
        take_in(desk, "mine")
        if harm != "held":
            desk.close()
        code, out, err = run(capsys, "restore", "--data-dir", str(folder), "--backup", str(path))
    assert (code, out) == (2, "")
    said = {"held": "正被张三", "absent": "没有这个文件", "damaged": "x.db", "practice": "练习案件"}
    assert said[harm] in err
    with Desk.open(folder, "检查") as desk:
        assert desk.files.listing() and not list(folder.glob("replaced-*"))


def test_the_backup_of_another_office_is_asked_about(
    tmp_path: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk.open(tmp_path / "data", "李四") as desk:
        take_in(desk, "own")
    data = ("--data-dir", str(tmp_path / "data"), "--backup", backup_in(other))
    code, _, err = run(capsys, "restore", *data)
    assert code and "不是从这里的数据来的" in err
    with Desk.open(tmp_path / "data", "李四"):
        assert [case.receipt_no for case in Case.select()] == ["own"]
    assert run(capsys, "restore", *data, "--other-data")[0] == 0
    with Desk.open(tmp_path / "data", "李四"):
        assert {case.receipt_no for case in Case.select()} == {"R1", "R2"}
