"""Killed at every step of a restore: the old database or the new one; the next opening decides."""

import shutil
from pathlib import Path

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.entities import Audit, Case
from models.services.office.opening import open_desk
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.killing import kill_at_each, steps_of
from tests.store.conftest import NOW
from tests.store.writing import take_in

DECISION = "_restore: replace"
# Restores a backup with papers to fetch, all of them in one portion.
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from models.backup import paper_copies, restore
from tests.killing import Steps
paper_copies.time = SimpleNamespace(monotonic=lambda: 0.0)
steps = Steps(sys.argv[1])
steps.watch()
restore.restore(Path(sys.argv[2]), Path(sys.argv[3]), "x", datetime.now(UTC))
steps.over()
"""
STEPS = ("-wal aside", "database aside", "new one in")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Return backups of desks of 1 and of 2 cases, beside their papers."""
    found = []
    for number in (1, 2):
        with Desk.open(tmp_path / f"old{number}", "张三", now=NOW) as desk:
            for case in range(number):
                take_in(desk, f"R{case}", content=bytes(200_000))
            found.append(backup.make(desk))
    return found[0], found[1]


def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path, two: tuple[Path, Path]) -> None:
    template = tmp_path / "template"
    restore.restore(template, two[0], "先前", NOW)
    open_desk(template, "检查").close()
    shutil.rmtree(template / "files")  # papers are to be fetched

    def fresh(number: int) -> tuple[str, str]:
        folder = tmp_path / f"{number}"
        shutil.copytree(template, folder)
        return str(folder), str(two[1])

    names = steps_of(CHILD, *fresh(-1))
    assert {"force: fsync #2", DECISION, "finish: replace", "finish: replace #2"} <= set(names)
    for number, name in enumerate(kill_at_each(CHILD, names, fresh)):
        folder = tmp_path / f"{number}"
        decided = number > names.index(DECISION)
        with open_desk(folder, "检查") as desk:
            assert Case.select().count() == (2 if decided else 1), name
            # Its entry is made by whoever opens the folder next.
            noted = [one.actor for one in Audit.select() if one.action == "record_restore"]
            assert noted == ["x" if decided else "先前"], name
            wrong = {p.problem for p in verify(desk)} - {"文件不见了", "没有登记的文件"}
            assert not wrong, name
        assert not list(folder.glob("resto*-*")) and not list(folder.glob(".restoring-*"))


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_the_next_opening_completes_what_was_decided(
    tmp_path: Path, two: tuple[Path, Path], step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stops at each rename after the decision, as a kill there would."""
    folder = tmp_path / "data"
    desk = Desk.open(folder, "张三")
    take_in(desk, "old")
    log = (folder / f"{FILE_NAME}-wal").read_bytes()
    desk.close()
    (folder / f"{FILE_NAME}-wal").write_bytes(log)  # as a killed window leaves it
    real, left = Path.replace, [1 + step]

    def some(self: Path, target: Path) -> Path:
        if self.parent == folder and self.suffix != ".tmp":
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
        return real(self, target)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(restore, "is_practice", lambda _folder: False)  # it would fold the log in
        patch.setattr(Path, "replace", some)
        restore.restore(folder, two[1], "x", NOW)
    with Desk.open(folder, "检查"):
        assert [row.receipt_no for row in Case.select()] == ["R0", "R1"]
    (aside,) = folder.glob("replaced-*.db")
    assert restore.contents(aside).cases == 1
    assert restore.contents(aside).last_no == "old"
