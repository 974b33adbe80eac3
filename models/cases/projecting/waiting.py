"""What waits in a case: the steps open now that somebody has to take, and until when that holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.cases.deadlines import case_deadlines
from models.cases.projecting.open_steps import OPEN_CLOCKS, open_steps_of
from models.errors import BadInput
from models.rules.deadlines.model import Deadline
from models.rules.problem import InputRefused
from models.rules.procedure.stage import stage_of, status_of
from models.rules.procedure.steps import NextStep
from models.store.desk import Desk

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
    """What waits in a case; this and its dates hold through `valid_until` without a command."""

    steps: tuple[WaitingStep, ...]
    valid_until: date


def waits(desk: Desk, case: CaseFile) -> Waits:
    """Return what waits in a case today; nothing once it is closed and its papers are served."""
    today = desk.today()
    state = case.state(today)
    stage, status = stage_of(state), status_of(state)
    if status == "suspended":
        return Waits(_steps(desk, case, stage), today)  # dates move on with every day
    ends = [*_before_later_entries(case, today), *_ends(desk, case, today)]
    if status not in _OPEN and stage != "serving":
        return Waits((), min(ends, default=FOREVER))
    steps = _steps(desk, case, stage)
    if any(step.command == APPROVAL and step.ready for step in steps):
        ends += _authority_ends(desk, today)
    return Waits(steps, min(ends, default=FOREVER))


def _steps(desk: Desk, case: CaseFile, stage: str) -> tuple[WaitingStep, ...]:
    found = [one for one in open_steps_of(desk, case, desk.today()) if not one[0].optional]
    signable = _signable(desk, case, stage) if any(_approves(step) for step, _ in found) else True
    return tuple(_waiting(step, clock, signable) for step, clock in found)


def _approves(step: NextStep) -> bool:
    return step.command == APPROVAL


def _waiting(step: NextStep, clock: Deadline | None, signable: bool) -> WaitingStep:
    ready = signable or not _approves(step)
    if clock is None or clock.status not in OPEN_CLOCKS:
        return WaitingStep(step.id, step.party, step.command, "", None, False, ready)
    return WaitingStep(
        step.id, step.party, step.command, clock.id, clock.due, clock.provisional, ready
    )


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


def _ends(desk: Desk, case: CaseFile, today: date) -> Iterator[date]:
    """Yield the last days after which a date has another status, or starts another date.

    A suspended date moves on with every day.
    """
    for d in case_deadlines(desk, case, today):
        if d.status == "suspended":
            yield today
        elif d.due >= today:
            yield d.due


def _authority_ends(desk: Desk, today: date) -> Iterator[date]:
    """Yield the last day of the authority that was entrusted to the office."""
    until = desk.settings.get("authority.until")
    if isinstance(until, date) and until >= today:
        yield until
