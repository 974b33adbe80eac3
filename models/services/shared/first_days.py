"""The days with which a case begins, as its request gives them: received, known, urged.

They are events of their own. A request that gives another day moves them; a request that counts
again, because what changed it was voided, moves them back.
"""

from collections.abc import Collection
from datetime import date

from models.cases.case_file import CaseFile
from models.rules.events import (
    RECEIVED,
    Carrier,
    Entry,
    Event,
    Filed,
    InfringementKnown,
    UrgingDispatched,
    UrgingReceived,
)
from models.rules.intake.model import Intake

Dated = tuple[Event, date]
_BEFORE: tuple[type[Event], ...] = (InfringementKnown, UrgingDispatched, UrgingReceived)


def first_events(intake: Intake, request: Filed) -> list[Dated]:
    """Return the events with which a request begins."""
    events: list[Dated] = []
    if intake.infringement_known_on:
        events.append((InfringementKnown(), intake.infringement_known_on))
    if intake.kind == "advisory":
        if intake.urging_dispatched_on:
            events.append((UrgingDispatched(), intake.urging_dispatched_on))
        if intake.urging_received_on:
            events.append((UrgingReceived(), intake.urging_received_on))
    return [*events, (RECEIVED[intake.kind](intake=request), intake.received_on)]


def moved(case: CaseFile, intake: Intake, request: Filed) -> tuple[list[Entry[Event]], list[Dated]]:
    """Return the first days that a request no longer gives so, and those that it gives instead."""
    wanted = {type(event): (event, on) for event, on in first_events(intake, request)}
    stale: list[Entry[Event]] = [
        old
        for kind in (*_BEFORE, RECEIVED[intake.kind])
        if (old := case.log.last(kind)) and (kind not in wanted or wanted[kind][1] != old.on)
    ]
    left = case.log.without(entry.id for entry in stale)
    return stale, [one for kind, one in wanted.items() if not left.has(kind)]


def received_again(case: CaseFile, gone: Collection[int]) -> Entry[Event] | None:
    """Return the entry that counts again when the receipt that took its place is voided.

    It carries the request that counts now, and goes with what it went with. None while a receipt is
    in force.
    """
    kind = RECEIVED[case.kind]
    if case.log.has(kind):
        return None
    standing = {entry.id for entry in case.log.entries}
    earlier = [
        entry
        for entry in case.entries
        if isinstance(entry.event, Carrier) and isinstance(entry.event, kind)
        and entry.voids is None and entry.id not in gone and standing.issuperset(entry.causes)
    ]  # fmt: skip
    if not earlier:
        return None
    before = max(earlier, key=lambda entry: entry.id)
    requests = [e.event.intake for e in case.log.entries if isinstance(e.event, Carrier)]
    own = before.event.intake if isinstance(before.event, Carrier) else None
    event = kind(intake=next((one for one in reversed(requests) if one), own))
    return Entry(0, before.on, event, derived=before.derived, causes=before.causes)
