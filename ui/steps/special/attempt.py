"""An attempt at service: what it means, what is open now, what was tried before."""

from models import reference
from models.queries.dialogs.context import StepParty
from models.queries.signs import Tone
from models.rules.events import Failure
from ui.steps.dialog import CommandDialog
from ui.widgets.values import text


class AttemptDialog(CommandDialog):
    """Says that nothing counts as served, and which way is open after a failure like this."""

    def look(self) -> None:
        """Name the next rung of the ladder."""
        rung = reference.ladder()[Failure(text(self.form.field("attempt.result").value()))]
        words = f"不算送达，不起算期限。{rung.text}（{rung.basis}）"
        method = reference.methods()[text(self.form.field("attempt.method").value())]
        party = self._addressee()
        if method.by_post and party and party.confirmed:
            words += "。从送达地址确认书所写地址退回的是否视为送达，见设置→本局口径"
        self.tell(Tone.WARNING, words)

    def follow(self) -> None:
        """Show what was tried before with this addressee, and where it is reached."""
        super().follow()
        party, to = self._addressee(), self.form.rows["attempt.to"]
        if not to.wrong:
            to.show(party.tried if party else "", "secondary")
        address = party.confirmed.address if party and party.confirmed else ""
        self.form.rows["attempt.address"].show(
            f"送达地址确认书：{address}" if address else "", "secondary"
        )

    def _addressee(self) -> StepParty | None:
        return self.info.party(text(self.form.field("attempt.to").value()))
