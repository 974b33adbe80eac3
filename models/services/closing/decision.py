"""The decision (行政裁决书): its content, the gates it passes, dismissal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models import reference
from models.cases import gating
from models.cases.case_file import CaseFile
from models.rules.citation import cite
from models.rules.events import (
    CaseDismissed,
    Concluded,
    Conclusion,
    DecisionIssued,
    Docketed,
    OrderItem,
    Outcome,
    RequestAnswer,
)
from models.rules.problem import Problem
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Decision:
    """A decision as drafted: everything its paper says that the case file does not know already.

    `result` is a code of Outcome; `order` items name the parties and acts they bind; `proved` maps
    a respondent to proved acts; `answers` say what becomes of each thing asked for.
    """

    result: str
    requester_claims: str
    respondent_claims: str
    procedure: str
    facts_found: tuple[str, ...]
    evidence_text: str
    reasons: tuple[str, ...]
    basis: tuple[str, ...]
    order: tuple[OrderItem, ...]
    proved: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    answers: tuple[RequestAnswer, ...] = ()


def problems_of(desk: Desk, case: CaseFile, draft: Decision, on: date) -> list[Problem]:
    """Return what keeps a draft from being issued on that day; the window shows it while typing."""
    found = list(gating.problems(desk, case, _event(draft), on))
    found += _empty_parts(draft)
    if draft.result not in set(Outcome):
        found.append(Problem("result", "裁决结果为侵权成立或者驳回请求"))
    if case.now.has(Concluded):
        found.append(Problem("case", "本案已经结案"))
    if not case.log.has(Docketed):
        found.append(Problem("case", "尚未立案"))
    return list(dict.fromkeys(found))


def _empty_parts(draft: Decision) -> list[Problem]:
    parts = (
        ("requester_claims", draft.requester_claims, "请求人的主张"),
        ("respondent_claims", draft.respondent_claims, "被请求人的答辩（未答辩的写明未答辩）"),
        ("procedure", draft.procedure, "审理经过"),
        ("facts_found", draft.facts_found, "查明的事实"),
        ("evidence_text", draft.evidence_text, "认定事实的证据"),
        ("reasons", draft.reasons, "理由"),
        ("basis", draft.basis, "法律依据"),
        ("order", draft.order, "裁决主文"),
    )
    return [
        Problem(name, f"须写明{label}（{cite('decision')}）")
        for name, given, label in parts
        if not given
    ]


def _event(draft: Decision) -> DecisionIssued:
    return DecisionIssued(
        result=draft.result,
        ordered=tuple(dict.fromkeys(key for item in draft.order for key in item.parties)),
        requester_claims=draft.requester_claims,
        respondent_claims=draft.respondent_claims,
        procedure=draft.procedure,
        facts_found=draft.facts_found,
        evidence_text=draft.evidence_text,
        reasons=draft.reasons,
        basis=draft.basis,
        order_items=draft.order,
        proved=draft.proved,
        answers=draft.answers,
    )


@command
def issue_decision(desk: Desk, case_id: int, draft: Decision, *, on: date) -> None:
    """Make the decision and conclude the case on the same day (arts. 30, 31)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(problems_of(desk, case, draft, on))
    events = [
        NewEvent(_event(draft), on),
        NewEvent(Concluded(kind=Conclusion.DECISION), on, derived=True),
    ]
    record(desk, case, events)


@command
def dismiss_case(
    desk: Desk, case_id: int, *, on: date, reason: str, basis: str = "", ground: str = ""
) -> None:
    """Dismiss an adjudication (撤销案件, arts. 9, 18, 19, 36) after the closing approval.

    `ground` is one of resources/rules/dismissal.toml; without `basis` its article is the basis.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    problems: list[Problem] = []
    if not case.log.has(Docketed) or case.now.has(Concluded):
        problems.append(Problem("case", "只有已立案、未结案的案件可以撤销"))
    chosen = reference.dismissal_grounds().get(ground)
    if ground and chosen is None:
        problems.append(Problem("ground", f"没有“{ground}”这种撤销案件的情形"))
    basis = basis.strip() or (chosen.basis if chosen else "")
    if not reason.strip() or not basis:
        problems.append(Problem("reason", f"须写明撤销的理由和依据（{cite('dismissal')}）"))
    dismissed = CaseDismissed(reason=reason.strip(), basis=basis, ground=ground)
    require([*problems, *gating.problems(desk, case, dismissed, on)])
    events = [
        NewEvent(dismissed, on),
        NewEvent(Concluded(kind=Conclusion.DISMISSAL), on, derived=True),
    ]
    record(desk, case, events)
