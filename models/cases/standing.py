"""Who is in a case: decided here for the loaded case and for the lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from models.cases.log_rows import joinings_of
from models.cases.rows import of_cases
from models.cases.values import as_number
from models.rules.events import Entry, Event, PartyJoined
from models.store.desk import Desk


class HasKey(Protocol):
    """A party in a case, however much is known of it."""

    @property
    def key(self) -> str: ...


P = TypeVar("P", bound=HasKey)


@dataclass(frozen=True)
class Standing:
    """A party as lists read it."""

    key: str
    side: str
    name: str
    initials: str


def load_standing(desk: Desk, ids: Iterable[int]) -> dict[int, tuple[Standing, ...]]:
    """Read who is in several cases, without the rest of their logs."""
    wanted = list(dict.fromkeys(ids))
    people: dict[int, list[Standing]] = {case_id: [] for case_id in wanted}
    for case_id, *texts in of_cases(desk, _PEOPLE, wanted):
        people[as_number(case_id)].append(Standing(*map(str, texts)))
    joined = joinings_of(desk, wanted)
    return {case_id: standing(found, joined.get(case_id, ())) for case_id, found in people.items()}


def standing(parties: Iterable[P], entries: Iterable[Entry[Event]]) -> tuple[P, ...]:
    """Return who is in a case: a party whose joining was voided never was one.

    This is decided here and nowhere else.
    """
    joined = [(e.event.party, e.stands) for e in entries if isinstance(e.event, PartyJoined)]
    gone = {key for key, _ in joined} - {key for key, stands in joined if stands}
    return tuple(p for p in parties if p.key not in gone)


_PEOPLE = """SELECT place.case_id, place."key", place.side, party.name, party.initials
    FROM case_party place JOIN party ON party.id = place.party_id
    WHERE place.case_id IN ({}) ORDER BY place.case_id, place.ordinal, place.id"""
