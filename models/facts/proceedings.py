"""Facts of what happened: acceptance, answers, evidence period, decision, publication."""

from collections.abc import Sequence

from forms.facts import Fact
from models import reference
from models.cases import acceptance, deadlines
from models.cases.case_file import CaseFile
from models.cases.personal import known_of
from models.cases.records import PersonRecord
from models.facts.case import Tree, cause_of
from models.rules.acceptance.model import AcceptanceResult
from models.rules.citation import formal
from models.rules.events import (
    Answered,
    AnswerReceived,
    DecisionIssued,
    Entry,
    NotDocketed,
    Published,
    Served,
)
from models.rules.redaction import masking
from models.rules.redaction.model import Datum
from models.store.desk import Desk

_RESULTS = {"established": "侵权成立", "rejected": "驳回请求"}


def acceptance_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the checklist, the correction list as it was sent, the reasons as they were ticked."""
    outcome = acceptance.check(desk, case)
    facts: Tree = {
        "findings": [
            {
                "item": reference.name("acceptance_item", f.item),
                "state": f.state,
                "state_name": reference.name("state", f.state),
                "basis": formal(f.basis),
                "text": f.text,
            }
            for f in outcome.findings
        ],
        "reasons": [
            {"code": r.code, "text": r.text, "ticked": r.ticked} for r in outcome.refusal_reasons
        ],
        "remedy": desk.settings.remedy("refusal") or "",
    }
    return facts | _correction(desk, case, outcome) | _refusal(case)


def _correction(desk: Desk, case: CaseFile, outcome: AcceptanceResult) -> Tree:
    """Return what is to be corrected: as it was asked for, else as the check finds it."""
    asked = acceptance.correction_asked(case)
    items = [(c.item, c.text, c.basis) for c in (asked.items if asked else outcome.corrections)]
    corrections: list[Fact] = [
        {"no": number, "item": item, "text": text, "basis": formal(basis)}
        for number, (item, text, basis) in enumerate(items, start=1)
    ]
    facts: Tree = {"corrections": corrections}
    if asked:
        clock = deadlines.find(desk, case, "designated", asked.id, desk.today())
        if clock:
            facts["correct_by"] = clock.due
    return facts


def _refusal(case: CaseFile) -> Tree:
    refused = case.log.last(NotDocketed)
    if refused is None or not refused.event.reasons:
        return {}
    reasons: list[Fact] = [
        {"code": r.code, "text": r.text, "ticked": r.ticked} for r in refused.event.reasons
    ]
    return {"reasons": reasons, "refuse_note": refused.event.note or ""}


def answer_facts(case: CaseFile) -> list[Fact]:
    """Return the answers that came in."""
    return [_answer(case, e) for e in case.log.all(AnswerReceived) if case.party(e.event.sender)]


def _answer(case: CaseFile, entry: Entry[AnswerReceived]) -> Tree:
    facts: Tree = {
        "party_name": case.name_of(entry.event.sender),
        "received_on": entry.on,
        "text": entry.event.text,
    }
    if entry.event.posted_on:
        facts["posted_on"] = entry.event.posted_on
    return facts


def evidence_period_facts(desk: Desk, case: CaseFile, party: str | None = None) -> Tree:
    """Return the evidence period in days: as that party was told, else the office's usual one."""
    served = case.log.last(
        Served, lambda e: e.document == "evidence_notice" and party in (None, e.to)
    )
    usual = desk.settings.number("internal.evidence_days")
    if served is None:
        return {"days": usual, "agreed": False}
    return {"days": served.event.days or usual, "agreed": served.event.agreed}


def decision_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the decision as issued; remedy and court are office positions."""
    entry = case.log.last(DecisionIssued)
    if entry is None:
        return {}
    decision = entry.event
    return {
        "on": entry.on,
        "claims_of_requester": decision.requester_claims,
        "claims_of_respondent": decision.respondent_claims,
        "procedure_text": decision.procedure,
        "facts_found": list(decision.facts_found),
        "evidence_text": decision.evidence_text,
        "reasons": list(decision.reasons),
        "basis": list(decision.basis),
        "order": [item.text for item in decision.order_items],
        "outside": _outside(case, decision),
        "result_name": _RESULTS.get(decision.result, ""),
        "remedy": desk.settings.remedy("decision", case.patent_kind) or "",
        "enforceable": bool(decision.ordered),
        "court": desk.settings.court("decision", case.patent_kind),
    }


def _outside(case: CaseFile, decision: DecisionIssued) -> list[Fact]:
    """Return the things asked for that the decision leaves alone (art. 31, 专利法 65)."""
    asked = dict(enumerate(case.state().requests, start=1))
    return [asked[a.no] for a in decision.answers if a.how is Answered.OUTSIDE and a.no in asked]


def publication_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the publication sheet: persons' numbers and homes stay out of it (art. 83)."""
    entry, patent = case.log.last(DecisionIssued), case.patent
    if entry is None:
        return {}
    decision, published = entry.event, case.log.last(Published)
    # Where nobody was ordered anything it tells about everybody the request was made against.
    about = decision.ordered or [p.key for p in case.present("respondent")]
    named = f"{reference.name('patent_kind', case.patent_kind)}专利"
    facts, order = _masked(
        desk, case, decision.facts_found, [item.text for item in decision.order_items]
    )
    found: Tree = {
        "title": f"{cause_of(case)}案",
        "no": case.record.case_no or "",
        "infringer": [_infringer(p.person) for p in case.parties if p.key in about],
        "patent": f"{named}{patent.printed if patent else ''}",
        "facts": "\n".join(facts),
        "basis": "、".join(decision.basis),
        "order": list(order),
        "decided_on": entry.on,
    }
    clock = deadlines.find(desk, case, "publish", None, desk.today())
    if clock:
        found["due"] = clock.due
    return found | (_published(published) if published else {})


def _published(entry: Entry[Published]) -> Tree:
    """Return what was made public where, what was masked, who masked and who checked."""
    event = entry.event
    return {
        "published_on": entry.on,
        "place": event.place,
        "masked_by": event.masked_by,
        "checked_by": event.checked_by,
        "masked_note": _masked_note(event),
        "parts": [{"kind": p.kind, "label": p.label, "text": p.text} for p in event.parts],
    }


def _masked_note(event: Published) -> str:
    """Return what was masked by kind and number; of an older entry, what it says."""
    if event.counts:
        kinds = (f"{reference.name('masked_kind', one.kind)}{one.number}处" for one in event.counts)
        return f"已遮盖{'、'.join(kinds)}"
    return f"{'、'.join(event.masked)}已遮盖" if event.masked else "没有需要遮盖的内容"


def _masked(
    desk: Desk, case: CaseFile, facts: Sequence[str], order: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return facts and order as the sheet may print them: masked like the decision."""
    published = case.log.last(Published)
    added = tuple(Datum(one.kind, one.text) for one in published.event.added) if published else ()
    left = {(one.kind, one.text) for one in (published.event.left if published else ())}
    pieces = [*facts, *order]
    found = masking.proposals(pieces, known_of(desk, case, added), reference.redaction())
    shown = masking.masked(pieces, [one for one in found if one.key not in left])
    return shown[: len(facts)], shown[len(facts) :]


def _infringer(person: PersonRecord) -> Tree:
    natural = person.kind == "natural"
    return {
        "name": person.name,
        "code": "" if natural or person.id_type != "uscc" else person.id_no,
        "legal_rep": "" if natural else person.legal_rep,
    }
