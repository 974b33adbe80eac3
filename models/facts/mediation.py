"""Facts of a mediation: opinions, session, who consented, the agreement or its failure."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.facts.hearing import clock_text
from models.reference.rule_store import days_of
from models.rules.events import (
    AgreementEffective,
    CaseDismissed,
    Docketed,
    Entry,
    NotDocketed,
    OpinionReceived,
)
from models.rules.procedure.conditions import consents
from models.store.desk import Desk


def mediation_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the facts of a mediation; {} for other cases without an agreement."""
    log, agreement = case.log, case.log.last(AgreementEffective)
    if case.kind != "mediation" and agreement is None:
        return {}
    facts: Tree = {
        "opinions": [_opinion(case, entry) for entry in log.all(OpinionReceived)],
        "consenting": _consenting(case),
        "refused": [
            {"name": case.name_of(e.event.of), "why": e.event.why}
            for e in log.all(NotDocketed)
            if e.event.of
        ],
        "opinion_days": days_of(desk, "med_opinion"),
    }
    docketed, dismissed = log.last(Docketed), log.last(CaseDismissed)
    if docketed and docketed.event.session_on:
        facts["session"] = {
            "on": docketed.event.session_on,
            "time": clock_text(docketed.event.time),
            "place": docketed.event.place,
            "mediator": docketed.event.mediator,
        }
    if agreement:
        facts |= _agreement(agreement)
    if dismissed:
        facts["dismissal_reason"] = dismissed.event.reason
    return facts


def _consenting(case: CaseFile) -> list[Fact]:
    state = case.state()
    respondents = state.side("respondent")
    return [{"key": p.key, "name": p.name} for p in respondents if consents(state, p.key)]


def _opinion(case: CaseFile, entry: Entry[OpinionReceived]) -> Tree:
    return {
        "party_name": case.name_of(entry.event.sender),
        "received_on": entry.on,
        "consent_name": reference.name("consent", "yes" if entry.event.consent else "no"),
        "text": entry.event.text,
    }


def _agreement(entry: Entry[AgreementEffective]) -> Tree:
    agreed = entry.event
    return {
        "terms": list(agreed.terms),
        "amount_fen": agreed.amount_fen,
        "instalments": [
            {"no": one.no, "due": one.due_on, "amount_fen": one.amount_fen}
            for one in agreed.instalments
        ],
        "enforceable": agreed.enforceable,
        "signed_on": entry.on,
        "facts_text": agreed.facts,
    }
