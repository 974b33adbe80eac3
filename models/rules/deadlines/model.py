"""What the engine takes and gives: a case as typed events, deadlines with their traces."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.rules.events import Entry, Event, Json

Setting = str | int | float | bool
Happened = Entry[Event]
"""An event and its day; the verb's have no number (0)."""


@dataclass(frozen=True)
class Party:
    """A party of the case; side is requester, respondent or third_party."""

    id: str
    side: str
    domiciled_in_prc: bool = True


@dataclass(frozen=True)
class CaseInput:
    """A checked case: nothing in it can make the engine fail.

    `events` are in the order of `ordering.in_order`, none is later than `as_of`.
    """

    procedure: str
    mediation_kind: str | None
    as_of: date
    parties: tuple[Party, ...]
    settings: Mapping[str, Setting]
    events: tuple[Happened, ...]


class TraceStep(NamedTuple):
    """One step from a day to a day, as a sentence; replaying the steps gives the due day.

    `unit` is day, workday, month, year, or date when the end was fixed by an act (then `end` is
    given, not counted); months and years are counted from the trigger day together with those of
    earlier steps. `skipped` are the rest days passed over; in a step that leads nowhere, workdays
    that do not count.
    """

    step: str
    start: date
    end: date
    text: str
    skipped: tuple[tuple[date, str], ...] = ()
    count: int | None = None  # pyright: ignore[reportIncompatibleMethodOverride] - nobody counts in it
    unit: str | None = None
    direction: str | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the step as JSON values."""
        result: dict[str, Json] = {
            "step": self.step,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "text": self.text,
            "skipped": [{"date": d.isoformat(), "name": name} for d, name in self.skipped],
        }
        if self.unit is not None:
            result |= {"count": self.count, "unit": self.unit, "direction": self.direction}
        return result


class Deadline(NamedTuple):
    """One clock of one party, item, period or of the case, computed to its due day."""

    id: str
    party: str | None
    name: str
    basis: str
    trigger_date: date
    plan_by: date
    due: date
    status: str
    met_on: date | None
    provisional: bool
    trace: tuple[TraceStep, ...]
    pack: str = ""
    duty: str = ""
    if_missed: str = ""
    internal: bool = False
    positions: tuple[str, ...] = ()
    """Readings of this project where the law is silent; they are also in the trace."""

    def to_json(self) -> dict[str, Json]:
        """Return the deadline as the JSON object the verb prints."""
        return {
            "id": self.id,
            "party": self.party,
            "name": self.name,
            "basis": self.basis,
            "trigger_date": self.trigger_date.isoformat(),
            "plan_by": self.plan_by.isoformat(),
            "due": self.due.isoformat(),
            "status": self.status,
            "met_on": self.met_on.isoformat() if self.met_on else None,
            "provisional": self.provisional,
            "trace": [step.to_json() for step in self.trace],
        }
