"""Docketing (立案) and its refusal, approvals, the panel (Order 81 arts. 4, 5, 16, 20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import reference
from models.entities import Case, Staff
from models.errors import BadInput
from models.queries import acceptance
from models.queries.case_view import CaseView, state_of
from models.reference.positions import authority_gaps
from models.rules.citation import cite
from models.rules.problem import Problem
from models.rules.procedure import gates
from models.rules.procedure.state import PanelMember
from models.services.numbering import number_for
from models.services.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

MATTERS = {
    "docketing": "立案",
    "refusal": "不予立案",
    "closing": "结案",
    "docketing_extension": "延长立案期限",
    "extension_1": "第一次延长结案期限",
    "extension_2": "第二次延长结案期限",
    "preservation": "登记保存",
    "routing": "繁简分流",
}


@dataclass(frozen=True)
class Opinion:
    """One signature on a paper that was approved: whose, what it says, on which day."""

    role: str  # handler | panel | section_head | dept_head
    name: str
    opinion: str
    on: date


@dataclass(frozen=True)
class Panel:
    """The panel by staff ids: chair, members, clerk (书记员)."""

    chair: int
    members: tuple[int, ...]
    clerk: int | None = None


@command("record_approval")
def record_approval(
    desk: Desk,
    case_id: int,
    matter: str,
    opinions: Sequence[Opinion],
    *,
    on: date,
    summary: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Record a signed approval: who, when, which opinion; the last one is the deciding one.

    `details` carries what the approval sheet shows besides (closing: `kind` decision, agreement,
    dismissal).
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    require([*_approval_problems(matter, opinions, on), *_closing_problems(view, matter, details)])
    rows = [
        {"role": o.role, "name": o.name, "opinion": o.opinion, "on": o.on.isoformat()}
        for o in opinions
    ]
    payload = {"matter": matter, "opinions": rows, "summary": summary, **(details or {})}
    record(desk, view, [NewEvent("approval_recorded", on, payload)])


def _closing_problems(view: CaseView, matter: str, details: dict[str, Any] | None) -> list[Problem]:
    """A decision is approved after deliberation; an agreement or a dismissal needs none (36)."""
    if matter != "closing":
        return []
    if not view.last("docketed"):
        return [Problem("matter", "尚未立案，不能办理结案审批")]
    kind = (details or {}).get("kind", "decision")
    if kind not in reference.names()["conclusion"]:
        return [Problem("details.kind", f"没有“{kind}”这种结案方式")]
    if kind == "decision" and not view.last("deliberated"):
        return [Problem("matter", "尚未合议，不能办理结案审批")]
    return []


def _approval_problems(matter: str, opinions: Sequence[Opinion], on: date) -> list[Problem]:
    found = []
    if matter not in MATTERS:
        found.append(Problem("matter", f"没有“{matter}”这种审批事项"))
    if not opinions:
        found.append(Problem("opinions", "须登记签署人、意见和日期"))
    for index, one in enumerate(opinions):
        if not one.name.strip() or not one.opinion.strip():
            found.append(Problem(f"opinions[{index}]", "须写明签署人和意见"))
        if one.on > on:
            found.append(Problem(f"opinions[{index}].on", "签署日期晚于审批日期"))
    deciders = {o.role for o in opinions}
    if matter in MATTERS and matter != "routing" and "dept_head" not in deciders:
        found.append(Problem("opinions", f"{MATTERS[matter]}由部门负责人批准"))
    return found


def member_row(staff_id: int, role: str, field: str) -> tuple[dict[str, Any], PanelMember]:
    """Return a panel member as the event keeps it and as the gates read it."""
    row = Staff.get_or_none(Staff.id == staff_id)
    if row is None or not row.active:
        raise BadInput.of(field, f"没有编号为{staff_id}的在岗人员")
    until = row.certificate_until
    kept = {
        "staff": row.id,
        "name": row.name,
        "role": role,
        "certificate_no": row.certificate_no,
        "certificate_until": until.isoformat() if until else None,
    }
    return kept, PanelMember(row.name, role, row.certificate_no, until)


def panel_payload(panel: Panel, on: date) -> dict[str, Any]:
    """Return a checked panel as its event keeps it (three or more, odd, certificates valid)."""
    pairs = [member_row(panel.chair, "chair", "panel.chair")]
    pairs += [
        member_row(staff_id, "member", f"panel.members[{i}]")
        for i, staff_id in enumerate(panel.members)
    ]
    members = [m for _, m in pairs]
    require([*gates.panel_problems(members), *gates.certificate_problems(members, on)])
    payload: dict[str, Any] = {"members": [kept for kept, _ in pairs]}
    if panel.clerk is not None:
        payload["clerk"] = member_row(panel.clerk, "clerk", "panel.clerk")[0]
    return payload


@command("docket")
def docket(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    panel: Panel,
    handler: int,
    number: str | None = None,
    override_reason: str = "",
) -> None:
    """Docket an adjudication: 案号, panel, handler; the acceptance check must say docket.

    `override_reason` lets the head decide otherwise on an unclear finding; never on a missing one.
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    require(_docket_problems(desk, view, override_reason))
    appointed = panel_payload(panel, on)
    _handler(handler)
    case_no = number_for(desk, view, view.row["kind"], on.year, number)
    Case.update(case_no=case_no, handler=handler).where(Case.id == case_id).execute()
    payload = {"override_reason": override_reason} if override_reason else {}
    # The panel is appointed with the docketing (art. 20) and goes when that is voided.
    named = NewEvent("panel_appointed", on, appointed | {"derived": True})
    events = [NewEvent("docketed", on, payload), named]
    record(desk, view, events)


