"""Nothing holds the window up for more than 50 ms: no page, tab, dialog, not even at first."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui import support
from tests.ui.watchdog import ALLOWED_MS

RUNS = 3
# Half a second after the start pypinyin reads its phrases in one piece: 40 to 55 ms, once.
WHILE_LOADING_MS = 80.0


def too_long(pauses: dict[str, float]) -> dict[str, float]:
    """Return the pauses that a person would feel."""
    allowed = {"启动": WHILE_LOADING_MS}
    return {name: ms for name, ms in pauses.items() if ms > allowed.get(name, ALLOWED_MS)}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_nothing_holds_the_window_up(play: support.Play, desk_folder: Path) -> None:
    last = play(desk_folder, "S1", "S2", "S10")
    cases = [str(number) for number in range(1, last + 1)]
    least: dict[str, float] = {}
    for _ in range(RUNS):  # a pause of ours comes every time; one of a busy machine does not
        done = subprocess.run(
            [sys.executable, "-m", "tests.ui.stalls", str(desk_folder), *cases],
            capture_output=True,
            timeout=90,
        )
        assert done.returncode == 0, done.stderr.decode()
        for name, pause in json.loads(done.stdout).items():
            least[name] = min(pause, least.get(name, pause))
        if not too_long(least):
            break
    assert len(least) > 100, "everything is opened twice"
    assert too_long(least) == {}
