"""The decision as it is now: as made, as the office changed it, or none once it was revoked."""

from dataclasses import dataclass

from models.rules.events import (
    DecisionChanged,
    DecisionIssued,
    DecisionRevoked,
    Entry,
    Event,
    Log,
    OrderItem,
)


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
    """Return the decision that obliges now, None before there is one and once it is revoked."""
    issued, revoked = log.last(DecisionIssued), log.last(DecisionRevoked)
    if issued is None or (revoked and later(revoked, issued)):
        return None
    changed = log.last(DecisionChanged)
    return InForce(issued, changed if changed and later(changed, issued) else None)


def order_before(log: Log, amendment: Entry[Event]) -> tuple[OrderItem, ...]:
    """Return the operative part as it was when the decision was changed or revoked."""
    now = in_force(Log(e for e in log.entries if later(amendment, e)))
    return now.order_items if now else ()
