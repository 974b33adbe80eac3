"""Service: the method decides which proof is asked for; the effective day is shown at once."""

from datetime import date

from PySide6.QtCore import QSignalBlocker

from models import reference
from models.cases.loading import load
from models.queries.dialogs.context import StepParty
from models.queries.signs import Tone
from models.rules.problem import Problem
from models.services.proceedings import serving
from ui.steps.dialog import CommandDialog
from ui.widgets.fields import ChoiceField
from ui.widgets.values import text as text_of

PROOF = "served.fields."
METHOD = "served.method"


class ServeDialog(CommandDialog):
    """Asks for the proof of the chosen method and says when service takes effect."""

    _addressee: StepParty | None = None  # whose address the form begins with

    def follow(self) -> None:
        """Name the fields of the method as the method names them."""
        self._turn_to(self.info.party(text_of(self.form.field("served.to").value())))
        super().follow()
        method = reference.methods()[text_of(self.form.field(METHOD).value())]
        needed = dict(method.needs)
        either = dict(method.any_of)
        excepted = not self.form.field(f"{PROOF}override_reason").isHidden()
        self.form.show_row(f"{PROOF}approver", shown=excepted or method.waits)
        for name, row in self.form.rows.items():
            if not name.startswith(PROOF):
                continue
            short = name.removeprefix(PROOF)
            spec = self.spec.field(name)
            asked = short in needed or (row.required and bool(spec.needed_when))
            asked = asked or (short == "approver" and excepted)
            row.ask(needed.get(short) or spec.label, required=asked)
            if short in either and not row.note.text():
                others = "、".join(label for field, label in method.any_of if field != short)
                row.show(f"与{others}至少填一项", "secondary")

    def _turn_to(self, party: StepParty | None) -> None:
        """Show what was tried with the addressee, who may sign for it, where it is reached."""
        to = self.form.rows["served.to"]
        if not to.wrong:
            to.show(party.tried if party else "", "secondary")
        if party is None or party == self._addressee:
            return
        self._offer(party)
        before, self._addressee = self._addressee, party
        for name, value in _confirmed(party).items():
            field = self.form.field(PROOF + name)
            if field.value() in (None, "", _confirmed(before)[name]):  # nobody typed there
                field.set_value(value)

    def _offer(self, party: StepParty) -> None:
        """Offer the capacities in which somebody may sign for the addressee."""
        capacity = self.form.field(f"{PROOF}received_as")
        assert isinstance(capacity, ChoiceField)
        chosen = capacity.value()
        with QSignalBlocker(capacity.box):
            while capacity.box.count() > 1:  # the first is “（未选）”
                capacity.box.removeItem(1)
            for value, text in party.receivers:
                capacity.box.addItem(text, value)
            capacity.set_value(chosen)

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


def _confirmed(party: StepParty | None) -> dict[str, str]:
    """Return what the 送达地址确认书 of a party says for a service, by the fields of its proof."""
    said = party.confirmed if party else None
    return {
        "address": said.address if said else "",
        "received_by": said.receiver if said else "",
        "target": said.target if said else "",
    }
