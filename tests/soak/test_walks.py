"""Everything of the window opened again and again, each time in a process of its own."""

import shutil
from pathlib import Path

import pytest

from models.store.desk import Desk
from tests.bench.pauses import pauses
from tests.soak.figures import figure
from ui.verbs.demo import FIRST_DAY
from ui.verbs.playing.scenario import Clock, Player, load_scenario, set_up_office

pytestmark = [pytest.mark.soak, pytest.mark.timeout(4 * 3600)]
WALKS = 10
HANG_MS = 1_000.0  # in units of the reference machine


def test_walks_without_a_hang(tmp_path: Path) -> None:
    clock = Clock(FIRST_DAY)
    with Desk.open(tmp_path / "desk", "测速", clock.today, clock.now) as desk:
        player = Player(desk, clock, set_up_office(desk))
        cases = [player.play(load_scenario(n), papers=False) for n in ("S1", "S2", "S10")]
    for walk in range(WALKS):
        folder = tmp_path / f"walk{walk}" / "desk"
        shutil.copytree(tmp_path / "desk", folder)
        found = pauses(folder, cases)
        worst = max(found, key=found.__getitem__)
        figure(f"walk {walk + 1}: {len(found)} places, longest {found[worst]:.0f} ms ({worst})")
        assert found[worst] <= HANG_MS, worst
