"""Invalidations of the patent of a case: how far each has come, and what it leaves (28, 29, 33)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from models.rules.events import (
    Deliberated,
    Entry,
    Event,
    HearingHeld,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationResult,
    InvalidationSued,
    Log,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.patent.term import recheck
from models.rules.procedure.state import CaseState

E = TypeVar("E", bound=Event)
INVENTION = "invention"
_REQUEST_TOLD = ("filed", "accepted")  # what a request may say of an invalidation


@dataclass(frozen=True)
class Track:
    """One invalidation; a later decision of CNIPA takes the place of one that a court quashed."""

    filed: Entry[InvalidationFiled]
    accepted: Entry[InvalidationAccepted] | None
    considered: Entry[InvalidationConsidered] | None
    decided: Entry[InvalidationDecided] | None
    sued: Entry[InvalidationSued] | None
    effective: Entry[InvalidationEffective] | None

    @property
    def id(self) -> str:
        """What its events name it by."""
        return self.filed.event.id

    @property
    def result(self) -> InvalidationResult | None:
        """What CNIPA decided last."""
        return self.decided.event.result if self.decided else None

    @property
    def over(self) -> bool:
        """Whether nothing more is to come of it: decided with effect, or withdrawn."""
        return self.effective is not None or self.result is InvalidationResult.WITHDRAWN

    @property
    def last(self) -> Entry[Event]:
        """What happened in it last."""
        steps = (self.effective, self.sued, self.decided, self.considered, self.accepted)
        return next(filter(None, steps), self.filed)


@dataclass(frozen=True)
class Invalid:
    """The patent was declared invalid as a whole; without effect it may still be saved."""

    by: Entry[InvalidationDecided]
    effective: bool


def tracks(log: Log) -> tuple[Track, ...]:
    """Return the invalidations in the order of their requests."""
    return tuple(_track(log, one) for one in log.all(InvalidationFiled))


def _track(log: Log, filed: Entry[InvalidationFiled]) -> Track:
    key = filed.event.id
    decided = _last(log, InvalidationDecided, key)
    return Track(
        filed=filed,
        accepted=_last(log, InvalidationAccepted, key),
        considered=_last(log, InvalidationConsidered, key),
        decided=decided,
        sued=_since(_last(log, InvalidationSued, key), decided),
        effective=_since(_last(log, InvalidationEffective, key), decided),
    )


def _last(log: Log, kind: type[E], key: str) -> Entry[E] | None:
    return next(reversed(log.about(kind, key)), None)


def _since(one: Entry[E] | None, other: Entry[Event] | None) -> Entry[E] | None:
    """Return an entry that is not older than another."""
    older = one and other and (one.on, one.recorded) < (other.on, other.recorded)
    return None if older else one


def unconsidered(state: CaseState) -> list[Track]:
    """Return the accepted invalidations on which the panel has not chosen, of any patent."""
    return [t for t in tracks(state.log) if t.accepted and not t.considered and not t.over]


def undecided_acceptance(state: CaseState) -> list[Entry[InvalidationAccepted]]:
    """Return the acceptances that need the panel's reasoned choice (arts. 28, 29).

    An invention may go on without one: art. 28 is about utility models and designs.
    """
    if state.patent_kind == INVENTION:
        return []
    return [t.accepted for t in unconsidered(state) if t.accepted]


def invalid(state: CaseState) -> Invalid | None:
    """Return the decision that takes the whole patent, one with effect before one without."""
    found = [
        Invalid(t.decided, t.effective is not None)
        for t in tracks(state.log)
        if t.decided and t.result is InvalidationResult.WHOLLY
    ]
    return max(found, key=lambda one: one.effective, default=None)


def suspension_due(state: CaseState) -> Track | None:
    """Return the invalidation for which the panel chose a suspension that nobody recorded yet."""
    ended = {e.event.id for e in state.log.all(TollingEnded)}
    begun = state.log.all(TollingStarted, lambda e: e.kind is Tolling.SUSPENSION)
    if any(one.event.id not in ended for one in begun):
        return None
    for track in tracks(state.log):
        chosen = track.considered
        if chosen and chosen.event.suspends and not track.over:
            if not any(one.on >= chosen.on for one in begun):
                return track
    return None


def _told(state: CaseState, _key: str | None) -> bool:
    """Whether the request speaks of an invalidation that is not on record."""
    return state.patent.told in _REQUEST_TOLD and not state.log.has(InvalidationFiled)


def _check_due(state: CaseState, _key: str | None) -> bool:
    """Whether the register is to be looked at again before what the panel does next."""
    held = state.log.last(Deliberated) or state.log.last(HearingHeld)
    return held is not None and bool(recheck(state.patent, state.log, held.on))


WAITING: Mapping[str, Callable[[Track], bool]] = {
    "accept_invalidation": lambda t: t.accepted is None and not t.over,
    "consider_invalidation": lambda t: bool(t.accepted) and not t.considered and not t.over,
    "decide_invalidation": lambda t: (
        bool(t.accepted) and not t.over and (not t.decided or bool(t.sued))
    ),
    "sue_invalidation": lambda t: bool(t.decided) and not t.sued and not t.over,
    "settle_invalidation": lambda t: bool(t.decided) and not t.over,
}
"""Which invalidations wait for a step, by the name of its command."""


def _waits(command: str) -> Callable[[CaseState, str | None], bool]:
    return lambda state, _key: any(map(WAITING[command], tracks(state.log)))


QUESTIONS: Mapping[str, Callable[[CaseState, str | None], bool]] = {
    "invalidation_told": _told,
    "invalidation_unaccepted": _waits("accept_invalidation"),
    "invalidation_unconsidered": _waits("consider_invalidation"),
    "invalidation_undecided": _waits("decide_invalidation"),
    "invalidation_unsued": _waits("sue_invalidation"),
    "invalidation_unsettled": _waits("settle_invalidation"),
    "suspension_due": lambda state, _key: suspension_due(state) is not None,
    "patent_invalid": lambda state, _key: bool((found := invalid(state)) and found.effective),
    "patent_check_due": _check_due,
}
"""What the files of the steps ask about invalidations."""
