"""Respondents for whom a case ended before the others (law/gates.md): they count no longer.

Who that is, is decided here and nowhere else: the state of the case leaves them out of its parties,
so that gates, next steps, services, dates and papers all do.
"""

from models.rules.events import ApartKind, ClosedApart, Entry, Log, PartyJoined, Served
from models.rules.procedure.state import CaseState

DECISION, AGREEMENT = "apart_decision", "apart_agreement"  # their closing papers
_PAPERS = {ApartKind.DISMISSED: DECISION, ApartKind.AGREED: AGREEMENT}


def closings(log: Log) -> dict[str, Entry[ClosedApart]]:
    """Return by which entry the case ended for whom."""
    return {entry.event.party: entry for entry in log.all(ClosedApart)}


def last_of(log: Log, kind: ApartKind) -> tuple[Entry[ClosedApart], ...]:
    """Return the closings of a kind of its last day: one paper tells of them."""
    found = log.all(ClosedApart, lambda e: e.kind is kind)
    return tuple(entry for entry in found if entry.on == found[-1].on)


def _concerns(state: CaseState, kind: ApartKind, key: str | None) -> Entry[ClosedApart] | None:
    """Return the last closing of a kind that a party is to be told of: its own, or another's.

    An agreement is its signatories' alone; who joined later knows the case as it was then.
    """
    own = closings(state.log).get(key or "")
    if own is not None:
        return own if own.event.kind is kind else None
    last = next(iter(last_of(state.log, kind)), None)
    party = state.party(key)
    if last is None or party is None:
        return None if key else last
    if kind is ApartKind.AGREED and party.side != "requester":
        return None
    joined = state.log.last(PartyJoined, lambda e: e.party == key)
    return None if joined and joined.on > last.on else last


def concerned(state: CaseState, kind: ApartKind, key: str | None) -> bool:
    """Say whether a party is to get the paper that closes the case for somebody."""
    return _concerns(state, kind, key) is not None


def told(state: CaseState, kind: ApartKind, key: str | None) -> bool:
    """Say whether it got that paper, not only one about a closing before."""
    last = _concerns(state, kind, key)
    got = state.log.all(Served, lambda e: e.to == key and e.document == _PAPERS[kind])
    return last is not None and any((e.on, e.recorded) > (last.on, last.recorded) for e in got)
