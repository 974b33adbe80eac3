"""The acceptance check of a filed request, made from what was last handed in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models import reference
from models.errors import BadInput
from models.queries import deadlines
from models.queries.case_view import CaseView
from models.reference.positions import authority_gaps
from models.rules.acceptance.check import check as check_intake
from models.rules.acceptance.model import AcceptanceResult, OfficeScope
from models.rules.intake.model import Intake
from models.rules.intake.parse import parse_intake
from models.store.desk import Desk


def parse(data: Mapping[str, Any], as_of: date) -> Intake:
    """Return the typed request; InputRefused with every problem."""
    return parse_intake(data, reference.intake_rules(), as_of=as_of)


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


def last_intake(view: CaseView) -> dict[str, Any]:
    """Return the request as last filed, amended or corrected."""
    kept = [e.payload["intake"] for e in view.standing_events() if "intake" in e.payload]
    if not kept:
        raise BadInput.of("case", "本案没有收案记录")
    return kept[-1]


def check(desk: Desk, view: CaseView) -> AcceptanceResult:
    """Check the request as it stands, after correction when one was asked for and answered."""
    asked = view.last("period_set", what="correction")
    answered = view.last("corrected")
    after = asked is not None and (answered is not None or _expired(desk, view))
    # What is on record was accepted then: a clock that was set back must not make it unreadable.
    today = max([desk.today(), *(e.on for e in view.events if "intake" in e.payload)])
    return check_data(desk, last_intake(view), after_correction=after, today=today)


def _expired(desk: Desk, view: CaseView) -> bool:
    """Whether the correction period has passed without an answer."""
    clocks = deadlines.case_deadlines(desk, view, desk.today())
    asked = view.last("period_set", what="correction")
    key = asked.payload["id"] if asked else None
    return any(d.party == key and d.status == "lapsed" for d in clocks)


def check_data(
    desk: Desk, data: Mapping[str, Any], *, after_correction: bool, today: date
) -> AcceptanceResult:
    """Check a request that need not be filed yet (the window checks while typing)."""
    intake = parse(data, as_of=today)
    scope = scope_of(desk, mediation=intake.kind == "mediation")
    return check_intake(
        intake, scope, reference.acceptance_data(), after_correction=after_correction
    )
