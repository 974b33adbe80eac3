"""Backups: verified when made and when looked at, thinned out, restorable."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.backup import backup
from models.backup.backup import Backup
from models.errors import BugError, StorageError
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
    assert [p.name for p in (folder / backup.FOLDER).iterdir()] == [path.name]
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


def test_retention_keeps_the_newest_the_months_and_the_migrations() -> None:
    first = date(2024, 1, 1)
    days = [first + timedelta(days=n) for n in range(800)]
    kept = [Backup(Path(f"{d}"), d, "daily") for d in reversed(days)]
    migrations = [Backup(Path(f"m{n}"), first, f"before-{n}") for n in range(7)]
    gone = backup.surplus([*kept, *migrations])
    left = [b for b in kept if b not in gone]
    assert left[: backup.KEEP_NEWEST] == kept[: backup.KEEP_NEWEST]
    months = {(b.taken_on.year, b.taken_on.month) for b in left}
    assert len(months) == backup.KEEP_MONTHS and len(left) == 14 + 22
    assert [b for b in gone if b.reason.startswith("before")] == migrations[5:]


def test_old_backups_are_removed(folder: Path) -> None:
    moments = [NOW + timedelta(days=n) for n in range(20)]
    now = [NOW]
    with Desk.open(folder, "张三", now=lambda: now[0]) as desk:
        for moment in moments:
            now[0] = moment
            backup.make(desk, "daily")
        assert len(backup.listing(folder)) == 14
        assert backup.listing(folder)[0].taken_on == moments[-1].astimezone().date()
