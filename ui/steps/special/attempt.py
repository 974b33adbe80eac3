"""An attempt at service: what it means, what is open now, what was tried before."""

from models import reference
from models.queries.signs import Tone
from models.rules.events import Failure
from ui.steps.dialog import CommandDialog
from ui.widgets.values import text


class AttemptDialog(CommandDialog):
    """Says that nothing counts as served, and which way is open after a failure like this."""

    def look(self) -> None:
        """Name the next rung of the ladder."""
        rung = reference.ladder()[Failure(text(self.form.field("attempt.result").value()))]
        self.tell(Tone.WARNING, f"不算送达，不起算期限。{rung.text}（{rung.basis}）")

    def follow(self) -> None:
        """Show what was tried before with this addressee."""
        super().follow()
        to = self.form.rows["attempt.to"]
        if not to.wrong:
            party = self.info.party(text(to.field.value()))
            to.show(party.tried if party else "", "secondary")
