"""Facts of the people who handle the case: handler, panel, clerk, and what was approved."""

from datetime import date
from typing import Any

from models import reference
from models.queries.case_view import CaseView

Facts = dict[str, Any]


def handler_facts(view: CaseView) -> Facts:
    """Return the handler; empty before docketing."""
    row = view.handler
    if row is None:
        return {}
    return {"name": row["name"], "phone": row["phone"], "certificate_no": row["certificate_no"]}


def panel_facts(view: CaseView) -> Facts:
    """Return the panel as last appointed."""
    event = view.last("panel_appointed")
    if event is None:
        return {}
    members = event.payload["members"]
    clerk = event.payload.get("clerk")
    facts: Facts = {
        "chair": next((m["name"] for m in members if m["role"] == "chair"), ""),
        "members": [m["name"] for m in members if m["role"] != "chair"],
        "all": [
            {
                "name": m["name"],
                "role_name": reference.name("panel_role", m["role"]),
                "certificate_no": m.get("certificate_no") or "",
            }
            for m in members
        ],
        "names_text": "、".join(
            m["name"] + ("（组长）" if m["role"] == "chair" else "") for m in members
        ),
        "appointed_on": event.on,
    }
    if clerk:
        facts["clerk"] = clerk["name"]
    return facts


def approval_facts(view: CaseView) -> Facts:
    """Return the recorded approvals that papers print: docketing (or refusal) and closing."""
    found: Facts = {}
    for key, matters in (("docketing", ("docketing", "refusal")), ("closing", ("closing",))):
        events = [view.last("approval_recorded", matter=m) for m in matters]
        event = next((e for e in events if e), None)
        if event is None:
            continue
        found[key] = {
            "summary": event.payload.get("summary", ""),
            "opinions": [
                {
                    "role_name": reference.name("approval_role", o["role"]),
                    "name": o["name"],
                    "opinion": o["opinion"],
                    "on": date.fromisoformat(o["on"]),
                }
                for o in event.payload["opinions"]
            ],
        }
    if "docketing" in found:
        found["docketing"]["extended"] = view.last("docketing_extended") is not None
    return found


def closing_facts(view: CaseView) -> Facts:
    """Return how the case ends, as its closing approval says or as it was concluded."""
    approval = view.last("approval_recorded", matter="closing")
    ended = view.last("concluded")
    kind = approval.payload.get("kind") if approval else None
    kind = kind or (ended.payload.get("kind") if ended else None)
    if kind is None:
        return {}
    facts: Facts = {"kind_name": reference.name("conclusion", kind)}
    if approval:
        facts["summary"] = approval.payload.get("proposal") or approval.payload.get("summary", "")
    if ended:
        facts["on"] = ended.on
    return facts
