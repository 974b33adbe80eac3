"""Facts of the hearing and the deliberation."""

from datetime import datetime, time
from re import search

from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.rules.events import (
    Attendance,
    Deliberated,
    HearingHeld,
    HearingScheduled,
    PanelAppointed,
)
from models.rules.procedure.together import numbers_together


def clock_time(text: str) -> time | None:
    """Return a typed time (9:30, 9时30分, 14点) as a time, None when it is none."""
    found = search(r"(\d{1,2})\s*[:：时点]\s*(\d{1,2})?", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def clock_text(text: str) -> str:
    """Return a typed time as papers print it, as typed when it is no time of the clock."""
    at = clock_time(text)
    return f"{at.hour}时{at.minute:02d}分" if at else text


def hearing_facts(case: CaseFile) -> Tree:
    """Return the hearing as fixed and, once held, as recorded."""
    planned = case.log.last(HearingScheduled)
    if planned is None:
        return {}
    hearing = planned.event
    facts: Tree = {
        "on": hearing.hearing_on,
        "time": clock_text(hearing.time),
        "place": hearing.place or ("线上" if hearing.mode == "online" else ""),
        "mode_name": reference.name("hearing_mode", hearing.mode),
        "open_name": "公开审理" if hearing.public else "不公开审理",
        "platform": hearing.platform,
        "joined": list(numbers_together(case.log).values()),
    }
    if hearing.reply_by:
        facts["reply_by"] = hearing.reply_by
    at = clock_time(hearing.time)
    if at:
        facts["at"] = datetime.combine(hearing.hearing_on, at)
    held = case.log.last(HearingHeld)
    if held:
        facts["phases"] = [{"title": s.title, "text": s.text} for s in held.event.sections]
        facts["joined"] = list(held.event.joined)
        facts["attendance"] = [_attendance(case, one) for one in held.event.attendance]
    return facts


def _attendance(case: CaseFile, one: Attendance) -> Tree:
    party = case.party(one.party)
    name = case.name_of(one.party)
    facts: Tree = {
        "side_name": reference.name("side", party.side) if party else "",
        "present": one.present,
        "present_name": "到庭" if one.present else "未到庭",
    }
    if one.present:
        return facts | {"name": one.name, "who": one.who or name}
    return facts | {"name": name, "who": f"当事人（{one.note}）" if one.note else "当事人"}


def deliberation_facts(case: CaseFile) -> Tree:
    """Return the deliberation with each member's vote; confidential (副卷)."""
    entry = case.log.last(Deliberated)
    if entry is None or entry.event.record is None:
        return {}
    record = entry.event.record
    panel = case.log.last(PanelAppointed)
    clerk = panel.event.clerk if panel else None
    return {
        "on": entry.on,
        "place": record.place,
        "members": [
            {"name": v.name, "vote": reference.name("vote", v.vote), "opinion": v.opinion}
            for v in record.votes
        ],
        "record": [{"title": s.title, "text": s.text} for s in record.sections],
        "result": record.result,
        "minority": record.minority,
        "clerk": clerk.name if clerk else "",
    }
