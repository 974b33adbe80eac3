"""Facts of the people who handle the case: handler, panel, clerk, and what was approved."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.rules.events import (
    ApprovalRecorded,
    Concluded,
    DocketingExtended,
    Entry,
    GateOverridden,
    Matter,
    PanelAppointed,
)

_CHAIR = "chair"


def handler_facts(case: CaseFile) -> Tree:
    """Return the handler; empty before docketing."""
    person = case.handler
    if person is None:
        return {}
    return {
        "name": person.name,
        "phone": person.phone,
        "certificate_no": person.certificate_no,
    }


def panel_facts(case: CaseFile) -> Tree:
    """Return the panel as last appointed."""
    entry = case.log.last(PanelAppointed)
    if entry is None:
        return {}
    members, clerk = entry.event.members, entry.event.clerk
    facts: Tree = {
        "chair": next((m.name for m in members if m.role == _CHAIR), ""),
        "members": [m.name for m in members if m.role != _CHAIR],
        "all": [
            {
                "name": m.name,
                "role_name": reference.name("panel_role", m.role),
                "certificate_no": m.certificate_no or "",
            }
            for m in members
        ],
        "names_text": "、".join(m.name + ("（组长）" if m.role == _CHAIR else "") for m in members),
        "appointed_on": entry.on,
    }
    if clerk:
        facts["clerk"] = clerk.name
    return facts


def approval_facts(case: CaseFile) -> Tree:
    """Return the recorded approvals that papers print: docketing (or refusal) and closing."""
    docketing = _last(case, Matter.DOCKETING) or _last(case, Matter.REFUSAL)
    closing = _last(case, Matter.CLOSING)
    found: Tree = {}
    if docketing:
        extended = case.log.has(DocketingExtended)
        found["docketing"] = _approval(docketing.event) | {"extended": extended}
    if closing:
        found["closing"] = _approval(closing.event)
    return found


def _last(case: CaseFile, matter: Matter) -> Entry[ApprovalRecorded] | None:
    """Return what was granted last, else what was refused last: a sheet keeps its answer."""
    granted = case.now.last(ApprovalRecorded, lambda e: e.matter == matter and e.granted)
    return granted or case.now.last(ApprovalRecorded, lambda e: e.matter == matter)


def _approval(approval: ApprovalRecorded) -> Tree:
    opinions: list[Fact] = [
        {
            "role_name": reference.name("post", one.role),
            "name": one.name,
            "opinion": one.opinion,
            "on": one.on,
        }
        for one in approval.opinions
    ]
    return {"summary": approval.summary, "opinions": opinions}


def closing_facts(case: CaseFile) -> Tree:
    """Return how the case ends, as its closing approval says or as it was concluded."""
    approval, ended = _last(case, Matter.CLOSING), case.now.last(Concluded)
    kind = approval.event.kind if approval else None
    kind = kind or (ended.event.kind if ended else None)
    if kind is None:
        return {}
    facts: Tree = {"kind": str(kind)}
    if approval:
        facts["summary"] = approval.event.proposal or approval.event.summary
    if ended:
        facts["on"] = ended.on
    return facts


def override_facts(case: CaseFile) -> list[Fact]:
    """Return what was gone on without for a reason, the oldest first; for the office's own file."""
    return [
        {
            "title": reference.name("gate", one.event.gate),
            "lacking": "；".join(one.event.lacking),
            "reason": one.event.reason,
            "approver": one.event.approver,
            "on": one.on,
        }
        for one in case.log.all(GateOverridden)
    ]
