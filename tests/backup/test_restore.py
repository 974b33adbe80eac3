"""Restoring: the old database is kept, papers come back, what does not fit is refused."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from models.backup import backup, paper_copies, restore
from models.backup.verify import verify
from models.entities import Audit, Case
from models.errors import BadInput, HeldError, StorageError, TooNewError
from models.queries.restore_view import choices, preview
from models.services.office.opening import open_desk
from models.services.office.practice import begin_practice
from models.store.db import FILE_NAME, MAJOR
from models.store.desk import Desk
from tests.backup.copying import copy_papers
from tests.places import DATA
from tests.store.conftest import NOW
from tests.store.writing import take_in

V0 = DATA / "v0.sql"


def cases(folder: Path) -> list[str]:
    """Return the receipt numbers in a data folder."""
    with Desk.open(folder, "检查"):
        return [row.receipt_no for row in Case.select().order_by(Case.id)]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the second place."""
    place = tmp_path / "移动硬盘"
    place.mkdir()
    return place


@pytest.fixture
def copied(desk: Desk, other: Path) -> Path:
    """Return a second copy, with its papers, of a desk with two cases."""
    take_in(desk, "R1", content=b"paper 1")
    take_in(desk, "R2", content=b"paper 2")
    path = backup.make(desk, "manual", other)
    assert copy_papers(path, other, desk.path, NOW) == ""
    return other / path.name


def test_the_old_database_is_put_aside(folder: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    path = backup.make(desk)
    take_in(desk, "R2")
    with pytest.raises(HeldError):
        restore.restore(folder, path, "张三", NOW)
    desk.close()
    done = restore.restore(folder, path, "张三", datetime.now(UTC))
    assert done.aside is not None and (done.papers, done.fetched, done.missing) == (2, 0, ())
    with closing(sqlite3.connect(done.aside)) as conn:
        assert conn.execute("SELECT count(*) FROM case_file").fetchone()[0] == 2
    with Desk.open(folder, "张三") as opened:
        assert [c.receipt_no for c in Case.select()] == ["R1"]
        # The newer papers stay: a restore deletes nothing.
        assert {p.problem for p in verify(opened)} == {"没有登记的文件"}
    back = restore.restore(folder, done.aside, "张三", datetime.now(UTC))
    assert back.missing == () and cases(folder) == ["R1", "R2"]


def test_what_was_not_yet_folded_in_comes_back_too(folder: Path, desk: Desk) -> None:
    """A database that was put aside after a kill has its last commits in its log."""
    take_in(desk, "R1")
    path = backup.make(desk)
    take_in(desk, "R2")
    for suffix in ("", "-wal"):
        shutil.copy(folder / f"{FILE_NAME}{suffix}", folder / f"replaced-x.db{suffix}")
    desk.close()
    restore.restore(folder, path, "张三", datetime.now(UTC))
    assert cases(folder) == ["R1"]
    restore.restore(folder, folder / "replaced-x.db", "张三", datetime.now(UTC))
    assert cases(folder) == ["R1", "R2"]


def test_a_new_pc_gets_the_papers_too(tmp_path: Path, desk: Desk, copied: Path) -> None:
    new = tmp_path / "新电脑" / "data"
    seen: list[tuple[int, int]] = []
    done = restore.restore(
        new, copied, "李敏", NOW, progress=lambda n, total: seen.append((n, total)) is None
    )
    assert (done.aside, done.papers, done.fetched, done.missing) == (None, 4, 4, ())
    assert seen[-1] == (4, 4)
    desk.close()
    with open_desk(new, "王芳") as opened:
        assert verify(opened) == []
        entry = Audit.select().order_by(Audit.id.desc()).get()
        assert (entry.action, entry.actor) == ("record_restore", "李敏")
        payload: Any = entry.payload
        assert payload["args"]["backup"] == str(copied)


def test_a_whole_data_folder_elsewhere_gives_its_papers(tmp_path: Path, desk: Desk) -> None:
    take_in(desk, "R1")
    path = backup.make(desk)
    new = tmp_path / "新电脑"
    assert restore.restore(new, path, "李敏", NOW).fetched == 2


def test_good_papers_stay_and_a_wrong_one_is_kept_aside(
    folder: Path, desk: Desk, copied: Path
) -> None:
    names = sorted(desk.files.listing())
    desk.close()
    wrong, good, gone = (folder / "files" / name for name in names[:3])
    wrong.write_bytes(b"changed")
    before = good.stat()
    gone.unlink()
    lost = copied.parent / "files" / names[2]
    lost.write_bytes(b"harmed")
    done = restore.restore(folder, copied, "张三", NOW)
    assert done.fetched == 1 and len(done.asides) == 1
    assert done.missing == (f"{names[2]}（原文件的内容被改动过）",)
    assert good.stat() == before and wrong.read_bytes().startswith(b"paper")
    (kept,) = (folder / paper_copies.ASIDE).iterdir()
    assert kept.read_bytes() == b"changed" and not gone.exists()


def test_giving_up_leaves_everything(tmp_path: Path, copied: Path) -> None:
    new = tmp_path / "新电脑"
    with pytest.raises(restore.Cancelled, match="已取消"):
        restore.restore(new, copied, "李敏", NOW, progress=lambda *_: False)
    assert not list(new.glob("*.db")) and not list(new.glob(".restoring*"))
    assert [p for p in new.rglob("*") if p.is_file() and p.name != "desk.lock"] == []


def test_a_full_disk_leaves_the_old_database(
    folder: Path, desk: Desk, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    shutil.rmtree(folder / "files")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paper_copies, "write_stream", full)
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StorageError, match="空间不足"):
        restore.restore(folder, copied, "张三", NOW)
    assert (folder / FILE_NAME).read_bytes() == before
    assert not list(folder.glob("replaced-*")) and not list(folder.glob(".restoring*"))


