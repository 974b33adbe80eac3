"""How lists and pages spell days, names and states: the one place for formats, tones and signs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models import reference
from models.queries import signs
from models.queries.signs import Tone
from models.rules.events import Changed, ServiceAttempted
from models.rules.serving.attempts import Attempt

_TAIL = re.compile("(股份有限公司|有限责任公司|有限公司|经营部|公司)$")
_HEAD = re.compile("^[\u4e00-\u9fff]{2,3}?(?:省|市|县|区|州)(?=[\u4e00-\u9fff]{2})")
_SHORT_LAWS = {
    "专利纠纷行政裁决和调解办法": "办法",
    "最高人民法院关于适用行政诉讼法的解释": "行诉解释",
}
_FEN_PER_YUAN = 100
_NONE = "（空）"
DAYS_AMBER = 3  # left, from which on a date is a warning
DAYS_LISTED = 7  # ahead, within which dates are listed and filtered
CODE = 16  # of the hash of an audit entry: what a person compares


@dataclass(frozen=True)
class State:
    """A state as it is shown: a sign, the word, and the tone that colours both."""

    sign: str
    text: str
    tone: Tone


_UNKNOWN = State(signs.NOTHING, "", Tone.SECONDARY)
_PAPERS = {
    "draft": State(signs.NOTHING, "草稿", Tone.SECONDARY),
    "final": State(signs.RUNNING, "已定稿", Tone.ACCENT),
    "issued": State(signs.DONE, "已送达", Tone.GOOD),
    "void": State(signs.WRONG, "已作废", Tone.PROBLEM),
}
_FINDINGS = {"met": Tone.GOOD, "missing": Tone.PROBLEM}

_REVIEW = {
    "docket": Tone.GOOD,
    "correct": Tone.WARNING,
    "refuse": Tone.PROBLEM,
    "refer": Tone.WARNING,
}


def backup_reason(code: str) -> str:
    """Return why a backup was made: by hand, by the day, or before an update of the program."""
    return {"manual": "手动", "daily": "每日"}.get(code, "升级前")


def paper_state(code: str) -> State:
    """Return the state of a stored paper: draft, final, issued or void."""
    return _PAPERS.get(code, _UNKNOWN)


def finding_state(code: str) -> State:
    """Return the state of a line of the acceptance check: met, missing or unclear."""
    tone = _FINDINGS.get(code, Tone.WARNING)
    return State(signs.OF_TONE[tone], reference.name("state", code), tone)


def review_tone(result: str, states: Iterable[str]) -> Tone:
    """Return how grave the result of a review is: with anything unclear it is not all well."""
    tone = _REVIEW.get(result, Tone.SECONDARY)
    whole = all(state == "met" for state in states)
    return Tone.WARNING if tone is Tone.GOOD and not whole else tone


def changed_text(one: Changed) -> str:
    """Return a field that was put right with its old and new value."""
    return f"{one.field}：{one.was or _NONE} → {one.now or _NONE}"


def attempts_text(attempts: Sequence[Attempt]) -> str:
    """Return what was tried to serve a paper: 已尝试2次：5-12 邮寄 拒收，5-20 直接 无人应答."""
    tried = "，".join(f"{e.on.month}-{e.on.day} {attempt_text(e.event)}" for e in attempts)
    return f"已尝试{len(attempts)}次：{tried}" if tried else ""


def attempt_text(one: ServiceAttempted) -> str:
    """Return an attempt without its day: 邮寄 拒收."""
    method = reference.methods().get(one.method)
    return f"{method.short if method else one.method} {one.result.label}"


def audit_words(entries: int, head: str) -> str:
    """Say where the audit is so that it can be compared with a page that was printed then."""
    return f"日志第{entries}条，校验码{head[:CODE]}" if entries else ""


def short_day(day: date) -> str:
    """Return a day as 3月9日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """Return a day as 2026年3月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def near_day(day: date, today: date) -> str:
    """Return a day without its year when that is this year."""
    return short_day(day) if day.year == today.year else full_day(day)


def days_text(due: date, today: date) -> str:
    """Return how far a day is: 已逾期3日, 今天到期, 还有12日."""
    days = (due - today).days
    if days < 0:
        return f"已逾期{-days}日"
    return "今天到期" if days == 0 else f"还有{days}日"


def moment(at: datetime) -> str:
    """Return a moment as local time to the minute: 2026年3月9日 10:15."""
    local = at.astimezone()
    return f"{full_day(local.date())} {local:%H:%M}"


def yuan(fen: int) -> str:
    """Return an amount in 分 as 1,234.50元."""
    return f"{fen / _FEN_PER_YUAN:,.2f}元"


def yes_or_no(value: bool) -> str:
    """Return 是 or 否."""
    return "是" if value else "否"


def short_name(name: str, limit: int = 8) -> str:
    """Return a party's name without place and legal form, at most `limit` characters."""
    bare = _TAIL.sub("", _HEAD.sub("", name)) or name
    return bare if len(bare) <= limit else f"{bare[: limit - 1]}…"


def short_law(text: str) -> str:
    """Return a citation with the laws cited most by their short names."""
    for law, short in _SHORT_LAWS.items():
        text = text.replace(law, short)
    return text


def short_basis(text: str) -> str:
    """Return the first article of a citation with the short name of its law."""
    return short_law(text.split("、")[0])
