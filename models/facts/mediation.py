"""Facts of a mediation: opinions, session, who consented, the agreement or its failure."""

from datetime import date
from typing import Any

from models import reference
from models.facts.proceedings import clock_time
from models.queries.case_view import CaseView, state_of
from models.reference.rule_store import days_of
from models.rules.procedure.conditions import consents
from models.store.desk import Desk

Facts = dict[str, Any]


def facts_of(desk: Desk, view: CaseView) -> Facts:
    """Return the facts of a mediation; {} for other cases without an agreement."""
    agreement = view.last("agreement_effective")
    if view.row["kind"] != "mediation" and agreement is None:
        return {}
    state = state_of(view)
    facts: Facts = {
        "opinions": [_opinion(view, e.payload, e.on) for e in view.standing_events()
                     if e.type == "opinion_received"],
        "consenting": [
            {"name": p.name} for p in state.side("respondent") if consents(state, p.key)
        ],
        "refused": [
            {"name": _name(view, h.fields["of"]), "why": h.fields.get("why", "")}
            for h in state.of("not_docketed")
            if h.fields.get("of")
        ],
        "opinion_days": days_of(desk, "med_opinion"),
    }  # fmt: skip
    docketed = view.last("docketed")
    if docketed and docketed.payload.get("session_on"):
        facts["session"] = _session(docketed.payload)
    if agreement:
        facts |= _agreement(agreement.payload, agreement.on)
    dismissed = view.last("case_dismissed")
    if dismissed:
        facts["dismissal_reason"] = dismissed.payload["reason"]
    return facts


def _name(view: CaseView, key: str) -> str:
    party = view.party(key)
    return party.data["name"] if party else key


def _opinion(view: CaseView, data: dict[str, Any], on: date) -> Facts:
    return {
        "party_name": _name(view, data["from"]),
        "received_on": on,
        "consent_name": reference.name("consent", "yes" if data["consent"] else "no"),
        "text": data.get("text", ""),
    }


def _session(data: dict[str, Any]) -> Facts:
    at = clock_time(data["time"])
    return {
        "on": date.fromisoformat(data["session_on"]),
        "time": f"{at.hour}时{at.minute:02d}分" if at else data["time"],
        "place": data["place"],
        "mediator": data["mediator"],
    }


def _agreement(data: dict[str, Any], on: date) -> Facts:
    return {
        "terms": list(data["terms"]),
        "amount_fen": data["amount_fen"],
        "instalments": [
            {"no": i["no"], "due": date.fromisoformat(i["due_on"]), "amount_fen": i["amount_fen"]}
            for i in data["instalments"]
        ],
        "enforceable": data["enforceable"],
        "signed_on": on,
        "facts_text": data["facts"],
    }
