"""The signs before a state, in one table: no state is told by its colour alone.

A sign goes with a tone, and a tone with a colour of the theme; who cannot see the colour reads the
sign and the word. resources/build_fonts.py draws those that a system's fonts may lack.
"""

from enum import StrEnum

DONE = "✓"
WRONG = "✕"
CARE = "⚠"
RUNNING = "●"
NOTHING = "○"
PAUSED = "‖"


class Tone(StrEnum):
    """How grave a state is; `ui.widgets.tones` has its colour."""

    GOOD = "good"
    PROBLEM = "problem"
    WARNING = "warning"
    ACCENT = "accent"
    SECONDARY = "secondary"


OF_TONE: dict[str, str] = {
    Tone.GOOD: DONE,
    Tone.PROBLEM: WRONG,
    Tone.WARNING: CARE,
    Tone.ACCENT: RUNNING,
    Tone.SECONDARY: NOTHING,
}


def with_sign(tone: str, text: str) -> str:
    """Return a text behind the sign of its tone; a text without a tone has none."""
    sign = OF_TONE.get(tone, "")
    return f"{sign} {text}" if sign and text else text
