"""Kills during a restore: the old database or the new one, never none; the next opening decides."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.backup import backup, restore
from models.backup.verify import verify
from models.entities import Case
from models.store.db import FILE_NAME
from models.store.desk import Desk
from tests.storage.conftest import NOW
from tests.storage.writing import take_in

ROOT = Path(__file__).resolve().parents[2]
KILLS = 24
# Restores one backup after the other, each with papers to fetch, until it is killed.
CHILD = """
import shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from models.backup import restore
folder, paths = Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]]
print("ready", flush=True)
sys.stdin.readline()
while True:
    for path in paths:
        shutil.rmtree(folder / "files", ignore_errors=True)
        restore.restore(folder, path, "x", datetime.now(UTC))
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
    folder = tmp_path / "data"
    restore.restore(folder, two[0], "x", NOW)
    seed = random.randrange(1 << 30)
    rng = random.Random(seed)
    counts = set()
    for number in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), *map(str, two)], cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            assert child.stdin and child.stdout and child.stdout.readline().strip() == b"ready"
            child.stdin.write(b"go\n")
            child.stdin.flush()
            time.sleep(rng.uniform(0.002, 0.080))
            assert child.poll() is None, "the child ended by itself"
        finally:
            child.kill()
            child.communicate()
        with Desk.open(folder, "检查") as desk:
            count = Case.select().count()
            counts.add(count)
            assert count in (1, 2), f"seed {seed}, kill {number}"
            wrong = {p.problem for p in verify(desk)} - {"文件不见了", "没有登记的文件"}
            assert not wrong, f"seed {seed}, kill {number}"
        assert not list(folder.glob("restoring-*")) and not list(folder.glob(".restoring-*"))
    assert counts == {1, 2}, "the kills fell all on one side"


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
        if self.parent == folder:
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
