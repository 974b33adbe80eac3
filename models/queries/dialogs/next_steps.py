"""下一步 of a case: what can be done now, by whom, under which article, until when."""

from dataclasses import dataclass, replace
from datetime import date

from models.cases.case_file import CaseFile
from models.cases.projecting.open_steps import open_steps_of
from models.queries.dialogs import missing
from models.queries.dialogs.missing import Missing
from models.queries.places import CaseTab
from models.reference.step_files import step_file
from models.rules.acceptance.model import AcceptanceResult
from models.rules.deadlines.model import Deadline
from models.rules.events import CorrectionsFound
from models.rules.procedure.steps import NextStep
from models.store.desk import Desk


@dataclass(frozen=True)
class DatedStep:
    """A next step, what it lacks, and its date; `status` is "" without one."""

    step: NextStep
    due: date | None
    status: str
    provisional: bool
    missing: tuple[Missing, ...] = ()


def steps_of(desk: Desk, case: CaseFile) -> list[DatedStep]:
    """Return the steps open today, the earliest date first, undated and optional ones after it."""
    return reviewed_steps(desk, case, missing.review_of(desk, case))


def reviewed_steps(desk: Desk, case: CaseFile, review: AcceptanceResult | None) -> list[DatedStep]:
    """Return the same for who has the acceptance check already, as `missing.review_of` gives it."""
    found = (CorrectionsFound(),) if review is not None and review.corrections else ()
    dated = open_steps_of(desk, case, desk.today(), found)
    wanted = [need for step, _ in dated for need in step.needs]
    lacking = missing.needs(desk, case, review, wanted)
    steps = [
        _dated(step, clock, tuple(m for need in step.needs for m in lacking[need]))
        for step, clock in dated
    ]
    return sorted(steps, key=lambda s: (s.step.optional, s.due or date.max))


def _dated(step: NextStep, clock: Deadline | None, lacks: tuple[Missing, ...]) -> DatedStep:
    told = replace(step, missing=tuple(m.text for m in lacks))
    if clock is None:
        return DatedStep(told, None, "", False, lacks)
    return DatedStep(told, clock.due, clock.status, clock.provisional, lacks)


def tab_of(command: str) -> CaseTab | None:
    """Return the part of a case on which a step is taken, None when it has a dialog."""
    step = step_file(command)
    return CaseTab(step.tab) if step and step.tab else None
