"""No size of the window makes it hang: nothing is as large as a bar that depends on it.

More sizes and cases are walked by `dev.py soak`.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.ui import support

SIZES = "1366x740,1366x768,960x540"


@pytest.mark.slow
def test_every_page_and_tab_at_three_sizes_in_three_looks(
    play: support.Play, desk_folder: Path
) -> None:
    case = play(desk_folder, "S1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.size_walk", str(desk_folder), SIZES, str(case)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 150
