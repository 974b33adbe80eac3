"""The acceptance check of a filed request, made from what was last handed in."""

from datetime import date

from models import reference
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.reference.positions import authority_gaps
from models.rules.acceptance.check import check as answer_checklist
from models.rules.acceptance.model import AcceptanceResult, OfficeScope
from models.rules.events import Carrier, Corrected, Filed, PeriodSet
from models.rules.intake.model import Intake
from models.rules.intake.parse import parse_intake
from models.rules.parties.joint import stay_out
from models.rules.procedure import conditions
from models.store.desk import Desk


def parse(request: Filed, as_of: date) -> Intake:
    """Return the typed request; InputRefused with every problem."""
    return parse_intake(request.data, reference.intake_rules(), as_of=as_of)


def scope_of(desk: Desk, *, mediation: bool) -> OfficeScope:
    """Return what the check must know of the office, from its settings."""
    regions = str(desk.settings.get("office.regions") or "")
    return OfficeScope(
        name=str(desk.settings.get("office.name") or ""),
        regions=tuple(r for r in regions.replace("，", "、").split("、") if r),
        authority_ready=not authority_gaps(desk, mediation=mediation),
        authority_basis=str(desk.settings.get("authority.basis") or ""),
        evaluation_report_required=bool(desk.settings.get("position.evaluation_report_required")),
    )


def check(desk: Desk, case: CaseFile) -> AcceptanceResult:
    """Check the request as it is now, after correction when one was asked for and answered."""
    return check_on_record(desk, case, parse_last(desk, case))


def check_on_record(desk: Desk, case: CaseFile, intake: Intake) -> AcceptanceResult:
    """Check the request of a case that has been read already."""
    asked = correction_asked(case)
    answered = case.log.last(Corrected)
    after = asked is not None and (answered is not None or _expired(desk, case, asked))
    settled = frozenset(stay_out(case.log))
    return check_intake(desk, intake, after_correction=after, settled=settled)


def parse_last(desk: Desk, case: CaseFile) -> Intake:
    """Return the request on record, typed; InputRefused when it cannot be read any more.

    It is read as of today, or of the day it bears: a clock set back must not refuse it.
    """
    filed = [e.on for e in case.entries if isinstance(e.event, Carrier)]
    return parse(case.last_request, max([desk.today(), *filed]))


def correction_asked(case: CaseFile) -> PeriodSet | None:
    """Return the correction that was asked for, None when none was."""
    asked = conditions.correction_asked(case.log)
    return asked.event if asked else None


def _expired(desk: Desk, case: CaseFile, asked: PeriodSet) -> bool:
    """Whether the correction period has passed without an answer."""
    clocks = deadlines.case_deadlines(desk, case, desk.today())
    return any(d.party == asked.id and d.status == "lapsed" for d in clocks)


def check_intake(
    desk: Desk, intake: Intake, *, after_correction: bool, settled: frozenset[str] = frozenset()
) -> AcceptanceResult:
    """Check a request that need not be filed yet (the window checks before that)."""
    scope = scope_of(desk, mediation=intake.kind == "mediation")
    data = reference.acceptance_data()
    return answer_checklist(intake, scope, data, after_correction=after_correction, settled=settled)
