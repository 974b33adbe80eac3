"""The deliberation: after all that it rests on, and what it found is what is decided (art. 25)."""

from collections.abc import Iterator

from models.rules.events import (
    ClaimsChosen,
    DecisionIssued,
    Deliberated,
    Event,
    EvidenceReceived,
    HearingHeld,
    NewEvidencePut,
    RequestsChanged,
)
from models.rules.gates.model import Check, Lack, Subject

_GROUNDS: tuple[type[Event], ...] = (
    HearingHeld,
    EvidenceReceived,
    NewEvidencePut,
    ClaimsChosen,
    RequestsChanged,
)


def deliberated_after_hearing(case: Subject) -> Iterator[Lack]:
    """The panel deliberated after the last hearing, evidence and change of the request."""
    held = case.state.log.last(Deliberated)
    if held is None:
        yield Lack("到这一天还没有合议", place="deliberation")
        return
    for kind in _GROUNDS:
        last = case.state.log.last(kind)
        if last is not None and last.on > held.on:
            days = held.on.isoformat(), last.on.isoformat()
            words = f"{days[0]}合议以后又有“{kind.label}”（{days[1]}），须重新合议"
            yield Lack(words, place="deliberation")


def deliberation_agrees(case: Subject) -> Iterator[Lack]:
    """The decision finds what the majority found.

    What an older program recorded does not say the outcome apart; there is nothing to compare.
    """
    held = case.state.log.last(Deliberated)
    record = held.event.record if held else None
    if record is None or not record.outcome or not isinstance(case.event, DecisionIssued):
        return
    if record.outcome != case.event.result:
        yield Lack("裁决结果与合议的多数意见不一致", place="result")


CHECKS: dict[str, Check] = {
    "deliberated_after_hearing": deliberated_after_hearing,
    "deliberation_agrees": deliberation_agrees,
}
