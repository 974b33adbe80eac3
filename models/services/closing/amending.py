"""The office's own decision put right, changed or revoked (Order 81 art. 33)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.cases import gating
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.citation import cite
from models.rules.decided.in_force import InForce, in_force
from models.rules.events import (
    Amending,
    DecisionChanged,
    DecisionRevoked,
    DecisionRighted,
    Event,
    OrderItem,
    Outcome,
    Righted,
)
from models.rules.problem import Problem
from models.services.office.posts import head_named
from models.services.proceedings.answers import party_of
from models.services.shared.recording import (
    NewEvent,
    begin,
    check_day,
    given_reason,
    record,
    require,
)
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Change:
    """A change as drafted: its ground, who applied (nobody: the office of itself), what it says.

    `result` is a code of Outcome, `order` the whole operative part as it is to be.
    """

    ground: Amending
    result: str
    order: tuple[OrderItem, ...]
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    applied_by: str | None = None


@dataclass(frozen=True)
class Revocation:
    """A revocation as drafted: its ground, who applied (nobody: the office of itself), why."""

    ground: Amending
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    applied_by: str | None = None


@command
def right_decision(
    desk: Desk, case_id: int, *, on: date, items: Sequence[Righted], reason: str, approver: int
) -> None:
    """Put mistakes in the wording of the decision right; what it decides stays.

    `approver` is the number of a department head in office.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    _standing(case)
    read = [Righted(i.place.strip(), i.stood.strip(), i.stands.strip()) for i in items]
    require(_righting_problems(read))
    righted = DecisionRighted(
        items=tuple(read),
        reason=given_reason(reason, "更正裁决书"),
        approver=head_named(approver, on, desk.today()),
    )
    record(desk, case, [NewEvent(righted, on)])


def _righting_problems(items: Sequence[Righted]) -> list[Problem]:
    if not items:
        return [Problem("items", f"须写明更正的内容（{cite('slips')}）")]
    found: list[Problem] = []
    for number, item in enumerate(items):
        names = ("place", "所在位置"), ("stood", "原来写的"), ("stands", "更正为")
        empty = [(name, label) for name, label in names if not getattr(item, name)]
        found += [Problem(f"items[{number}].{name}", f"须填写{label}") for name, label in empty]
        if not empty and item.stood == item.stands:
            found.append(Problem(f"items[{number}].stands", "与原来写的相同"))
    return found


@command
def change_decision(desk: Desk, case_id: int, change: Change, *, on: date, approver: int) -> None:
    """Change the decision: from now on its operative part is that of the change.

    What was performed or enforced before stays as it is.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    now = _standing(case)
    if change.applied_by:
        party_of(case, change.applied_by, field="change.applied_by")
    reasons, basis = _said(change.reasons), _said(change.basis)
    require(_change_problems(change, reasons, basis))
    ordered = tuple(dict.fromkeys(key for item in change.order for key in item.parties))
    changed = DecisionChanged(
        ground=change.ground,
        applied_by=change.applied_by or None,
        result=change.result,
        ordered=ordered,
        released=tuple(key for key in now.issued.event.ordered if key not in ordered),
        order_items=change.order,
        reasons=reasons,
        basis=basis,
        approver=head_named(approver, on, desk.today()),
    )
    require(_asked(desk, case, changed, on, "change."))
    record(desk, case, [NewEvent(changed, on)])


def _change_problems(change: Change, reasons: Sequence[str], basis: Sequence[str]) -> list[Problem]:
    found = _unsaid(reasons, basis, "change.")
    if change.result not in set(Outcome):
        found.append(Problem("change.result", "裁决结果为侵权成立或者驳回请求"))
    if not change.order:
        found.append(Problem("change.order", f"须写明变更后的主文（{cite('slips')}）"))
    return found


@command
def revoke_decision(
    desk: Desk, case_id: int, revocation: Revocation, *, on: date, approver: int
) -> None:
    """Revoke the decision: it obliges nobody any more; what was performed stays as it is."""
    case = begin(desk, case_id)
    check_day(desk, on)
    _standing(case)
    if revocation.applied_by:
        party_of(case, revocation.applied_by, field="revocation.applied_by")
    reasons, basis = _said(revocation.reasons), _said(revocation.basis)
    require(_unsaid(reasons, basis, "revocation."))
    revoked = DecisionRevoked(
        ground=revocation.ground,
        applied_by=revocation.applied_by or None,
        reasons=reasons,
        basis=basis,
        approver=head_named(approver, on, desk.today()),
    )
    require(_asked(desk, case, revoked, on, "revocation."))
    record(desk, case, [NewEvent(revoked, on)])


def _standing(case: CaseFile) -> InForce:
    """Return the decision in force; BadInput when there is none that could be amended."""
    now = in_force(case.now)
    if now is None:
        raise BadInput.of("case", "没有有效的行政裁决：尚未作出，或者已经撤销")
    return now


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _unsaid(reasons: Sequence[str], basis: Sequence[str], under: str) -> list[Problem]:
    parts = ("reasons", reasons, "理由"), ("basis", basis, "依据")
    return [
        Problem(f"{under}{name}", f"须写明{label}（{cite('slips')}）")
        for name, said, label in parts
        if not said
    ]


def _asked(desk: Desk, case: CaseFile, act: Event, on: date, under: str) -> list[Problem]:
    """Return what the gates stop, said beside the fields of the command."""
    own = ("ground", "order")
    return [
        replace(p, field=f"{under}{p.field}") if p.field.startswith(own) else p
        for p in gating.problems(desk, case, act, on)
    ]
