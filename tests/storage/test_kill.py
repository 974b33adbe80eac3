"""Fifty kills at random moments of saving: the folder is whole each time it is opened again."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models.backup.verify import verify
from models.store.db import connection
from models.store.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
# Waits for a line so that the next child can start up while the last one's folder is checked.
CHILD = """
import sys
from models.store.db import connection
from models.store.desk import Desk
from models.store.unit import command
from tests.storage.writing import add_case, add_paper

@command("save")
def save(desk, n, content):
    add_paper(desk, add_case(desk, f"{sys.argv[2]}-{n}"), content)
    if n % 3 == 2:
        conn = connection(desk.db)
        row = conn.execute("SELECT id, path FROM document_file ORDER BY id").fetchone()
        desk.db.execute_sql("DELETE FROM document_file WHERE id = ?", (row[0],))
        desk.unit.remove_file(row[1])

print("ready", flush=True)
sys.stdin.readline()
desk = Desk.open(sys.argv[1], "x")
n = 0
while True:
    save(desk, n, bytes(20000 + n))
    n += 1
    if n == 1:
        print("saved", flush=True)
"""


def start(folder: Path, number: int) -> subprocess.Popen[bytes]:
    """Start a child that has imported everything and waits."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(number)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def kill_while_saving(child: subprocess.Popen[bytes], delay: float, saved: bool) -> None:
    """Let the child go (to its first save if `saved`), kill it after the delay (seconds)."""
    assert child.stdin and child.stdout and child.stderr
    assert child.stdout.readline().strip() == b"ready"
    child.stdin.write(b"go\n")
    child.stdin.flush()
    if saved:
        assert child.stdout.readline().strip() == b"saved"
    time.sleep(delay)
    if child.poll() is not None:
        pytest.fail(f"the child ended by itself: {child.stderr.read().decode()}")


def end(child: subprocess.Popen[bytes]) -> None:
    """Kill a child and close its pipes."""
    child.kill()
    child.communicate()


def test_fifty_kills(folder: Path) -> None:
    seed = random.randrange(1 << 30)
    rng = random.Random(seed)
    saved = swept = 0
    child = start(folder, 0)
    try:
        for number in range(1, KILLS + 1):
            waiting = start(folder, number)
            try:
                # Every other kill may already fall into opening the folder or the first save.
                kill_while_saving(child, rng.uniform(0.005, 0.060), saved=number % 2 == 0)
            finally:
                end(child)
                child = waiting
            pending = folder / "files" / ".pending"
            swept += pending.is_dir() and any(pending.iterdir())
            with Desk.open(folder, "检查") as desk:
                assert verify(desk) == [], f"seed {seed}, kill {number}"
                conn = connection(desk.db)
                saved, entries = conn.execute(
                    "SELECT (SELECT count(*) FROM case_file), (SELECT count(*) FROM audit)"
                ).fetchone()
                assert saved == entries
    finally:
        end(child)
    assert saved >= KILLS / 2, "the children hardly saved anything"
    assert swept > 0, "no kill fell into a save"
