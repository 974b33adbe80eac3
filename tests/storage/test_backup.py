"""Backups: verified when made and when looked at, thinned out, restorable."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from models import backup
from models.backup import Backup
from models.db import FILE_NAME, connection
from models.desk import Desk
from models.entities import Case
from models.errors import BadInput, BugError, HeldError, StorageError
from models.unit import command
from models.verify import verify
from tests.storage.conftest import NOW
from tests.storage.writing import take_in


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
    @command("odd")
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


def test_restore_puts_the_old_database_aside(folder: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    path = backup.make(desk)
    take_in(desk, "R2")
    with pytest.raises(HeldError):
        backup.restore(folder, path, "张三", NOW)
    desk.close()
    aside = backup.restore(folder, path, "张三", datetime.now(UTC))
    with closing(sqlite3.connect(aside)) as conn:
        assert conn.execute("SELECT count(*) FROM case_file").fetchone()[0] == 2
    with Desk.open(folder, "张三") as opened:
        assert [c.receipt_no for c in Case.select()] == ["R1"]
        # The newer papers stay: a restore deletes nothing.
        assert {p.problem for p in verify(opened)} == {"没有登记的文件"}


def test_bad_backup_is_not_restored(folder: Path, desk: Desk) -> None:
    desk.close()
    bad = folder / "bad.db"
    bad.write_bytes(b"x" * 5000)
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(BadInput, match="损坏"):
        backup.restore(folder, bad, "张三", NOW)
    assert (folder / FILE_NAME).read_bytes() == before
