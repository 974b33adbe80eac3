"""The colour of a tone; a tone never stands without a sign or word."""

from PySide6.QtGui import QColor

from ui import theme


def tone_colour(tone: str, *, dark: bool) -> QColor:
    """Return the colour of good, problem, warning, accent, secondary or plain text."""
    c = theme.colours(dark=dark)
    named = {"good": c.green, "problem": c.red, "warning": c.amber, "accent": c.accent,
             "secondary": c.secondary}  # fmt: skip
    return QColor(named.get(tone, c.ink))
