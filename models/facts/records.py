"""Facts of single records: a service, a routing decision, a notification, explained deadlines."""

from datetime import date
from typing import Any

from models import reference
from models.entities import Notification
from models.facts.parties import party_facts
from models.queries import deadlines
from models.queries.case_view import CaseView, EventView
from models.reference.rule_store import pack_label
from models.rules.citation import formal
from models.rules.deadlines.model import Deadline
from models.store.desk import Desk

Facts = dict[str, Any]


def service_facts(desk: Desk, view: CaseView, to: str, event: EventView | None = None) -> Facts:
    """Return one service for its 送达回证: all documents that went to the party that day.

    Without an event the slip is printed ahead, with empty places to fill in by hand.
    """
    party = view.party(to)
    if party is None:
        return {}
    methods = reference.methods()
    chosen = event.payload["method"] if event else ""
    facts: Facts = {
        "addressee": party_facts(desk, view, party),
        "methods": [{"name": m.name, "ticked": m.id == chosen} for m in methods.values()],
        "address": party.data["address"],
    }
    if event is None:
        return facts
    same = [
        e
        for e in view.standing_events()
        if e.type == "served" and e.payload["to"] == to and e.on == event.on
        and e.payload["method"] == chosen
    ]  # fmt: skip
    names = reference.catalogue().documents
    facts["items"] = [{"name": names[e.payload["document"]]} for e in same]
    facts["document_name"] = names[event.payload["document"]]
    facts["method"] = chosen
    return facts | _proof(event)


def _proof(event: EventView) -> Facts:
    details = event.payload.get("details", {})
    notes = [
        f"{label}：{details[name]}"
        for name, label in (
            ("refusal_reason", "拒收事由"),
            ("recording", "拍照、录像"),
            ("tracking_no", "邮件号码"),
            ("target", "接收地址"),
            ("place", "公告载体"),
            ("reason", "原因和经过"),
            ("note", "备注"),
        )
        if details.get(name)
    ]
    facts: Facts = {
        "received_by": details.get("received_by", ""),
        "received_on": event.on,
        "server_name": event.payload.get("server", ""),
        "witness": details.get("witness", ""),
        "note": "；".join(notes),
    }
    if details.get("sent_on"):
        facts["sent_on"] = date.fromisoformat(details["sent_on"])
    return facts


def routing_facts(desk: Desk, view: CaseView, phase: str | None = None) -> Facts:
    """Return the last routing (of a phase) with every criterion and its answer.

    The target of a simple case is the office's own; for any other it is the statutory limit.
    """
    event = view.last("routed", phase=phase) if phase else view.last("routed")
    if event is None:
        return {}
    data = event.payload
    facts: Facts = {
        "phase_name": reference.name("phase", data["phase"]),
        "criteria": [
            {
                "text": c.text,
                "basis": formal(c.basis),
                "for_name": "指向" + reference.name("track", c.favours),
                "met_name": reference.name("answer", data["answers"].get(c.id, "pending")),
                "note": data.get("notes", {}).get(c.id, ""),
            }
            for c in reference.routing_rules().criteria
        ],
        "result_name": reference.name("track", data["result"]),
        "reason": "；".join(data["reasons"]),
        "override_reason": data.get("override_reason", ""),
        "decided_by": data["decided_by"],
        "decided_on": event.on,
        "handler_opinion": data.get("handler_opinion", ""),
    }
    docketed = view.last("docketed")
    if docketed and data.get("target_days"):
        facts["target_on"] = date.fromordinal(docketed.on.toordinal() + data["target_days"])
    elif limit := deadlines.find(desk, view, "conclude", None, desk.today()):
        facts["target_on"] = limit.due
    return facts


def notification_facts(desk: Desk, notification_id: int) -> Facts:
    """Return one entry of the ledger with all routes that are told."""
    row = Notification.get_by_id(notification_id)
    names = reference.names()
    facts: Facts = {
        "told_on": row.told_on,
        "by_name": row.by_staff.name if row.by_staff_id else "",
        "person_name": row.person_name,
        "person_phone": row.person_phone,
        "manner_name": reference.name("manner", row.manner),
        "choice_name": names["route"].get(row.choice, ""),
        "fee_text": names["fee_text"][desk.settings.get("position.fees")],
        "routes": [
            {"name": names["route"][r], "what": names["route_what"][r], "ticked": r == row.choice}
            for r in names["route"]
        ],
    }
    return facts


def deadline_facts(view: CaseView, deadline: Deadline) -> Facts:
    """Return one deadline with every step of its reckoning and every day that was skipped."""
    party = view.party(deadline.party or "")
    skipped = [{"date": day, "name": name} for t in deadline.trace for day, name in t.skipped]
    facts: Facts = {
        "name": deadline.name,
        "party_name": party.data["name"] if party else (deadline.party or "全案"),
        "basis": formal(deadline.basis),
        "trigger_date": deadline.trigger_date,
        "plan_by": deadline.plan_by,
        "due": deadline.due,
        "status_name": reference.name("deadline_status", deadline.status),
        "steps": [
            {"no": n, "text": formal(t.text), "from": t.start, "to": t.end}
            for n, t in enumerate(deadline.trace, start=1)
        ],
        "skipped": skipped,
        "provisional_note": "",
        "positions": list(deadline.positions),
    }
    if deadline.provisional:
        facts["provisional_note"] = (
            "所涉年度的放假安排尚未公布，按周末和法定节日固定日期暂估，公布后重新计算。"
        )
    return facts


def deadlines_facts(desk: Desk, view: CaseView, as_of: date) -> Facts:
    """Return every deadline of the case as of a day, and the packs they rest on."""
    found = [deadline_facts(view, d) for d in deadlines.case_deadlines(desk, view, as_of)]
    return {"deadlines": found, "deadline_packs": pack_label(desk)}
