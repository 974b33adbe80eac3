"""The panel (合议组): number, oddness and certificates are checked while it is being chosen."""

from collections.abc import Iterable, Mapping

from models.queries.dialogs.context import StepStaff
from models.queries.help import said
from models.queries.signs import Tone
from models.rules.events import Member
from models.rules.gates.people import certificate_problems, clerk_problems, panel_problems
from models.services.arguments.shapes import Plain
from ui.steps.dialog import CommandDialog
from ui.widgets.values import day, items


def _doubtful(staff: Mapping[Plain, StepStaff], ids: Iterable[Plain]) -> list[StepStaff]:
    """Return who of the chosen may have to step aside."""
    return [staff[one] for one in dict.fromkeys(ids) if one in staff and staff[one].conflict]


class PanelDialog(CommandDialog):
    """Docketing and replacement of the panel."""

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """The chair is not a member twice."""
        chair = values.get("panel.chair")
        kept = [m for m in items(values.get("panel.members")) if m != chair]
        return {**values, "panel.members": kept}

    def look(self) -> None:
        """Say whether the panel is lawful: three or more, odd, valid certificates (arts. 4, 20).

        The record is kept by somebody else, where the office has not decided otherwise.
        """
        values = self.shape(self.form.values())
        ids = [values["panel.chair"], *items(values["panel.members"])]
        staff: dict[Plain, StepStaff] = {s.id: s for s in self.info.staff}
        members = [
            Member(s.name, "member" if n else "chair", s.certificate_no, s.certificate_until)
            for n, s in enumerate(staff[i] for i in ids if i in staff)
        ]
        on = day(values.get("on")) or self.info.today
        found = [*panel_problems(members), *certificate_problems(members, on)]
        clerk = staff.get(values["panel.clerk"])
        if clerk is not None and not self.info.clerk_sits:
            found += clerk_problems(members, clerk.name, "panel.clerk")
        doubts = [said("conflict", who=s.name, why=s.conflict) for s in _doubtful(staff, ids)]
        if found or doubts:
            self.tell(Tone.WARNING, "；".join([*(p.problem for p in found), *doubts]))
        else:
            names = "、".join(m.name for m in members)
            self.tell(Tone.GOOD, f"合议组{len(members)}人：{names}，证件均有效")
