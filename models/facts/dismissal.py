"""Facts of a dismissed adjudication: grounds as ticked, reason, articles, remedy."""

from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.rules.citation import formal
from models.rules.events import CaseDismissed, JurisdictionTold, LeadTransferred
from models.store.desk import Desk


def dismissal_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the dismissal as decided; before that the grounds unticked, for a draft.

    What was recorded without a ground has none to tick: its paper tells the reason alone.
    """
    entry = case.log.last(CaseDismissed)
    chosen = entry.event.ground if entry else ""
    facts: Tree = {"remedy": desk.settings.remedy("dismissal", case.patent_kind) or ""}
    if entry is None or chosen:
        facts["grounds"] = [
            {"text": ground.text, "ticked": ground.code == chosen}
            for ground in reference.dismissal_grounds().values()
        ]
    if entry:
        facts |= {
            "on": entry.on,
            "reason": entry.event.reason,
            "basis": formal(entry.event.basis),
        }
    return facts


def jurisdiction_facts(case: CaseFile) -> Tree:
    """Return what the requesters were told of jurisdiction, and what was transferred (art. 9)."""
    told, moved = case.log.last(JurisdictionTold), case.log.last(LeadTransferred)
    if told is None:
        return {}
    facts: Tree = {"reason": told.event.text, "office": told.event.office, "told_on": told.on}
    if moved:
        facts |= {
            "office": moved.event.office,
            "materials": moved.event.text,
            "transferred_on": moved.on,
        }
    return facts
