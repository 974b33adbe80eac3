"""The fact tree of a case for one paper: shared facts, and those of its addressee or record."""

from collections.abc import Callable
from datetime import date
from typing import Any

from models.facts import case, dismissal, mediation, parties, people, proceedings, records
from models.queries.case_view import CaseView, load_case
from models.store.desk import Desk

Facts = dict[str, Any]


def case_tree(desk: Desk, view: CaseView, on: date) -> Facts:
    """Return the facts that every paper of the case shares; `on` is the day printed on it."""
    facts: Facts = {
        "office": case.office_facts(desk),
        "document": {"on": on},
        "case": case.case_facts(view),
        "patent": case.patent_facts(view),
        "evidence": case.evidence_facts(view),
        "papers_in": case.paper_facts(view),
        "handler": people.handler_facts(view),
        "panel": people.panel_facts(view),
        "approvals": people.approval_facts(view),
        "closing": people.closing_facts(view),
        "answers": proceedings.answer_facts(view),
        "evidence_period": proceedings.evidence_period_facts(desk, view),
        "hearing": proceedings.hearing_facts(view),
        "deliberation": proceedings.deliberation_facts(view),
        "decision": proceedings.decision_facts(desk, view),
        "mediation": mediation.facts_of(desk, view),
        **parties.facts_of(desk, view),
    }
    origin = view.row["origin_case"]
    if origin:
        facts["case"]["origin_no"] = load_case(desk, origin).row["case_no"] or ""
    return {key: value for key, value in facts.items() if value not in ({}, [])}


# Facts that only some papers print and that cost a computation of their own.
EXTRA: dict[str, Callable[[Desk, CaseView, Facts], Facts]] = {
    "acceptance": lambda desk, view, _facts: {
        "acceptance": proceedings.acceptance_facts(desk, view)
    },
    "dismissal": lambda desk, view, _facts: {"dismissal": dismissal.dismissal_facts(desk, view)},
    "routing": lambda desk, view, _facts: {"routing": records.routing_facts(desk, view)},
    "publication": lambda desk, view, facts: {
        "publication": proceedings.publication_facts(desk, view, facts)
    },
    "deadlines": lambda desk, view, _facts: records.deadlines_facts(desk, view, desk.today()),
}


def facts_for(
    desk: Desk,
    view: CaseView,
    on: date,
    needed: set[str],
    addressee: str | None = None,
    service_event: int | None = None,
) -> Facts:
    """Return the facts for one paper; `needed` are the top keys its templates name."""
    facts = case_tree(desk, view, on)
    for key, build in EXTRA.items():
        if key in needed:
            facts |= build(desk, view, facts)
    if addressee:
        party = view.party(addressee)
        if party:
            facts["evidence_period"] = proceedings.evidence_period_facts(desk, view, addressee)
            facts["addressee"] = parties.party_facts(desk, view, party)
    if "service" in needed and addressee:
        events = [e for e in view.standing_events() if e.type == "served"]
        chosen = next((e for e in events if e.id == service_event), None)
        facts["service"] = records.service_facts(desk, view, addressee, chosen)
    return facts
