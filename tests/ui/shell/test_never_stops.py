"""Nothing hangs: every page, tab and dialog opens, and no turn of the window does unbounded work.

How long a turn takes is measured by `dev.py bench pauses`: no test depends on the clock.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from tests.ui import support
from ui.work import turns
from ui.work.tasks import Worker

HANG_MS = 5_000.0  # in units of the reference machine: a hundred times what a person would feel


@pytest.mark.slow
def test_nothing_hangs(play: support.Play, desk_folder: Path) -> None:
    last = play(desk_folder, "S1", "S10")
    cases = [str(number) for number in range(1, last + 1)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.stalls", str(desk_folder), *cases],
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    pauses: dict[str, float] = json.loads(done.stdout)
    assert len(pauses) > 100, "everything is opened twice"
    assert {name: ms for name, ms in pauses.items() if ms > HANG_MS} == {}


class Clock:
    """A clock on which every step takes 3 ms."""

    def __init__(self) -> None:
        self.now = 0.0

    def step(self) -> None:
        """Take a step's time."""
        self.now += 0.003

    def perf_counter(self) -> float:
        """Return the time, s."""
        return self.now


@pytest.mark.parametrize(("turn_s", "most"), [(turns.TURN_S, 3), (0, 1)])
def test_a_turn_ends_when_its_time_is_over(
    turn_s: float, most: int, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert turns.TURN_S <= 0.010
    worker = Worker(lambda: Desk.open(tmp_path / "desk", "李敏"))
    owner, clock = QObject(), Clock()
    monkeypatch.setattr(turns, "time", clock)
    in_one: list[int] = [0]
    soon = worker.soon

    def next_turn(act: turns.Step, owner: QObject) -> None:
        in_one.append(0)
        soon(act, owner)

    monkeypatch.setattr(worker, "soon", next_turn)

    def step() -> None:
        clock.step()
        in_one[-1] += 1

    turns.in_turns(worker, owner, [step] * 10, turn_s=turn_s)
    qtbot.waitUntil(lambda: worker.idle and sum(in_one) == 10)
    worker.close()
    assert max(in_one) == most and len([n for n in in_one if n]) == -(-10 // most)
