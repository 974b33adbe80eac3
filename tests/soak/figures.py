"""Figures of the long tests, on the terminal at once and in the log of the run."""

import sys


def figure(text: str) -> None:
    """Print a figure; `dev.py soak` runs without capturing."""
    sys.stdout.write(f"\n  {text}")
    sys.stdout.flush()
