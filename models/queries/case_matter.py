"""What the case is about and what was done in it: parties, patent, acts, evidence, services."""

from typing import Any

from models import reference
from models.queries.case_dates import full_day
from models.queries.case_journal import event_rows
from models.queries.case_page_data import EvidenceLine, PartyCard, Rows, Section, ServiceLine
from models.queries.case_view import CaseView, EventView, PartyView, state_of
from models.rules.identity import mask_id

# The parts of the proceedings tab: heading and the events that belong to it, in order.
_PARTS = {
    "adjudication": (
        ("合议组", ("panel_appointed",)),
        ("审批", ("approval_recorded", "legal_reviewed")),
        ("繁简分流", ("routed",)),
        ("答辩和异议", ("answer_received", "jurisdiction_objection_received",
                   "jurisdiction_objection_decided")),
        ("口头审理", ("hearing_scheduled", "hearing_held", "written_review_notified")),
        ("合议", ("deliberated",)),
        ("裁决", ("decision_issued",)),
        ("调解协议", ("agreement_effective",)),
        ("撤销案件", ("case_dismissed",)),
    ),
    "mediation": (
        ("意见陈述", ("opinion_received", "not_docketed")),
        ("立案和调解安排", ("docketed",)),
        ("调解", ("mediation_held",)),
        ("调解协议", ("agreement_effective", "notarised", "instalment_recorded")),
        ("撤销案件", ("case_dismissed",)),
    ),
}  # fmt: skip


def party_cards(view: CaseView) -> tuple[PartyCard, ...]:
    """Return the parties, requesters first, with identity, address, acts and agents."""
    return tuple(_card(view, p) for p in view.parties)


def _card(view: CaseView, party: PartyView) -> PartyCard:
    data = party.data
    label = reference.name("legal_rep_label", data["kind"]) or "负责人"
    number = mask_id(data["id_no"]) if data["kind"] == "natural" else data["id_no"]
    rep = f"{data['legal_rep']}（{data['legal_rep_post']}）" if data["legal_rep_post"] else ""
    region = "" if data["region"] == "mainland" else reference.name("region", data["region"])
    rows = (
        ("类型", reference.name("party_kind", data["kind"])),
        ("资格", reference.name("standing", party.standing) if party.standing else ""),
        (reference.name("id_type", data["id_type"]) if data["id_type"] else "证件", number),
        (label, rep or data["legal_rep"]),
        ("经营者", data["operator_name"] if data["kind"] != "sole_trader" else ""),
        ("地址", " ".join(p for p in (data["address"], data["postcode"]) if p)),
        ("电话", data["phone"]),
        ("地区", region),
        ("住所", "" if data["domiciled_in_prc"] else "在中国境内没有固定住所"),
        ("被控行为", _acts_text(view, party)),
        ("说明", party.note),
    )
    agents = tuple((_agent_name(a), _agent_powers(a)) for a in party.agents)
    return PartyCard(
        party.key,
        party.side,
        reference.name("side", party.side),
        data["name"],
        tuple((a, b) for a, b in rows if b),
        agents,
    )


def _agent_name(agent: dict[str, Any]) -> str:
    return f"{agent['name']}（{agent['firm']}）" if agent["firm"] else agent["name"]


def _agent_powers(agent: dict[str, Any]) -> str:
    special = "、".join(agent["special_powers"] or ())
    powers = reference.name("powers", agent["powers"])
    if special:
        powers = f"{powers}：{special}"
    return f"{powers}　电话 {agent['phone']}" if agent["phone"] else powers


def _acts_text(view: CaseView, party: PartyView) -> str:
    if party.side != "respondent":
        return ""
    found = state_of(view).party(party.key)
    return "、".join(reference.name("act", a) for a in (found.acts if found else ()))


def matter_sections(view: CaseView) -> tuple[Section, ...]:
    """Return patent, claims, acts by person, requests and facts."""
    row, patent = view.row, view.patent
    sections = []
    if patent:
        sections.append(Section("专利", _patent_rows(patent)))
    claims = tuple(
        (f"权利要求{c.get('no')}", str(c.get("text") or ""))
        for c in row["claims"] or ()
        if isinstance(c, dict)
    )
    asserted = "、".join(str(c) for c in row["asserted_claims"] or ())
    if asserted or claims:
        sections.append(Section("权利要求", (("主张的权利要求", asserted), *claims)))
    dispute = (
        *((f"{p.data['name']}", _acts_text(view, p)) for p in view.side("respondent")),
        ("被控产品或者方法", row["product"] or ""),
        ("行为地", row["place_of_act"] or ""),
        ("网络平台", row["ecommerce_platform"] or ""),
    )
    sections.append(Section("被控行为", tuple((a, b) for a, b in dispute if b)))
    asked = tuple((f"第{n}项", str(r)) for n, r in enumerate(row["requests"] or (), start=1))
    facts = (("事实和理由", row["facts_and_reasons"]),) if row["facts_and_reasons"] else ()
    sections.append(Section("请求事项", (*asked, *facts)))
    return tuple(s for s in sections if s.rows)


def _patent_rows(patent: dict[str, Any]) -> Rows:
    rows = (
        ("专利号", f"ZL{patent['number']}"),
        ("名称", patent["title"]),
        ("种类", reference.name("patent_kind", patent["kind"])),
        ("专利权人", patent["holder"]),
        ("申请日", full_day(patent["filed_on"]) if patent["filed_on"] else ""),
        ("授权公告日", full_day(patent["granted_on"]) if patent["granted_on"] else ""),
        ("评价报告", reference.name("evaluation_report", patent["evaluation_report"])),
        ("无效宣告", reference.name("invalidation", patent["invalidation"])),
    )
    return tuple((a, b) for a, b in rows if b)


def evidence_lines(view: CaseView) -> tuple[EvidenceLine, ...]:
    """Return the evidence list in its order."""
    return tuple(
        EvidenceLine(
            e["no"],
            "本局" if e["side"] == "office" else reference.name("side", e["side"]),
            e["name"],
            e["proves"] or "",
            f"{e['pages']}页" if e["pages"] else "",
            "，".join(t for t in (e["form"], e["source"]) if t),
        )
        for e in view.evidence
    )


def service_lines(view: CaseView) -> tuple[ServiceLine, ...]:
    """Return the services that stand, the latest first."""
    served = [e for e in view.standing_events() if e.type == "served"]
    return tuple(_service(view, e) for e in reversed(served))


def _service(view: CaseView, event: EventView) -> ServiceLine:
    payload = event.payload
    document = reference.catalogue().documents.get(payload.get("document", ""), "文书")
    method = reference.methods().get(payload.get("method", ""))
    party = view.party(payload.get("to", ""))
    of = view.party(payload.get("of") or "")
    proof = dict(event_rows(view, event)).get("送达情况", "")
    return ServiceLine(
        event=event.id,
        document=f"{document}（{of.data['name']}）" if of else document,
        party=party.data["name"] if party else "",
        method=method.name if method else "",
        day=event.on,
        proof=proof,
        server=payload.get("server") or "",
    )


def proceedings(view: CaseView) -> tuple[Section, ...]:
    """Return what was done in the case by kind, each with its day and fields in words."""
    found = []
    events = view.standing_events()
    for title, kinds in _PARTS.get(view.row["kind"], ()):
        rows: list[tuple[str, str]] = []
        for event in (e for e in events if e.type in kinds):
            name = reference.catalogue().label(event.type)
            rows.append(("日期", f"{full_day(event.on)}　{name}"))
            rows.extend(event_rows(view, event))
        if rows:
            found.append(Section(title, tuple(rows)))
    return tuple(found)
