"""What was noted outside stays evidence, and `verify` says what it could not compare."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from models.backup import backup
from models.backup.verify import remarks, verify
from models.services.office.office import set_settings
from models.store import mark
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.backup.test_attacks import changed
from tests.backup.test_numbers import give
from tests.places import DATA
from tests.store.writing import take_in
from ui.shell.start import main
from ui.verbs.playing.scenario import Clock, set_up_office

CLOCK = Clock(date(2026, 5, 20))


def opened(folder: Path, *, adopt: bool = False) -> Desk:
    """Open a folder on the day of these tests."""
    return Desk.open(folder, "张三", CLOCK.today, CLOCK.now, adopt=adopt)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a second place."""
    (tmp_path / "other").mkdir()
    return tmp_path / "other"


@pytest.fixture
def folder(tmp_path: Path, other: Path) -> Iterator[Path]:
    """Yield a folder that was backed up to the second place."""
    with opened(tmp_path / "data") as desk:
        set_up_office(desk)
        set_settings(desk, {"office.backup_folder": str(other)})
        take_in(desk, "R1")
        backup.make(desk, "daily", other)
        assert verify(desk) == [] == remarks(desk)
    yield tmp_path / "data"


def rewrite(folder: Path, sql: str) -> None:
    """Change something and write the whole chain again, with the mark of the folder."""
    changed(folder, sql, written_again=True)
    (folder / mark.FILE_NAME).unlink()


def test_the_next_backup_does_not_wash_a_written_chain(folder: Path, other: Path) -> None:
    rewrite(folder, "UPDATE staff SET role = 'dept_head' WHERE id = 2")
    with opened(folder) as desk:
        for number in ("R2", "R3"):
            take_in(desk, number)
            backup.make(desk, "daily", other)
        (wrong,) = verify(desk)
    assert wrong.field.startswith("audit[") and str(other) in wrong.problem
    (aside,) = other.glob(f"{mark.FILE_NAME}-*")
    aside.unlink()  # looked at and taken away by somebody who knows why
    with opened(folder) as desk:
        assert verify(desk) == []


def test_a_second_place_that_was_changed_does_not_hide_the_true_one(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(folder, "UPDATE setting SET value = 'null' WHERE \"key\" = 'office.backup_folder'")
    with opened(folder) as desk:
        assert verify(desk) == []
        assert ["没有设置备份另存位置" in one for one in remarks(desk)] == [True]
        (wrong,) = verify(desk, also=other)
        assert wrong.field.startswith("audit[")
    data = ("--data-dir", str(folder))
    assert main(["verify", *data, "--clock-ok"]) == 0
    assert "没有设置备份另存位置" in capsys.readouterr().err
    assert main(["verify", *data, "--clock-ok", "--second", str(other)]) == 1
    assert wrong.field in capsys.readouterr().out


def test_what_cannot_be_compared_is_said(folder: Path, other: Path) -> None:
    other.rename(other.with_name("away"))
    with opened(folder) as desk:
        assert ["连接不上" in one for one in remarks(desk)] == [True]
    other.with_name("away").rename(other)
    (other / mark.FILE_NAME).unlink()
    with opened(folder) as desk:
        assert ["没有日志的记号" in one for one in remarks(desk)] == [True]


def test_what_came_after_the_last_mark_outside_is_said(folder: Path) -> None:
    with opened(folder) as desk:
        known = desk.last_entry
        take_in(desk, "R2")
        (said,) = remarks(desk)
    assert f"第 {known + 1} 至第 {known + 1} 条" in said


def test_rows_of_an_older_program_are_said_to_be_uncovered(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(sqlite3.connect(folder / FILE_NAME)) as conn:
        conn.executescript((DATA / "v3.sql").read_text(encoding="utf-8"))
    with opened(folder) as desk:
        before = [one for one in remarks(desk) if "旧版" in one]
        assert len(before) == 1
        take_in(desk, "R9")
        after = [one for one in remarks(desk) if "旧版" in one]
        assert after == before, "what this program wrote is covered"


def test_numbers_learnt_from_a_mark_are_no_fault(folder: Path, tmp_path: Path) -> None:
    (old,) = (folder / backup.FOLDER).glob("*.db")
    with opened(folder) as desk:
        give(desk, "receipt", 2026)
        known = desk.mark
    shutil.copy(old, folder / FILE_NAME)
    for _ in range(2):  # closed, or killed, before anything was recorded
        with opened(folder, adopt=True) as desk:
            assert [p for p in verify(desk) if "number_sequence" in p.field] == []
            assert desk.mark.numbers == known.numbers
