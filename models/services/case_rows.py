"""The rows behind a request: parties, patent, evidence – made and amended from a typed intake."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count, islice

from models.cases.case_file import CaseFile
from models.entities import Agent, Case, CaseParty, Evidence, Party, Patent
from models.rules.events import Carrier, EvidenceReceived, Filed, Json, PartyJoined
from models.rules.intake.model import Intake, PartyIn
from models.rules.similarity import initials_field
from models.store.desk import Desk

Columns = dict[str, Json | date]
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
    for party in intake.parties:
        add_party(case.id, intake, party, keys[party.ref])
    _evidence(case.id, intake)
    desk.unit.touch("case", "party", "patent")
    return case.id


def amend(desk: Desk, case: CaseFile, intake: Intake) -> None:
    """Bring the rows in line with an amended request; parties joined later stay."""
    keys = keys_of(case, intake)
    Case.update(channel=intake.channel, **_plain(intake, keys)).where(Case.id == case.id).execute()
    _amend_patent(case, intake)
    _amend_parties(case, intake, keys)
    later = numbers_received(case)
    Evidence.delete().where(
        (Evidence.case == case.id) & Evidence.no.not_in(sorted(later))
    ).execute()
    _evidence(case.id, intake, later)
    desk.unit.touch("case", "party", "patent")


def _amend_patent(case: CaseFile, intake: Intake) -> None:
    own = Case.id == case.id
    if not intake.patent.kind:
        Case.update(patent=None).where(own).execute()
    elif case.patent:
        Patent.update(**_patent(intake)).where(Patent.id == case.patent.id).execute()
    else:
        Case.update(patent=Patent.create(**_patent(intake))).where(own).execute()


def _amend_parties(case: CaseFile, intake: Intake, keys: Mapping[str, str]) -> None:
    joined = _joined(case)
    for place in list(CaseParty.select().where(CaseParty.case == case.id)):
        if place.key in joined:
            continue
        Agent.delete().where(Agent.case_party == place.id).execute()
        place.delete_instance()
    for party in intake.parties:
        number = int(keys[party.ref][1:])
        placed = renumbered(party, party.side, number)
        add_party(case.id, intake, placed, keys[party.ref], ref=party.ref)
    _forget_unplaced()


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


def add_party(
    case_id: int, intake: Intake, party: PartyIn, key: str, *, ref: str | None = None
) -> None:
    """Place a party in a case under a key; `ref` is what the request calls it, if otherwise.

    The same person (name and number, home) keeps its one row. Without a number two people of one
    name may be two people: each case has its own row then.
    """
    columns = _party(party)
    row = _known(party)
    if row is None:
        row = Party.create(**columns)
    else:
        Party.update(**columns).where(Party.id == row.id).execute()
    place = CaseParty.create(
        case=case_id,
        key=key,
        side=party.side,
        standing=party.standing or None,
        party=row,
        ordinal=PLACES[party.side] + party.ordinal,
        note=party.note,
    )
    for agent in intake.agents_of(ref or party.ref):
        Agent.create(
            case_party=place,
            name=agent.name,
            firm=agent.firm,
            phone=agent.phone,
            powers=agent.powers,
            special_powers=list(agent.special_powers),
        )


def _known(party: PartyIn) -> Party | None:
    """Return the row of a person who is on record with the same home, or in no case any more.

    Dates depend on the home: what one request says of it must not move those of another case.
    """
    if not party.id_no:
        return None
    same = (Party.name == party.name) & (Party.id_no == party.id_no)
    home = (Party.domiciled_in_prc == party.domiciled_in_prc) & (Party.region == party.region)
    placed = CaseParty.select(CaseParty.party)
    found: Party | None = Party.select().where(same & home).order_by(Party.id).first()
    return found or Party.select().where(same & Party.id.not_in(placed)).order_by(Party.id).first()


def _forget_unplaced() -> None:
    """Drop rows of people without a number whom no case names any more (retyped names)."""
    placed = CaseParty.select(CaseParty.party)
    Party.delete().where((Party.id_no == "") & Party.id.not_in(placed)).execute()


def _party(party: PartyIn) -> Columns:
    return {
        "kind": party.kind,
        "name": party.name,
        "id_type": party.id_type,
        "id_no": party.id_no,
        "legal_rep": party.legal_rep,
        "legal_rep_post": party.legal_rep_post,
        "address": party.address,
        "postcode": party.postcode,
        "phone": party.phone,
        "domiciled_in_prc": party.domiciled_in_prc,
        "region": party.region,
        "operator_name": party.operator.name if party.operator else "",
        "operator_id_no": party.operator.id_no if party.operator else "",
        "initials": initials_field(party.name),
    }


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


def _evidence(case_id: int, intake: Intake, taken: Collection[int] = ()) -> None:
    """Write the request's evidence list; numbers `taken` belong to what came in later."""
    free = (n for n in count(1) if n not in taken)
    for number, item in zip(free, intake.evidence, strict=False):
        Evidence.create(
            case=case_id,
            no=number,
            side=SOURCES.get(item.source, "requester"),
            name=item.name,
            proves=item.proves,
            pages=item.pages,
            source=item.source,
            form=item.form,
            language=item.language,
        )


def renumbered(party: PartyIn, side: str, ordinal: int) -> PartyIn:
    """Return the party placed at another side or number of the case."""
    return replace(party, side=side, ordinal=ordinal)
