"""The decision as it is now: as made, as the office changed it, or none once it was revoked."""

from dataclasses import dataclass

from models.rules.events import (
    CourtResult,
    DecisionChanged,
    DecisionIssued,
    DecisionRevoked,
    Entry,
    Event,
    JudgmentEffective,
    Log,
    OrderItem,
)

ENDING = (CourtResult.REVOKED, CourtResult.REMADE, CourtResult.CHANGED)
"""What a judgment says that leaves nothing of the decision in force."""


@dataclass(frozen=True)
class InForce:
    """The decision as it was made, and the change of it that counts."""

    issued: Entry[DecisionIssued]
    changed: Entry[DecisionChanged] | None = None

    @property
    def result(self) -> str:
        """What it finds."""
        return self.changed.event.result if self.changed else self.issued.event.result

    @property
    def ordered(self) -> tuple[str, ...]:
        """Whom it tells to stop."""
        return self.changed.event.ordered if self.changed else self.issued.event.ordered

    @property
    def order_items(self) -> tuple[OrderItem, ...]:
        """Its operative part."""
        one = self.changed or self.issued
        return one.event.order_items


def later(one: Entry[Event], other: Entry[Event]) -> bool:
    """Whether an entry comes after another, by day and then by the order of recording."""
    return (one.on, one.recorded) > (other.on, other.recorded)


def in_force(log: Log) -> InForce | None:
    """Return the decision that obliges now, None before there is one and once it is revoked.

    A judgment that changes it takes its place: that is enforced by the court itself.
    """
    issued = log.last(DecisionIssued)
    ended = log.last(DecisionRevoked), log.last(JudgmentEffective, lambda e: e.result in ENDING)
    if issued is None or any(one and later(one, issued) for one in ended):
        return None
    changed = log.last(DecisionChanged)
    return InForce(issued, changed if changed and later(changed, issued) else None)


def order_before(log: Log, amendment: Entry[Event]) -> tuple[OrderItem, ...]:
    """Return the operative part as it was when the decision was changed or revoked."""
    now = in_force(Log(e for e in log.entries if later(amendment, e)))
    return now.order_items if now else ()


def bound_items(now: InForce, party: str) -> tuple[int, ...]:
    """Return the numbers of the items that tell a party to do something.

    Who is ordered although no item names it (an older entry) is bound by the first.
    """
    own = tuple(no for no, item in enumerate(now.order_items, start=1) if party in item.parties)
    return own or (1,)
