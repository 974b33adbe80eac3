"""下一步 of a case: what can be done now, by whom, under which article, until when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.cases.waiting import OPEN_CLOCKS
from models.queries.dialogs import missing
from models.queries.dialogs.missing import Missing
from models.reference.clocks import clock_of
from models.rules.acceptance.model import AcceptanceResult
from models.rules.deadlines.model import Deadline
from models.rules.events import CorrectionsFound, Entry, OpinionExpired
from models.rules.procedure.state import CaseState
from models.rules.procedure.step_clock import step_clock
from models.rules.procedure.steps import NextStep, done_steps, next_steps
from models.store.desk import Desk


@dataclass(frozen=True)
class DatedStep:
    """A next step, what it lacks, and its date when a clock for it is running."""

    step: NextStep
    due: date | None
    status: str
    provisional: bool
    missing: tuple[Missing, ...] = ()


def steps_of(desk: Desk, case: CaseFile) -> list[DatedStep]:
    """Return the steps open today, the earliest date first, undated and optional ones after it."""
    dates = case_deadlines(desk, case, desk.today())
    return reviewed_steps(desk, case, dates, missing.review_of(desk, case))


def reviewed_steps(
    desk: Desk, case: CaseFile, dates: Sequence[Deadline], review: AcceptanceResult | None
) -> list[DatedStep]:
    """Return the same for who has today's deadlines and the acceptance check already.

    `review` as `missing.review_of` gives it.
    """
    today = desk.today()
    state = _with_silence(case.state(today), dates)
    if review is not None and review.corrections:
        state = state.plus_today(CorrectionsFound(), today)
    known = {step.id: step for step in reference.steps(case.kind)}
    # What takes effect later (publication) is under way: it is not asked for again.
    ahead = done_steps(case.state(), known.values())
    offered = next_steps(state, known.values())
    steps = [step for step in offered if (step.id, step.party) not in ahead]
    wanted = [need for step in steps for need in known[step.id].needs]
    lacking = missing.needs(desk, case, review, wanted)
    clocks = {(d.id, d.party): d for d in dates}
    found: list[DatedStep] = []
    for step in steps:
        lacks = tuple(m for need in known[step.id].needs for m in lacking[need])
        found.append(_dated(step, step_clock(step, clocks, _runs_till), lacks))
    return sorted(found, key=lambda s: (s.step.optional, s.due or date.max))


def _dated(step: NextStep, clock: Deadline | None, lacks: tuple[Missing, ...]) -> DatedStep:
    told = replace(step, missing=tuple(m.text for m in lacks))
    if clock is None:
        return DatedStep(told, None, "", False, lacks)
    return DatedStep(told, clock.due, clock.status, clock.provisional, lacks)


def _runs_till(clock: Deadline) -> date | None:
    return clock.due if clock.status in OPEN_CLOCKS else None


def _with_silence(state: CaseState, dates: Sequence[Deadline]) -> CaseState:
    """Add what nobody records: a respondent let the period for its statement pass (art. 66)."""
    return state.plus(
        Entry(0, d.due, OpinionExpired(party=d.party or ""))
        for d in dates
        if clock_of(d.id).silence and d.status == "lapsed"
    )
