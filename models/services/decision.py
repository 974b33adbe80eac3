"""The decision (行政裁决书): its content, the gates it passes, publication, dismissal."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from models import reference
from models.errors import BadInput
from models.queries.case_view import CaseView, panel_of, state_of
from models.reference import positions
from models.rules.citation import cite
from models.rules.problem import Problem
from models.rules.procedure import gates
from models.services.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

RESULTS = {"established": "侵权成立", "rejected": "驳回请求"}


@dataclass(frozen=True)
class Decision:
    """A decision as drafted: everything its paper says that the case file does not know already.

    `order` items name the parties and acts they bind; `proved` maps a respondent to proved acts.
    """

    result: str
    requester_claims: str
    respondent_claims: str
    procedure: str
    facts_found: tuple[str, ...]
    evidence_text: str
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    order: tuple[gates.OrderItem, ...]
    proved: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def problems_of(desk: Desk, view: CaseView, draft: Decision, on: date) -> list[Problem]:
    """Return what keeps a draft from being issued on that day; the window shows it while typing."""
    state = state_of(view)
    panel = panel_of(view, on)
    content = gates.DecisionContent(
        draft.result,
        draft.order,
        {k: tuple(v) for k, v in draft.proved.items()},
        draft.basis,
        reference.names()["act"],
    )
    found = [Problem("authority", gap) for gap in positions.authority_gaps(desk)]
    found += [Problem("settings", gap) for gap in positions.unset_positions(desk, "decision")]
    found += gates.panel_problems(panel)
    found += gates.certificate_problems(panel, on)
    found += gates.decision_problems(state, content, reference.outside_power())
    found += _empty_parts(draft)
    if draft.result not in RESULTS:
        found.append(Problem("result", "裁决结果为侵权成立或者驳回请求"))
    if state.has("concluded"):
        found.append(Problem("case", "本案已经结案"))
    if state.has("docketed") is False:
        found.append(Problem("case", "尚未立案"))
    return list(dict.fromkeys(found))


def _empty_parts(draft: Decision) -> list[Problem]:
    parts = {
        "requester_claims": "请求人的主张",
        "respondent_claims": "被请求人的答辩（未答辩的写明未答辩）",
        "procedure": "审理经过",
        "facts_found": "查明的事实",
        "evidence_text": "认定事实的证据",
        "reasons": "理由",
        "basis": "法律依据",
        "order": "裁决主文",
    }
    return [
        Problem(name, f"须写明{label}（{cite('decision')}）")
        for name, label in parts.items()
        if not getattr(draft, name)
    ]


@command("issue_decision")
def issue_decision(desk: Desk, case_id: int, draft: Decision, *, on: date) -> None:
    """Make the decision and conclude the case on the same day (arts. 30, 31)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    require(problems_of(desk, view, draft, on))
    ordered = [k for item in draft.order for k in item.parties]
    payload: dict[str, Any] = asdict(draft) | {"ordered": list(dict.fromkeys(ordered))}
    events = [
        NewEvent("decision_issued", on, payload),
        NewEvent("concluded", on, {"kind": "decision", "derived": True}),
    ]
    record(desk, view, events)


@command("publish")
def publish(desk: Desk, case_id: int, *, on: date, place: str, masked: Sequence[str]) -> None:
    """Record publication of the decision with what was masked (art. 83)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    if view.last("decision_issued") is None:
        raise BadInput.of("case", "尚未作出行政裁决")
    if not place.strip():
        raise BadInput.of("place", "须填写公开的网站或者载体")
    payload = {"place": place.strip(), "masked": list(masked)}
    record(desk, view, [NewEvent("published", on, payload)])


@command("dismiss_case")
def dismiss_case(
    desk: Desk, case_id: int, *, on: date, reason: str, basis: str = "", ground: str = ""
) -> None:
    """Dismiss an adjudication (撤销案件, arts. 9, 18, 19, 36) after the closing approval.

    `ground` is one of resources/rules/dismissal.toml; without `basis` its article is the basis.
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    state = state_of(view)
    problems = []
    if not state.has("docketed") or state.has("concluded"):
        problems.append(Problem("case", "只有已立案、未结案的案件可以撤销"))
    chosen = reference.dismissal_grounds().get(ground)
    if ground and chosen is None:
        problems.append(Problem("ground", f"没有“{ground}”这种撤销案件的情形"))
    basis = basis.strip() or (chosen.basis if chosen else "")
    if not reason.strip() or not basis:
        problems.append(Problem("reason", f"须写明撤销的理由和依据（{cite('dismissal')}）"))
    if view.row["kind"] == "adjudication" and not state.has("approval_recorded:closing"):
        problems.append(Problem("approval", "尚未登记结案审批"))
    require(problems)
    payload = {"reason": reason.strip(), "basis": basis} | ({"ground": ground} if ground else {})
    events = [
        NewEvent("case_dismissed", on, payload),
        NewEvent("concluded", on, {"kind": "dismissal", "derived": True}),
    ]
    record(desk, view, events)
