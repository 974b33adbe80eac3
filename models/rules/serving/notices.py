"""Whether parties were told of what was ruled last: recusal, suspension, its end (5, 28, 29)."""

from collections.abc import Callable, Mapping

from models.rules.events import (
    Entry,
    Event,
    InvalidationConsidered,
    RecusalDecided,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.procedure.state import CaseState

Question = Callable[[CaseState, str | None], bool]
Ruling = Callable[[CaseState, str | None], Entry[Event] | None]


def _recusal(state: CaseState, key: str | None) -> Entry[Event] | None:
    """Return the last decision on a request of this party for recusal."""
    return state.log.last(RecusalDecided, lambda e: key in (None, e.of))


def _suspension(state: CaseState, _key: str | None) -> Entry[TollingStarted] | None:
    return state.log.last(TollingStarted, lambda e: e.kind is Tolling.SUSPENSION)


def _resumption(state: CaseState, key: str | None) -> Entry[Event] | None:
    begun = _suspension(state, key)
    return state.log.last(TollingEnded, lambda e: begun is not None and e.id == begun.event.id)


def _going_on(state: CaseState, _key: str | None) -> Entry[Event] | None:
    """Return the panel's last choice on an invalidation, where it goes on."""
    last = state.log.last(InvalidationConsidered)
    return last if last and not last.event.suspends else None


def _told(paper: str, ruling: Ruling) -> Question:
    """Return whether a party was served the paper since the last ruling; True without one."""

    def ask(state: CaseState, key: str | None) -> bool:
        last = ruling(state, key)
        served = state.of(f"served:{paper}", key)
        return last is None or any(
            (one.on, one.recorded) >= (last.on, last.recorded) for one in served
        )

    return ask


QUESTIONS: Mapping[str, Question] = {
    "recusal_told": _told("recusal_decision", _recusal),
    "suspension_told": _told("suspension_notice", _suspension),
    "suspension_over": lambda state, key: _resumption(state, key) is not None,
    "resumption_told": _told("resumption_notice", _resumption),
    "going_on_chosen": lambda state, key: _going_on(state, key) is not None,
    "going_on_told": _told("no_suspension_notice", _going_on),
}
"""What the files of the steps ask about notices of rulings."""
