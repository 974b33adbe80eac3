"""The rows behind what was put right: numbers and joined parties, as they are and as they were."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from models import reference
from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.cases.numbered import case_numbered
from models.cases.records import NUMBERS, FieldValue, Place
from models.entities import Case, CaseParty
from models.errors import BadInput
from models.rules.events import (
    Event,
    Filed,
    JoinedPartyCorrected,
    Json,
    NumberCorrected,
    Numbering,
)
from models.rules.intake.fields import Group
from models.rules.problem import InputRefused
from models.services.shared import case_parties
from models.store.desk import Desk

RESPONDENTS = "respondents"  # where a joined party would be in a request


def write_number(desk: Desk, case: CaseFile, kind: Numbering, number: str) -> None:
    """Give a case another number."""
    Case.update(**{NUMBERS[kind]: number}).where(Case.id == case.id).execute()
    desk.unit.touch("case")


def typed_party(place: Place) -> dict[str, Json]:
    """Return a party as a request has it; what is empty is left out."""
    made: dict[str, Json] = {}
    for one in reference.fields().of(Group.PARTY, side="respondent"):
        value = place.person.value(one.id)
        if value is None or value == "":
            continue
        part = made
        *outer, name = one.path.split(".")
        for key in outer:
            inner = part.setdefault(key, {})
            assert isinstance(inner, dict)  # a field is inside an object or is a value, never both
            part = inner
        part[name] = _json(value)
    return made


def _json(value: FieldValue) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def corrected_party(desk: Desk, case: CaseFile, place: Place, data: Mapping[str, Json]) -> Place:
    """Return a joined party with other data; BadInput as for a request that names it."""
    whole = case.last_request.data
    named = whole.get(RESPONDENTS)
    others = named if isinstance(named, list) else []
    request = Filed({**whole, RESPONDENTS: [*others, dict(data)]})
    try:
        intake = acceptance.parse(request, as_of=desk.today())
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    made = case_parties.placed(intake, intake.respondents[-1], place.key)
    return replace(made, side=place.side, agents=place.agents)


def write_party(desk: Desk, case: CaseFile, wanted: Place) -> None:
    """Write a party of a case again."""
    case_parties.replace_parties(case.id, CaseParty.key == wanted.key, [wanted])
    desk.unit.touch("party")


def bring_back(desk: Desk, case: CaseFile, gone: Iterable[Event]) -> None:
    """Write again what was there before corrections that were voided.

    `case` is the case without them; a later correction that is in force counts.
    """
    for event in gone:
        if isinstance(event, NumberCorrected):
            # A number given since (docketed again) is none of the correction's.
            if case.record.number_of(event.what) == event.now:
                _give_back(desk, case, event.what)
        elif isinstance(event, JoinedPartyCorrected) and (place := case.party(event.party)):
            data = _party(case, event.party)
            write_party(desk, case, corrected_party(desk, case, place, data))


def _give_back(desk: Desk, case: CaseFile, what: Numbering) -> None:
    """Give a case the number that it had; BadInput when another case bears it meanwhile."""
    number = _number(case, what)
    other = case_numbered(number)
    if other not in (None, case.id):
        raise BadInput.of("event", f"编号“{number}”现在是另一个案件的，不能还给本案")
    write_number(desk, case, what, number)


def _number(case: CaseFile, what: Numbering) -> str:
    last = case.log.last(NumberCorrected, lambda e: e.what is what)
    every = (e.event for e in case.entries if isinstance(e.event, NumberCorrected))
    return last.event.now if last else next(e.was for e in every if e.what is what)


def _party(case: CaseFile, party: str) -> Mapping[str, Json]:
    last = case.log.last(JoinedPartyCorrected, lambda e: e.party == party)
    every = (e.event for e in case.entries if isinstance(e.event, JoinedPartyCorrected))
    first = next(e.was for e in every if e.party == party)
    return last.event.now.data if last else first.data
