"""No window is larger than a screen of 1366×768, at whatever scale the system draws it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT

INSIDE = "tests/ui/everywhere/small_screen.py"


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_windows_and_dialogs(scale: str, tmp_path: Path) -> None:
    screen = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768,
              "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file = tmp_path / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    environment = {**os.environ, "QT_SCALE_FACTOR": scale,
                   "QT_QPA_PLATFORM": f"offscreen:configfile={file}"}  # fmt: skip
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", INSIDE]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-4000:]
