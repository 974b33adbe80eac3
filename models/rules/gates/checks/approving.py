"""What is approved before a case is closed, and before a party joins it late (arts. 24, 30, 36)."""

from collections.abc import Iterator

from models.rules.events import (
    ApprovalRecorded,
    CaseDismissed,
    Conclusion,
    HearingHeld,
    Matter,
    PrincipalApproved,
)
from models.rules.gates.model import Check, Lack, Subject
from models.rules.gates.people import approved
from models.rules.parties.joint import must_take_part
from models.rules.procedure.conditions import met

_MISSING = "到这一天尚未登记结案审批"


def closing_approved(case: Subject) -> Iterator[Lack]:
    """The head approved closing the case, by a decision."""
    yield from _approved(case, Conclusion.DECISION)


def dismissal_approved(case: Subject) -> Iterator[Lack]:
    """The head approved closing the case, by dismissing it."""
    yield from _approved(case, Conclusion.DISMISSAL)


def dismissal_ground(case: Subject) -> Iterator[Lack]:
    """The head approved dismissing the case on this ground; an older approval names none."""
    draft = case.event if isinstance(case.event, CaseDismissed) else None
    last = case.state.log.last(ApprovalRecorded, _of_dismissal)
    named = last.event.ground if last else ""
    approved_on = case.office.grounds.get(named)
    if draft and approved_on and draft.ground != named:
        yield Lack(f"批准的情形是“{approved_on.text}”，与决定的不一致", place="ground")


def dismissal_grounded(case: Subject) -> Iterator[Lack]:
    """The record bears out the ground: who is said to have withdrawn did, and so on."""
    draft = case.event if isinstance(case.event, CaseDismissed) else None
    ground = case.office.grounds.get(draft.ground) if draft else None
    if ground and ground.after and not met(case.state, ground.after, None):
        yield Lack(ground.lacking, place="ground")


def principal_approved(case: Subject) -> Iterator[Lack]:
    """The entrusting office approved the decision, where the entrustment asks for that."""
    yield from _by_principal(case, Conclusion.DECISION)


def principal_approved_dismissal(case: Subject) -> Iterator[Lack]:
    """The entrusting office approved the dismissal, where the entrustment asks for that."""
    yield from _by_principal(case, Conclusion.DISMISSAL)


def _by_principal(case: Subject, kind: Conclusion) -> Iterator[Lack]:
    found = case.state.log.last(PrincipalApproved, lambda e: e.kind is kind)
    if kind in case.office.principal and found is None:
        yield Lack(f"委托书要求{kind.label}报委托机关批准，还没有登记批准", place="approval")


def preservation_approved(case: Subject) -> Iterator[Lack]:
    """The head approved preserving evidence, on the day at the latest."""
    if not approved(case.state, Matter.PRESERVATION):
        yield Lack("登记保存须先由部门负责人批准，到这一天还没有登记审批", place="approval")


def joinder_before_hearing(case: Subject) -> Iterator[Lack]:
    """Nobody joins after the hearing but who has to (23); there is a new hearing for it then."""
    held = case.state.log.last(HearingHeld)
    if held is not None and not must_take_part(case.state, case.event and case.event.subject):
        yield Lack(f"{held.on.isoformat()}已经口头审理，口头审理之后提出的追加不予支持", place="on")


def _of_dismissal(sheet: ApprovalRecorded) -> bool:
    return _closing(sheet) and sheet.kind == Conclusion.DISMISSAL.value


def _closing(sheet: ApprovalRecorded) -> bool:
    return sheet.granted and sheet.matter is Matter.CLOSING


def _approved(case: Subject, kind: Conclusion) -> Iterator[Lack]:
    """An older approval does not say how the case is to be closed: it counts for either."""
    found = case.state.log.all(ApprovalRecorded, _closing)
    if not any(one.event.kind in (None, kind.value) for one in found):
        other = f"：登记的审批不是{kind.label}" if found else ""
        yield Lack(f"{_MISSING}{other}", place="approval")


CHECKS: dict[str, Check] = {
    "closing_approved": closing_approved,
    "dismissal_approved": dismissal_approved,
    "dismissal_ground": dismissal_ground,
    "dismissal_grounded": dismissal_grounded,
    "principal_approved": principal_approved,
    "principal_approved_dismissal": principal_approved_dismissal,
    "preservation_approved": preservation_approved,
    "joinder_before_hearing": joinder_before_hearing,
}
