"""Waiting for what another process does: the one place of the tests that sleeps."""

import time
from collections.abc import Callable

PATIENCE_S = 300.0  # no test takes so long, on no machine
LOOK_S = 0.02


def until(ready: Callable[[], bool], what: str) -> None:
    """Wait until something is so; AssertionError naming it when it never is."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(LOOK_S)
