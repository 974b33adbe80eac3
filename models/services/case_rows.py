"""The rows behind a request: parties, patent, evidence – made and amended from a typed intake."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import count, islice

from models.cases.case_file import CaseFile
from models.cases.records import AgentRecord, EvidenceRecord, PersonRecord, Place
from models.entities import Agent, Case, CaseParty, Evidence, Party, Patent
from models.rules.events import Carrier, EvidenceReceived, Filed, PartyJoined
from models.rules.intake.model import Intake, PartyIn
from models.rules.similarity import initials_field
from models.store.desk import Desk
from models.store.sql import SqlRow, marks, rows

Columns = dict[str, object]  # values of a row, for the entities
KEYS = {"requester": "P", "respondent": "R"}
SOURCES = {"被请求人": "respondent", "本局": "office"}  # whoever else named: the requester's
PLACES = {"requester": 0, "respondent": 1000, "third_party": 2000}  # the order of the parties


def create(desk: Desk, intake: Intake, receipt_no: str, origin_case_id: int | None) -> int:
    """Create the rows of a new case and return its id."""
    # A request may come without its patent's particulars: then correction asks for them.
    patent = Patent.create(**_patent(intake)) if intake.patent.kind else None
    keys = keys_of(None, intake)
    case = Case.create(
        kind=intake.kind,
        receipt_no=receipt_no,
        channel=intake.channel,
        patent=patent,
        stage="received",
        status="open",
        origin_case=origin_case_id,
        created_at=desk.now(),
        **_plain(intake, keys),
    )
    add_parties(desk, case.id, _places(intake, keys))
    add_evidence(case.id, _evidence(intake))
    desk.unit.touch("case", "party", "patent")
    return case.id


def amend(desk: Desk, case: CaseFile, intake: Intake) -> None:
    """Bring the rows in line with an amended request; parties joined later stay."""
    keys = keys_of(case, intake)
    patent = _amend_patent(case, intake)
    row = Case.update(channel=intake.channel, patent=patent, **_plain(intake, keys))
    row.where(Case.id == case.id).execute()
    _amend_parties(desk, case, _places(intake, keys))
    _amend_evidence(case, intake)
    desk.unit.touch("case", "party", "patent")


def _amend_patent(case: CaseFile, intake: Intake) -> int | None:
    """Write the patent where it differs; return the number of its row."""
    if not intake.patent.kind:
        return None
    columns = _patent(intake)
    if case.patent is None:
        return Patent.create(**columns).id
    if any(getattr(case.patent, name) != value for name, value in columns.items()):
        Patent.update(**columns).where(Patent.id == case.patent.id).execute()
    return case.patent.id


def _amend_parties(desk: Desk, case: CaseFile, wanted: Sequence[Place]) -> None:
    """Write who the request names anew, where that differs from what is there."""
    joined = _joined(case)
    if [_unnumbered(p) for p in case.parties if p.key not in joined] == list(wanted):
        return
    own = (CaseParty.case == case.id) & CaseParty.key.not_in(sorted(joined))
    gone = CaseParty.select(CaseParty.id).where(own)
    Agent.delete().where(Agent.case_party.in_(gone)).execute()
    CaseParty.delete().where(own).execute()
    add_parties(desk, case.id, wanted)
    _forget_unplaced()


def _unnumbered(place: Place) -> Place:
    return replace(place, person=replace(place.person, id=0))


def _amend_evidence(case: CaseFile, intake: Intake) -> None:
    """Write the request's evidence list where it differs; what came in later keeps its numbers."""
    later = numbers_received(case)
    wanted = _evidence(intake, later)
    if [one for one in case.read_evidence() if one.no not in later] == wanted:
        return
    own = (Evidence.case == case.id) & Evidence.no.not_in(sorted(later))
    Evidence.delete().where(own).execute()
    add_evidence(case.id, wanted)


# ---- keys: what was ever said of one party can never be said of another


def _joined(case: CaseFile) -> set[str]:
    """Return the keys of all who were ever joined, also by mistake."""
    return {e.event.party for e in case.entries if isinstance(e.event, PartyJoined)}


def _free(case: CaseFile | None, letter: str) -> Iterator[str]:
    """Yield the keys of a side that no joined party ever had: R1, R2 …"""
    taken = _joined(case) if case else set[str]()
    return (key for n in count(1) if (key := f"{letter}{n}") not in taken)


def keys_of(case: CaseFile | None, intake: Intake) -> dict[str, str]:
    """Return the keys of a request's parties by how it refers to them (`respondent:1`)."""
    free = {side: _free(case, letter) for side, letter in KEYS.items()}
    return {party.ref: next(free[party.side]) for party in intake.parties}


def respondents_in(request: Filed) -> int:
    """Return how many respondents a request names."""
    named = request.data.get("respondents")
    return len(named) if isinstance(named, list) else 0


def next_number(case: CaseFile, letter: str) -> int:
    """Return the number of a party to be joined: above every one that a party ever had."""
    used = {p.key for p in case.parties} | _joined(case)
    if letter == KEYS["respondent"]:
        named = [e.event.intake for e in case.entries if isinstance(e.event, Carrier)]
        most = max((respondents_in(one) for one in named if one is not None), default=0)
        used.update(islice(_free(case, letter), most))
    return max((int(key[1:]) for key in used if key.startswith(letter)), default=0) + 1


