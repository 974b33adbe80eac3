"""Nobody but its owner reads the data folder; what is saved elsewhere has the user's own rights."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a profile is the user's own")
SCRIPT = """
import os, sys
from datetime import date
from pathlib import Path
os.umask(0o022)
from models.backup import backup
from models.store.desk import Desk
from models.store.db import connection
from models.store.files.store import write_whole
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office
folder, out = Path(sys.argv[1]), Path(sys.argv[2])
clock = Clock(date(2025, 6, 2))
with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
    if len(sys.argv) > 3:
        Player(desk, clock, set_up_office(desk)).play(load_scenario("S4"), papers=True)
    also = folder.parent / "also"
    also.mkdir(exist_ok=True)
    backup.make(desk, also=also)
    write_whole(out / "papers" / "one.bin", b"for the user")
    print(connection(desk.db).execute("PRAGMA secure_delete").fetchone()[0])
"""


def run(*arguments: Path | str) -> str:
    """Run the script in a process of its own: the mask is the whole process's."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def open_to_others(folder: Path) -> list[str]:
    """Return what others may touch."""
    every = (folder, *folder.rglob("*"))
    return [str(path) for path in every if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_the_folder_is_closed_and_what_is_saved_elsewhere_is_not(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(tmp_path / "desk", out, "play") == "1", "what is deleted is overwritten"
    assert open_to_others(tmp_path / "desk") == []
    assert [p for p in (tmp_path / "also").rglob("*") if open_to_others(p)] == []
    for path, rights in ((out, 0o755), (out / "papers", 0o755), (out / "papers/one.bin", 0o644)):
        assert stat.S_IMODE(path.stat().st_mode) == rights


def test_the_log_is_closed_whatever_was_there(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from ui.shell import start; os.umask(0o022);"
        "folder = Path(sys.argv[1]); folder.mkdir(); (folder / 'x.log').touch();"
        "start.log_folder = lambda: folder; start._start_log('y')"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "log")], cwd=ROOT, check=True)
    assert open_to_others(tmp_path / "log") == []
    assert {path.name for path in (tmp_path / "log").iterdir()} == {"x.log", "y.log"}


def test_a_folder_of_an_older_program_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    run(tmp_path / "desk", tmp_path / "out", "play")
    for path in (tmp_path / "desk").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (tmp_path / "desk").chmod(0o755)
    run(tmp_path / "desk", tmp_path / "out")
    assert open_to_others(tmp_path / "desk") == []