@pytest.mark.parametrize("harm", ["damaged", "absent", "own", "empty", "newer", "foreign"])
def test_what_is_no_backup_is_refused(folder: Path, desk: Desk, harm: str) -> None:
    path = backup.make(desk)
    desk.close()
    bad = folder / "bad.db"
    if harm == "damaged":
        bad.write_bytes(b"x" * 5000)
    elif harm == "own":
        bad = folder / FILE_NAME
    elif harm == "empty":
        bad.touch()
    elif harm in ("newer", "foreign"):
        shutil.copy(path, bad)
        with closing(sqlite3.connect(bad)) as conn, conn:
            newer = f"user_version = {(MAJOR + 1) * 1000}"
            conn.execute(f"PRAGMA {newer if harm == 'newer' else 'application_id = 7'}")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises((BadInput, TooNewError)):
        restore.restore(folder, bad, "张三", NOW)
    assert (folder / FILE_NAME).read_bytes() == before
    assert not list(folder.glob("re*-*.db")) and not list(folder.glob(".restoring*"))


def test_practice_and_real_cases_are_never_exchanged(tmp_path: Path) -> None:
    real, practice = tmp_path / "data", tmp_path / "data-练习"
    with Desk.open(real, "张三") as desk:
        take_in(desk, "R1")
        of_real = backup.make(desk)
    with Desk.open(practice, "练习") as desk:
        begin_practice(desk, date(2026, 5, 20))
        of_practice = backup.make(desk)
    for folder, path in ((real, of_practice), (practice, of_real), (tmp_path / "新", of_practice)):
        with pytest.raises(BadInput, match="不能恢复"):
            restore.restore(folder, path, "张三", NOW)
    assert restore.restore(practice, of_practice, "练习", NOW).aside is not None
    assert cases(real) == ["R1"]


def test_an_older_backup_is_brought_up_when_opened(
    tmp_path: Path, folder: Path, desk: Desk
) -> None:
    take_in(desk, "R1")
    old = tmp_path / "old" / "desk-2024-03-01-090000-daily.db"
    (old.parent / "files" / "2024").mkdir(parents=True)
    for name in ("受理通知书.docx", "裁决书.pdf"):
        (old.parent / "files" / "2024" / name).write_bytes(b"abc")
    with closing(sqlite3.connect(old)) as conn:
        conn.executescript(V0.read_text(encoding="utf-8"))
    assert "2024-03-01的备份" in preview(desk, old).holds
    desk.close()
    assert restore.restore(folder, old, "张三", NOW).fetched == 2
    with Desk.open(folder, "张三") as opened:
        assert Case.select().count() > 1
        assert [p for p in verify(opened) if "没有登记" not in p.problem] == []


def test_the_preview_says_what_would_be_lost(desk: Desk, copied: Path, tmp_path: Path) -> None:
    found = preview(desk, copied)
    assert "2件案件，最后一件 R2" in found.holds and found.lost == "" == found.papers
    take_in(desk, "R3")
    assert preview(desk, copied).lost == "备份以后的1次操作（其中有1件案件、1个事件）"
    assert choices(desk).found[0].words.startswith("2026-01-05　")
    for paper in desk.files.listing():
        desk.files.path(paper).unlink()
    found = preview(desk, copied)
    assert found.papers == "这台电脑上缺4份文书文件，恢复时从备份旁边取回" and not found.warned
    shutil.rmtree(copied.parent / "files")
    assert preview(desk, copied).warned
    with pytest.raises(BadInput):
        preview(desk, tmp_path / "没有.db")


def test_a_backup_of_another_office_is_said_to_be_one(
    tmp_path: Path, copied: Path, desk: Desk
) -> None:
    desk.close()
    with Desk.open(tmp_path / "另一个局", "王五") as strange:
        take_in(strange, "X1")
        assert "不是从现在的数据来的：现在的1件案件、1个事件" in preview(strange, copied).lost


@pytest.mark.parametrize(
    "harm", ["DELETE FROM audit_head", f"PRAGMA user_version = {(MAJOR + 1) * 1000}"]
)
def test_a_database_that_cannot_be_read_any_more_is_replaced(
    tmp_path: Path, desk: Desk, copied: Path, harm: str
) -> None:
    """Restoring is for the day on which what is there is damaged."""
    desk.close()
    with closing(sqlite3.connect(desk.path / FILE_NAME)) as conn:
        conn.execute(harm)
        conn.commit()
    restore.restore(desk.path, copied, "张三", NOW)
    with Desk.open(desk.path, "张三") as again:
        assert verify(again) == []
