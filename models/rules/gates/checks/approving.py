"""What is approved before a case is closed, and before a party joins it late (arts. 24, 30, 36)."""

from collections.abc import Iterator

from models.rules.events import ApprovalRecorded, Conclusion, HearingHeld, Matter
from models.rules.gates.model import Check, Lack, Subject

_MISSING = "到这一天尚未登记结案审批"


def closing_approved(case: Subject) -> Iterator[Lack]:
    """The head approved closing the case, by a decision."""
    yield from _approved(case, Conclusion.DECISION)


def dismissal_approved(case: Subject) -> Iterator[Lack]:
    """The head approved closing the case, by dismissing it."""
    yield from _approved(case, Conclusion.DISMISSAL)


def joinder_before_hearing(case: Subject) -> Iterator[Lack]:
    """Nobody joins after the hearing but who has to; there is a new hearing for it then."""
    held = case.state.log.last(HearingHeld)
    if held is not None:
        yield Lack(f"{held.on.isoformat()}已经口头审理，口头审理之后提出的追加不予支持", place="on")


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
    "joinder_before_hearing": joinder_before_hearing,
}
