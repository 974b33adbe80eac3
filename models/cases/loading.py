"""The one loader: cases by their numbers, whole (`load`) or what lists and clocks need.

Who stands in a case, which entries are voided and who has joined is decided here and nowhere else.
A party whose joining was voided never was a party. One statement per table, however many cases.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar, cast

from models.cases.case_file import CaseFile
from models.cases.records import (
    Accused,
    AgentRecord,
    CaseRecord,
    Claim,
    EvidenceRecord,
    HandedIn,
    PatentRecord,
    PersonRecord,
    Place,
    StaffRecord,
)
from models.errors import BadInput
from models.rules.events import Entry, Event, Json, Log, PartyJoined
from models.rules.events.codec import Stored, decode, link_of
from models.rules.events.log import voided
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows

T = TypeVar("T")
AT_ONCE = 500  # numbers in one statement


def load(desk: Desk, case_id: int) -> CaseFile:
    """Read one case; BadInput naming `case` when there is none with this number."""
    found = load_many(desk, [case_id])
    if not found:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    return found[case_id]


def load_many(desk: Desk, ids: Iterable[int]) -> dict[int, CaseFile]:
    """Read several cases whole; numbers that name no case are left out."""
    wanted = list(dict.fromkeys(ids))
    records = {r.id: r for r in (_case(row) for row in _of(desk, _CASES, wanted))}
    entries = entries_of(desk, records)
    places = _places(desk, list(records))
    evidence = _evidence(desk, list(records))
    patents = _by_id(desk, _PATENTS, (r.patent_id for r in records.values()), _patent)
    staff = _by_id(desk, _STAFF, (r.handler_id for r in records.values()), _staff)
    return {
        number: CaseFile(
            number,
            record,
            patents.get(record.patent_id or 0),
            staff.get(record.handler_id or 0),
            _standing(places.get(number, ()), entries.get(number, ())),
            entries.get(number, ()),
            evidence.get(number, ()),
        )
        for number, record in records.items()
    }


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
    entries = entries_of(desk, wanted, sealed=False)
    people = _people(desk, wanted)
    found: dict[int, CaseClocks] = {}
    for number, kind, mediation, stage, status in _of(desk, _HEADS, wanted):
        case_id = _number(number)
        own = entries.get(case_id, ())
        gone = never_joined(own)
        parties = tuple(p for p in people.get(case_id, ()) if p.key not in gone)
        found[case_id] = CaseClocks(
            case_id, str(kind), _text(mediation), str(stage), str(status), parties, own
        )
    return found


def load_standing(desk: Desk, ids: Iterable[int]) -> dict[int, tuple[Standing, ...]]:
    """Read who stands in several cases, without the rest of their logs."""
    wanted = list(dict.fromkeys(ids))
    people = _people(desk, wanted)
    joined: dict[int, dict[int, Entry[Event]]] = {}
    for row in _of(desk, _JOININGS, wanted):
        own = joined.setdefault(_number(row[1]), {})
        one = entry_of(row, own)
        own[one.id] = one
    gone = {case_id: never_joined(voided(own.values())) for case_id, own in joined.items()}
    return {
        case_id: tuple(p for p in people.get(case_id, ()) if p.key not in gone.get(case_id, ()))
        for case_id in wanted
    }


def _people(desk: Desk, ids: Sequence[int]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for case_id, key, side, name, home, region, initials in _of(desk, _HOMES, ids):
        one = Standing(str(key), str(side), str(name), bool(home), str(region), str(initials))
        found.setdefault(_number(case_id), []).append(one)
    return found


def never_joined(entries: Iterable[Entry[Event]]) -> set[str]:
    """Return the parties whose joining was voided: they never were parties of the case."""
    joined = [(e.event.party, e.stands) for e in entries if isinstance(e.event, PartyJoined)]
    return {key for key, _ in joined} - {key for key, stands in joined if stands}


def _standing(places: Sequence[Place], entries: Sequence[Entry[Event]]) -> tuple[Place, ...]:
    gone = never_joined(entries)
    return tuple(p for p in places if p.key not in gone)


# ---- rows


def _of(desk: Desk, statement: str, ids: Sequence[int]) -> Iterator[SqlRow]:
    """Yield the rows of a statement whose `{}` takes the numbers of cases."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        yield from rows(desk, statement.format(marks(part)), part)


