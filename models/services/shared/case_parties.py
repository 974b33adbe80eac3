"""The rows of the people in a case: one per person, a place in the case each, their agents."""

from collections.abc import Sequence
from dataclasses import asdict

import peewee

from models.cases.records import AgentRecord, PersonRecord, Place
from models.cases.rows import more_of
from models.entities import Agent, CaseParty, Party
from models.entities.base import Columns, Entity
from models.rules.intake.fields import FieldDef, Group, Value
from models.rules.intake.model import AgentIn, Filled, Intake, PartyIn
from models.rules.similarity import initials_field

PLACES = {"requester": 0, "respondent": 1000, "third_party": 2000}  # the order of the parties


def placed(intake: Intake, party: PartyIn, key: str) -> Place:
    """Return a party of a request as it is in the case under a key, which may be another."""
    more = more_of(Party, PersonRecord, Group.PARTY)
    person = PersonRecord(
        id=0,
        kind=party.kind,
        name=party.name,
        id_type=party.id_type,
        id_no=party.id_no,
        legal_rep=party.text("legal_rep"),
        legal_rep_post=party.text("legal_rep_post"),
        address=party.address,
        postcode=party.text("postcode"),
        phone=party.text("phone"),
        domiciled_in_prc=party.domiciled_in_prc,
        region=party.region,
        operator_name=party.text("operator_name"),
        operator_id_no=party.text("operator_id_no"),
        initials=initials_field(party.name),
        more=_given(party, more),
    )
    agents = tuple(_agent(one) for one in intake.agents_of(party.key))
    return Place(key, party.side, party.standing or None, party.note, person, agents)


def _agent(agent: AgentIn) -> AgentRecord:
    more = _given(agent, more_of(Agent, AgentRecord, Group.AGENT))
    firm, phone = agent.text("firm"), agent.text("phone")
    return AgentRecord(agent.name, firm, phone, agent.powers, agent.special_powers, more=more)


def _given(record: Filled, more: Sequence[FieldDef]) -> dict[str, Value]:
    return {one.id: record.value(one.id) for one in more}


def _columns(entity: type[Entity], record: PersonRecord | AgentRecord) -> Columns:
    """Return a record as the columns of its row."""
    columns = asdict(record)
    return columns | entity.columns_for(columns.pop("more"))


def ordinal(place: Place) -> int:
    """Return where a party is among those of its case."""
    return PLACES[place.side] + int(place.key[1:])


def add_parties(case_id: int, wanted: Sequence[Place]) -> None:
    """Place parties in a case, in one statement a table.

    Cases share a row only while it says the same in all of them: what one request says of a person
    never changes another case. Without a number two people of one name may be two people.
    """
    people = _people([place.person for place in wanted])
    numbers = CaseParty.add(
        [
            {
                "case": case_id,
                "key": place.key,
                "side": place.side,
                "standing": place.standing,
                "party": number,
                "ordinal": ordinal(place),
                "note": place.note,
            }
            for place, number in zip(wanted, people, strict=True)
        ]
    )
    Agent.add(
        [
            {
                **_columns(Agent, agent),
                "special_powers": list(agent.special_powers),
                "case_party": number,
            }
            for place, number in zip(wanted, numbers, strict=True)
            for agent in place.agents
        ]
    )


def replace_parties(case_id: int, which: peewee.Expression, wanted: Sequence[Place]) -> None:
    """Write some parties of a case again: those that `which` finds go, with their agents."""
    own = (CaseParty.case == case_id) & which
    gone = CaseParty.select(CaseParty.id).where(own)
    Agent.delete().where(Agent.case_party.in_(gone)).execute()
    CaseParty.delete().where(own).execute()
    add_parties(case_id, wanted)
    _forget_unplaced()


def _people(wanted: Sequence[PersonRecord]) -> list[int]:
    """Write people, and return the numbers of their rows.

    A row of the same name and number is theirs when it says all the same, or when no case names it
    any more: then it is written over.
    """
    numbers = list(dict.fromkeys(person.id_no for person in wanted if person.id_no))
    known = _known(numbers)
    places = CaseParty.select().where(CaseParty.party.in_([row.id for row in known]))
    in_cases = {place.party_id for place in places} if known else set[int]()
    people: dict[tuple[str, str] | int, Columns] = {}
    keys: list[tuple[str, str] | int] = []
    for place, person in enumerate(wanted):
        keys.append((person.name, person.id_no) if person.id_no else place)  # named twice: one row
        columns = _columns(Party, person)
        same = [row for row in known if (row.name, row.id_no) == (person.name, person.id_no)]
        own = next((row for row in same if _says(row, columns)), None)
        own = own or next((row for row in same if row.id not in in_cases), None)
        if own is not None:
            known.remove(own)
        before = people.get(keys[-1])
        number = before["id"] if before else own.id if own else None
        people[keys[-1]] = {**columns, "id": number}
    written = dict(zip(people, Party.add(list(people.values())), strict=True))
    return [written[key] for key in keys]


def _known(numbers: Sequence[str]) -> list[Party]:
    if not numbers:
        return []
    return list(Party.select().where(Party.id_no.in_(numbers)).order_by(Party.id))


def _says(row: Party, columns: Columns) -> bool:
    """Whether a row says the same of a person."""
    return all(getattr(row, name) == value for name, value in columns.items() if name != "id")


def _forget_unplaced() -> None:
    """Drop rows of people whom no case names any more (retyped names, other particulars)."""
    placed = CaseParty.select(CaseParty.party)
    Party.delete().where(Party.id.not_in(placed)).execute()
