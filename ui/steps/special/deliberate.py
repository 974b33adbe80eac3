"""The deliberation: every member votes; dissent opens the field in which it is kept."""

from collections import Counter

from models.queries.help import said
from models.queries.signs import Tone
from ui.steps.dialog import CommandDialog
from ui.widgets.values import mappings, text


class DeliberateDialog(CommandDialog):
    """Counts the votes while they are being chosen (art. 25)."""

    def follow(self) -> None:
        """Show the dissent field when there is one."""
        super().follow()
        votes = self._votes()
        self.form.show_row("minority", shown=len(votes) > 1)
        row = self.form.rows["minority"]
        row.ask(row.text, required=len(votes) > 1)

    def _votes(self) -> Counter[str]:
        rows = mappings(self.form.field("votes").value())
        return Counter(text(row["vote"]) for row in rows)

    def look(self) -> None:
        """Count the votes."""
        votes = self._votes()
        if not votes:
            self.tell(Tone.WARNING, said("no_panel"))
            return
        most = votes.most_common(1)[0][1]
        total = votes.total()
        if most * 2 <= total:
            self.tell(Tone.WARNING, said("no_majority"))
        elif most == total:
            self.tell(Tone.GOOD, f"一致意见（{total}∶0）")
        else:
            self.tell(Tone.GOOD, f"多数意见（{most}∶{total - most}），少数意见如实记录")
