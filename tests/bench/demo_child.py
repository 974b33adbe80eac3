"""The demonstration in its own process, timed case by case: `demo_child OUT CASES RESULT`.

The result file gets the seconds of each case by sample, in order, and the peak of memory.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from ui.shell import start
from ui.verbs.playing.scenario import Player, Scenario

# VmHWM is this program's own; getrusage would count what the parent had before the exec.
STATUS = Path("/proc/self/status")


def peak_mb() -> float | None:
    """Return the highest resident memory so far in MB, None where the system does not say."""
    if not STATUS.exists():
        return None
    lines = STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    found = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else None


def main(out: str, cases: str, result: str) -> int:
    """Run the demo verb with every played case timed; return its exit status."""
    taken: list[tuple[str, float]] = []
    play = Player.play

    def timed(self: Player, scenario: Scenario, **options: Any) -> int:
        begin = time.perf_counter()
        case_id = play(self, scenario, **options)
        taken.append((scenario.id, time.perf_counter() - begin))
        return case_id

    Player.play = timed
    code = start.main(["demo", "--out", out, "--cases", cases])
    text = json.dumps({"taken": taken, "peak": peak_mb()})
    Path(result).write_text(text, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
