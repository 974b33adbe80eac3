"""Facts of the parties: requesters, respondents, third_parties, parties, addressee, acts."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.cases.records import AgentRecord, PersonRecord, Place
from models.facts.case import Tree
from models.reference import positions
from models.reference.rule_store import days_of
from models.rules.identity import mask_id
from models.rules.intake.fields import Group
from models.rules.procedure.state import AgentState, PartyState
from models.store.desk import Desk


def parties_facts(desk: Desk, case: CaseFile, side: str = "") -> list[Fact]:
    """Return the parties of one side, or all of them, in their order.

    For whom the case has ended is named in the paper that says so, in none of the others.
    """
    state = case.state()
    return [_party(desk, place, state.party(place.key)) for place in case.present(side)]


def party_facts(desk: Desk, case: CaseFile, key: str | None) -> Tree:
    """Return one party as papers print it; {} when there is no such party."""
    place = case.party(key)
    return _party(desk, place, case.state().anyone(key)) if place else {}


def _party(desk: Desk, place: Place, state: PartyState | None) -> Tree:
    person = place.person
    facts: Tree = {
        "key": place.key,
        "side": place.side,
        "side_name": reference.name("side", place.side),
        "kind": person.kind,
        "kind_name": reference.name("party_kind", person.kind),
        "name": person.name,
        "id_label": reference.name("id_type", person.id_type) if person.id_type else "",
        "id_no": person.id_no,
        "id_masked": mask_id(person.id_no) if person.id_no else "",
        "legal_rep": person.legal_rep,
        "legal_rep_post": person.legal_rep_post,
        "legal_rep_label": reference.name("legal_rep_label", person.kind),
        "address": person.address,
        "postcode": person.postcode,
        "phone": person.phone,
        "standing_name": reference.name("standing", place.standing) if place.standing else "",
        "operator_name": person.operator_name,
        "agents": _agents(place, state),
        "line": _line(person),
        "also": _also(person),
    }
    if place.side == "respondent":
        acts = state.acts if state else ()
        home = positions.domiciled(desk, person)
        facts["acts_text"] = "、".join(reference.name("act", act) for act in acts)
        facts["foreign"] = not home
        facts["answer_days"] = days_of(desk, "answer" if home else "answer_foreign")
    return facts


def _also(person: PersonRecord) -> list[Fact]:
    """Return the fields of a party that the table of fields wants printed, with their labels."""
    printed = [one for one in reference.fields().of(Group.PARTY) if one.printed]
    values = [(one, one.text_of(person.value(one.id))) for one in printed]
    return [{"label": one.label_for(person.kind), "text": text} for one, text in values if text]


def _agents(place: Place, state: PartyState | None) -> list[Fact]:
    states = state.agents if state else ()
    return [_agent(row, own) for row, own in zip(place.agents, states, strict=False)]


def _agent(agent: AgentRecord, state: AgentState) -> Tree:
    powers = reference.name("powers", "special" if state.special else agent.powers)
    if state.special_powers:
        powers = f"{powers}：{'、'.join(state.special_powers)}"
    return {"name": agent.name, "firm": agent.firm, "phone": agent.phone, "powers_text": powers}


def _line(person: PersonRecord) -> str:
    """The introduction of a party in a decision: name, place, and a person's number."""
    parts = [person.name]
    if person.kind == "natural":
        if person.id_no:
            parts.append(f"{reference.name('id_type', person.id_type)}{person.id_no}")
        parts.append(f"住址{person.address}")
    else:
        parts.append(f"住所地{person.address}")
    return "，".join(part for part in parts if part)


def acts_facts(case: CaseFile) -> list[Fact]:
    """Return who is said to have done what, by act."""
    found: dict[str, list[str]] = {}
    for party in case.state().side("respondent"):
        for act in party.acts:
            found.setdefault(act, []).append(party.name)
    return [
        {"name": reference.name("act", act), "names_text": "、".join(names)}
        for act, names in found.items()
    ]
