"""What a careful reader checks of a decision, from the log and the articles alone.

It shares nothing with the gates: no state, no conditions, no clocks of the engine; periods are
counted here. It reads articles 4, 5, 9, 20, 22, 24-26, 28 and 54 of Order 81.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.rules.events import (
    AnswerReceived,
    AnswerWaived,
    DecisionIssued,
    Deliberated,
    Event,
    EvidenceReceived,
    EvidenceWaived,
    HearingHeld,
    NewEvidencePut,
    ObjectionDecided,
    ObjectionReceived,
    PanelAppointed,
    RecusalDecided,
    RecusalRequested,
    RecusalWithdrawn,
    Served,
    Tolling,
    TollingEnded,
    TollingStarted,
    WrittenReviewNotified,
)

FIFTEEN = timedelta(days=15)
PARTIES = ("P1", "R1")


@dataclass(frozen=True)
class Reader:
    """Who reads the log of a case up to the day of its decision."""

    log: Sequence[tuple[date, Event]]
    decision: DecisionIssued
    on: date

    def days(self, kind: type[Event], who: str | None = None, **more: str) -> list[date]:
        """Return the days of a kind of event, about one party or with these values."""
        return [
            d
            for d, e in self.log
            if d <= self.on
            and isinstance(e, kind)
            and who in (None, e.subject)
            and all(getattr(e, name) == value for name, value in more.items())
        ]

    def faults(self) -> Iterator[str]:
        """Yield why a court would revoke the decision."""
        yield from self._told()
        yield from self._evidence()
        yield from self._panel()
        talks = self.days(Deliberated)
        if not talks:
            yield "25: nobody deliberated"
            return
        yield from self._heard(max(talks))
        yield from self._settled(max(talks))

    def _told(self) -> Iterator[str]:
        request = self.days(Served, "R1", document="request_copy")
        if not request:
            yield "22: the respondent never had the request"
        elif not (self.days(AnswerReceived, "R1") or self.days(AnswerWaived, "R1")):
            if min(request) + FIFTEEN >= self.on:
                yield "22: its fifteen days were not over"

    def _evidence(self) -> Iterator[str]:
        for who in PARTIES:
            told = self.days(Served, who, document="evidence_notice")
            if not self.days(EvidenceWaived, who) and (not told or min(told) + FIFTEEN >= self.on):
                yield f"54: the evidence period of {who} was not over"

    def _panel(self) -> Iterator[str]:
        panels = [e for d, e in self.log if isinstance(e, PanelAppointed) and d <= self.on]
        members = panels[-1].members if panels else ()
        if len(members) < 3 or len(members) % 2 == 0:
            yield "20: the panel is not three or more and odd"
        if [m for m in members if m.certificate_until and m.certificate_until < self.on]:
            yield "4: a certificate had expired"
        for who in PARTIES:
            if not self.days(Served, who, document="panel_notice"):
                yield f"5: {who} did not know the panel"
            asked = self.days(RecusalRequested, who)
            settled = [*self.days(RecusalDecided, who), *self.days(RecusalWithdrawn, who)]
            if asked and not [d for d in settled if d >= max(asked)]:
                yield f"5: the request for recusal of {who} lay undecided"

    def _heard(self, talk: date) -> Iterator[str]:
        held, written = self.days(HearingHeld), self.days(WrittenReviewNotified)
        if not held and not all(self.days(WrittenReviewNotified, who) for who in PARTIES):
            yield "26: the parties were not heard"
        late = [d for d in self.days(EvidenceReceived) if d > max(held or written or [talk])]
        if late and not [d for d in self.days(NewEvidencePut) if d >= max(late)]:
            yield "44: late evidence was put to nobody"
        after = [*held, *self.days(EvidenceReceived), *self.days(NewEvidencePut)]
        if after and talk < max(after):
            yield "25: something came after the deliberation"

    def _settled(self, talk: date) -> Iterator[str]:
        answered = [d for d in self.days(AnswerReceived, "R1") if d <= talk]
        if answered and not self.days(Served, "P1", document="answer_copy", of="R1"):
            yield "22(2): the answer was not passed on"
        ended = {e.id for d, e in self.log if isinstance(e, TollingEnded) and d <= self.on}
        begun = {
            e.id
            for d, e in self.log
            if isinstance(e, TollingStarted) and e.kind is Tolling.SUSPENSION and d <= self.on
        }
        if begun - ended:
            yield "28: the case was suspended"
        request = self.days(Served, "R1", document="request_copy")
        objected = self.days(ObjectionReceived, "R1")
        in_time = [d for d in objected if request and d <= min(request) + FIFTEEN]
        if in_time and not self.days(ObjectionDecided, "R1"):
            yield "9: the objection lay undecided"
        found = [e.record for d, e in self.log if isinstance(e, Deliberated) and d == talk]
        if found[-1] and found[-1].outcome not in ("", self.decision.result):
            yield "25: it is not what the majority found"
