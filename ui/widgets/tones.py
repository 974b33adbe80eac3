"""The colour of a tone; a tone never stands without a sign or word."""

from PySide6.QtGui import QColor

from models.queries.signs import Tone
from ui import theme

_COLOURS = {Tone.GOOD: "green", Tone.PROBLEM: "red", Tone.WARNING: "amber"}


def tone_colour(tone: str) -> QColor:
    """Return the colour of a tone in the mode of the window; plain text without one."""
    colours = vars(theme.current())
    return QColor(colours[_COLOURS.get(Tone(tone), tone)] if tone else colours["ink"])
