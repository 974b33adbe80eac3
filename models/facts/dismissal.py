"""Facts of a dismissed adjudication: grounds as ticked, reason, articles, remedy."""

from typing import Any

from models import reference
from models.queries.case_view import CaseView
from models.rules.citation import formal
from models.store.desk import Desk

Facts = dict[str, Any]


def dismissal_facts(desk: Desk, view: CaseView) -> Facts:
    """Return the dismissal as decided; before that the grounds unticked, for a draft.

    What was recorded without a ground has none to tick: its paper tells the reason alone.
    """
    event = view.last("case_dismissed")
    chosen = event.payload.get("ground", "") if event else ""
    facts: Facts = {"remedy": desk.settings.remedy("dismissal") or ""}
    if event is None or chosen:
        facts["grounds"] = [
            {"text": g.text, "ticked": g.code == chosen}
            for g in reference.dismissal_grounds().values()
        ]
    if event:
        facts |= {
            "on": event.on,
            "reason": event.payload["reason"],
            "basis": formal(event.payload["basis"]),
        }
    return facts
