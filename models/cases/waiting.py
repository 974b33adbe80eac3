"""What waits in a case: the steps open now that somebody has to take, and until when that holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models import reference
from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.errors import BadInput
from models.reference.clocks import clock_of
from models.rules.deadlines.model import Deadline
from models.rules.events import Entry, OpinionExpired
from models.rules.problem import InputRefused
from models.rules.procedure.stage import stage_of, status_of
from models.rules.procedure.step_clock import step_clock
from models.rules.procedure.steps import NextStep, done_steps, next_steps
from models.store.desk import Desk

OPEN_CLOCKS = ("running", "overdue")
APPROVAL = "record_approval"
FOREVER = date.max
_DAY = timedelta(days=1)
_OPEN = frozenset({"open", "suspended", "refused"})


@dataclass(frozen=True)
class WaitingStep:
    """A step that can be taken now and is not optional; `due` where a date of `rule` runs for it.

    `ready` is False for an approval that nobody can sign yet.
    """

    step: str
    party: str | None
    command: str
    rule: str
    due: date | None
    provisional: bool
    ready: bool


@dataclass(frozen=True)
class Waits:
    """What waits in a case, right through `valid_until` unless a command changes the case."""

    steps: tuple[WaitingStep, ...]
    valid_until: date


def waits(desk: Desk, case: CaseFile) -> Waits:
    """Return what waits in a case today; nothing once it is closed and its papers are served.

    What takes effect on a later day (publication) is under way and not asked for again.
    """
    today = desk.today()
    state = case.state(today)
    stage = stage_of(state)
    if status_of(state) not in _OPEN and stage != "serving":
        return Waits((), min(_before_later_entries(case, today), default=FOREVER))
    dates = case_deadlines(desk, case, today)
    silent = [
        Entry(0, d.due, OpinionExpired(party=d.party or ""))
        for d in dates
        if clock_of(d.id).silence and d.status == "lapsed"
    ]
    known = [step for step in reference.steps(case.kind) if not step.optional]
    ahead = done_steps(case.state(), known)
    open_now = [
        step for step in next_steps(state.plus(silent), known) if (step.id, step.party) not in ahead
    ]
    clocks = {(d.id, d.party): d for d in dates if d.status in OPEN_CLOCKS}
    signable = _signable(desk, case, stage) if any(map(_approves, open_now)) else True
    dated = [(step, step_clock(step, clocks, _runs_till)) for step in open_now]
    ends = [
        *_before_later_entries(case, today),
        *_ends(case, dates, [clock for _, clock in dated if clock], today),
        *(_authority_ends(desk, today) if signable and any(map(_approves, open_now)) else ()),
    ]
    steps = tuple(_waiting(step, clock, signable) for step, clock in dated)
    return Waits(steps, min(ends, default=FOREVER))


def _approves(step: NextStep) -> bool:
    return step.command == APPROVAL


def _waiting(step: NextStep, clock: Deadline | None, signable: bool) -> WaitingStep:
    ready = signable or not _approves(step)
    if clock is None:
        return WaitingStep(step.id, step.party, step.command, "", None, False, ready)
    return WaitingStep(
        step.id, step.party, step.command, clock.id, clock.due, clock.provisional, ready
    )


def _runs_till(clock: Deadline) -> date:
    return clock.due


def _signable(desk: Desk, case: CaseFile, stage: str) -> bool:
    """Whether the leaders can sign: before docketing, only once the acceptance check is clean."""
    if stage != "received":
        return stage != "correcting"
    try:
        return all(f.state == "met" for f in acceptance.check(desk, case).findings)
    except (InputRefused, BadInput):
        return False  # an older program accepted a request that cannot be read any more


# ---- until which day an answer holds without a command


def _before_later_entries(case: CaseFile, today: date) -> Iterator[date]:
    """Yield the days before an entry takes effect."""
    return (entry.on - _DAY for entry in case.log.entries if entry.on > today)


def _ends(
    case: CaseFile, dates: list[Deadline], shown: list[Deadline], today: date
) -> Iterator[date]:
    """Yield the last days of the periods whose lapse changes what waits."""
    asked = acceptance.correction_asked(case)
    correction = asked.id if asked else None
    for d in dates:
        lapses = d.duty != "office" and d in shown
        if lapses or clock_of(d.id).silence or (correction and d.party == correction):
            if d.status == "running" and d.due >= today:
                yield d.due


def _authority_ends(desk: Desk, today: date) -> Iterator[date]:
    """Yield the last day of the authority that was entrusted to the office."""
    until = desk.settings.get("authority.until")
    if isinstance(until, date) and until >= today:
        yield until
