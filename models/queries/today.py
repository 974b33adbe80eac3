"""今日: what is due, late, unserved or waiting for a signature, each with the place to solve it.

Dates come from the table `case_deadline` and are compared with today. What is to be served or
signed is asked of the steps of the procedure, over the open cases read together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from models.entities import Draft
from models.queries import case_list, open_steps
from models.queries.case_list import days_text
from models.queries.open_steps import OpenStep
from models.store.db import connection
from models.store.desk import Desk

SHOWN = 60
WEEK_DAYS = 7
STEP_DRAFT_DAYS = 14  # an older one still comes back in its dialog, but is not pointed at
WEEKDAYS = "一二三四五六日"
SIDES = {"requester": "请求人", "respondent": "被请求人", "third_party": "第三人"}


@dataclass(frozen=True)
class TodayLine:
    """One line: which case, what, by when; `tab` of the case page (or the intake draft `key`)."""

    case_id: int | None
    number: str
    parties: str
    what: str
    due: date | None
    days: str
    late: bool
    provisional: bool
    tab: str
    key: str = ""


@dataclass(frozen=True)
class TodayCard:
    """One card: its id, title and lines; `total` counts those that are not shown, too."""

    id: str
    title: str
    lines: tuple[TodayLine, ...]
    total: int


@dataclass(frozen=True)
class Today:
    """The whole page for one day."""

    day: date
    office: str
    cards: tuple[TodayCard, ...]

    @property
    def title(self) -> str:
        """The day as it stands at the top: 2026年5月20日 星期三."""
        day = self.day
        return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


def today_view(desk: Desk) -> Today:
    """Return everything the page shows today."""
    with desk.reading():
        unserved, approvals = _steps(desk)
        cards = (
            *_dates(desk),
            _card("unserved", "未送达文书", unserved),
            _card("approvals", "等待签批", approvals),
            _provisional(desk),
            _drafts(desk),
        )
    name = desk.settings.get("office.name") or ""
    return Today(desk.today(), str(name), cards)


def _card(key: str, title: str, lines: list[TodayLine], total: int | None = None) -> TodayCard:
    return TodayCard(key, title, tuple(lines[:SHOWN]), len(lines) if total is None else total)


def _dates(desk: Desk) -> Iterable[TodayCard]:
    today = desk.today()
    first, last = today + timedelta(days=1), today + timedelta(days=WEEK_DAYS)
    late, values = case_list.overdue_sql(desk)
    between = "d.status = 'running' AND d.due BETWEEN ? AND ?"
    yield _dated(desk, "overdue", "已逾期", late, values)
    yield _dated(desk, "due", "今天到期", between, [today.isoformat()] * 2)
    yield _dated(desk, "week", "本周到期（七日内）", between, [first.isoformat(), last.isoformat()])


def _provisional(desk: Desk) -> TodayCard:
    where = "d.status = 'running' AND d.provisional = 1 AND d.due >= ?"
    return _dated(desk, "provisional", "暂估日期", where, [desk.today().isoformat()])


def _dated(desk: Desk, key: str, title: str, where: str, values: list[Any]) -> TodayCard:
    conn = connection(desk.db)
    total = conn.execute(f"SELECT count(*) FROM case_deadline d WHERE {where}", values).fetchone()  # noqa: S608
    sql = (
        'SELECT d.case_id, d.name, d."key", d.due, d.provisional FROM case_deadline d'  # noqa: S608
        f" WHERE {where} ORDER BY d.due, d.case_id LIMIT ?"
    )
    rows = conn.execute(sql, [*values, SHOWN]).fetchall()
    heads = open_steps.heads(desk, {row[0] for row in rows})
    lines = []
    for case_id, name, party, due, provisional in rows:
        day = date.fromisoformat(due)
        head, guess = heads[case_id], bool(provisional)
        what = f"{name}（{head.names[party]}）" if party in head.names else name
        days = days_text(day, desk.today())
        late = day < desk.today()
        lines.append(
            TodayLine(case_id, head.number, head.parties, what, day, days, late, guess, "deadlines")
        )
    return _card(key, title, lines, total[0])


def _steps(desk: Desk) -> tuple[list[TodayLine], list[TodayLine]]:
    """Return what is to be served and what waits for a signature, over the open cases."""
    unserved: list[TodayLine] = []
    approvals: list[TodayLine] = []
    for one in open_steps.open_steps(desk, ("serve", "record_approval")):
        line = _step_line(desk, one)
        if one.step.command == "serve":
            unserved.append(line)
        elif open_steps.signable(desk, one.case_id, one.stage):
            tab = "review" if one.step.deadline == "docketing" else "proceedings"
            approvals.append(replace(line, tab=tab))
    return _by_date(unserved), _by_date(approvals)


def _by_date(lines: list[TodayLine]) -> list[TodayLine]:
    return sorted(lines, key=lambda line: (line.due or date.max, line.number))


def _step_line(desk: Desk, one: OpenStep) -> TodayLine:
    step, due = one.step, one.due
    days = days_text(due, desk.today()) if due else ""
    what = f"{step.name}（{step.party_name}）" if step.party_name else step.name
    late = due is not None and due < desk.today()
    return TodayLine(
        one.case_id, one.head.number, one.head.parties, what, due, days, late, one.provisional,
        "service",
    )  # fmt: skip


def _drafts(desk: Desk) -> TodayCard:
    lines = []
    for row in Draft.select().where(Draft.kind == "intake").order_by(Draft.updated_at.desc()):
        content = row.content if isinstance(row.content, dict) else {}
        kept = row.updated_at.astimezone()
        words = f"{kept.month}月{kept.day}日 {kept:%H:%M} 暂存"
        lines.append(
            TodayLine(
                None, "草稿", str(content.get("title") or "当事人未填写"),
                f"收案登记未完成（{words}）", None, "", False, False, "", row.key,
            )
        )  # fmt: skip
    return _card("drafts", "未完成的草稿", [*lines, *_step_drafts(desk)])


def _step_drafts(desk: Desk) -> list[TodayLine]:
    """Return what was being typed for a step when the program ended, of the last days."""
    since = desk.now() - timedelta(days=STEP_DRAFT_DAYS)
    rows = Draft.select().where(
        (Draft.kind == "step") & (Draft.updated_at >= since)
    ).order_by(Draft.updated_at.desc())  # fmt: skip
    found = [(int(row.key.partition(":")[0]), row) for row in rows]
    numbers = case_list.numbers(desk, {case_id for case_id, _row in found})
    lines = []
    for case_id, row in found:
        kept = row.updated_at.astimezone()
        words = f"{kept.month}月{kept.day}日 {kept:%H:%M} 暂存"
        what = f"“{row.content.get('title', '')}”填写未完成（{words}）"
        number = numbers.get(case_id, "")
        lines.append(TodayLine(case_id, number, "", what, None, "", False, False, "deadlines"))
    return lines
