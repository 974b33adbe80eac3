"""The steps that are open in a case, each with its date: for its page, for lists, for dialogs."""

from collections.abc import Iterable
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.reference.clocks import clock_of
from models.rules.deadlines.model import Deadline
from models.rules.events import Entry, Event, OpinionExpired, RequestStruck
from models.rules.procedure.step_clock import step_clock
from models.rules.procedure.steps import NextStep, done_steps, next_steps
from models.store.desk import Desk

OPEN_CLOCKS = ("running", "overdue")


def open_steps_of(
    desk: Desk, case: CaseFile, on: date, found: Iterable[Event] = ()
) -> list[tuple[NextStep, Deadline | None]]:
    """Return the steps open on a day, optional ones too, in the order of the procedure.

    With each goes its date (`step_clock`), which may be suspended or over, None without one.
    `found` counts as happened that day though nobody recorded it. What takes effect on a later day
    (publication) is under way and not asked for again. Nothing is open in a request that was
    struck off the register.
    """
    if case.log.has(RequestStruck):
        return []
    dates = case_deadlines(desk, case, on)
    silent = [
        Entry(0, d.due, OpinionExpired(party=d.party or ""))  # nobody records it (art. 66)
        for d in dates
        if clock_of(d.id).silence and d.status == "lapsed"
    ]
    known = reference.steps(case.kind)
    ahead = done_steps(case.state(), known)
    state = case.state(on).plus([*silent, *(Entry(0, on, event) for event in found)])
    clocks = {(d.id, d.party): d for d in dates}
    return [
        (step, step_clock(step, clocks, _runs_till))
        for step in next_steps(state, known)
        if (step.id, step.party) not in ahead
    ]


def _runs_till(clock: Deadline) -> date | None:
    return clock.due if clock.status in OPEN_CLOCKS else None
