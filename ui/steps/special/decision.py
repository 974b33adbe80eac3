"""The decision: a large form, and the list of what still keeps it from being issued."""

from collections.abc import Mapping

from models.cases.loading import load
from models.queries.signs import Tone, with_sign
from models.rules.problem import Problem
from models.services.arguments.shapes import Plain
from models.services.closing.decision import Decision, problems_of
from ui.steps.dialog import CommandDialog
from ui.widgets.values import day, mappings, text

DELAY_MS = 600
SHOWN, FEW = 4, 2  # lines of the list, and on a low screen
LOW = 560


class DecisionDialog(CommandDialog):
    """Asks the gates of a decision while it is written (arts. 25-27, 30-32)."""

    def started(self) -> None:
        """Wait for a pause in typing: the gates read the whole case."""
        self._timer.setInterval(DELAY_MS)

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return the proved acts by respondent."""
        rows = mappings(values["draft.proved"])
        proved = {text(row["party"]): row["acts"] for row in rows if row["acts"]}
        return {**values, "draft.proved": proved}

    def look(self) -> None:
        """Ask what keeps this draft from being issued."""
        values = self.form.values()
        on = day(values["on"]) or self.info.today
        draft = self.command(values)[2]["draft"]
        assert isinstance(draft, Decision)
        case_id = self.info.case_id
        self.ask_ahead(lambda desk: problems_of(desk, load(desk, case_id), draft, on), self._tell)

    def _tell(self, problems: list[Problem]) -> None:
        if not problems:
            self.tell(Tone.GOOD, "可以作出裁决")
            return
        room = FEW if self.height() < LOW else SHOWN
        shown = [with_sign(Tone.WARNING, p.problem) for p in problems[:room]]
        if len(problems) > room:
            shown.append(f"……共{len(problems)}项")
        self.say("\n".join(shown), Tone.WARNING)
