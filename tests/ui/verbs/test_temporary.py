"""The folder of one verb: gone when the verb ends, is told to end, or was killed earlier."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.desk import Desk
from tests.ui.verbs.scripts import FILED, ROOT, program, script
from ui.verbs.temporary import LEFT_ALONE, MARK, PREFIX, sweep, temporary_folder

# A verb in the middle of its work: says so, then waits to be ended.
WAITING = """
import sys
from models.store.desk import Desk
from ui.verbs.temporary import temporary_folder
with temporary_folder("play") as folder, Desk.open(folder, "x"):
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a place for temporary files that is the test's own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def waiting() -> tuple[subprocess.Popen[str], Path]:
    """Return a process that holds a temporary folder, and the folder."""
    child = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    return child, Path(child.stdout.readline().strip())


def end(child: subprocess.Popen[str], how: signal.Signals) -> int:
    """End the process and return its exit status."""
    child.send_signal(how)
    child.communicate(timeout=60)
    return child.returncode


def grow_old(folder: Path) -> None:
    """Let a folder look as if nothing had happened in it for long."""
    long_ago = folder.stat().st_mtime - 2 * LEFT_ALONE
    os.utime(folder, (long_ago, long_ago))


def test_nothing_is_left_after_a_play(place: Path, tmp_path: Path) -> None:
    done = program("play", script(tmp_path, FILED), env={**os.environ, "TMPDIR": str(place)})
    assert done.returncode == 0, done.stderr
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_verb_that_is_told_to_end_leaves_nothing(place: Path) -> None:
    child, folder = waiting()
    assert folder.is_dir()
    assert end(child, signal.SIGTERM) == 128 + signal.SIGTERM
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_a_kill_left_is_removed_later(place: Path) -> None:
    child, folder = waiting()
    end(child, signal.SIGKILL)
    sweep()
    assert folder.is_dir(), "it may just be starting"
    grow_old(folder)
    with temporary_folder("demo") as other:
        assert [p for p in place.iterdir() if p != other] == []


def test_only_abandoned_folders_of_verbs_are_removed(place: Path) -> None:
    held, foreign = place / f"{PREFIX}play-a", place / f"{PREFIX}data"
    foreign.mkdir()
    with Desk.open(held, "张三"):
        (held / MARK).touch()
        for folder in (held, foreign):
            grow_old(folder)
        sweep()
        assert held.is_dir() and foreign.is_dir()
    grow_old(held)
    sweep()
    assert not held.exists() and foreign.is_dir()
