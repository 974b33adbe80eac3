"""Facts of single records: a service, a routing decision, explained deadlines."""

from datetime import timedelta

from forms.facts import Fact
from models import reference
from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.facts.parties import party_facts
from models.rules.citation import formal
from models.rules.deadlines.model import Deadline
from models.rules.events import Docketed, Entry, Proof, Routed, Served
from models.store.desk import Desk

_GUESS = "所涉年度的放假安排尚未公布，按周末和法定节日固定日期暂估，公布后重新计算。"


def service_facts(desk: Desk, case: CaseFile, to: str | None, number: int | None) -> Tree:
    """Return one service for its 送达回证: all documents that went to the party that day.

    Without the number of an entry the slip is printed ahead, with places to fill in by hand.
    """
    party = case.party(to)
    if party is None:
        return {}
    entry = next((e for e in case.log.all(Served) if e.id == number), None)
    methods = reference.methods()
    used = methods.get(entry.event.method) if entry else None
    chosen = (used.under or used.id) if used else ""
    facts: Tree = {
        "addressee": party_facts(desk, case, to),
        "methods": [
            {"name": m.name, "ticked": m.id == chosen} for m in methods.values() if not m.under
        ],
        "address": (entry.event.proof.address if entry else "") or party.person.address,
    }
    return facts | _served(case, entry) if entry else facts


def _served(case: CaseFile, entry: Entry[Served]) -> Tree:
    event, names = entry.event, reference.document_names()
    same = [
        e.event.document
        for e in case.log.all(Served)
        if (e.event.to, e.on, e.event.method) == (event.to, entry.on, event.method)
    ]
    facts: Tree = {
        "items": [{"name": names[document]} for document in same],
        "document_name": names[event.document],
        "method": event.method,
        "received_by": event.proof.received_by,
        "received_on": entry.on,
        "server_name": event.server,
        "witness": event.proof.witness,
        "note": _notes(event.proof),
    }
    if event.proof.sent_on:
        facts["sent_on"] = event.proof.sent_on
    return facts


def _notes(proof: Proof) -> str:
    notes = (
        ("签收人的身份", _capacity(proof)),
        ("拒收事由", proof.refusal_reason),
        ("拍照、录像", proof.recording),
        ("邮件号码", proof.tracking_no),
        ("接收地址", proof.target),
        ("公告载体", proof.place),
        ("原因和经过", proof.reason),
        ("备注", proof.note),
    )
    return "；".join(f"{label}：{text}" for label, text in notes if text)


def _capacity(proof: Proof) -> str:
    """Return in which capacity somebody signed; why another is accepted stays in the office."""
    found = reference.receivers().get(proof.received_as)
    return found.name if found and not found.reason else ""


def routing_facts(desk: Desk, case: CaseFile) -> Tree:
    """Return the last routing with every criterion and its answer.

    The target of a simple case is the office's own; for any other it is the statutory limit.
    """
    entry = case.log.last(Routed)
    if entry is None:
        return {}
    routed = entry.event
    facts: Tree = {
        "phase_name": reference.name("phase", routed.phase),
        "criteria": [
            {
                "text": c.text,
                "basis": formal(c.basis),
                "for_name": "指向" + reference.name("track", c.favours),
                "met_name": reference.name("answer", routed.answers.get(c.id, "pending")),
                "note": routed.notes.get(c.id, ""),
            }
            for c in reference.routing_rules().criteria
        ],
        "result_name": reference.name("track", routed.result),
        "reason": "；".join(routed.reasons),
        "override_reason": routed.override_reason,
        "decided_by": routed.decided_by,
        "decided_on": entry.on,
        "handler_opinion": routed.handler_opinion,
    }
    docketed = case.log.last(Docketed)
    if docketed and routed.target_days:
        facts["target_on"] = docketed.on + timedelta(days=routed.target_days)
    elif limit := deadlines.find(desk, case, "conclude", None, desk.today()):
        facts["target_on"] = limit.due
    return facts


def deadlines_facts(desk: Desk, case: CaseFile) -> list[Fact]:
    """Return every deadline of the case as of today with each step of its computation."""
    found = deadlines.case_deadlines(desk, case, desk.today())
    return [deadline_facts(case, deadline) for deadline in found]


def deadline_facts(case: CaseFile, deadline: Deadline) -> Tree:
    """Return one deadline with every step of its computation and every day that was skipped."""
    skipped: list[Fact] = [
        {"date": day, "name": name} for step in deadline.trace for day, name in step.skipped
    ]
    return {
        "name": deadline.name,
        "party_name": case.name_of(deadline.party) or "全案",
        "basis": formal(deadline.basis),
        "trigger_date": deadline.trigger_date,
        "plan_by": deadline.plan_by,
        "due": deadline.due,
        "status_name": reference.name("deadline_status", deadline.status),
        "steps": [
            {"no": n, "text": formal(step.text), "from": step.start, "to": step.end}
            for n, step in enumerate(deadline.trace, start=1)
        ],
        "skipped": skipped,
        "provisional_note": _GUESS if deadline.provisional else "",
        "positions": list(deadline.positions),
    }
