"""Facts of what happened: acceptance, answers, evidence period, hearing, deliberation, decision."""

from datetime import date, datetime, time
from re import search
from typing import Any

from models import reference
from models.queries import acceptance, deadlines
from models.queries.case_view import CaseView
from models.rules.citation import formal
from models.store.desk import Desk

Facts = dict[str, Any]


def acceptance_facts(desk: Desk, view: CaseView) -> Facts:
    """Return the checklist, the correction list as it was sent, the reasons as they were ticked."""
    outcome = acceptance.check(desk, view)
    facts: Facts = {
        "findings": [
            {
                "item": reference.name("acceptance_item", f.item),
                "state": f.state,
                "state_name": reference.name("state", f.state),
                "basis": formal(f.basis),
                "text": f.text,
            }
            for f in outcome.findings
        ],
        "corrections": [
            {"no": n, "text": c.text, "basis": formal(c.basis)}
            for n, c in enumerate(outcome.corrections, start=1)
        ],
        "reasons": [
            {"code": r.code, "text": r.text, "ticked": r.ticked} for r in outcome.refusal_reasons
        ],
        "remedy": desk.settings.remedy("refusal") or "",
    }
    asked = view.last("period_set", what="correction")
    if asked:
        facts["corrections"] = [
            {"no": n, "text": c["text"], "basis": formal(c["basis"])}
            for n, c in enumerate(asked.payload["items"], start=1)
        ]
        clock = deadlines.find(desk, view, "designated", asked.payload["id"], desk.today())
        if clock:
            facts["correct_by"] = clock.due
    refused = view.last("not_docketed")
    if refused and refused.payload.get("reasons"):
        facts["reasons"] = refused.payload["reasons"]
        facts["refuse_note"] = refused.payload.get("note", "")
    return facts


def answer_facts(view: CaseView) -> list[Facts]:
    """Return the answers that came in."""
    found = []
    for event in view.standing_events():
        party = view.party(event.payload.get("from", ""))
        if event.type != "answer_received" or party is None:
            continue
        facts = {
            "party_name": party.data["name"],
            "received_on": event.on,
            "text": event.payload.get("text", ""),
        }
        if event.payload.get("posted_on"):
            facts["posted_on"] = date.fromisoformat(event.payload["posted_on"])
        found.append(facts)
    return found


def evidence_period_facts(desk: Desk, view: CaseView, party: str | None = None) -> Facts:
    """Return the evidence period in days: as that party was told, else the office's usual one."""
    own = {"to": party} if party else {}
    served = view.last("served", document="evidence_notice", **own)
    usual = int(desk.settings.get("internal.evidence_days"))
    if served is None:
        return {"days": usual, "agreed": False}
    return {
        "days": served.payload.get("days") or usual,
        "agreed": bool(served.payload.get("agreed")),
    }


def clock_time(text: str) -> time | None:
    """Return a typed time (9:30, 9时30分, 14点) as a time, None when it is none."""
    found = search(r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?", text or "")
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def hearing_facts(view: CaseView) -> Facts:
    """Return the hearing as fixed and, once held, as recorded."""
    planned = view.last("hearing_scheduled")
    if planned is None:
        return {}
    data = planned.payload
    day = date.fromisoformat(data["hearing_on"])
    at = clock_time(data.get("time", ""))
    online = data.get("mode") == "online"
    facts: Facts = {
        "on": day,
        "time": f"{at.hour}时{at.minute:02d}分" if at else data.get("time", ""),
        "place": data.get("place") or ("线上" if online else ""),
        "mode_name": reference.name("hearing_mode", data.get("mode", "onsite")),
        "open_name": "公开审理" if data.get("public", True) else "不公开审理",
        "platform": data.get("platform", ""),
    }
    if data.get("reply_by"):
        facts["reply_by"] = date.fromisoformat(data["reply_by"])
    if at:
        facts["at"] = datetime.combine(day, at)
    held = view.last("hearing_held")
    if held:
        facts["phases"] = held.payload["sections"]
        facts["attendance"] = [_attendance(view, a) for a in held.payload["attendance"]]
    return facts


def _attendance(view: CaseView, row: dict[str, Any]) -> Facts:
    party = view.party(row["party"])
    name = party.data["name"] if party else row["party"]
    side = reference.name("side", party.side) if party else ""
    if row["present"]:
        return {"side_name": side, "name": row["name"], "who": row["who"] or name,
                "present_name": "到庭"}  # fmt: skip
    who = f"当事人（{row['note']}）" if row.get("note") else "当事人"
    return {"side_name": side, "name": name, "who": who, "present_name": "未到庭"}


def deliberation_facts(view: CaseView) -> Facts:
    """Return the deliberation with each member's vote; confidential (副卷)."""
    event = view.last("deliberated")
    if event is None:
        return {}
    data = event.payload
    panel = view.last("panel_appointed")
    clerk = (panel.payload.get("clerk") or {}).get("name", "") if panel else ""
    return {
        "on": event.on,
        "place": data.get("place", ""),
        "members": [
            {
                "name": v["name"],
                "vote": reference.name("vote", v["vote"]),
                "opinion": v["opinion"],
            }
            for v in data["votes"]
        ],
        "record": data["sections"],
        "result": data["result"],
        "minority": data.get("minority", ""),
        "clerk": clerk,
    }


def decision_facts(desk: Desk, view: CaseView) -> Facts:
    """Return the decision as issued; remedy and court are office positions."""
    event = view.last("decision_issued")
    if event is None:
        return {}
    data = event.payload
    names = {"established": "侵权成立", "rejected": "驳回请求"}
    return {
        "on": event.on,
        "claims_of_requester": data["requester_claims"],
        "claims_of_respondent": data["respondent_claims"],
        "procedure_text": data["procedure"],
        "facts_found": list(data["facts_found"]),
        "evidence_text": data["evidence_text"],
        "reasons": list(data["reasons"]),
        "basis": list(data["basis"]),
        "order": [item["text"] for item in data["order"]],
        "result_name": names.get(data["result"], ""),
        "remedy": desk.settings.remedy("decision") or "",
        "enforceable": bool(data.get("ordered")),
        "court": desk.settings.get("position.court.decision") or "",
    }


def publication_facts(desk: Desk, view: CaseView, facts: Facts) -> Facts:
    """Return the publication sheet: persons' numbers and homes stay out of it (art. 83)."""
    event = view.last("decision_issued")
    if event is None:
        return {}
    ordered = set(event.payload.get("ordered", []))
    clock = deadlines.find(desk, view, "publish", None, desk.today())
    published = view.last("published")
    found: Facts = {
        "title": f"{facts['case']['cause']}案",
        "no": facts["case"].get("no", ""),
        "infringer": [_infringer(p.data) for p in view.parties if p.key in ordered],
        "patent": f"{facts['patent']['kind_name']}专利{facts['patent']['number']}",
        "facts": "\n".join(event.payload["facts_found"]),
        "basis": "、".join(event.payload["basis"]),
        "order": [item["text"] for item in event.payload["order"]],
        "decided_on": event.on,
        "masked_note": "自然人的住址、证件号码、联系方式已遮盖",
    }
    if clock:
        found["due"] = clock.due
    if published:
        found["published_on"] = published.on
        if published.payload.get("masked"):
            found["masked_note"] = "、".join(published.payload["masked"]) + "已遮盖"
    return found


def _infringer(data: dict[str, Any]) -> Facts:
    person = data["kind"] == "natural"
    return {
        "name": data["name"],
        "code": "" if person or data["id_type"] != "uscc" else data["id_no"],
        "legal_rep": "" if person else data["legal_rep"],
    }
