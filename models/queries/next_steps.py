"""下一步 of a case: what can be done now, by whom, under which article, until when, what is missing."""

from dataclasses import dataclass
from datetime import date

from models.desk import Desk
from models.queries import deadlines, missing, reference
from models.queries.case_view import CaseView, state_of
from models.rules.procedure.steps import NextStep, next_steps


@dataclass(frozen=True)
class DatedStep:
    """A next step with the date it has to be done by, when a clock for it is running."""

    step: NextStep
    due: date | None
    status: str
    provisional: bool


def steps_of(desk: Desk, view: CaseView) -> list[DatedStep]:
    """Return the steps open today, the earliest date first, undated and optional ones after it."""
    today = desk.today()
    state = state_of(view, today)
    clocks = {(d.id, d.party): d for d in deadlines.case_deadlines(desk, view, today)}
    found = []
    open_steps = next_steps(state, reference.steps(view.row["kind"]), missing.needs(desk, view))
    for step in open_steps:
        clock = clocks.get((step.deadline, step.party)) or clocks.get((step.deadline, None))
        found.append(
            DatedStep(
                step,
                clock.due if clock else None,
                clock.status if clock else "",
                clock.provisional if clock else False,
            )
        )
    return sorted(found, key=lambda s: (s.step.optional, s.due or date.max))
