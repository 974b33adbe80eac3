"""Facts of the papers that put the decision right, change or revoke it (Order 81 art. 33)."""

from forms.facts import Fact
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.reference.positions import sue_period_restarts
from models.rules.decided.in_force import order_before
from models.rules.events import DecisionChanged, DecisionRevoked, DecisionRighted, Entry
from models.store.desk import Desk


def amended_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the last putting right, change and revocation, each under its own name."""
    found: Tree = {}
    if righted := case.log.last(DecisionRighted):
        items: list[Fact] = [
            {"place": i.place, "stood": i.stood, "stands": i.stands} for i in righted.event.items
        ]
        found["righting"] = {
            "on": righted.on, "items": items, "reason": righted.event.reason
        }  # fmt: skip
    if changed := case.log.last(DecisionChanged):
        order: list[Fact] = [item.text for item in changed.event.order_items]
        found["change"] = _shared(desk, case, changed) | {"order": order}
    if revoked := case.log.last(DecisionRevoked):
        found["revocation"] = _shared(desk, case, revoked)
    return found


def _shared(
    desk: Desk, case: CaseFile, entry: Entry[DecisionChanged] | Entry[DecisionRevoked]
) -> Tree:
    """Return what a change and a revocation both say; the remedy is an office position."""
    event = entry.event
    remedy = desk.settings.remedy("change", case.patent_kind) if sue_period_restarts(desk) else None
    return {
        "on": entry.on,
        "by": case.name_of(event.applied_by),
        "ground": event.ground.label if event.ground else "",
        "was": [item.text for item in order_before(case.log, entry)],
        "reasons": list(event.reasons),
        "basis": list(event.basis),
        "remedy": remedy or "",
    }
