"""What the files of the steps ask about a decision that was made."""

from collections.abc import Callable, Mapping

from models.rules.decided.in_force import in_force, later
from models.rules.decided.rounds import reopening
from models.rules.events import (
    ChangePublished,
    DecisionChanged,
    DecisionIssued,
    DecisionRevoked,
    DecisionRighted,
    Entry,
    Event,
    InvalidationResult,
    JudgmentEffective,
    JudgmentReceived,
)
from models.rules.patent.claims import claims_lost
from models.rules.patent.invalidation import Track, tracks
from models.rules.procedure.state import CaseState

Question = Callable[[CaseState, str | None], bool]


def amended(state: CaseState) -> Entry[Event] | None:
    """Return the last change or revocation by the office itself."""
    found = (state.log.last(DecisionChanged), state.log.last(DecisionRevoked))
    return max(filter(None, found), key=lambda e: (e.on, e.recorded), default=None)


def told(state: CaseState, of: Entry[Event] | None, paper: str, key: str | None) -> bool:
    """Whether a party was served the paper of an entry since it was made."""
    served = state.of(f"served:{paper}", key)
    return of is not None and any(later(one, of) for one in served)


def taken(state: CaseState) -> list[Track]:
    """Return the invalidations with effect that took what the case relies on (art. 33)."""
    lost = bool(claims_lost(state))
    whole = InvalidationResult.WHOLLY
    return [
        track
        for track in tracks(state.log)
        if track.effective
        and (track.result is whole or (lost and track.result is InvalidationResult.PARTLY))
    ]


def _due(state: CaseState, _key: str | None) -> bool:
    """Whether the patent went after the decision as it stands was made, in whole or in part."""
    now = in_force(state.log)
    if now is None:
        return False
    stands = now.changed or now.issued
    return any(t.effective and later(t.effective, stands) for t in taken(state))


def _published(state: CaseState, _key: str | None) -> bool:
    last, published = amended(state), state.log.last(ChangePublished)
    return last is not None and published is not None and later(published, last)


def untold(state: CaseState, key: str) -> bool:
    """Whether a party has not been served what the office did last to its decision."""
    done = ((state.log.last(kind), paper) for kind, paper in _PAPERS.items())
    return any(last and not told(state, last, paper, key) for last, paper in done)


def _told(kind: type[Event]) -> Question:
    return lambda state, key: told(state, state.log.last(kind), _PAPERS[kind], key)


_PAPERS: Mapping[type[Event], str] = {
    DecisionRighted: "decision_righting",
    DecisionChanged: "decision_change",
    DecisionRevoked: "decision_revocation",
}


def unsettled(state: CaseState) -> Entry[JudgmentReceived] | None:
    """Return the last judgment that came in with a result and has not taken effect."""
    last = state.log.last(JudgmentReceived, lambda e: e.result is not None)
    settled = state.log.last(JudgmentEffective)
    return None if last and settled and later(settled, last) else last


def _remaking(state: CaseState, _key: str | None) -> bool:
    """Whether a court ordered another decision that has not been made yet."""
    return reopening(state.log) is not None and not state.log.has(DecisionIssued)


QUESTIONS: Mapping[str, Question] = {
    "decision_stands": lambda state, _key: in_force(state.log) is not None,
    "judgment_unsettled": lambda state, _key: unsettled(state) is not None,
    "decision_to_be_remade": _remaking,
    "amendment_due": _due,
    "amendment_published": _published,
    "righting_told": _told(DecisionRighted),
    "change_told": _told(DecisionChanged),
    "revocation_told": _told(DecisionRevoked),
}
"""What the files of the steps ask about a decision that was made."""
