"""What lists and clocks read of many cases: who stands in them, and their logs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from models.cases.case_file import standing
from models.cases.log_rows import entries_of, joinings_of
from models.cases.rows import of_cases
from models.cases.values import as_number, text_or_none
from models.rules.events import Entry, Event, Log
from models.store.desk import Desk


@dataclass(frozen=True)
class Standing:
    """A party as lists and clocks read it."""

    key: str
    side: str
    name: str
    domiciled_in_prc: bool
    region: str
    initials: str


@dataclass(frozen=True)
class CaseClocks:
    """What a case's dates and steps depend on; nothing else is read of it."""

    id: int
    kind: str
    mediation_kind: str | None
    stage: str
    status: str
    parties: tuple[Standing, ...]
    entries: tuple[Entry[Event], ...]

    @cached_property
    def log(self) -> Log:
        """The entries that stand, by day."""
        return Log(self.entries)


def load_clocks(desk: Desk, ids: Iterable[int]) -> dict[int, CaseClocks]:
    """Read of several cases what their dates and steps depend on."""
    wanted = list(dict.fromkeys(ids))
    entries = entries_of(desk, wanted)
    people = _people(desk, wanted)
    found: dict[int, CaseClocks] = {}
    for number, kind, mediation, stage, status in of_cases(desk, _HEADS, wanted):
        case_id = as_number(number)
        own = entries.get(case_id, ())
        parties = standing(people.get(case_id, ()), own)
        found[case_id] = CaseClocks(
            case_id, str(kind), text_or_none(mediation), str(stage), str(status), parties, own
        )
    return found


def load_standing(desk: Desk, ids: Iterable[int]) -> dict[int, tuple[Standing, ...]]:
    """Read who stands in several cases, without the rest of their logs."""
    wanted = list(dict.fromkeys(ids))
    people = _people(desk, wanted)
    joined = joinings_of(desk, wanted)
    return {one: standing(people.get(one, ()), joined.get(one, ())) for one in wanted}


def _people(desk: Desk, ids: Sequence[int]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for case_id, key, side, name, home, region, initials in of_cases(desk, _HOMES, ids):
        one = Standing(str(key), str(side), str(name), bool(home), str(region), str(initials))
        found.setdefault(as_number(case_id), []).append(one)
    return found


_HEADS = "SELECT id, kind, mediation_kind, stage, status FROM case_file WHERE id IN ({})"
_HOMES = """SELECT place.case_id, place."key", place.side, party.name, party.domiciled_in_prc,
    party.region, party.initials FROM case_party place JOIN party ON party.id = place.party_id
    WHERE place.case_id IN ({}) ORDER BY place.case_id, place.ordinal, place.id"""
