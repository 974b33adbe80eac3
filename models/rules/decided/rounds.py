"""A decision is made again: what led to the one that a court revoked does not count any more.

The log keeps everything. The rules see the case as it was before the panel deliberated: decision
and closing, what was served of it, the suit about it and what it obliged to are of a past round.
"""

from collections.abc import Iterator

from models.rules.decided.in_force import later
from models.rules.events import (
    AppealFiled,
    ApprovalRecorded,
    ComplaintReceived,
    Concluded,
    CourtResult,
    DecisionChanged,
    DecisionIssued,
    DecisionRevoked,
    DecisionRighted,
    DefenceFiled,
    Deliberated,
    EnforcementApplied,
    Entry,
    Event,
    GateOverridden,
    HolderEnforcementApplied,
    ItemPerformed,
    JudgmentEffective,
    JudgmentReceived,
    LegalReviewed,
    Log,
    Matter,
    PerformanceDue,
    Performed,
    PrincipalApproved,
    Published,
    Served,
    SuitFiled,
)

_OF_A_ROUND = (
    AppealFiled, ComplaintReceived, Concluded, DecisionChanged, DecisionIssued, DecisionRevoked,
    DecisionRighted, DefenceFiled, Deliberated, EnforcementApplied, HolderEnforcementApplied,
    GateOverridden, ItemPerformed, JudgmentReceived, LegalReviewed, PerformanceDue, Performed,
    PrincipalApproved, Published, SuitFiled,
)  # fmt: skip
_PAPERS = (
    "decision", "decision_righting", "decision_change", "decision_revocation", "demand_letter",
)  # fmt: skip


def reopening(log: Log) -> Entry[JudgmentEffective] | None:
    """Return the last judgment with effect that orders the office to decide again."""
    return log.last(JudgmentEffective, lambda e: e.result is CourtResult.REMADE)


def past(log: Log) -> Iterator[Entry[Event]]:
    """Yield what belongs to a decision that is made again, up to the judgment that says so."""
    again = reopening(log)
    if again:
        yield from (e for e in log.entries if _of_a_round(e.event) and later(again, e))


def current(log: Log) -> Log:
    """Return the log without what belongs to a decision that is made again."""
    gone = {id(entry) for entry in past(log)}
    return Log(e for e in log.entries if id(e) not in gone) if gone else log


def _of_a_round(event: Event) -> bool:
    if isinstance(event, Served):
        return event.document in _PAPERS
    if isinstance(event, ApprovalRecorded):
        return event.matter is Matter.CLOSING
    return isinstance(event, _OF_A_ROUND)
