"""Long work of the window itself, a little in each turn of the event loop."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from ui.work.tasks import Worker

TURN_S = 0.008  # what a turn may take before the others get theirs
Step = Callable[[], None]


def in_turns(
    worker: Worker,
    owner: QObject,
    steps: Iterable[Step],
    then: Step | None = None,
    turn_s: float = TURN_S,
) -> None:
    """Run steps in their order, as many a turn as fit, the first ones at once; `then` ends them.

    `turn_s` is what they may take in a turn; 0 = one step a turn, when laying out costs the most.
    The worker counts as busy until the last; when `owner` goes, what is left is not run.
    """
    left = iter(steps)

    def turn() -> None:
        end = time.perf_counter() + turn_s
        for step in left:
            step()
            if time.perf_counter() >= end:
                worker.soon(turn, owner)
                return
        if then is not None:
            then()

    turn()
