"""Deadlines of a case in words a clerk reads at a glance: status, short article, short reason."""

import re
from datetime import date

from models import reference
from models.queries import signs
from models.queries.case_page_data import DateLine, TraceLine
from models.queries.case_view import CaseView
from models.rules.deadlines.model import Deadline, TraceStep

SOON_DAYS = 3
OPEN = frozenset({"running", "overdue", "suspended"})
_YEAR = re.compile(r"\d{4}年(?=\d)")
_NOTE = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_TAIL = re.compile("(股份有限公司|有限责任公司|有限公司|经营部|公司)$")
_HEAD = re.compile("^[\u4e00-\u9fff]{2,3}?(?:省|市|县|区|州)(?=[\u4e00-\u9fff]{2})")
_UNITS = {"day": "日", "workday": "个工作日", "month": "个月", "year": "年"}
_WEEKEND = {"周六", "周日"}
# What a party let pass is named by what it did not do; other rights just ran out.
_UNDONE = {"answer": "未答辩", "answer_foreign": "未答辩", "med_opinion": "未陈述意见"}


def short_day(day: date) -> str:
    """Return a day as 3月9日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """Return a day as 2026年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_name(name: str, limit: int = 8) -> str:
    """Return a party's name without place and legal form, at most `limit` characters."""
    bare = _TAIL.sub("", _HEAD.sub("", name)) or name
    return bare if len(bare) <= limit else f"{bare[: limit - 1]}…"


def short_basis(text: str) -> str:
    """Return the first article of a citation, Order 81 as 办法."""
    first = text.split("、")[0]
    return first.replace("专利纠纷行政裁决和调解办法", "办法").replace(
        "最高人民法院关于适用行政诉讼法的解释", "行诉解释"
    )


def status_words(deadline: Deadline, today: date) -> tuple[str, str, str]:
    """Return sign, words and tone of a deadline's status as of a day."""
    met = short_day(deadline.met_on) if deadline.met_on else ""
    own = deadline.duty == "office"
    fixed = {
        "met": (signs.DONE, f"按期 {met}", "good"),
        "met_late": (signs.WRONG, f"{'本局迟延' if own else '逾期'} {met}", "problem"),
        "suspended": (signs.PAUSED, "暂停计算", "warning"),
        "ended": (signs.NOTHING, "随结案终止", "secondary"),
        "missed": (signs.WRONG, "结案前已逾期", "problem"),
        "elapsed": (signs.DONE, "等待期已满", "good"),
    }
    if deadline.status in fixed:
        return fixed[deadline.status]
    if deadline.status == "lapsed":
        undone = _UNDONE.get(deadline.id)
        if undone:
            return signs.WRONG, undone, "problem"
        return signs.NOTHING, "期满未行使", "secondary"
    left = (deadline.due - today).days
    if deadline.status == "overdue" or left < 0:
        return signs.WRONG, f"逾期 {-left} 日", "problem"
    guess = "（暂估）" if deadline.provisional else ""
    if left == 0:
        return signs.CARE, f"今天届满{guess}", "warning"
    sign, tone = (signs.CARE, "warning") if left <= SOON_DAYS else (signs.RUNNING, "accent")
    return sign, f"还有 {left} 日{guess}", tone


def why(deadline: Deadline) -> str:
    """Return the reckoning in one short line."""
    return "；".join(w for w in (_why_step(s) for s in deadline.trace) if w)


def _bare(text: str) -> str:
    return _YEAR.sub("", _NOTE.sub("", text))


def _why_step(step: TraceStep) -> str:
    first = _bare(step.text).split("，")[0]
    if step.step == "count":
        unit = _UNITS.get(step.unit or "", "日")
        way = "向前" if step.direction == "backward" else "次日起算 "
        named = list(dict.fromkeys(n for _, n in step.skipped if n not in _WEEKEND))
        rest = f"，跳过{'、'.join(named)}" if named else ""
        return f"{way}{step.count}{unit}{rest}" if step.count else first
    if step.step == "roll":
        name = step.skipped[0][1] if step.skipped else "休息日"
        return f"{short_day(step.start)}为{name}，顺延至{short_day(step.end)}"
    if step.step == "tolling":
        return f"＋{first} {step.count} 日"
    return first


def date_lines(view: CaseView, found: list[Deadline], today: date) -> tuple[DateLine, ...]:
    """Return the deadlines, those still open first by day, then the others by day."""
    ordered = sorted(found, key=lambda d: (d.status not in OPEN, d.due, d.id, d.party or ""))
    return tuple(_line(view, d, today) for d in ordered)


def _line(view: CaseView, deadline: Deadline, today: date) -> DateLine:
    party = view.party(deadline.party or "")
    sign, words, tone = status_words(deadline, today)
    return DateLine(
        rule=deadline.id,
        key=deadline.party or "",
        name=deadline.name,
        who=party.data["name"] if party else (_item(view, deadline.party)),
        trigger=deadline.trigger_date,
        plan_by=deadline.plan_by,
        due=deadline.due,
        status=deadline.status,
        sign=sign,
        status_text=words,
        tone=tone,
        open=deadline.status in OPEN,
        duty=deadline.duty,
        basis=deadline.basis,
        basis_short=short_basis(deadline.basis),
        why=why(deadline),
        provisional=deadline.provisional,
        trace=tuple(TraceLine(s.text, s.skipped) for s in deadline.trace),
        if_missed=deadline.if_missed,
        positions=deadline.positions,
    )


def _item(view: CaseView, key: str | None) -> str:
    """Return what a deadline that belongs to no party is about: a designated matter, or all."""
    if not key:
        return "全案"
    asked = view.last("period_set", id=key)
    if asked is None:
        return f"物品{key}"
    what = reference.event_schema().choices["what"].get(asked.payload.get("what", ""), key)
    party = view.party(asked.payload.get("party", ""))
    return f"{what}（{party.data['name']}）" if party else what
