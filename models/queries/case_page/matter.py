"""What the case is about and what was done in it: parties, patent, acts, evidence, services."""

from collections.abc import Mapping
from datetime import date

from models import reference
from models.cases.case_file import CaseFile, acts_of
from models.cases.records import AgentRecord, Kept, Place
from models.queries.case_page.data import EvidenceLine, PartyCard, Rows, Section, ServiceLine
from models.queries.case_page.journal import record_text
from models.queries.case_page.patent import patent_rows
from models.queries.words import attempts_text, full_day
from models.rules.events import (
    AgreementEffective,
    AnswerReceived,
    ApprovalRecorded,
    CaseDismissed,
    ClaimsChosen,
    ClosedApart,
    CoOwnerStated,
    DecisionIssued,
    Deliberated,
    Docketed,
    Entry,
    Event,
    HearingHeld,
    HearingScheduled,
    InstalmentRecorded,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationEffective,
    InvalidationFiled,
    InvalidationSued,
    JointFound,
    LegalReviewed,
    MediationHeld,
    Notarised,
    NotDocketed,
    ObjectionDecided,
    ObjectionReceived,
    OpinionReceived,
    PanelAppointed,
    PartyJoined,
    PatentChecked,
    Routed,
    Served,
    ServiceAttempted,
    TermExtended,
    WrittenReviewNotified,
)
from models.rules.identity import mask_id
from models.rules.intake.fields import Group
from models.rules.intake.parties import LISTS
from models.rules.parties.apart import closings
from models.rules.patent.claims import claims_relied
from models.rules.procedure.state import AgentState, PartyState
from models.rules.serving.attempts import Tried, of_papers, waiting

INVALIDATION = (
    InvalidationFiled,
    InvalidationAccepted,
    InvalidationConsidered,
    InvalidationDecided,
    InvalidationSued,
    InvalidationEffective,
)
# The parts of the proceedings tab: heading and the events that belong to it, in order.
_PARTS: dict[str, tuple[tuple[str, tuple[type[Event], ...]], ...]] = {
    "adjudication": (
        ("合议组", (PanelAppointed,)),
        ("审批", (ApprovalRecorded, LegalReviewed)),
        ("必须共同参加的人", (JointFound, CoOwnerStated)),
        ("繁简分流", (Routed,)),
        ("答辩和异议", (AnswerReceived, ObjectionReceived, ObjectionDecided)),
        ("专利权状态", (PatentChecked, TermExtended)),
        ("无效宣告", (*INVALIDATION, ClaimsChosen)),
        ("口头审理", (HearingScheduled, HearingHeld, WrittenReviewNotified)),
        ("合议", (Deliberated,)),
        ("先行结案", (ClosedApart,)),
        ("裁决", (DecisionIssued,)),
        ("调解协议", (AgreementEffective,)),
        ("撤销案件", (CaseDismissed,)),
    ),
    "mediation": (
        ("意见陈述", (OpinionReceived, NotDocketed)),
        ("立案和调解安排", (Docketed,)),
        ("调解", (MediationHeld,)),
        ("调解协议", (AgreementEffective, Notarised, InstalmentRecorded)),
        ("撤销案件", (CaseDismissed,)),
    ),
}


def _filled(*rows: tuple[str, str]) -> Rows:
    return tuple((label, text) for label, text in rows if text)


def party_cards(case: CaseFile) -> tuple[PartyCard, ...]:
    """Return the parties, requesters first, with identity, address, acts and agents."""
    state, named = case.state(), _named_at(case)
    return tuple(_card(case, p, state.anyone(p.key), named.get(p.key, "")) for p in case.parties)


def _named_at(case: CaseFile) -> dict[str, str]:
    """Return where the request names each party: requesters[0], respondents[1]."""
    found: dict[str, str] = {}
    for name, one in LISTS.items():
        own = (p.key for p in case.side(one.side) if not case.log.has(PartyJoined, p.key))
        found |= {key: f"{name}[{number}]" for number, key in enumerate(own)}
    return found


def _card(case: CaseFile, party: Place, state: PartyState | None, field: str) -> PartyCard:
    person = party.person
    natural, trader = person.kind == "natural", person.kind == "sole_trader"
    label = reference.name("legal_rep_label", person.kind) or "负责人"
    closed = closings(case.log).get(party.key)
    rep = f"{person.legal_rep}（{person.legal_rep_post}）"
    rows = _filled(
        ("类型", reference.name("party_kind", person.kind)),
        ("资格", reference.name("standing", party.standing)),
        (
            reference.name("id_type", person.id_type) or "证件",
            mask_id(person.id_no) if natural else person.id_no,
        ),
        (label, rep if person.legal_rep_post else person.legal_rep),
        ("经营者", "" if trader else person.operator_name),
        ("地址", " ".join(p for p in (person.address, person.postcode) if p)),
        ("电话", person.phone),
        ("地区", "" if person.region == "mainland" else reference.name("region", person.region)),
        ("住所", "" if person.domiciled_in_prc else "在中国境内没有固定住所"),
        *_others(person, Group.PARTY),
        ("被控行为", _acts_text(case, party)),
        ("说明", party.note),
        ("先行结案", f"{closed.event.kind.label}（{closed.on.isoformat()}）" if closed else ""),
    )
    powers = state.agents if state else ()
    agents = tuple(
        (_agent_name(a), _agent_powers(a, own)) for a, own in zip(party.agents, powers, strict=True)
    )
    side = reference.name("side", party.side)
    return PartyCard(party.key, party.side, side, party.name, rows, agents, field)


