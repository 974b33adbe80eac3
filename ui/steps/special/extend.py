"""Extensions: until when the period runs now, and that it is over when it is."""

from models.queries.dialogs.extended import words_of_extension
from models.queries.signs import Tone
from ui.steps.dialog import CommandDialog
from ui.widgets.values import day, text


class ExtendDialog(CommandDialog):
    """Says before saving what would be extended, and that an approval comes too late."""

    def look(self) -> None:
        """Ask until when the period of the case, or of the chosen party, runs."""
        values = self.form.values()
        on = day(values["on"]) or self.info.today
        party = text(values["party"]) if "party" in values else None
        case_id, rules = self.info.case_id, self.spec.extends
        if party == "":
            self.say("")
            return
        self.ask_ahead(
            lambda desk: words_of_extension(desk, case_id, rules, party, on),
            lambda found: self.tell(Tone.WARNING, found[0]) if found[1] else self.say(found[0]),
        )
