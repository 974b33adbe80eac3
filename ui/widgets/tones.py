"""The colour of a tone; a tone always has a sign or word beside it."""

from PySide6.QtGui import QColor

from models.queries.signs import Tone
from ui.shell import theme


def tone_colour(tone: str) -> QColor:
    """Return the colour of a tone in the mode of the window."""
    c = theme.current()
    colours = {Tone.GOOD: c.green, Tone.PROBLEM: c.red, Tone.WARNING: c.amber,
               Tone.ACCENT: c.accent, Tone.SECONDARY: c.secondary}  # fmt: skip
    return QColor(colours[Tone(tone)])
