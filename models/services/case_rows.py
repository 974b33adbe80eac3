"""The rows behind a request: parties, patent, evidence – made and amended from a typed intake."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from itertools import count

from models.cases.case_file import CaseFile
from models.entities import Agent, Case, CaseParty, Evidence, Party, Patent
from models.errors import BadInput
from models.rules.events import EvidenceReceived, Json, PartyJoined
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
    case = Case.create(
        kind=intake.kind,
        receipt_no=receipt_no,
        channel=intake.channel,
        patent=patent,
        stage="received",
        status="open",
        origin_case=origin_case_id,
        created_at=desk.now(),
        **_plain(intake),
    )
    for party in intake.parties:
        add_party(case.id, intake, party, key_of(party))
    _evidence(case.id, intake)
    desk.unit.touch("case", "party", "patent")
    return case.id


def amend(desk: Desk, case: CaseFile, intake: Intake) -> None:
    """Bring the rows in line with an amended request; parties joined later stay."""
    Case.update(channel=intake.channel, **_plain(intake)).where(Case.id == case.id).execute()
    if case.patent:
        Patent.update(**_patent(intake)).where(Patent.id == case.patent.id).execute()
    elif intake.patent.kind:
        Case.update(patent=Patent.create(**_patent(intake))).where(Case.id == case.id).execute()
    _amend_parties(case, intake)
    later = {line.no for e in case.log.all(EvidenceReceived) for line in e.event.items}
    Evidence.delete().where(
        (Evidence.case == case.id) & Evidence.no.not_in(sorted(later))
    ).execute()
    _evidence(case.id, intake, later)
    desk.unit.touch("case", "party", "patent")


def _amend_parties(case: CaseFile, intake: Intake) -> None:
    joined = {e.event.party for e in case.log.all(PartyJoined)}
    for place in list(CaseParty.select().where(CaseParty.case == case.id)):
        if place.key in joined:
            continue
        Agent.delete().where(Agent.case_party == place.id).execute()
        place.delete_instance()
    for party in intake.parties:
        if key_of(party) in joined:
            raise BadInput.of(
                "respondents", f"{key_of(party)}是追加的当事人；立案后增加当事人请用追加当事人"
            )
        add_party(case.id, intake, party, key_of(party))
    _forget_unplaced()


def key_of(party: PartyIn) -> str:
    """Return the party's key: P1 for the first requester, R1 for the first respondent."""
    return f"{KEYS[party.side]}{party.ordinal}"


def add_party(case_id: int, intake: Intake, party: PartyIn, key: str) -> None:
    """Place a party in a case; the same person (name and number) keeps its one row.

    Without a number two people of one name may be two people: each case has its own row then.
    """
    columns = _party(party)
    row = None
    if party.id_no:
        row = Party.get_or_none((Party.name == party.name) & (Party.id_no == party.id_no))
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
    for agent in intake.agents_of(party.ref):
        Agent.create(
            case_party=place,
            name=agent.name,
            firm=agent.firm,
            phone=agent.phone,
            powers=agent.powers,
            special_powers=list(agent.special_powers),
        )


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


def _plain(intake: Intake) -> Columns:
    keys = {p.ref: key_of(p) for p in intake.parties}
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
