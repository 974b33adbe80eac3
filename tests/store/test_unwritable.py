"""A disk that is full or a folder that is read-only still opens to be read; nothing is written."""

import errno
import hashlib
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.errors import HeldError, StorageError
from models.queries.case_page.page import case_page
from models.queries.lists.today import today_view
from models.services.office.office import set_settings
from models.services.shared.drafts import save_draft
from models.store import lock
from models.store.db import FILE_NAME
from models.store.desk import Desk
from models.store.files import unwritable
from tests.store.conftest import NOW, TODAY
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

CODES = {"full": errno.ENOSPC, "read-only": errno.EROFS, "denied": errno.EACCES}


@pytest.fixture
def used(folder: Path) -> tuple[Path, int]:
    """Return a folder with a case that goes on, and the case."""
    clock = Clock(date(2025, 6, 2))
    with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
        case_id = Player(desk, clock, set_up_office(desk)).play(load_scenario("S4"), papers=True)
    return folder, case_id


def refuse_writing(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Let the disk take nothing: no new file, no handle to write by."""

    def refuse(*_: Path) -> None:
        raise OSError(code, os.strerror(code))

    opened = os.open

    def only_read(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse()
        return opened(path, flags, mode)

    monkeypatch.setattr(unwritable, "_try", refuse)
    monkeypatch.setattr(lock.os, "open", only_read)


def content(folder: Path) -> dict[Path, str]:
    """Return what is in a folder."""
    # What is looked at before opening leaves an empty log beside the database.
    files = [p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".db-wal", ".db-shm")]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_it_opens_to_be_read_and_writes_nothing(
    used: tuple[Path, int], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    folder, case_id = used
    refuse_writing(monkeypatch, code)
    before = content(folder)
    later = date(2026, 9, 1) + timedelta(days=30)  # what lists read has to be made for this day
    with Desk.open(folder, "李敏", later, NOW) as desk:
        assert desk.unwritable is not None and "只能查看" in str(desk.unwritable)
        assert today_view(desk).cards and case_page(desk, case_id)
        assert verify(desk) == []
        with pytest.raises(StorageError, match="只能查看"):
            set_settings(desk, {"office.name": "丙县知识产权局"})
        with pytest.raises(StorageError, match="只能查看"):
            save_draft(desk, "step", "x", {})
        with pytest.raises(HeldError):
            Desk.open(folder, "王五", TODAY, NOW)
    assert content(folder) == before


def test_afterwards_it_opens_as_always(
    used: tuple[Path, int], request: pytest.FixtureRequest
) -> None:
    folder, _ = used
    with pytest.MonkeyPatch.context() as patch:
        refuse_writing(patch, errno.ENOSPC)
        with Desk.open(folder, "李敏", TODAY, NOW) as desk:
            known = desk.last_entry
    with Desk.open(folder, "李敏", TODAY, NOW) as desk:
        assert desk.unwritable is None and desk.last_entry == known
        set_settings(desk, {"office.name": "丙县知识产权局"})
        assert verify(desk) == []


def test_what_a_kill_left_in_the_log_is_read_too(used: tuple[Path, int], tmp_path: Path) -> None:
    folder, _ = used
    with Desk.open(folder, "李敏", TODAY, NOW) as desk:
        set_settings(desk, {"office.name": "丙县知识产权局"})
        known = desk.last_entry
        killed = tmp_path / "killed"
        killed.mkdir()
        for path in folder.glob("desk.*"):
            (killed / path.name).write_bytes(path.read_bytes())
    assert (killed / "desk.db-wal").stat().st_size
    with pytest.MonkeyPatch.context() as patch:
        refuse_writing(patch, errno.ENOSPC)
        with Desk.open(killed, "李敏", TODAY, NOW) as desk:
            assert desk.last_entry == known
    with Desk.open(killed, "李敏", TODAY, NOW) as desk:
        assert desk.last_entry == known and desk.settings.get("office.name") == "丙县知识产权局"


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_nothing_begins_where_nothing_can_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    refuse_writing(monkeypatch, code)
    with pytest.raises(StorageError, match=r"磁盘空间不足|不能写入"):
        Desk.open(folder, "李敏", TODAY, NOW)
    assert not (folder / FILE_NAME).exists()
