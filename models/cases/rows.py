"""Rows of the tables of a case as typed records; one statement reads any number of cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    Projected,
    StaffRecord,
)
from models.cases.values import (
    as_count,
    as_day,
    as_number,
    json_list,
    json_objects,
    name_or_none,
    number_or_none,
    text_or_none,
)
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows

AT_ONCE = 500  # numbers in one statement
Head = tuple[CaseRecord, PatentRecord | None, StaffRecord | None, Projected | None]


def of_cases(desk: Desk, statement: str, ids: Sequence[int]) -> Iterator[SqlRow]:
    """Yield the rows of a statement whose `{}` takes the numbers of cases."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        yield from rows(desk, statement.format(marks(part)), part)


def heads(desk: Desk, ids: Sequence[int]) -> dict[int, Head]:
    """Return the rows of cases with patent and handler, by the number of the case."""
    found = (_head(row) for row in of_cases(desk, _CASES, ids))
    return {head[0].id: head for head in found}


def _head(row: SqlRow) -> Head:
    case, patent, staff = row[:_CASE_COLUMNS], row[_CASE_COLUMNS:-10], row[-10:-4]
    return (
        _case(case),
        None if patent[0] is None else _patent(patent),
        None if staff[0] is None else _staff(staff),
        _projected(row[-4:]),
    )


def _projected(row: SqlRow) -> Projected | None:
    return None if row[0] is None else Projected(*map(str, row))


def _case(row: SqlRow) -> CaseRecord:
    (
        number, kind, mediation, receipt, case_no, refusal, channel, patent, handler, place,
        product, facts, requests, acts, claims, asserted, materials, platform, exhibition, sued,
        other, stage, status, track, origin,
    ) = row  # fmt: skip
    return CaseRecord(
        as_number(number),
        str(kind),
        text_or_none(mediation),
        str(receipt),
        text_or_none(case_no),
        text_or_none(refusal),
        str(channel),
        number_or_none(patent),
        number_or_none(handler),
        str(place),
        str(product),
        str(facts),
        tuple(str(r) for r in json_list(requests)),
        tuple(Accused(str(a["act"]), name_or_none(a.get("by"))) for a in json_objects(acts)),
        tuple(Claim(as_count(c.get("no")), str(c.get("text") or "")) for c in json_objects(claims)),
        tuple(as_count(c) for c in json_list(asserted)),
        tuple(HandedIn(str(p["id"]), str(p["of"])) for p in json_objects(materials)),
        text_or_none(platform),
        text_or_none(exhibition),
        bool(sued),
        bool(other),
        str(stage),
        str(status),
        text_or_none(track),
        number_or_none(origin),
    )


def places(desk: Desk, ids: Sequence[int]) -> dict[int, list[Place]]:
    """Return the parties of cases in their order, each with its agents."""
    found: dict[int, list[Place]] = {}
    before: Value = None
    for row in of_cases(desk, _PLACES, ids):
        case_id, place, key, side, standing, note, *person = row[:-5]
        own = found.setdefault(as_number(case_id), [])
        if place != before:
            own.append(
                Place(str(key), str(side), text_or_none(standing), str(note), _person(person))
            )
            before = place
        if row[-5] is not None:
            own[-1] = replace(own[-1], agents=(*own[-1].agents, _agent(row[-5:])))
    return found


def _agent(row: SqlRow) -> AgentRecord:
    name, firm, phone, powers, special = row
    given = tuple(str(power) for power in json_list(special))
    return AgentRecord(str(name), str(firm), str(phone), str(powers), given)


def _person(row: Sequence[Value]) -> PersonRecord:
    number, kind, name, id_type, id_no, rep, post, address, code, phone, home, *rest = row
    region, operator, operator_id, initials = map(str, rest)
    return PersonRecord(
        as_number(number),
        str(kind),
        str(name),
        str(id_type),
        str(id_no),
        str(rep),
        str(post),
        str(address),
        str(code),
        str(phone),
        bool(home),
        region,
        operator,
        operator_id,
        initials,
    )


def evidence(desk: Desk, case_id: int) -> tuple[EvidenceRecord, ...]:
    """Return the evidence list of a case in its order."""
    return tuple(_exhibit(row) for row in of_cases(desk, _EVIDENCE, [case_id]))


def _exhibit(row: SqlRow) -> EvidenceRecord:
    no, side, name, proves, pages, *rest = row
    return EvidenceRecord(
        as_number(no), str(side), str(name), str(proves), number_or_none(pages), *map(str, rest)
    )


def _patent(row: SqlRow) -> PatentRecord:
    number, text, kind, title, holder, filed, granted, report, invalidation = row
    return PatentRecord(
        as_number(number),
        str(text),
        str(kind),
        str(title),
        str(holder),
        as_day(filed),
        as_day(granted),
        str(report),
        str(invalidation),
    )


def _staff(row: SqlRow) -> StaffRecord:
    number, name, role, certificate, until, phone = row
    return StaffRecord(
        as_number(number), str(name), str(role), str(certificate), as_day(until), str(phone)
    )


# ---- statements

_CASES = """SELECT c.id, c.kind, c.mediation_kind, c.receipt_no, c.case_no, c.refusal_no, c.channel,
    c.patent_id, c.handler_id, c.place_of_act, c.product, c.facts_and_reasons, c.requests, c.acts,
    c.claims, c.asserted_claims, c.papers, c.ecommerce_platform, c.exhibition, c.already_sued,
    c.other_route_agreed, c.stage, c.status, c.track, c.origin_case_id,
    patent.id, patent.number, patent.kind, patent.title, patent.holder, patent.filed_on,
    patent.granted_on, patent.evaluation_report, patent.invalidation,
    staff.id, staff.name, staff.role, staff.certificate_no, staff.certificate_until, staff.phone,
    found.words, found.initials, found.made_on, found.valid_until
    FROM case_file c LEFT JOIN patent ON patent.id = c.patent_id
    LEFT JOIN staff ON staff.id = c.handler_id LEFT JOIN case_search found ON found.case_id = c.id
    WHERE c.id IN ({})"""
_CASE_COLUMNS = 25
_PLACES = """SELECT place.case_id, place.id, place."key", place.side, place.standing, place.note,
    party.id, party.kind, party.name, party.id_type, party.id_no, party.legal_rep,
    party.legal_rep_post, party.address, party.postcode, party.phone, party.domiciled_in_prc,
    party.region, party.operator_name, party.operator_id_no, party.initials,
    agent.name, agent.firm, agent.phone, agent.powers, agent.special_powers
    FROM case_party place JOIN party ON party.id = place.party_id
    LEFT JOIN agent ON agent.case_party_id = place.id
    WHERE place.case_id IN ({}) ORDER BY place.case_id, place.ordinal, place.id, agent.id"""
_EVIDENCE = """SELECT no, side, name, proves, pages, source, form, language, note
    FROM evidence WHERE case_id IN ({}) ORDER BY no"""
