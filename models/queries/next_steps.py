"""下一步 of a case: what can be done now, by whom, under which article, until when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from models.desk import Desk
from models.queries import deadlines, missing, reference
from models.queries.case_view import CaseView, state_of
from models.rules.deadlines.model import Deadline
from models.rules.procedure.state import CaseState, Happening
from models.rules.procedure.steps import NextStep, done_steps, next_steps


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
        clock = _clock_of(step, clocks)
        found.append(
            DatedStep(
                step,
                clock.due if clock else None,
                clock.status if clock else "",
                clock.provisional if clock else False,
            )
        )
    return sorted(found, key=lambda s: (s.step.optional, s.due or date.max))


Clocks = dict[tuple[str, str | None], Deadline]


def _clock_of(step: NextStep, clocks: Clocks) -> Deadline | None:
    """Return the clock of a step: the party's own, else the case's; `a|b` names either rule.

    A step of the case whose rule runs for each party (转送答辩书副本) has the earliest of them.
    """
    for rule in step.deadline.split("|"):
        own = [clocks.get((rule, step.party)), clocks.get((rule, None))]
        if step.party is None:
            running = [
                d
                for (name, _key), d in clocks.items()
                if name == rule and d.status in ("running", "overdue")
            ]
            own += sorted(running, key=lambda d: d.due or date.max)
        for clock in own:
            if clock is not None:
                return clock
    return None


def _with_silence(state: CaseState, dates: Iterable[Deadline]) -> CaseState:
    """Add what nobody records: a respondent let the period for its statement pass (art. 66)."""
    silent = tuple(
        Happening(0, "opinion_expired", d.due, {"party": d.party})
        for d in dates
        if d.id == "med_opinion" and d.status == "lapsed"
    )
    return replace(state, happenings=(*state.happenings, *silent))
