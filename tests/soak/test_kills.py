"""Many kills: in every command of a whole sample, and at any moment of saving and restoring."""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.backup import backup
from models.backup.verify import verify
from models.entities import Audit, Case
from models.store.desk import Desk
from tests.killing import Child, kill_at_each, steps_of
from tests.soak.figures import figure
from tests.store.writing import take_in

pytestmark = [pytest.mark.soak, pytest.mark.timeout(4 * 3600)]
KILLS = 300
COMMIT = "Desk.transaction: COMMIT"
# Plays a sample with all its papers.
PLAY = """
import sys
from datetime import date
from models.store.desk import Desk
from tests.killing import Steps
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office
steps = Steps(sys.argv[1])
steps.watch()
clock = Clock(date(2025, 6, 2))
with Desk.open(sys.argv[2], "李敏", clock.today, clock.now) as desk:
    Player(desk, clock, set_up_office(desk)).play(load_scenario(sys.argv[3]))
steps.over()
"""
# Saves one case with its papers after another.
SAVE = """
import sys
from models.store.desk import Desk
from tests.killing import READY, say
from tests.store.writing import take_in
say(READY)
sys.stdin.readline()
say("go")
desk = Desk.open(sys.argv[2], "x")
for n in range(1_000_000):
    take_in(desk, f"{sys.argv[3]}-{n}", content=bytes(20_000 + n))
"""
# Restores one backup after the other, each with papers to fetch.
RESTORE = """
import shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from models.backup import restore
from tests.killing import READY, say
folder, paths = Path(sys.argv[2]), [Path(p) for p in sys.argv[3:]]
say(READY)
sys.stdin.readline()
say("go")
while True:
    for path in paths:
        shutil.rmtree(folder / "files", ignore_errors=True)
        restore.restore(folder, path, "x", datetime.now(UTC))
"""


@pytest.mark.parametrize("sample", ["S3", "S11"])
def test_killed_around_every_commit_of_a_sample(tmp_path: Path, sample: str) -> None:
    def fresh(number: int) -> tuple[str, str]:
        return str(tmp_path / f"{number}"), sample

    names = steps_of(PLAY, *fresh(-1))
    places = [n for n, name in enumerate(names) if name.startswith(COMMIT)]
    around = sorted({n for place in places for n in (place, place + 1) if n < len(names)})
    for number, name in enumerate(kill_at_each(PLAY, [names[n] for n in around], fresh)):
        folder = tmp_path / f"{number}"
        committed = len([n for n in places if n < around[number]])
        with Desk.open(folder, "检查") as desk:
            assert verify(desk) == [], name
            assert Audit.select().count() == committed, name
        shutil.rmtree(folder)
    figure(f"{sample}: {len(names)} steps, {len(around)} kills around {len(places)} commits")


def at_any_moment(
    code: str, rng: random.Random, longest_s: float, arguments: Callable[[int], tuple[str, ...]]
) -> Iterator[int]:
    """Kill a child at random moments of its work; yields the number of each kill."""
    for number in range(KILLS):
        with Child(code, "", *arguments(number)) as child:
            assert child.run() == "go"
            time.sleep(rng.uniform(0, longest_s))
            assert child.process.poll() is None, "the child ended by itself"
        yield number


def test_killed_at_any_moment_of_saving(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    folder = tmp_path / "data"
    in_a_save = cases = 0
    arguments = lambda number: (str(folder), str(number))  # noqa: E731
    for number in at_any_moment(SAVE, random.Random(seed), 0.08, arguments):
        pending = folder / "files" / ".pending"
        in_a_save += pending.is_dir() and any(pending.iterdir())
        with Desk.open(folder, "检查") as desk:
            assert verify(desk) == [], f"seed {seed}, kill {number}"
            cases = Case.select().count()
            assert cases == Audit.select().count()
    assert in_a_save, "no kill fell into a save: nothing was tried"
    figure(f"seed {seed}: {KILLS} kills, {in_a_save} of them in a save, {cases} cases saved")


def test_killed_at_any_moment_of_restoring(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    paths = []
    for number in (1, 2):
        with Desk.open(tmp_path / f"old{number}", "张三") as desk:
            for case in range(number):
                take_in(desk, f"R{case}", content=bytes(200_000))
            paths.append(str(backup.make(desk)))
    folder = tmp_path / "data"
    with Desk.open(folder, "张三") as desk:
        take_in(desk, "R")
    found = {1: 0, 2: 0}
    arguments = lambda _number: (str(folder), *paths)  # noqa: E731
    for number in at_any_moment(RESTORE, random.Random(seed), 0.1, arguments):
        with Desk.open(folder, "检查") as desk:
            found[Case.select().count()] += 1
            wrong = {p.problem for p in verify(desk)} - {"文件不见了", "没有登记的文件"}
            assert not wrong, f"seed {seed}, kill {number}"
        for aside in folder.glob("replaced-*"):
            aside.unlink()
    figure(f"seed {seed}: {KILLS} kills, {found[1]} left the first backup, {found[2]} the second")
