"""Facts of the parties: requesters, respondents, third_parties, parties, acts."""

from typing import Any

from models import reference
from models.queries.case_view import CaseView, PartyView, state_of
from models.reference import positions
from models.reference.rule_store import days_of
from models.rules.identity import mask_id
from models.rules.procedure.state import AgentState
from models.store.desk import Desk

Facts = dict[str, Any]


def facts_of(desk: Desk, view: CaseView) -> Facts:
    """Return the parties by side, and who is said to have done what."""
    by_key = {p.key: party_facts(desk, view, p) for p in view.parties}
    sides = {
        f"{plural}": [by_key[p.key] for p in view.side(side)]
        for side, plural in (
            ("requester", "requesters"),
            ("respondent", "respondents"),
            ("third_party", "third_parties"),
        )
    }
    return {**sides, "parties": list(by_key.values()), "acts": _acts(view)}


def party_facts(desk: Desk, view: CaseView, party: PartyView) -> Facts:
    """Return one party as papers print it."""
    data = party.data
    label = reference.name("legal_rep_label", data["kind"])
    facts: Facts = {
        "key": party.key,
        "side": party.side,
        "side_name": reference.name("side", party.side),
        "kind": data["kind"],
        "kind_name": reference.name("party_kind", data["kind"]),
        "name": data["name"],
        "id_label": reference.name("id_type", data["id_type"]) if data["id_type"] else "",
        "id_no": data["id_no"],
        "id_masked": mask_id(data["id_no"]) if data["id_no"] else "",
        "legal_rep": data["legal_rep"],
        "legal_rep_post": data["legal_rep_post"],
        "legal_rep_label": label,
        "address": data["address"],
        "postcode": data["postcode"],
        "phone": data["phone"],
        "standing_name": reference.name("standing", party.standing) if party.standing else "",
        "operator_name": data["operator_name"],
        "agents": _agents(view, party),
        "line": _line(data),
    }
    if party.side == "respondent":
        state = state_of(view).party(party.key)
        acts = state.acts if state else ()
        facts["acts_text"] = "、".join(reference.name("act", a) for a in acts)
        rule = "answer" if positions.domiciled(desk, data) else "answer_foreign"
        facts["answer_days"] = days_of(desk, rule)
    return facts


def _agents(view: CaseView, party: PartyView) -> list[Facts]:
    own = state_of(view).party(party.key) if party.agents else None
    states = own.agents if own else ()
    return [_agent(row, state) for row, state in zip(party.agents, states, strict=False)]


def _agent(agent: dict[str, Any], state: AgentState) -> Facts:
    powers = reference.name("powers", "special" if state.special else agent["powers"])
    if state.special_powers:
        powers = f"{powers}：{'、'.join(state.special_powers)}"
    return {
        "name": agent["name"],
        "firm": agent["firm"],
        "phone": agent["phone"],
        "powers_text": powers,
    }


def _line(data: dict[str, Any]) -> str:
    """The introduction of a party in a decision: name, place, and a person's number."""
    parts = [data["name"]]
    if data["kind"] == "natural":
        if data["id_no"]:
            parts.append(f"{reference.name('id_type', data['id_type'])}{data['id_no']}")
        parts.append(f"住址{data['address']}")
    else:
        parts.append(f"住所地{data['address']}")
    return "，".join(p for p in parts if p)


def _acts(view: CaseView) -> list[Facts]:
    found: dict[str, list[str]] = {}
    for party in view.side("respondent"):
        state = state_of(view).party(party.key)
        for act in state.acts if state else ():
            found.setdefault(act, []).append(party.data["name"])
    return [
        {"name": reference.name("act", a), "names_text": "、".join(n)} for a, n in found.items()
    ]
