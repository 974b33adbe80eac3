"""Rows of the tables of a case as typed records; one statement reads any number of cases, whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from models import reference
from models.cases.records import (
    Accused,
    AgentRecord,
    CaseRecord,
    Claim,
    DateRow,
    EvidenceRecord,
    HandedIn,
    Kept,
    PatentRecord,
    PersonRecord,
    Place,
    Projected,
    SearchRow,
    StaffRecord,
)
from models.cases.values import (
    as_count,
    as_day,
    as_number,
    json_list,
    json_objects,
    json_table,
    name_or_none,
    number_or_none,
    text_or_none,
)
from models.entities import Agent, Case, Evidence, Party, Patent
from models.entities.base import Entity
from models.rules.intake.fields import TOP, FieldDef, Group, Kind
from models.rules.intake.fields import Value as FieldValue
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows
from models.store.sql_dialect import json_rows

AT_ONCE = 500  # numbers in one statement
More = Mapping[str, Sequence[FieldDef]]  # by the table's mark in the statement


@dataclass(frozen=True)
class CaseRows:
    """The rows of one case; those of its log as they are stored."""

    record: CaseRecord
    patent: PatentRecord | None
    handler: StaffRecord | None
    projected: Projected
    places: tuple[Place, ...]
    log: list[SqlRow]


def of_cases(desk: Desk, statement: str, ids: Sequence[int]) -> Iterator[SqlRow]:
    """Yield the rows of a statement whose `{}` takes the numbers of cases."""
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        yield from rows(desk, statement.format(marks(part)), part)


def cases(desk: Desk, ids: Sequence[int]) -> Iterator[CaseRows]:
    """Yield the rows of cases."""
    more = {m: more_of(entity, kept, *groups) for m, (entity, kept, groups) in _MORE.items()}
    statement = _CASES
    for mark, own in more.items():
        table = mark.removeprefix(":")
        statement = statement.replace(mark, "".join(f", {table}.{one.id}" for one in own))
    return (_rows(row, more) for row in of_cases(desk, statement, ids))


def _rows(row: SqlRow, more: More) -> CaseRows:
    own = _CASE_COLUMNS + len(more[_CASE])
    case, patent, staff = row[:own], row[own:-15], row[-15:-9]
    *search, dates, waiting, places, log = row[-9:]
    return CaseRows(
        _case(case, more[_CASE]),
        None if patent[0] is None else _patent(patent, more[_PATENT]),
        None if staff[0] is None else _staff(staff),
        Projected(
            None if search[0] is None else SearchRow(*map(str, search)),
            {(str(r), str(k)): DateRow(*date) for _, r, k, *date in json_table(dates)},
            tuple(waits[1:] for waits in json_table(waiting)),
        ),
        _places(json_table(places), more),
        json_table(log),
    )


def _case(row: SqlRow, more: Sequence[FieldDef]) -> CaseRecord:
    (
        number, kind, mediation, receipt, case_no, refusal, channel, patent, handler, place,
        product, facts, requests, acts, claims, asserted, materials, platform, exhibition,
        stage, status, track, received, origin, *rest,
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
        str(stage),
        str(status),
        text_or_none(track),
        date.fromisoformat(str(received)) if received else None,
        number_or_none(origin),
        more=_others(more, rest),
    )


def _places(table: Sequence[SqlRow], more: More) -> tuple[Place, ...]:
    """Return the parties in their order, each with its agents: a row per agent, or one without."""
    found: dict[Value, Place] = {}
    its = -5 - len(more[_AGENT])  # the columns of the agent
    for row in table:
        _ordinal, place, agent, key, side, standing, note, *person = row[:its]
        if place not in found:
            home, who = text_or_none(standing), _person(person, more[_PARTY])
            found[place] = Place(str(key), str(side), home, str(note), who)
        if agent is not None:
            own = found[place]
            found[place] = replace(own, agents=(*own.agents, _agent(row[its:], more[_AGENT])))
    return tuple(found.values())


def _agent(row: SqlRow, more: Sequence[FieldDef]) -> AgentRecord:
    name, firm, phone, powers, special, *rest = row
    given = tuple(str(power) for power in json_list(special))
    return AgentRecord(
        str(name), str(firm), str(phone), str(powers), given, more=_others(more, rest)
    )


def more_of(entity: type[Entity], record: type[Kept], *groups: Group) -> tuple[FieldDef, ...]:
    """Return the fields of groups that a table has and its record has no place of its own for."""
    known = {one.name for one in fields(record)}
    columns = entity.columns()
    own = reference.fields().of(*groups)
    return tuple(one for one in own if one.id in columns and one.id not in known)


def _person(row: Sequence[Value], more: Sequence[FieldDef]) -> PersonRecord:
    number, kind, name, id_type, id_no, rep, post, address, code, phone, home, *rest = row
    region, operator, operator_id, initials = map(str, rest[:4])
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
        more=_others(more, rest[4:]),
    )


def _others(more: Sequence[FieldDef], values: Sequence[Value]) -> dict[str, FieldValue]:
    return {one.id: _kept(one, value) for one, value in zip(more, values, strict=True)}


def _kept(field: FieldDef, value: Value) -> FieldValue:
    if field.kind in (Kind.LIST, Kind.LINES):
        return tuple(map(str, json_list(value)))
    if field.kind is Kind.DAY:
        return as_day(value)
    return value if isinstance(value, int) else str(value or "")


def evidence(desk: Desk, case_id: int) -> tuple[EvidenceRecord, ...]:
    """Return the evidence list of a case in its order."""
    more = more_of(Evidence, EvidenceRecord, Group.EVIDENCE)
    statement = _EVIDENCE.replace(":more", "".join(f", {one.id}" for one in more))
    return tuple(_exhibit(row, more) for row in of_cases(desk, statement, [case_id]))


def _exhibit(row: SqlRow, more: Sequence[FieldDef]) -> EvidenceRecord:
    no, side, name, proves, pages, source, form, language, note, *rest = row
    return EvidenceRecord(
        as_number(no),
        str(side),
        str(name),
        str(proves),
        number_or_none(pages),
        str(source),
        str(form),
        str(language),
        str(note),
        more=_others(more, rest),
    )


def _patent(row: SqlRow, more: Sequence[FieldDef]) -> PatentRecord:
    number, text, kind, title, holder, filed, granted, report, invalidation, *rest = row
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
        more=_others(more, rest),
    )


def _staff(row: SqlRow) -> StaffRecord:
    number, name, role, certificate, until, phone = row
    return StaffRecord(
        as_number(number), str(name), str(role), str(certificate), as_day(until), str(phone)
    )


# ---- statements

_DATES = json_rows(
    'id, rule, "key", name, plan_by, due, status, provisional',
    "case_deadline WHERE case_id = c.id",
)
_WAITING = json_rows(
    "id, case_id, step, party, command, rule, due, provisional, ready",
    "waiting WHERE case_id = c.id",
)
# What stands for the columns that only the table of fields names.
_CASE, _PARTY, _AGENT, _PATENT = ":c", ":party", ":agent", ":patent"
_MORE: dict[str, tuple[type[Entity], type[Kept], tuple[Group, ...]]] = {
    _CASE: (Case, CaseRecord, TOP),
    _PARTY: (Party, PersonRecord, (Group.PARTY,)),
    _AGENT: (Agent, AgentRecord, (Group.AGENT,)),
    _PATENT: (Patent, PatentRecord, (Group.PATENT,)),
}
_PLACES = json_rows(
    f"""place.ordinal, place.id, agent.id, place."key", place.side, place.standing, place.note,
    party.id, party.kind, party.name, party.id_type, party.id_no, party.legal_rep,
    party.legal_rep_post, party.address, party.postcode, party.phone, party.domiciled_in_prc,
    party.region, party.operator_name, party.operator_id_no, party.initials{_PARTY},
    agent.name, agent.firm, agent.phone, agent.powers, agent.special_powers{_AGENT}""",
    """case_party place JOIN party ON party.id = place.party_id
    LEFT JOIN agent ON agent.case_party_id = place.id WHERE place.case_id = c.id""",
)
ENTRY = """e.id, e.case_id, e.type, e.version, e.date, e.recorded_at, e.actor, e.payload,
    e.voids_id, e.reason"""
LOG = "event e LEFT JOIN event_sealed s ON s.event_id = e.id"
_LOG = json_rows(f"{ENTRY}, s.payload", f"{LOG} WHERE e.case_id = c.id")
_CASES = f"""SELECT c.id, c.kind, c.mediation_kind, c.receipt_no, c.case_no, c.refusal_no,
    c.channel, c.patent_id, c.handler_id, c.place_of_act, c.product, c.facts_and_reasons,
    c.requests, c.acts, c.claims, c.asserted_claims, c.papers, c.ecommerce_platform, c.exhibition,
    c.stage, c.status, c.track, c.receipt_on, c.origin_case_id{_CASE},
    patent.id, patent.number, patent.kind, patent.title, patent.holder, patent.filed_on,
    patent.granted_on, patent.evaluation_report, patent.invalidation{_PATENT},
    staff.id, staff.name, staff.role, staff.certificate_no, staff.certificate_until, staff.phone,
    found.words, found.initials, found.made_on, found.valid_until, found.mark,
    {_DATES}, {_WAITING}, {_PLACES}, {_LOG}
    FROM case_file c LEFT JOIN patent ON patent.id = c.patent_id
    LEFT JOIN staff ON staff.id = c.handler_id LEFT JOIN case_search found ON found.case_id = c.id
    WHERE c.id IN ({{}})"""  # noqa: S608 - our own names only
_CASE_COLUMNS = 24
_EVIDENCE = """SELECT no, side, name, proves, pages, source, form, language, note:more
    FROM evidence WHERE case_id IN ({}) ORDER BY no"""
