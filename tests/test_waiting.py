"""Tests wait for conditions: only what is made for it sleeps or looks at the clock."""

import re

from tests.places import TESTS

TIMED = re.compile(
    r"\bsleep\(|qWait\(|qtbot\.wait\(|\.wait\(\d|(?<!def )perf_counter\(|time\.time\("
)
# The helpers themselves; measuring (dev.py bench), pictures for people, kills at random moments.
MADE_FOR_IT = (
    "waiting.py",
    "test_waiting.py",
    "bench",
    "tools",
    "soak",
    "ui/stalls.py",
    "ui/watchdog.py",
)


def test_no_test_waits_for_a_time() -> None:
    found = [
        f"{name}:{number}"
        for file in sorted(TESTS.rglob("*.py"))
        if not (name := file.relative_to(TESTS).as_posix()).startswith(MADE_FOR_IT)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if TIMED.search(line)
    ]
    assert found == []
