"""What a request relies on and asks for as it was changed, what is left, who knows of a change."""

from collections.abc import Callable, Mapping

from models.rules.events import ClaimsChosen, Entry, Event, InvalidationResult, Log, RequestsChanged
from models.rules.patent.invalidation import tracks
from models.rules.procedure.state import CaseState, PartyState

NOTICE = "claims_notice"


def claims_relied(state: CaseState) -> tuple[int, ...]:
    """Return the claims relied on: as chosen last, else as the request says; a design has none."""
    chosen = state.log.last(ClaimsChosen)
    return chosen.event.claims if chosen else state.patent.claims


def claims_left(state: CaseState) -> frozenset[int] | None:
    """Return the claims that every partial invalidation with effect upheld; None without one."""
    upheld = [
        frozenset(t.decided.event.claims)
        for t in tracks(state.log)
        if t.decided and t.effective and t.result is InvalidationResult.PARTLY
    ]
    return frozenset[int].intersection(*upheld) if any(upheld) else None


def claims_lost(state: CaseState) -> tuple[int, ...]:
    """Return the claims relied on that are invalid with effect: others have to be chosen."""
    left = claims_left(state)
    return () if left is None else tuple(c for c in claims_relied(state) if c not in left)


def claims_untold(state: CaseState) -> list[PartyState]:
    """Return who has not been served the last change of claims."""
    others = (*state.side("respondent"), *state.side("third_party"))
    return [p for p in others if not _told(state, p.key)]


def requests_relied(log: Log, filed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is asked for: as changed last, else as the request says."""
    changed = log.last(RequestsChanged)
    return changed.event.requests if changed else filed


def _last_change(state: CaseState) -> Entry[Event] | None:
    """Return the last change of the claims relied on or of what is asked for."""
    changes = [*state.log.all(ClaimsChosen), *state.log.all(RequestsChanged)]
    return max(changes, key=lambda e: (e.on, e.recorded), default=None)


def told_of_claims(state: CaseState, key: str | None) -> Entry[Event] | None:
    """Return the first service on a party of the last change; None without one."""
    changed = _last_change(state)
    if changed is None:
        return None
    told = state.of(f"served:{NOTICE}", key)
    return next((e for e in told if (e.on, e.recorded) >= (changed.on, changed.recorded)), None)


def _told(state: CaseState, key: str | None) -> bool:
    """Whether a party was served the last change, if there is one."""
    return _last_change(state) is None or told_of_claims(state, key) is not None


QUESTIONS: Mapping[str, Callable[[CaseState, str | None], bool]] = {
    "claims_lost": lambda state, _key: bool(claims_lost(state)),
    "claims_told": _told,
}
"""What the files of the steps ask about claims."""
