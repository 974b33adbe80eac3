"""Backups: verified when made and when looked at, thinned out, restorable."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.backup import backup
from models.backup.backup import Backup
from models.backup.verify import verify
from models.errors import BugError, StorageError
from models.services.office.office import set_settings
from models.store.db import connection
from models.store.desk import Desk
from models.store.unit import command
from tests.store.conftest import NOW
from tests.store.writing import take_in


def test_backup_is_whole_and_one_file(folder: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    assert backup.due(desk)
    path = backup.make(desk)
    assert not backup.due(desk)
    names = sorted(p.name for p in (folder / backup.FOLDER).iterdir())
    assert names == [path.name, f"{path.name}.sums"]
    assert backup.check(path) == []
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT receipt_no FROM case_file").fetchall() == [("R1",)]
    assert backup.make(desk, "daily") != backup.make(desk, "daily")


@pytest.mark.parametrize("harm", ["page", "cut", "garbage", "foreign", "audit", "absent"])
def test_damaged_backup_is_detected(desk: Desk, harm: str) -> None:
    for number in range(20):
        take_in(desk, f"R{number}")
    path = backup.make(desk)
    content = bytearray(path.read_bytes())
    if harm == "page":
        content[8 * 4096 : 40 * 4096] = b"\xaa" * (32 * 4096)
    elif harm == "cut":
        content = content[: len(content) // 2]
    elif harm == "garbage":
        content = bytearray(b"x" * 9999)
    path.unlink()
    if harm != "absent":
        path.write_bytes(content)
    if harm in ("foreign", "audit"):
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.execute("DROP TRIGGER audit_no_delete")
            conn.execute("DELETE FROM audit WHERE id = 20")
            if harm == "foreign":
                conn.execute("PRAGMA application_id = 7")
    assert backup.check(path)


def test_damaged_database_gives_no_backup(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(desk, "R1")
    conn = connection(desk.db)
    conn.execute("PRAGMA foreign_keys = 0")
    conn.execute("DELETE FROM case_file")
    with pytest.raises(StorageError, match="没有通过校验"):
        backup.make(desk)
    assert list((folder / backup.FOLDER).iterdir()) == []


def test_backup_inside_a_command_is_a_bug(desk: Desk) -> None:
    @command
    def odd(desk: Desk) -> None:
        backup.make(desk)

    with pytest.raises(BugError, match="half"):
        odd(desk)


def numbered(days: list[date]) -> list[Backup]:
    """Return daily backups of these days, made in this order; the newest first."""
    made = [Backup(Path(f"{n}"), day, "daily", n) for n, day in enumerate(days, start=1)]
    return made[::-1]


def test_retention_keeps_the_newest_the_weeks_the_months_and_the_migrations() -> None:
    first = date(2024, 1, 1)
    kept = numbered([first + timedelta(days=n) for n in range(800)])
    migrations = [Backup(Path(f"m{n}"), first, f"before-{n}") for n in range(7)]
    gone = backup.surplus([*kept, *migrations])
    left = [b for b in kept if b not in gone]
    assert left[: backup.KEEP_NEWEST] == kept[: backup.KEEP_NEWEST]
    months = {(b.taken_on.year, b.taken_on.month) for b in left}
    weeks = [b for b in left if b.taken_on.isoweekday() == 7]
    assert len(months) == backup.KEEP_MONTHS and len(weeks) >= backup.KEEP_WEEKS - 1
    assert len(left) == 41, "14 days, 8 weeks and 24 months have some in common"
    assert [b for b in gone if b.reason.startswith("before")] == migrations[5:]


def test_many_backups_of_one_day_push_out_no_other_day() -> None:
    days = [date(2026, 3, n) for n in range(1, 11)]
    kept = numbered([*days, *[date(2026, 3, 10)] * 40])
    left = [b for b in kept if b not in backup.surplus(kept)]
    assert {b.taken_on for b in left} == set(days)


@pytest.mark.parametrize("back", [1, 15 * 365, 16 * 365])
@pytest.mark.parametrize("more", [1, 5, 40])
def test_a_clock_that_falls_back_costs_no_backup(back: int, more: int) -> None:
    """Thinned after each one, as the program does; the last one before the jump stays."""
    right = [date(2026, 3, 1) + timedelta(days=n) for n in range(60)]
    wrong = [right[-1] - timedelta(days=back - n) for n in range(more)]
    there: list[Backup] = []
    for new in numbered([*right, *wrong])[::-1]:
        there.insert(0, new)
        gone = backup.surplus(there)
        assert new not in gone, "the one just made"
        there = [b for b in there if b not in gone]
    assert any(b.taken_on == right[-1] and b.sequence == 60 for b in there)


def test_the_last_backup_before_the_clock_went_ahead_stays() -> None:
    kept = numbered([date(2026, 3, 1), *[date(2036, 3, 1) + timedelta(days=n) for n in range(900)]])
    assert kept[-1] not in backup.surplus(kept)


def test_backups_are_in_the_order_they_were_made_whatever_the_clock(folder: Path) -> None:
    now = [NOW]
    with Desk.open(folder, "张三", now=lambda: now[0]) as desk:
        made = [backup.make(desk, "daily")]
        for days in (-1, -15 * 365, 400, 0):
            now[0] = NOW + timedelta(days=days)
            made.append(backup.make(desk, "daily"))
        assert all(path.is_file() for path in made)
    assert [b.path for b in backup.listing(folder)] == made[::-1]


def test_what_killed_backups_left_is_named_and_swept(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一块磁盘"
    left = [
        place / name
        for place in (folder / backup.FOLDER, folder / "files", other, other / "files")
        for name in (f".{'0a' * 16}.tmp", f".{'0b' * 16}.tmp-journal")
    ]
    left += [
        place / "desk-2025-01-05-101500-n0001-daily.db.sums.tmp"
        for place in (folder / backup.FOLDER, other)
    ]

    def kill() -> None:
        for path in left:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"half a backup")

    with Desk.open(folder, "张三", now=NOW) as desk:
        set_settings(desk, {"office.backup_folder": str(other)})
        kill()
        (other / "说明.txt").write_bytes(b"x")
        assert {Path(p.field) for p in verify(desk)} == set(left)
        backup.make(desk, "daily", other)
        assert not any(path.exists() for path in left) and verify(desk) == []
        kill()
    with Desk.open(folder, "张三", now=NOW) as desk:
        assert not [path for path in left if path.exists() and path.is_relative_to(folder)]
    assert (other / "说明.txt").exists()


def test_old_backups_are_removed(folder: Path) -> None:
    moments = [NOW + timedelta(days=n) for n in range(20)]
    now = [NOW]
    with Desk.open(folder, "张三", now=lambda: now[0]) as desk:
        for moment in moments:
            now[0] = moment
            backup.make(desk, "daily")
        assert len(backup.listing(folder)) == 14
        assert backup.listing(folder)[0].taken_on == moments[-1].astimezone().date()
