"""繁简分流: the track that follows from the answers is shown while they are given."""

from collections.abc import Mapping

from models import reference
from models.queries.signs import Tone
from models.rules.problem import InputRefused
from models.rules.procedure.routing import route
from models.services.arguments.shapes import Plain
from ui.steps.dialog import CommandDialog
from ui.widgets.values import mapping, mappings, text


class RouteDialog(CommandDialog):
    """Every criterion with yes, no, pending and a note."""

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return the answers and the notes by criterion."""
        rows = mappings(values["answers"])
        return {
            **values,
            "answers": {text(row["id"]): row["answer"] for row in rows},
            "notes": {text(row["id"]): row["note"] for row in rows if row["note"]},
        }

    def look(self) -> None:
        """Say which track follows and why, or which answers are lacking."""
        values = self.shape(self.form.values())
        begun = self.info.routing
        try:
            found = route(
                {name: text(one) for name, one in mapping(values["answers"]).items()},
                reference.routing_rules(),
                text(values["phase"]),
                simple_days=begun.simple_days if begun else None,
            )
        except InputRefused as refused:
            count = len(refused.problems)
            self.tell(Tone.WARNING, f"还有{count}项：{refused.problems[0].problem}")
            return
        track = reference.name("track", found.track)
        days = f"，内部目标{found.target_days}日" if found.target_days else ""
        self.say(f"分流结果：{track}{days}。{'；'.join(found.reasons)}", "accent")
