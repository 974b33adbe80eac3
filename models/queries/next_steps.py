"""下一步 of a case: what can be done now, by whom, under which article, until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from models import reference
from models.queries import deadlines, missing
from models.queries.case_list import OPEN_CLOCKS
from models.queries.case_view import CaseView, state_of
from models.rules.deadlines.model import Deadline
from models.rules.procedure.state import CaseState, Happening
from models.rules.procedure.step_clock import step_clock
from models.rules.procedure.steps import NextStep, done_steps, next_steps
from models.store.desk import Desk


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
    dates = deadlines.case_deadlines(desk, view, today)
    state = _with_silence(state_of(view, today), dates)
    clocks = {(d.id, d.party): d for d in dates}
    found = []
    lacking = missing.needs(desk, view)
    if lacking.get("corrections"):
        found_now = Happening(0, "corrections_found", today)
        state = replace(state, happenings=(*state.happenings, found_now))
    known = reference.steps(view.row["kind"])
    # What takes effect later (publication) is under way: it is not asked for again.
    ahead = done_steps(state_of(view), known)
    open_steps = [
        step for step in next_steps(state, known, lacking) if (step.id, step.party) not in ahead
    ]
    for step in open_steps:
        clock = step_clock(step, clocks, _runs_till)
        found.append(
            DatedStep(
                step,
                clock.due if clock else None,
                clock.status if clock else "",
                clock.provisional if clock else False,
            )
        )
    return sorted(found, key=lambda s: (s.step.optional, s.due or date.max))


def _runs_till(clock: Deadline) -> date | None:
    return (clock.due or date.max) if clock.status in OPEN_CLOCKS else None


def _with_silence(state: CaseState, dates: Iterable[Deadline]) -> CaseState:
    """Add what nobody records: a respondent let the period for its statement pass (art. 66)."""
    silent = tuple(
        Happening(0, "opinion_expired", d.due, {"party": d.party})
        for d in dates
        if d.id == "med_opinion" and d.status == "lapsed"
    )
    return replace(state, happenings=(*state.happenings, *silent))
