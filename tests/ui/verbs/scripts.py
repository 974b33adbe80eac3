"""Scenario files for tests of `play`: a sample copied aside, steps as TOML, the verb run."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.places import ROOT
from ui.shell.start import main

FILED = '[[step]]\ndo = "file_request"\non = 2026-05-11\n'
APPROVED = """
[[step]]
do = "record_approval"
on = 2026-05-12
matter = "docketing"
opinions = [{ role = "dept_head", name = "高明", opinion = "同意立案。", on = 2026-05-12 }]
"""
DOCKETED = """
[[step]]
do = "docket"
on = 2026-05-12
handler = "staff:李敏"
panel = { chair = "staff:周建国", members = ["staff:李敏", "staff:赵静"], clerk = "staff:陈雨" }
"""


def script(folder: Path, text: str, *, request: str | None = "S2") -> Path:
    """Write a scenario and, beside it, the request of a sample; return the scenario's path."""
    file = folder / "case.toml"
    file.write_text(text, encoding="utf-8")
    if request:
        shutil.copy(resources.path("samples", f"{request}.json"), folder / "case.json")
    return file


def play(
    capsys: pytest.CaptureFixture[str], *args: str | Path
) -> tuple[int, dict[str, Any], list[str]]:
    """Run `play` in this process; return exit status, the JSON object, the lines of stderr."""
    code = main(["play", *map(str, args)])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err.splitlines()


def program(
    *args: str | Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as its own process."""
    line = [sys.executable, str(ROOT / "main.py"), *map(str, args)]
    return subprocess.run(line, capture_output=True, check=False, timeout=100, env=env)
