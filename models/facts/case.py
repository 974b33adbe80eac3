"""Facts of the office, the case, the patent, the evidence and the papers handed in."""

from typing import Any

from models import reference
from models.queries.case_view import CaseView
from models.store.desk import Desk

Facts = dict[str, Any]


def office_facts(desk: Desk) -> Facts:
    """Return the office; the issuer is the entrusting office when the work is entrusted."""
    get = desk.settings.get
    entrusted = get("authority.basis") == "entrusted"
    name, principal = get("office.name") or "", get("authority.principal") or ""
    government = get("authority.principal_government") if entrusted else get("office.government")
    return {
        "name": name,
        "issuer": principal if entrusted and principal else name,
        "address": get("office.address") or "",
        "postcode": get("office.postcode") or "",
        "phone": get("office.phone") or "",
        "principal": principal if entrusted else "",
        "authority_text": _authority(desk),
        "government": government or "",
    }


def _authority(desk: Desk) -> str:
    get = desk.settings.get
    basis, number = get("authority.basis"), get("authority.instrument_no")
    if basis == "entrusted":
        return f"受{get('authority.principal')}委托（{number}）承办"
    if basis == "own":
        return f"依据{get('authority.regulation')}（{number}）"
    return ""


def case_facts(view: CaseView) -> Facts:
    """Return the case file as papers print it."""
    row = view.row
    received = view.last("request_received") or view.last("mediation_request_received")
    received = received or view.last("advisory_request_received")
    docketed = view.last("docketed")
    facts: Facts = {
        "no": row["case_no"] or "",
        "receipt_no": row["receipt_no"],
        "refusal_no": row["refusal_no"] or "",
        "kind": row["kind"],
        "kind_name": reference.name("case_kind", row["kind"]),
        "cause": cause_of(view),
        "channel_name": reference.name("channel", row["channel"]),
        "product": row["product"] or "",
        "place_of_act": row["place_of_act"] or "",
        "requests": list(row["requests"] or []),
        "facts_and_reasons": row["facts_and_reasons"] or "",
        "track_name": reference.name("track", row["track"]) if row["track"] else "",
    }
    if row["mediation_kind"]:
        # Papers write …纠纷 themselves.
        named = reference.name("mediation_kind", row["mediation_kind"])
        facts["mediation_kind_name"] = named.removesuffix("纠纷")
    if received:
        facts["received_on"] = facts["request_on"] = received.on
    if docketed:
        facts["docketed_on"] = docketed.on
    return facts


def cause_of(view: CaseView) -> str:
    """Return the 案由: the patent by title, kind and number, and the dispute."""
    patent = view.patent
    kind = reference.name("patent_kind", patent.get("kind"))
    dispute = "侵权纠纷"
    if view.row["kind"] == "mediation":
        dispute = reference.name("mediation_kind", view.row["mediation_kind"])
    return f"“{patent.get('title', '')}”{kind}专利（{number_of(patent)}）{dispute}"


def number_of(patent: dict[str, Any]) -> str:
    """Return the patent number as printed, with ZL."""
    number = patent.get("number") or ""
    return f"ZL{number}" if number else ""


def patent_facts(view: CaseView) -> Facts:
    """Return the patent; a design has no claims to rely on."""
    patent = view.patent
    if not patent:
        return {}
    claims = view.row["asserted_claims"] or []
    facts = {
        "number": number_of(patent),
        "kind": patent["kind"],
        "kind_name": reference.name("patent_kind", patent["kind"]),
        "title": patent["title"],
        "holder": patent["holder"],
        "filed_on": patent["filed_on"],
        "granted_on": patent["granted_on"],
        "claims_text": f"权利要求{'、'.join(str(c) for c in claims)}" if claims else "",
        "evaluation_name": reference.name("evaluation_report", patent["evaluation_report"]),
        "is_design": patent["kind"] == "design",
    }
    return {k: v for k, v in facts.items() if v is not None}


def evidence_facts(view: CaseView) -> list[Facts]:
    """Return the evidence list in its order."""
    columns = ("no", "name", "proves", "pages", "source", "form", "language")
    return [
        {c: e[c] for c in columns if e[c] is not None}
        | {"side_name": "本局" if e["side"] == "office" else reference.name("side", e["side"])}
        for e in view.evidence
    ]


def paper_facts(view: CaseView) -> list[Facts]:
    """Return the papers that were handed in, each with its party."""
    found = []
    for paper in view.row["papers"] or []:
        party = view.party(paper["of"])
        found.append(
            {
                "name": reference.name("paper", paper["id"]),
                "of_name": party.data["name"] if party else "",
            }
        )
    return found
