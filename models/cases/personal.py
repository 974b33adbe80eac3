"""What is known of a case before its decision is made public: whose data, and what stays (83)."""

from collections.abc import Iterator

from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import Place
from models.rules.events import Served, ServiceAddressConfirmed
from models.rules.redaction.model import Datum, Known
from models.rules.redaction.own import born
from models.store.desk import Desk

_NATURAL, _ORGANISED = "natural", "uscc"
_MAILBOX = "@"


def known_of(desk: Desk, case: CaseFile, added: tuple[Datum, ...] = ()) -> Known:
    """Return the personal data of the case's rows and what stays, as the office reads the law.

    `added` is what a person wants masked besides.
    """
    off = _open(desk.settings.text("position.masked_names"))
    stays = tuple(filter(None, _stays(desk, case)))
    own = (one for one in _own(case) if one.kind != "agent" or one.text not in stays)
    return Known(tuple(dict.fromkeys(own)), stays, off, added)


def _open(position: str) -> frozenset[str]:
    """Return whose names the office does not mask (minors always are)."""
    return {
        "agents_open": frozenset({"agent"}),
        "none": frozenset({"agent", "third_person"}),
    }.get(position, frozenset[str]())


def _own(case: CaseFile) -> Iterator[Datum]:
    for place in case.parties:
        yield from (one for one in _person(place) if one.text)
    for entry in case.log.all(ServiceAddressConfirmed):
        said, place = entry.event, case.party(entry.event.party)
        whose = f"{place.name if place else ''}的送达地址确认书"
        if place and place.person.kind == _NATURAL:
            yield Datum("address", said.address, whose)
        yield from (_reached(text, whose) for text in (said.phone, said.target) if text)
    for entry in case.log.all(Served, lambda e: bool(e.proof.target)):
        whose = f"送达{case.name_of(entry.event.to)}的登记"
        yield _reached(entry.event.proof.target, whose)


def _person(place: Place) -> Iterator[Datum]:
    person, whose = place.person, f"{reference.name('side', place.side)}{place.name}"
    natural = person.kind == _NATURAL
    if natural:
        yield Datum("address", person.address, whose)
    numbers = [person.operator_id_no]
    if natural or person.id_type != _ORGANISED:
        numbers.append(person.id_no)
    for number in numbers:
        yield Datum("id_number", number, whose)
        yield from (Datum("birth", day, whose) for day in born(number))
    yield Datum("phone", person.phone, whose)
    for agent in place.agents:
        yield Datum("phone", agent.phone, f"{whose}的代理人")
        yield Datum("agent", agent.name, f"{whose}的代理人")


def _reached(text: str, whose: str) -> Datum:
    return Datum("email" if _MAILBOX in text else "phone", text, whose)


def _stays(desk: Desk, case: CaseFile) -> Iterator[str]:
    for place in case.parties:
        yield place.name
        yield from (place.person.legal_rep, place.person.operator_name)
        if place.person.kind != _NATURAL:
            yield place.person.address
    yield from (member.name for member in case.panel())
    for key in ("office.phone", "office.address", "office.name"):
        yield desk.settings.text(key)
