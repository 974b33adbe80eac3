"""Going on without what a gate asks: a written reason, approved by the head (law/gates.md)."""

from datetime import date

from models import reference
from models.cases import gating
from models.errors import BadInput
from models.rules.events import GateOverridden
from models.rules.gates.model import Level
from models.services.office.posts import head_named
from models.services.shared.recording import NewEvent, begin, check_day, given_reason, record
from models.store.desk import Desk
from models.store.unit import command


@command
def override_gate(
    desk: Desk, case_id: int, *, gate: str, on: date, reason: str, approver: int
) -> None:
    """Record why a case goes on although a gate lacks something, and which head approved it.

    Only a gate of the level `reason` can be passed so, and only while it does lack something.
    `approver` is the number of a department head in office.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    asked = reference.gates().get(gate)
    if asked is None or asked.level is not Level.REASON:
        raise BadInput.of("gate", "这一项不能说明理由后继续办理")
    found = gating.asked(desk, case, asked.before, on)
    lacks = [lack.text for one in found if one.gate.id == gate and one.stops for lack in one.lacks]
    if not lacks:
        raise BadInput.of("gate", "这一项现在没有缺什么")
    event = GateOverridden(
        gate=gate,
        lacking=tuple(lacks),
        approver=head_named(approver, on, desk.today()),
        reason=given_reason(reason, "继续办理"),
    )
    record(desk, case, [NewEvent(event, on)])