def _case(row: SqlRow) -> CaseRecord:
    (
        number, kind, mediation, receipt, case_no, refusal, channel, patent, handler, place,
        product, facts, requests, acts, claims, asserted, materials, platform, exhibition, sued,
        other, stage, status, track, origin, created,
    ) = row  # fmt: skip
    return CaseRecord(
        _number(number), str(kind), _text(mediation), str(receipt), _text(case_no), _text(refusal),
        str(channel), _maybe(patent), _maybe(handler), str(place), str(product), str(facts),
        tuple(str(r) for r in _list(requests)),
        tuple(Accused(str(a["act"]), _name(a.get("by"))) for a in _objects(acts)),
        tuple(Claim(_count(c.get("no")), str(c.get("text") or "")) for c in _objects(claims)),
        tuple(_count(c) for c in _list(asserted)),
        tuple(HandedIn(str(p["id"]), str(p["of"])) for p in _objects(materials)),
        _text(platform), _text(exhibition), bool(sued), bool(other), str(stage), str(status),
        _text(track), _maybe(origin), _moment(created),
    )  # fmt: skip


def _places(desk: Desk, ids: list[int]) -> dict[int, list[Place]]:
    agents: dict[int, list[AgentRecord]] = {}
    for place, name, firm, phone, powers, special in _of(desk, _AGENTS, ids):
        given = tuple(str(power) for power in _list(special))
        agent = AgentRecord(str(name), str(firm), str(phone), str(powers), given)
        agents.setdefault(_number(place), []).append(agent)
    found: dict[int, list[Place]] = {}
    for case_id, place, key, side, standing, note, *person in _of(desk, _PLACES, ids):
        acting = tuple(agents.get(_number(place), ()))
        one = Place(str(key), str(side), _text(standing), str(note), _person(person), acting)
        found.setdefault(_number(case_id), []).append(one)
    return found


def _person(row: Sequence[Value]) -> PersonRecord:
    number, kind, name, id_type, id_no, rep, post, address, code, phone, home, *rest = row
    region, operator, operator_id, initials = map(str, rest)
    return PersonRecord(
        _number(number), str(kind), str(name), str(id_type), str(id_no), str(rep), str(post),
        str(address), str(code), str(phone), bool(home), region, operator, operator_id, initials,
    )  # fmt: skip


