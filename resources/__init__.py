"""Bundled data: rule packs, criteria, canned wording, samples, fonts. Anyone may read it."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", "")) / "resources" if hasattr(sys, "_MEIPASS") else None
_HERE = _ROOT or Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a bundled file, in a checkout and in a packaged program alike."""
    return _HERE.joinpath(*parts)


def text(*parts: str) -> str:
    """Return a bundled UTF-8 text file; FileNotFoundError when it is not there."""
    return path(*parts).read_text(encoding="utf-8")
