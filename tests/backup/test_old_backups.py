"""Backups of every released version, put back by this one: onto a new PC, over today's data."""

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Case
from models.queries.lists import case_list, today
from models.queries.restore_view import preview
from models.store.db import FILE_NAME, VERSION, connection, user_version
from models.store.desk import Desk
from tests.places import DATA
from tests.store.writing import take_in

NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
VERSIONS = ("v0", "v1", "desk_v1")


def of_sql(place: Path, name: str) -> Path:
    """Make a backup of the frozen SQL of a version, with the papers it names."""
    (place / "files" / "2024").mkdir(parents=True)
    for paper in ("受理通知书.docx", "裁决书.pdf"):
        (place / "files" / "2024" / paper).write_bytes(b"abc")
    path = place / "desk-2024-03-01-090000-daily.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((DATA / f"{name}.sql").read_text(encoding="utf-8"))
    return path


def of_folder(place: Path, name: str) -> Path:
    """Make a backup of a whole folder that an older program left."""
    with zipfile.ZipFile(DATA / f"{name}.zip") as packed:
        packed.extractall(place / "packed")
    found = next((place / "packed").rglob(FILE_NAME))
    shutil.move(found.parent / "files", place / "files")
    path = place / "desk-2026-05-20-090000-manual.db"
    shutil.copy(found, path)
    return path


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a backup of an older version on a disk of its own."""
    place = tmp_path / "移动硬盘"
    place.mkdir()
    name = str(request.param)
    return of_folder(place, name) if name.startswith("desk") else of_sql(place, name)


def cases_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        version = user_version(conn)
        table = "case_file" if version >= 1000 else "cases" if version == 1 else "v0_cases"
        return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_the_preview_says_what_it_holds(old: Path, folder: Path) -> None:
    with Desk.open(folder, "张三") as desk:
        found = preview(desk, old)
        assert f"{cases_in(old)}件案件" in found.holds
        assert old.name[5:15] in found.holds


def test_on_a_new_pc_it_opens_verified_with_every_case(old: Path, tmp_path: Path) -> None:
    many, before = cases_in(old), old.read_bytes()
    new = tmp_path / "新电脑"
    done = restore.restore(new, old, "李敏", NOW)
    assert done.aside is None and done.missing == ()
    assert done.fetched == done.papers
    with Desk.open(new, "李敏") as desk:
        assert user_version(connection(desk.db)) == VERSION
        assert Case.select().count() == many > 0
        assert verify(desk) == []
        rows = case_list.page(desk, case_list.CaseFilter()).rows
        assert len(rows) == many
        today.today_view(desk)
        if old.parent.joinpath("packed").exists():  # the frozen SQL holds rows, not real logs
            for row in rows:
                assert load(desk, row.id).record.receipt_no == row.receipt_no
            assert verify(desk) == [], "also once the lists have been read"
    assert old.read_bytes() == before, "the backup itself is never changed"


def test_over_todays_data_those_are_kept(old: Path, folder: Path) -> None:
    with Desk.open(folder, "张三") as desk:
        take_in(desk, "今天的")
    done = restore.restore(folder, old, "张三", NOW)
    assert done.aside is not None
    with closing(sqlite3.connect(done.aside)) as conn:
        assert conn.execute("SELECT receipt_no FROM case_file").fetchall() == [("今天的",)]
    with Desk.open(folder, "张三") as desk:
        assert "今天的" not in {row.receipt_no for row in Case.select()}
    restore.restore(folder, done.aside, "张三", NOW)
    with Desk.open(folder, "张三") as desk:
        assert [row.receipt_no for row in Case.select()] == ["今天的"]


def test_a_backup_is_made_before_it_is_brought_up(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "新电脑"
    restore.restore(new, old, "李敏", NOW)
    with Desk.open(new, "李敏"):
        pass
    reasons = [one.reason for one in backup.listing(new)]
    assert reasons == [f"before-{VERSION}"]
    assert cases_in(backup.listing(new)[0].path) == cases_in(old)
    with Desk.open(new, "李敏"):
        pass
    assert len(backup.listing(new)) == 1, "only once"


def test_what_it_lacks_is_named_and_the_rest_comes(old: Path, tmp_path: Path) -> None:
    papers = sorted(p for p in (old.parent / "files").rglob("*") if p.is_file())
    papers[0].unlink()
    done = restore.restore(tmp_path / "新电脑", old, "李敏", NOW)
    assert len(done.missing) == 1 and papers[0].name in done.missing[0]
    assert done.fetched == done.papers - 1
    with Desk.open(tmp_path / "新电脑", "李敏") as desk:
        assert [p.field.rpartition("/")[2] for p in verify(desk)] == [papers[0].name]


def test_work_goes_on_in_a_restored_folder(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "新电脑"
    restore.restore(new, old, "李敏", NOW)
    with Desk.open(new, "李敏") as desk:
        desk.trust_clock()
        many = Case.select().count()
        take_in(desk, "新收的")
        assert Case.select().count() == many + 1
        again = backup.make(desk)
        assert backup.check(again) == []
    assert cases_in(again) == many + 1