def _evidence(desk: Desk, ids: list[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
    found: dict[int, tuple[EvidenceRecord, ...]] = {}
    for case_id, no, side, name, proves, pages, *rest in _of(desk, _EVIDENCE, ids):
        one = EvidenceRecord(
            _number(no), str(side), str(name), str(proves), _maybe(pages), *map(str, rest)
        )
        found[_number(case_id)] = (*found.get(_number(case_id), ()), one)
    return found


def _by_id(
    desk: Desk, statement: str, ids: Iterable[int | None], make: Callable[[SqlRow], T]
) -> dict[int, T]:
    wanted = sorted({number for number in ids if number is not None})
    return {_number(row[0]): make(row) for row in _of(desk, statement, wanted)}


def _patent(row: SqlRow) -> PatentRecord:
    number, text, kind, title, holder, filed, granted, report, invalidation = row
    return PatentRecord(
        _number(number), str(text), str(kind), str(title), str(holder), _day(filed), _day(granted),
        str(report), str(invalidation),
    )  # fmt: skip


def _staff(row: SqlRow) -> StaffRecord:
    number, name, role, certificate, until, phone = row
    return StaffRecord(
        _number(number), str(name), str(role), str(certificate), _day(until), str(phone)
    )


# ---- the log


def entries_of(
    desk: Desk, ids: Iterable[int], *, sealed: bool = True
) -> dict[int, tuple[Entry[Event], ...]]:
    """Return the entries of cases in the order of recording; `sealed` = with what is secret."""
    wanted = list(ids)
    found: dict[int, dict[int, Entry[Event]]] = {}
    statement = _EVENTS_WITH_SECRETS if sealed else _EVENTS
    for row in _of(desk, statement, wanted):
        own = found.setdefault(_number(row[1]), {})
        one = entry_of(row, own)
        own[one.id] = one
    return {case_id: voided(own.values()) for case_id, own in found.items()}


def entry_of(row: SqlRow, before: Mapping[int, Entry[Event]]) -> Entry[Event]:
    """Return the entry of a row; one that voids another carries the event of that one."""
    number, _case_id, kind, version, day, recorded, actor, payload, voids, reason, secret = row
    target = before.get(voids) if isinstance(voids, int) else None
    open_part = _objectify(payload)
    if target is not None:
        event, link = target.event, (False, ())
    else:
        sealed = None if secret is None else _objectify(secret)
        event = decode(Stored(str(kind), _number(version), open_part, sealed))
        link = link_of(open_part)
    return Entry(
        id=_number(number),
        on=date.fromisoformat(str(day)),
        event=event,
        recorded_at=_moment(recorded),
        actor=str(actor),
        voids=_maybe(voids),
        reason=str(reason),
        derived=link[0],
        causes=link[1],
    )


# ---- values


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _maybe(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _name(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _count(value: Json) -> int:
    return value if isinstance(value, int) else 0


def _day(value: Value) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _moment(value: Value) -> datetime:
    return datetime.fromisoformat(str(value)).astimezone(UTC)


def _objectify(value: Value) -> dict[str, Json]:
    found = cast("Json", json.loads(str(value)))
    return found if isinstance(found, dict) else {}


def _list(value: Value) -> list[Json]:
    found = cast("Json", json.loads(str(value or "[]")))
    return found if isinstance(found, list) else []


def _objects(value: Value) -> list[dict[str, Json]]:
    return [one for one in _list(value) if isinstance(one, dict)]


# ---- statements

_CASES = """SELECT id, kind, mediation_kind, receipt_no, case_no, refusal_no, channel, patent_id,
    handler_id, place_of_act, product, facts_and_reasons, requests, acts, claims, asserted_claims,
    papers, ecommerce_platform, exhibition, already_sued, other_route_agreed, stage, status, track,
    origin_case_id, created_at FROM case_file WHERE id IN ({})"""
_PLACES = """SELECT place.case_id, place.id, place."key", place.side, place.standing, place.note,
    party.id, party.kind, party.name, party.id_type, party.id_no, party.legal_rep,
    party.legal_rep_post, party.address, party.postcode, party.phone, party.domiciled_in_prc,
    party.region, party.operator_name, party.operator_id_no, party.initials
    FROM case_party place JOIN party ON party.id = place.party_id
    WHERE place.case_id IN ({}) ORDER BY place.case_id, place.ordinal, place.id"""
_AGENTS = """SELECT agent.case_party_id, agent.name, agent.firm, agent.phone, agent.powers,
    agent.special_powers FROM agent JOIN case_party place ON place.id = agent.case_party_id
    WHERE place.case_id IN ({}) ORDER BY agent.id"""
_EVIDENCE = """SELECT case_id, no, side, name, proves, pages, source, form, language, note
    FROM evidence WHERE case_id IN ({}) ORDER BY case_id, no"""
_PATENTS = """SELECT id, number, kind, title, holder, filed_on, granted_on, evaluation_report,
    invalidation FROM patent WHERE id IN ({})"""
_STAFF = """SELECT id, name, role, certificate_no, certificate_until, phone
    FROM staff WHERE id IN ({})"""
_HEADS = "SELECT id, kind, mediation_kind, stage, status FROM case_file WHERE id IN ({})"
_HOMES = """SELECT place.case_id, place."key", place.side, party.name, party.domiciled_in_prc,
    party.region, party.initials FROM case_party place JOIN party ON party.id = place.party_id
    WHERE place.case_id IN ({}) ORDER BY place.case_id, place.ordinal, place.id"""
_EVENTS = """SELECT id, case_id, type, version, date, recorded_at, actor, payload, voids_id, reason,
    NULL FROM event WHERE case_id IN ({}) ORDER BY case_id, id"""
_JOININGS = _EVENTS.replace("WHERE", f"WHERE type = '{PartyJoined.type}' AND")
_EVENTS_WITH_SECRETS = """SELECT e.id, e.case_id, e.type, e.version, e.date, e.recorded_at, e.actor,
    e.payload, e.voids_id, e.reason, s.payload
    FROM event e LEFT JOIN event_sealed s ON s.event_id = e.id
    WHERE e.case_id IN ({}) ORDER BY e.case_id, e.id"""
