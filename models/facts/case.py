"""Facts of the office, the case, the patent, the evidence and the materials handed in."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.cases.records import PatentRecord
from models.rules.events import (
    AdvisoryRequestReceived,
    ClaimsChosen,
    Docketed,
    MediationRequestReceived,
    RequestReceived,
    RequestsChanged,
)
from models.rules.patent.claims import claims_relied
from models.store.desk import Desk

Tree = dict[str, Fact]


def office_facts(desk: Desk) -> Tree:
    """Return the office; the issuer is the entrusting office when the work is entrusted."""
    entrusted = _set(desk, "authority.basis") == "entrusted"
    name, principal = _set(desk, "office.name"), _set(desk, "authority.principal")
    government = "authority.principal_government" if entrusted else "office.government"
    return {
        "name": name,
        "issuer": principal if entrusted and principal else name,
        "address": _set(desk, "office.address"),
        "postcode": _set(desk, "office.postcode"),
        "phone": _set(desk, "office.phone"),
        "principal": principal if entrusted else "",
        "entrusted": entrusted and bool(principal),
        "authority_text": _authority(desk),
        "government": _set(desk, government),
    }


def _set(desk: Desk, key: str) -> str:
    return str(desk.settings.get(key) or "")


def _authority(desk: Desk) -> str:
    basis, number = _set(desk, "authority.basis"), desk.settings.get("authority.instrument_no")
    if basis == "entrusted":
        return f"受{desk.settings.get('authority.principal')}委托（{number}）承办"
    if basis == "own":
        return f"依据{desk.settings.get('authority.regulation')}（{number}）"
    return ""


def case_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the case file as papers print it."""
    row = case.record
    facts: Tree = {
        "no": row.case_no or "",
        "receipt_no": row.receipt_no,
        "refusal_no": row.refusal_no or "",
        "kind": row.kind,
        "kind_name": reference.name("case_kind", row.kind),
        "cause": cause_of(case),
        "channel_name": reference.name("channel", row.channel),
        "product": row.product,
        "place_of_act": row.place_of_act,
        "requests": list(row.requests),
        "facts_and_reasons": row.facts_and_reasons,
        "track_name": reference.name("track", row.track) if row.track else "",
    }
    if row.mediation_kind:
        # Papers write …纠纷 themselves.
        named = reference.name("mediation_kind", row.mediation_kind)
        facts["mediation_kind_name"] = named.removesuffix("纠纷")
    log = case.log
    received = log.last(RequestReceived) or log.last(MediationRequestReceived)
    received = received or log.last(AdvisoryRequestReceived)
    if received:
        facts["received_on"] = facts["request_on"] = received.on
    docketed = log.last(Docketed)
    if docketed:
        facts["docketed_on"] = docketed.on
    if row.origin_case_id:
        facts["origin_no"] = load(desk, row.origin_case_id).record.case_no or ""
    return facts


def cause_of(case: CaseFile) -> str:
    """Return the 案由: the patent by title, kind and number, and the dispute."""
    title = case.patent.title if case.patent else ""
    number = case.patent.printed if case.patent else ""
    kind = reference.name("patent_kind", case.patent_kind)
    dispute = "侵权纠纷"
    if case.kind == "mediation":
        dispute = reference.name("mediation_kind", case.record.mediation_kind)
    return f"“{title}”{kind}专利（{number}）{dispute}"


def patent_facts(case: CaseFile) -> Tree:
    """Return the patent; a design has no claims to rely on."""
    patent = case.patent
    if patent is None:
        return {}
    facts: Tree = {
        "number": patent.printed,
        "kind": patent.kind,
        "kind_name": reference.name("patent_kind", patent.kind),
        "title": patent.title,
        "holder": patent.holder,
        "claims_text": _claims_text(claims_relied(case.state())),
        "requested_claims_text": _claims_text(case.record.asserted_claims),
        "evaluation_name": reference.name("evaluation_report", patent.evaluation_report),
        "is_design": patent.kind == "design",
    }
    return facts | _days(patent)


def _claims_text(claims: tuple[int, ...]) -> str:
    return f"权利要求{'、'.join(str(c) for c in claims)}" if claims else ""


def claims_facts(case: CaseFile) -> Tree:
    """Return the claims and requests as a requester changed them; nothing while nothing changed."""
    chosen, changed = case.log.last(ClaimsChosen), case.log.last(RequestsChanged)
    last = max(filter(None, (chosen, changed)), key=lambda e: (e.on, e.recorded), default=None)
    if last is None:
        return {}
    return {
        "text": _claims_text(chosen.event.claims) if chosen else "",
        "requests": list(changed.event.requests) if changed else [],
        "by": case.name_of(last.event.party),
        "chosen_on": last.on,
        "reason": last.event.reason,
    }


def _days(patent: PatentRecord) -> Tree:
    days: Tree = {"filed_on": patent.filed_on, "granted_on": patent.granted_on}
    return {key: day for key, day in days.items() if day is not None}


def evidence_facts(case: CaseFile) -> list[Fact]:
    """Return the evidence list in its order."""
    return [
        {
            "no": one.no,
            "name": one.name,
            "proves": one.proves,
            "source": one.source,
            "form": one.form,
            "language": one.language,
            "side": one.side,
        }
        | ({} if one.pages is None else {"pages": one.pages})
        for one in case.evidence
    ]


def material_facts(case: CaseFile) -> list[Fact]:
    """Return the materials that were handed in, each with its party."""
    found: list[Fact] = []
    for material in case.record.materials:
        party = case.party(material.of)
        found.append(
            {
                "id": material.id,
                "name": reference.name("paper", material.id),
                "of_name": party.name if party else "",
            }
        )
    return found
