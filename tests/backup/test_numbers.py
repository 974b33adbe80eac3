"""Numbers that went out after a backup are never given out again; backups know their lineage."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.backup import backup, restore
from models.queries import restore_view
from models.services.office.opening import open_desk
from models.services.shared.numbering import next_number
from models.store import mark
from models.store.db import FILE_NAME
from models.store.desk import Desk
from models.store.unit import command
from tests.store.writing import take_in
from ui.shell.start import main
from ui.verbs.playing.scenario import Clock, set_up_office

CLOCK = Clock(date(2026, 5, 20))
NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)
GIVEN = (("receipt", 2026), ("receipt", 2027), ("refusal", 2026), ("adjudication", 2026))


@command
def give(desk: Desk, kind: str, year: int) -> None:
    """Give out a number of a kind."""
    desk.unit.note["number"] = next_number(desk, kind, year)


def opened(folder: Path) -> Desk:
    """Open a folder on the day of these tests."""
    return Desk.open(folder, "张三", CLOCK.today, CLOCK.now)


def given(desk: Desk, kind: str, year: int) -> int:
    """Give a number out and return how many of its kind went out."""
    give(desk, kind, year)
    return desk.mark.numbers[mark.key_of(kind, year)]


def put_back(folder: Path, path: Path) -> restore.Restored:
    """Restore as the verb and the window do."""
    done = restore.restore(folder, path, "x", NOW)
    open_desk(folder, "张三", CLOCK.today, CLOCK.now).close()
    return done


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a second place."""
    (tmp_path / "other").mkdir()
    return tmp_path / "other"


@pytest.fixture
def used(tmp_path: Path, other: Path) -> tuple[Path, Path]:
    """Return a folder that gave a number of each kind out after its backup, and the backup."""
    folder = tmp_path / "data"
    with opened(folder) as desk:
        set_up_office(desk)
        give(desk, "receipt", 2026)
        path = backup.make(desk, "manual", other)
        for kind, year in GIVEN:
            give(desk, kind, year)
    return folder, path


def lose_mark(folder: Path) -> None:
    (folder / mark.FILE_NAME).unlink()


def lose_database(folder: Path) -> None:
    (folder / FILE_NAME).unlink()


@pytest.mark.parametrize("harm", [lambda _f: None, lose_mark, lose_database])
def test_no_number_is_given_out_twice(
    used: tuple[Path, Path], harm: Callable[[Path], object]
) -> None:
    folder, path = used
    harm(folder)
    assert put_back(folder, path).numbers_known
    with opened(folder) as desk:
        assert [given(desk, *one) for one in GIVEN] == [3, 2, 2, 2]


def test_nor_when_the_backup_is_put_there_by_hand(used: tuple[Path, Path]) -> None:
    folder, path = used
    shutil.copy(path, folder / FILE_NAME)
    data = ("--data-dir", str(folder))
    assert main(["adopt", *data]) == 2 and main(["adopt", "--yes", *data]) == 0
    assert main(["adopt", *data]) == 0, "nothing is left to confirm"
    with opened(folder) as desk:
        assert [given(desk, *one) for one in GIVEN] == [3, 2, 2, 2]


def test_nor_by_a_desk_that_starts_over(used: tuple[Path, Path]) -> None:
    folder, _ = used
    lose_database(folder)
    data = ("--data-dir", str(folder))
    assert main(["adopt", *data]) == main(["adopt", "--yes", *data]) == 2
    assert not (folder / FILE_NAME).exists()
    assert main(["adopt", "--yes", "--yes", *data]) == 0
    with opened(folder) as desk:
        set_up_office(desk)
        assert given(desk, "receipt", 2026) == 3


def test_a_new_pc_learns_from_the_second_place_or_says_that_it_cannot_know(
    used: tuple[Path, Path], other: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, path = used
    with opened(folder) as desk:
        backup.make(desk, "manual", other)
    shutil.rmtree(folder)
    assert put_back(tmp_path / "new", other / path.name).numbers_known
    with opened(tmp_path / "new") as desk:
        assert given(desk, "receipt", 2026) == 3
    lose_mark(other)
    args = ["restore", "--backup", str(other / path.name), "--data-dir", str(tmp_path / "newer")]
    assert main(args) == 0
    assert "请先核对收件登记簿" in capsys.readouterr().out


def test_another_office_s_numbers_say_nothing(used: tuple[Path, Path], tmp_path: Path) -> None:
    folder, path = used
    with Desk.open(tmp_path / "own", "李四", CLOCK.today, CLOCK.now) as desk:
        set_up_office(desk)
        for _ in range(9):
            give(desk, "refusal", 2026)
    put_back(tmp_path / "own", path)
    with opened(tmp_path / "own") as desk:
        assert given(desk, "refusal", 2026) == 1
    assert folder.exists()


@pytest.mark.parametrize("name", ["missing.db", "no.db"])
def test_what_is_no_backup_makes_no_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "no.db").write_bytes(b"x" * 5000)
    folder = tmp_path / "typo"
    assert main(["restore", "--backup", str(tmp_path / name), "--data-dir", str(folder)]) == 2
    assert not folder.exists()


@pytest.mark.parametrize(
    "verb",
    [
        ["verify"], ["next-steps", "--case", "1"], ["adopt", "--yes", "--yes"],
        ["documents", "--case", "1", "--set", "x", "--out", "out"],
    ],
)  # fmt: skip
def test_a_verb_makes_nothing_where_no_desk_is(tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_bytes(b"x")
    for folder in (tmp_path / "typo", tmp_path / "papers"):
        assert main([*verb, "--data-dir", str(folder)]) == 2
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.txt", "papers"]


def test_restoring_forward_again_loses_nothing_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with opened(folder) as desk:
        take_in(desk, "R1")
        old = backup.make(desk)
        take_in(desk, "R2")
        new = backup.make(desk)
    put_back(folder, old)
    with opened(folder) as desk:
        assert restore_view.preview(desk, new).lost == ""
        assert restore_view.preview(desk, old).lost == ""
        take_in(desk, "R3")
        assert restore_view.preview(desk, new).lost == "和这份备份分开以后的1次操作"
        assert restore_view.preview(desk, old).lost.startswith("备份以后的1次操作")
    put_back(folder, new)
    with opened(tmp_path / "strange") as desk:
        take_in(desk, "X")
        assert "不是从现在的数据来的" in restore_view.preview(desk, new).lost
