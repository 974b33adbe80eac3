"""Routing of simple and complex cases (繁简分流): an office decision with reasons, reversible.

The track sets an internal target and opens only what the regulation allows anyway; statutory dates
and the panel of three never change with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.events import Docketed, Routed
from models.rules.problem import InputRefused
from models.rules.procedure.routing import RoutingResult, check_override, check_panel
from models.rules.procedure.routing import route as decide
from models.services.arguments.shapes import Flat
from models.services.shared.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True, kw_only=True)
class RoutingIn:
    """The answers to the criteria with notes on them, and who decided what on them."""

    answers: Mapping[str, str]
    notes: Mapping[str, str] | None = None
    decided_by: str
    override: str | None = None
    override_reason: str = ""
    handler_opinion: str = ""


@command
def route(desk: Desk, case_id: int, *, phase: str, on: date, choice: Flat[RoutingIn]) -> None:
    """Record a routing decision (phase pre or final): every criterion, the result, any override.

    A later routing, also a reversal, replaces an earlier one; both stay in the log.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    if not choice.decided_by.strip():
        raise BadInput.of("decided_by", "须写明决定人")
    _in_time(case, phase)
    days = _simple_days(desk)
    outcome = _decide(case, phase, choice, days)
    result = outcome.track
    if choice.override and choice.override != outcome.track:
        _check_override(choice.override, choice.override_reason, outcome)
        result = choice.override
    routed = Routed(
        phase=phase,
        answers={a.criterion.id: a.answer for a in outcome.criteria},
        notes=dict(choice.notes or {}),
        suggested=outcome.track,
        result=result,
        reasons=outcome.reasons,
        target_days=days if result == "simple" else None,
        override_reason=choice.override_reason.strip(),
        decided_by=choice.decided_by.strip(),
        handler_opinion=choice.handler_opinion.strip(),
    )
    record(desk, case, [NewEvent(routed, on)])


def _simple_days(desk: Desk) -> int | None:
    """Return the office's own target for a simple case, in calendar days; None when it has none."""
    days = desk.settings.get("internal.simple_track_days")
    return days if isinstance(days, int) else None


def _in_time(case: CaseFile, phase: str) -> None:
    if not case.log.has(Docketed):
        raise BadInput.of("case", "立案后才能分流")
    if phase == "final" and not case.state().has("served:request_copy"):
        # Admission and agreement are only known once the respondent could answer.
        raise BadInput.of("phase", "被请求人尚未收到请求书副本，只能预分")


def _decide(case: CaseFile, phase: str, choice: RoutingIn, days: int | None) -> RoutingResult:
    rules = reference.routing_rules()
    try:
        check_panel(len(case.panel()), rules)
        return decide(choice.answers, rules, phase, notes=choice.notes, simple_days=days)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused


def _check_override(track: str, reason: str, outcome: RoutingResult) -> None:
    try:
        check_override(track, reason)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    against = [
        a.criterion.text
        for a in outcome.criteria
        if a.criterion.favours == "complex" and a.answer == "yes"
    ]
    if track == "simple" and against:
        raise BadInput.of("override", f"有排除情形，不得改为简案：{'；'.join(against)}")
