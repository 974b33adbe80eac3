"""Hearings and sessions: a day on which nobody works is said before it is saved."""

from models.queries.dialogs.rest_days import words_of_rest
from models.queries.signs import Tone
from ui.steps.dialog import CommandDialog
from ui.widgets.values import day

_DAYS = ("hearing_on", "session_on")


class ArrangedDialog(CommandDialog):
    """Says of the day that is fixed that it is a weekend or a holiday."""

    def look(self) -> None:
        """Ask what kind of day was typed."""
        values = self.form.values()
        fixed = next((found for name in _DAYS if (found := day(values.get(name)))), None)
        if fixed is None:
            self.say("")
            return
        self.ask_ahead(
            lambda desk: words_of_rest(desk, fixed),
            lambda words: self.tell(Tone.WARNING, words) if words else self.say(""),
        )
