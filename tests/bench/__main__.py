"""`python -m tests.bench [subject …]`: measure, print the table, exit 1 over a limit."""

import argparse
import sys
from collections.abc import Callable

from tests.bench import (
    case_list,
    deadlines,
    demo,
    gates,
    holidays,
    office_lists,
    paper,
    pauses,
    statistics,
    window,
)
from tests.bench.measure import Result, say, table

# The demonstration runs first: it is its own process, and the machine is still quiet.
SUBJECTS: dict[str, Callable[[], list[Result]]] = {
    "demo": demo.run,
    "deadlines": deadlines.run,
    "gates": gates.run,
    "paper": paper.run,
    "holidays": holidays.run,
    "window": window.run,
    "pauses": pauses.run,
    "case_list": case_list.run,
    "statistics": statistics.run,
    "office_lists": office_lists.run,
}


def main() -> int:
    """Measure the chosen subjects; return 1 when one is over its limit."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", help=f"其中几项：{'、'.join(SUBJECTS)}")
    chosen = parser.parse_args().subjects or list(SUBJECTS)
    unknown = [name for name in chosen if name not in SUBJECTS]
    if unknown:
        parser.error(f"没有这些项目：{'、'.join(unknown)}")
    results: list[Result] = []
    for name in chosen:
        say(f"正在测量：{name}")
        results += SUBJECTS[name]()
    print(table(results))
    return 0 if all(one.ok for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