def _handler(staff_id: int) -> None:
    row = Staff.get_or_none(Staff.id == staff_id)
    if row is None or not row.active:
        raise BadInput.of("handler", f"没有编号为{staff_id}的在岗人员")
    if not row.certificate_no:
        raise BadInput.of(
            "handler", f"{row.name}没有登记办案资质证件，不能承办（{cite('certificate')}）"
        )


@command("assign_handler")
def assign_handler(desk: Desk, case_id: int, *, handler: int) -> None:
    """Assign the handler (分办) before docketing: notices of a mediation name one (arts. 4, 65)."""
    begin(desk, case_id)
    _handler(handler)
    Case.update(handler=handler).where(Case.id == case_id).execute()
    desk.unit.touch("case")


def _docket_problems(desk: Desk, view: CaseView, override_reason: str) -> list[Problem]:
    if view.row["kind"] == "advisory":
        return [
            Problem(
                "case", f"咨询意见不立案，请登记权利人的回应、出具咨询意见（{cite('advisory')}）"
            )
        ]
    if view.row["kind"] != "adjudication":
        return [
            Problem("case", f"调解案件须经被请求人同意后立案（{cite('consent')}），请用调解立案")
        ]
    state = state_of(view)
    if state.has("docketed"):
        return [Problem("case", "本案已经立案")]
    if state.has("not_docketed"):
        return [Problem("case", "本案已经不予立案")]
    found = [Problem("authority", gap) for gap in authority_gaps(desk)]
    if not state.has("approval_recorded:docketing"):
        found.append(Problem("approval", f"尚未登记立案审批（{cite('docketing')}）"))
    outcome = acceptance.check(desk, view)
    missing = [f for f in outcome.findings if f.state == "missing"]
    if outcome.result == "docket" or (override_reason.strip() and not missing):
        return found
    words = "；".join(f.text for f in outcome.findings if f.state != "met")
    return [*found, Problem("acceptance", f"审查结论不是立案：{words}")]


@command("refuse_docketing")
def refuse_docketing(
    desk: Desk, case_id: int, *, on: date, number: str | None = None, note: str = ""
) -> None:
    """Refuse docketing with the reasons that the acceptance check ticked (arts. 12, 14, 16)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    state = state_of(view)
    if state.has("docketed") or state.has("not_docketed"):
        raise BadInput.of("case", "本案已经立案或者已经不予立案")
    if not state.has("approval_recorded:refusal"):
        raise BadInput.of("approval", "尚未登记不予立案审批")
    outcome = acceptance.check(desk, view)
    if not outcome.ticked:
        raise BadInput.of(
            "reasons", "没有不予立案的法定理由；权利要求未写明、超过三年都不是不予立案的理由"
        )
    refusal_no = number_for(desk, view, "refusal", on.year, number)
    Case.update(refusal_no=refusal_no).where(Case.id == case_id).execute()
    reasons = [
        {"code": r.code, "text": r.text, "ticked": r.ticked} for r in outcome.refusal_reasons
    ]
    record(desk, view, [NewEvent("not_docketed", on, {"reasons": reasons, "note": note})])


@command("appoint_panel")
def appoint_panel(desk: Desk, case_id: int, panel: Panel, *, on: date, reason: str) -> None:
    """Replace the panel; it must be told anew and the recusal clock starts again (art. 5)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    if not reason.strip():
        raise BadInput.of("reason", "更换合议组须写明理由")
    payload = panel_payload(panel, on) | {"reason": reason.strip()}
    record(desk, view, [NewEvent("panel_appointed", on, payload)])