def _others(row: Kept, group: Group) -> Rows:
    """Return the fields that only the table of fields names."""
    own = (one for one in reference.fields().of(group) if one.id in row.more)
    kind = str(row.value("kind") or "")
    return tuple((one.label_for(kind), one.text_of(row.more[one.id])) for one in own)


def _agent_name(agent: AgentRecord) -> str:
    return f"{agent.name}（{agent.firm}）" if agent.firm else agent.name


def _agent_powers(agent: AgentRecord, state: AgentState) -> str:
    """Return the powers as papers print them: with those supplied since."""
    powers = reference.name("powers", "special" if state.special else agent.powers)
    if state.special_powers:
        powers = f"{powers}：{'、'.join(state.special_powers)}"
    more = _filled(("电话", agent.phone), *_others(agent, Group.AGENT))
    return "　".join((powers, *(f"{label} {text}" for label, text in more)))


def _acts_text(case: CaseFile, party: Place) -> str:
    if party.side != "respondent":
        return ""
    return "、".join(reference.name("act", act) for act in acts_of(case, party.key))


def matter_sections(case: CaseFile, today: date) -> tuple[Section, ...]:
    """Return patent, claims, acts by person, requests and facts."""
    record = case.record
    asserted = "、".join(str(no) for no in claims_relied(case.state(today)))
    claims = tuple((f"权利要求{c.no}", c.text) for c in record.claims)
    dispute = _filled(
        *((p.name, _acts_text(case, p)) for p in case.side("respondent")),
        ("被控产品或者方法", record.product),
        ("行为地", record.place_of_act),
        ("网络平台", record.ecommerce_platform or ""),
    )
    asked = tuple((f"第{n}项", text) for n, text in enumerate(record.requests, start=1))
    facts = _filled(("事实和理由", record.facts_and_reasons))
    sections = (
        Section("专利", _patent(case, today), "patent.number"),
        Section(
            "权利要求",
            (("主张的权利要求", asserted), *claims) if asserted or claims else (),
            "patent.asserted_claims",
        ),
        Section("被控行为", dispute, "acts"),
        Section("请求事项", (*asked, *facts), "requests"),
    )
    return tuple(s for s in sections if s.rows)


def _patent(case: CaseFile, today: date) -> Rows:
    patent = case.patent
    return (*patent_rows(case, patent, today), *_others(patent, Group.PATENT)) if patent else ()


def evidence_lines(case: CaseFile) -> tuple[EvidenceLine, ...]:
    """Return the evidence list in its order."""
    return tuple(
        EvidenceLine(
            e.no,
            reference.name("source", e.side),
            e.name,
            e.proves,
            f"{e.pages}页" if e.pages else "",
            "，".join(t for t in (e.form, e.source) if t),
        )
        for e in case.evidence
    )


def service_lines(case: CaseFile) -> tuple[ServiceLine, ...]:
    """Return the services in force and the attempts, the latest first."""
    open_ = waiting(case.log)
    found = [
        *((e.on, e.id, _service(case, e)) for e in case.log.all(Served)),
        *((e.on, e.id, _attempt(case, e, open_)) for e in case.log.all(ServiceAttempted)),
    ]
    return tuple(line for *_, line in sorted(found, key=lambda one: one[:2], reverse=True))


def _attempt(case: CaseFile, entry: Entry[ServiceAttempted], open_: Tried) -> ServiceLine:
    tried, names, method = entry.event, reference.document_names(), reference.methods()
    proof = (
        ("送出、寄出日期", full_day(tried.sent_on) if tried.sent_on else ""),
        ("邮件号码", tried.tracking_no),
        ("送达地址", tried.address),
        ("情况", tried.note),
        ("凭证", tried.proof),
    )
    return ServiceLine(
        event=entry.id,
        document="、".join(names.get(one, "文书") for one in tried.documents),
        to=tried.to,
        party=case.name_of(tried.to),
        method=method[tried.method].name if tried.method in method else "",
        day=entry.on,
        proof="；".join(f"{label}：{text}" for label, text in proof if text),
        server=tried.server,
        failed=tried.result.label,
        tried=attempts_text(of_papers(open_, tried.to, tried.documents)),
    )


def _service(case: CaseFile, entry: Entry[Served]) -> ServiceLine:
    served = entry.event
    document = reference.document_names().get(served.document, "文书")
    method = reference.methods().get(served.method)
    party, of = case.party(served.to), case.party(served.of)
    return ServiceLine(
        event=entry.id,
        document=f"{document}（{of.name}）" if of else document,
        to=served.to,
        party=party.name if party else "",
        method=method.name if method else "",
        day=entry.on,
        proof=record_text(case, served.proof),
        server=served.server,
    )


def proceedings(case: CaseFile, rows: Mapping[int, Rows]) -> tuple[Section, ...]:
    """Return what was done in the case by kind, each with its day and fields.

    `rows` are those of the entries, as `journal.rows_of` gives them.
    """
    parts = _PARTS.get(case.kind, ())
    sections = (Section(title, _done(case, kinds, rows)) for title, kinds in parts)
    return tuple(s for s in sections if s.rows)


def _done(case: CaseFile, kinds: tuple[type[Event], ...], rows: Mapping[int, Rows]) -> Rows:
    found: list[tuple[str, str]] = []
    for entry in case.log.entries:
        if isinstance(entry.event, kinds):
            found.append(("日期", f"{full_day(entry.on)}　{entry.event.label}"))
            found.extend(rows[entry.id])
    return tuple(found)
