"""The second copy of a backup: whole, never over another file, its failure named."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from models.backup import backup, second_copy
from models.errors import BadInput, SecondCopyError
from models.services.office.office import set_settings
from models.store.desk import Desk
from tests.store.conftest import NOW
from tests.store.writing import take_in


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a folder on “another disk”."""
    place = tmp_path / "另一块磁盘"
    place.mkdir()
    return place


def test_the_copy_is_the_backup(desk: Desk, other: Path) -> None:
    take_in(desk, "R1")
    set_settings(desk, {"office.backup_folder": str(other)})
    path = backup.make(desk, "manual", backup.second_place(desk))
    (copied,) = other.glob("desk-*.db")
    assert copied.name == path.name and copied.read_bytes() == path.read_bytes()
    assert backup.check(copied) == []
    assert second_copy.is_there(path, other)


def test_without_a_place_there_is_one_backup(desk: Desk) -> None:
    assert backup.second_place(desk) is None
    assert backup.make(desk, "daily", None).exists()


@pytest.mark.parametrize("harm", ["absent", "inside", "relative", "file", "full", "garbled"])
def test_a_failed_copy_leaves_the_backup(
    desk: Desk, other: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    also = other
    if harm == "absent":
        also = other / "拔掉的盘"
    elif harm == "inside":
        also = desk.path / backup.FOLDER
    elif harm == "relative":
        also = Path("备份")
    elif harm == "file":
        also = other / "x.txt"
        also.write_text("x", encoding="utf-8")
    elif harm == "full":
        monkeypatch.setattr(shutil, "copyfileobj", _full)
    else:
        monkeypatch.setattr(shutil, "copyfileobj", lambda _s, out, _n: out.write(b"x" * 5000))
    before = set(other.iterdir())
    with pytest.raises(SecondCopyError, match="备份已经做好") as failed:
        backup.make(desk, "daily", also)
    (kept,) = backup.listing(desk.path)
    assert kept.path == failed.value.path and backup.check(kept.path) == []
    assert not backup.due(desk)
    assert set(other.iterdir()) == before


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_there_is_overwritten(desk: Desk, other: Path) -> None:
    path = backup.make(desk)
    (other / path.name).write_bytes(b"another office")
    with pytest.raises(SecondCopyError, match="同名"):
        second_copy.copy(path, other, desk.path)
    assert (other / path.name).read_bytes() == b"another office"


def test_only_our_old_copies_are_dropped(folder: Path, other: Path) -> None:
    strange = other / "desk-2001-01-01-000000-daily.db"
    strange.write_bytes(b"another office")
    now = [NOW]
    with Desk.open(folder, "张三", now=lambda: now[0]) as desk:
        for number in range(17):
            now[0] = NOW + timedelta(days=number)
            backup.make(desk, "daily", other)
        names = {b.path.name for b in backup.listing(folder)}
    assert {p.name for p in other.iterdir() if p.suffix != ".sums"} == names | {strange.name}
    assert {p.stem for p in other.glob("*.sums")} <= names


def test_a_bad_place_is_refused(desk: Desk, other: Path) -> None:
    with pytest.raises(BadInput, match="不能用作备份另存位置"):
        second_copy.require_usable(desk.path, desk.path)
    second_copy.require_usable(other, desk.path)
