"""`demo --cases 1000`: memory stays small and the thousandth case takes no longer than the first.

Cases of the same sample are compared with one another: samples differ in length.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from tests.bench.measure import Result
from tests.places import ROOT

CASES = 1000
EARLY, LATE = slice(100, 300), slice(800, 1000)
LIMIT_MB = 400.0
LIMIT_GROWTH = 1.3


def run() -> list[Result]:
    """Measure one run of the demonstration in a process of its own."""
    found = _played()
    taken: list[tuple[str, float]] = [(name, value) for name, value in found["taken"]]
    early, late = _medians(taken[EARLY]), _medians(taken[LATE])
    growth = [late[name] / early[name] for name in early if name in late]
    each = [value for _, value in taken[EARLY]]
    note = "" if found["peak"] else "本系统不报告内存峰值"
    return [
        Result(f"演示{CASES:,}件：内存峰值", found["peak"], "MB", LIMIT_MB, note=note),
        Result("演示：后200件比前200件", statistics.mean(growth), "倍", LIMIT_GROWTH),
        Result("演示：一件平均（不出文书）", 1000 * statistics.mean(each)),
    ]


def _played() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        names = [str(Path(folder) / "out"), str(CASES), str(result)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.demo_child", *names],
            cwd=ROOT,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdout=subprocess.DEVNULL,  # stderr shows the progress of the demonstration
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"the demonstration ended with {done.returncode}")
        return json.loads(result.read_text(encoding="utf-8"))


def _medians(taken: list[tuple[str, float]]) -> dict[str, float]:
    by_name: dict[str, list[float]] = defaultdict(list)
    for name, value in taken:
        by_name[name].append(value)
    return {name: statistics.median(values) for name, values in by_name.items()}
