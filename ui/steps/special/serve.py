"""Service: the method decides which proof is asked for; the effective day is shown at once."""

from datetime import date

from models import reference
from models.cases.loading import load
from models.queries.signs import Tone
from models.rules.problem import Problem
from models.services.proceedings import serving
from ui.steps.dialog import CommandDialog
from ui.widgets.values import text as text_of

PROOF = "served.fields."
METHOD = "served.method"


class ServeDialog(CommandDialog):
    """Asks for the proof of the chosen method and says when service takes effect."""

    def follow(self) -> None:
        """Name the fields of the method as the method names them."""
        super().follow()
        to = self.form.rows["served.to"]
        if not to.wrong:
            party = self.info.party(text_of(to.field.value()))
            to.show(party.tried if party else "", "secondary")
        method = reference.methods()[text_of(self.form.field(METHOD).value())]
        needed = dict(method.needs)
        either = dict(method.any_of)
        for name, row in self.form.rows.items():
            if not name.startswith(PROOF):
                continue
            short = name.removeprefix(PROOF)
            text = needed.get(short) or self.spec.field(name).label
            row.ask(text, required=short in needed)
            if short in either and not row.note.text():
                others = "、".join(label for field, label in method.any_of if field != short)
                row.show(f"与{others}至少填一项", "secondary")

    def look(self) -> None:
        """Ask what day service would take effect and what still blocks it."""
        if not self.form.field("served.to").value():
            self.say("")
            return
        served = self.command(self.form.values())[2]["served"]
        assert isinstance(served, serving.Served)
        case_id = self.info.case_id
        self.ask_ahead(
            lambda desk: serving.preview(desk, load(desk, case_id), served),
            lambda found: self._tell(served.method, *found),
        )

    def _tell(self, method: str, day: date | None, problems: list[Problem]) -> None:
        if problems:
            words = "；".join(dict.fromkeys(p.problem for p in problems))
            self.tell(Tone.WARNING, f"还不能登记：{words}")
            return
        assert day is not None
        shown = f"{day.year}年{day.month}月{day.day}日"
        waits = reference.methods()[method].waits
        why = "（经过公告期视为送达，公告期间不计入结案期限）" if waits else ""
        self.tell(Tone.GOOD, f"{shown}送达生效{why}")