def placed(intake: Intake, party: PartyIn, key: str) -> Place:
    """Return a party of a request as it stands in the case under a key."""
    operator = party.operator
    return Place(
        key=key,
        side=party.side,
        standing=party.standing or None,
        note=party.note,
        person=PersonRecord(
            id=0,
            kind=party.kind,
            name=party.name,
            id_type=party.id_type,
            id_no=party.id_no,
            legal_rep=party.legal_rep,
            legal_rep_post=party.legal_rep_post,
            address=party.address,
            postcode=party.postcode,
            phone=party.phone,
            domiciled_in_prc=party.domiciled_in_prc,
            region=party.region,
            operator_name=operator.name if operator else "",
            operator_id_no=operator.id_no if operator else "",
            initials=initials_field(party.name),
        ),
        agents=tuple(
            AgentRecord(a.name, a.firm, a.phone, a.powers, tuple(a.special_powers))
            for a in intake.agents_of(party.ref)
        ),
    )


def ordinal(place: Place) -> int:
    """Return where a party stands among those of its case."""
    return PLACES[place.side] + int(place.key[1:])


def _places(intake: Intake, keys: Mapping[str, str]) -> list[Place]:
    return [placed(intake, party, keys[party.ref]) for party in intake.parties]


def add_parties(desk: Desk, case_id: int, wanted: Sequence[Place]) -> None:
    """Place parties in a case, in one statement a table.

    The same person (name and number, home) keeps its one row. Without a number two people of one
    name may be two people: each case has its own row then.
    """
    people = _people(desk, [place.person for place in wanted])
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
            {**asdict(agent), "special_powers": list(agent.special_powers), "case_party": number}
            for place, number in zip(wanted, numbers, strict=True)
            for agent in place.agents
        ]
    )


def _people(desk: Desk, wanted: Sequence[PersonRecord]) -> list[int]:
    """Write people, each over the row that is theirs, and return the numbers of the rows.

    That is the row with the same home, or one in no case any more: dates depend on the home, what
    one request says of it must not move those of another case.
    """
    numbers = list(dict.fromkeys(person.id_no for person in wanted if person.id_no))
    known = rows(desk, _KNOWN.format(marks(numbers)), numbers) if numbers else []
    people: dict[SqlRow, Columns] = {}
    keys: list[SqlRow] = []
    for place, person in enumerate(wanted):
        who = person.name, person.id_no, int(person.domiciled_in_prc), person.region
        keys.append(who if person.id_no else (place,))  # named twice: one row
        same = [row for row in known if row[2:4] == who[:2]]
        own = next((row for row in same if row[2:] == who), None)
        own = own or next((row for row in same if not row[1]), None)
        if own is not None:
            known.remove(own)
        before = people.get(keys[-1])
        number = before["id"] if before else own[0] if own else None
        people[keys[-1]] = {**asdict(person), "id": number}
    written = dict(zip(people, Party.add(list(people.values())), strict=True))
    return [written[key] for key in keys]


def _forget_unplaced() -> None:
    """Drop rows of people without a number whom no case names any more (retyped names)."""
    placed = CaseParty.select(CaseParty.party)
    Party.delete().where((Party.id_no == "") & Party.id.not_in(placed)).execute()


def _patent(intake: Intake) -> Columns:
    patent = intake.patent
    return {
        "number": patent.number,
        "kind": patent.kind,
        "title": patent.title,
        "holder": patent.holder,
        "filed_on": patent.filed_on,
        "granted_on": patent.granted_on,
        "evaluation_report": patent.evaluation_report,
        "invalidation": patent.invalidation,
    }


def _plain(intake: Intake, keys: Mapping[str, str]) -> Columns:
    return {
        "mediation_kind": intake.mediation_kind or None,
        "place_of_act": intake.place_of_act,
        "product": intake.product,
        "facts_and_reasons": intake.facts_and_reasons,
        "requests": list(intake.requests),
        "acts": [{"act": a.act, "by": keys.get(a.by)} for a in intake.acts],
        "asserted_claims": list(intake.patent.asserted_claims),
        "papers": [{"id": p.id, "of": keys.get(p.of, p.of)} for p in intake.papers],
        "ecommerce_platform": intake.ecommerce_platform or None,
        "exhibition": intake.exhibition or None,
        "already_sued": bool(intake.already_sued),
        "other_route_agreed": bool(intake.other_route_agreed),
    }


def numbers_received(case: CaseFile) -> set[int]:
    """Return the numbers of all evidence that came in after filing, also by a voided entry."""
    received = (e.event for e in case.entries if isinstance(e.event, EvidenceReceived))
    return {line.no for event in received for line in event.items}


def _evidence(intake: Intake, taken: Collection[int] = ()) -> list[EvidenceRecord]:
    """Return the request's evidence list; numbers `taken` belong to what came in later."""
    free = (n for n in count(1) if n not in taken)
    return [
        EvidenceRecord(
            no=number,
            side=SOURCES.get(item.source, "requester"),
            name=item.name,
            proves=item.proves,
            pages=item.pages,
            source=item.source,
            form=item.form,
            language=item.language,
            note="",
        )
        for number, item in zip(free, intake.evidence, strict=False)
    ]


def add_evidence(case_id: int, lines: Sequence[EvidenceRecord]) -> None:
    """Write lines of a case's evidence list."""
    Evidence.add([{**asdict(line), "case": case_id} for line in lines])


_KNOWN = """SELECT id, EXISTS (SELECT 1 FROM case_party WHERE party_id = party.id),
    name, id_no, domiciled_in_prc, region FROM party WHERE id_no IN ({}) ORDER BY id"""
