"""The acceptance check of a filed request, made from what was last handed in."""

from datetime import date

from models import reference
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.reference.positions import authority_gaps
from models.rules.acceptance.check import check as check_intake
from models.rules.acceptance.model import AcceptanceResult, OfficeScope
from models.rules.events import Carrier, Corrected, Filed, PeriodSet
from models.rules.intake.model import Intake
from models.rules.intake.parse import parse_intake
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
    """Check the request as it stands, after correction when one was asked for and answered."""
    asked = correction_asked(case)
    answered = case.log.last(Corrected)
    after = asked is not None and (answered is not None or _expired(desk, case, asked))
    today = _read_as_of(desk, case)
    return check_request(desk, case.last_request, after_correction=after, today=today)


def parse_last(desk: Desk, case: CaseFile) -> Intake:
    """Return the request on record, typed; InputRefused when it cannot be read any more."""
    return parse(case.last_request, _read_as_of(desk, case))


def _read_as_of(desk: Desk, case: CaseFile) -> date:
    """Return today, or the day of what is on record: a clock set back must not refuse that."""
    filed = [e.on for e in case.entries if isinstance(e.event, Carrier)]
    return max([desk.today(), *filed])


def correction_asked(case: CaseFile) -> PeriodSet | None:
    """Return the correction that was asked for, None when none was."""
    asked = conditions.correction_asked(case.log)
    return asked.event if asked else None


def _expired(desk: Desk, case: CaseFile, asked: PeriodSet) -> bool:
    """Whether the correction period has passed without an answer."""
    clocks = deadlines.case_deadlines(desk, case, desk.today())
    return any(d.party == asked.id and d.status == "lapsed" for d in clocks)


def check_request(
    desk: Desk, request: Filed, *, after_correction: bool, today: date
) -> AcceptanceResult:
    """Check a request that need not be filed yet (the window checks while typing)."""
    intake = parse(request, as_of=today)
    scope = scope_of(desk, mediation=intake.kind == "mediation")
    return check_intake(
        intake, scope, reference.acceptance_data(), after_correction=after_correction
    )
