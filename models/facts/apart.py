"""Facts of closings for one respondent while the case goes on: what their own papers print."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.rules.citation import formal
from models.rules.events import ApartKind, ClosedApart, Entry
from models.rules.parties.apart import last_of
from models.store.desk import Desk


def apart_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return whom the case was closed for last, by kind; one paper tells of those of one day."""
    facts: Tree = {"remedy": desk.settings.remedy("dismissal", case.patent_kind) or ""}
    for kind in ApartKind:
        entries = last_of(case.log, kind)
        found: list[Fact] = [_one(case, entry.event) for entry in entries]
        facts[kind.value] = found
        if entries:
            facts[f"{kind.value}_on"] = entries[-1].on
    dismissed = last_of(case.log, ApartKind.DISMISSED)
    if dismissed:
        facts["dismissed_basis"] = _basis(dismissed)
    agents = [e.event.agent for e in last_of(case.log, ApartKind.AGREED) if e.event.agent]
    facts["requester_agent"] = "、".join(dict.fromkeys(agents))
    return facts


def _basis(entries: tuple[Entry[ClosedApart], ...]) -> str:
    return "、".join(dict.fromkeys(formal(entry.event.basis) for entry in entries))


def _one(case: CaseFile, event: ClosedApart) -> Tree:
    place = case.party(event.party)
    return {
        "key": event.party,
        "name": case.name_of(event.party),
        "address": place.person.address if place else "",
        "reason": event.reason,
        "ground": reference.name("ground", event.ground) if event.ground else "",
        "terms": list(event.terms),
        "agent": event.respondent_agent or "",
    }
