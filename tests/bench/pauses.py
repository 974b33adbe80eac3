"""How long the window cannot answer, wherever a person goes: the longest pauses, per 50 ms allowed.

A pause is measured in units of this machine as busy as it is now (`tests/ui/watchdog.py`), and the
least of some runs counts: one of the program comes every time, one of a busy machine does not.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from models.store.desk import Desk
from tests.bench.measure import Result
from tests.places import ROOT
from tests.ui.stalls import START, SWITCHES
from tests.ui.watchdog import ALLOWED_MS
from ui.verbs.demo import FIRST_DAY
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

RUNS = 3
# Half a second after the start pypinyin reads its phrases in one piece: 40 to 55 ms, once.
WHILE_LOADING_MS = 80.0
SWITCH_MS = dict(zip(SWITCHES, (300.0, 400.0), strict=True))


def run() -> list[Result]:
    """Open everything twice, some times over; return the longest pauses."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        clock = Clock(FIRST_DAY)
        with Desk.open(folder, "测速", clock.today, clock.now) as desk:
            player = Player(desk, clock, set_up_office(desk))
            cases = [player.play(load_scenario(n), papers=False) for n in ("S1", "S2", "S10")]
        runs = []
        for number in range(RUNS):
            fresh = Path(name) / f"run{number}" / "desk"
            shutil.copytree(folder, fresh)
            runs.append(pauses(fresh, cases))
    least = {act: min(one[act] for one in runs if act in one) for act in runs[0]}
    start = least.pop(START)
    switches = [
        Result(f"切换{name}，各页都已打开", least.pop(name), "ms", most)
        for name, most in SWITCH_MS.items()
    ]
    worst = max(least, key=least.__getitem__)
    return [
        *switches,
        Result("窗口停顿：启动后半秒", start, "ms", WHILE_LOADING_MS),
        Result(f"窗口停顿：{len(least)}处中最长", least[worst], "ms", ALLOWED_MS, note=worst),
    ]


def pauses(folder: Path, cases: list[int]) -> dict[str, float]:
    """Go everywhere once over in a process of its own; return the longest pause of each act, ms.

    RuntimeError with what the process said when it did not come to its end.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.stalls", str(folder), *map(str, cases)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    found: dict[str, float] = json.loads(done.stdout)
    return found
