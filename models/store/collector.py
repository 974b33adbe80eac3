"""The interpreter's collector at rest while very much is made in one piece.

It would go through all of it again and again, and nothing else runs meanwhile: on the worker's
thread that stops the window.
"""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collector_at_rest(*, stays: bool = False) -> Generator[None, None, None]:
    """Let the collector rest; `stays` = what was made lives as long as the program."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stays:
            gc.freeze()
        if on:
            gc.enable()
