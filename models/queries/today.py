"""今日: what is due, late, unserved or waiting for a signature, each with the place to solve it.

Dates come from the table `case_deadline` and are compared with today. What is to be served or
signed is asked of the steps of the procedure, over the open cases read together.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from models.db import connection
from models.desk import Desk
from models.entities import Draft
from models.queries import acceptance, case_list, reference
from models.queries.case_list import days_text
from models.queries.case_view import load_case
from models.rules.procedure.state import CaseState, Happening, PartyState
from models.rules.procedure.steps import NextStep, next_steps

SHOWN = 60
OPEN_LIMIT = 5000
WEEK_DAYS = 7
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
    heads = _heads(desk, {row[0] for row in rows})
    lines = []
    for case_id, name, party, due, provisional in rows:
        day = date.fromisoformat(due)
        number, parties, names = heads[case_id]
        what = f"{name}（{names[party]}）" if party in names else name
        days = days_text(day, desk.today())
        late = day < desk.today()
        lines.append(
            TodayLine(
                case_id, number, parties, what, day, days, late, bool(provisional), "deadlines"
            )
        )
    return _card(key, title, lines, total[0])


Head = tuple[str, str, dict[str, str]]


def _heads(desk: Desk, ids: Iterable[int]) -> dict[int, Head]:
    """Return of each case its number, its parties in short, and each party's name by key."""
    wanted = sorted(ids)
    numbers = case_list.numbers(desk, wanted)
    sides = case_list.sides_of(desk, wanted)
    keys: dict[int, dict[str, str]] = {}
    for case_id, key, _side, name, _home in _parties(desk, wanted):
        keys.setdefault(case_id, {})[key] = name
    return {
        case_id: (numbers[case_id], _short(sides.get(case_id, {})), keys.get(case_id, {}))
        for case_id in wanted
    }


def _short(sides: dict[str, list[str]]) -> str:
    def some(names: list[str]) -> str:
        return f"{names[0]}等{len(names)}人" if len(names) > 1 else "".join(names)

    return " — ".join(some(sides.get(s, [])) for s in ("requester", "respondent") if sides.get(s))


def _parties(desk: Desk, ids: list[int]) -> list[tuple[int, str, str, str, int]]:
    marks = ", ".join("?" * len(ids))
    sql = (
        'SELECT place.case_id, place."key", place.side, party.name, party.domiciled_in_prc'  # noqa: S608
        " FROM case_party place JOIN party ON party.id = place.party_id"
        f" WHERE place.case_id IN ({marks}) ORDER BY place.case_id, place.ordinal"
    )
    return connection(desk.db).execute(sql, ids).fetchall()


_OPEN = """SELECT id, kind, mediation_kind, stage FROM case_file
    WHERE status IN ('open', 'suspended') OR stage = 'serving'
    OR (status = 'refused' AND created_at >= ?) ORDER BY id DESC LIMIT ?"""
_REFUSED_LOOK_BACK = timedelta(days=120)


def _steps(desk: Desk) -> tuple[list[TodayLine], list[TodayLine]]:
    """Return what is to be served and what waits for a signature, over the open cases."""
    since = (desk.today() - _REFUSED_LOOK_BACK).isoformat()
    cases = connection(desk.db).execute(_OPEN, (since, OPEN_LIMIT)).fetchall()
    ids = [row[0] for row in cases]
    states = _states(desk, cases)
    clocks = _clocks(desk, ids)
    heads = _heads(desk, ids)
    unserved: list[TodayLine] = []
    approvals: list[TodayLine] = []
    for case_id, kind, _mediation, stage in cases:
        wanted = [s for s in reference.steps(kind) if s.command in ("serve", "record_approval")]
        for step in next_steps(states[case_id], wanted):
            line = _step_line(desk, case_id, step, heads[case_id], clocks)
            if step.command == "serve":
                unserved.append(line)
            elif _ready(desk, case_id, stage):
                tab = "review" if step.deadline == "docketing" else "proceedings"
                approvals.append(replace(line, tab=tab))
    return _by_date(unserved), _by_date(approvals)


def _ready(desk: Desk, case_id: int, stage: str) -> bool:
    """Whether the leaders can sign: before docketing, only once the acceptance check is clean."""
    if stage != "received":
        return stage != "correcting"
    return all(f.state == "met" for f in acceptance.check(desk, load_case(desk, case_id)).findings)


def _by_date(lines: list[TodayLine]) -> list[TodayLine]:
    return sorted(lines, key=lambda line: (line.due or date.max, line.number))


def _step_line(
    desk: Desk, case_id: int, step: NextStep, head: Head, clocks: dict[tuple[int, str, str], Any]
) -> TodayLine:
    number, parties, _names = head
    row = clocks.get((case_id, step.deadline, step.party or ""))
    row = row or clocks.get((case_id, step.deadline, ""))
    due = date.fromisoformat(row[0]) if row else None
    days = days_text(due, desk.today()) if due else ""
    what = f"{step.name}（{step.party_name}）" if step.party_name else step.name
    late = due is not None and due < desk.today()
    provisional = bool(row and row[1])
    return TodayLine(case_id, number, parties, what, due, days, late, provisional, "service")


def _clocks(desk: Desk, ids: list[int]) -> dict[tuple[int, str, str], Any]:
    marks = ", ".join("?" * len(ids))
    sql = (
        'SELECT case_id, rule, "key", due, provisional FROM case_deadline'  # noqa: S608
        f" WHERE status IN ('running', 'overdue') AND case_id IN ({marks})"
    )
    return {(row[0], row[1], row[2]): row[3:] for row in connection(desk.db).execute(sql, ids)}


def _states(desk: Desk, cases: list[Any]) -> dict[int, CaseState]:
    """Return the cases as the procedure reads them, as of today; read together, not one by one."""
    ids = [row[0] for row in cases]
    events = _events(desk, ids)
    parties: dict[int, list[PartyState]] = {}
    for case_id, key, side, name, home in _parties(desk, ids):
        parties.setdefault(case_id, []).append(PartyState(key, side, name, bool(home)))
    return {
        case_id: CaseState(
            kind, mediation, "", tuple(parties.get(case_id, ())), tuple(events.get(case_id, ()))
        )
        for case_id, kind, mediation, _stage in cases
    }


def _events(desk: Desk, ids: list[int]) -> dict[int, list[Happening]]:
    marks = ", ".join("?" * len(ids))
    sql = (
        "SELECT case_id, id, type, date, payload FROM event e WHERE voids_id IS NULL"  # noqa: S608
        f" AND date <= ? AND case_id IN ({marks})"
        " AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id) ORDER BY case_id, date, id"
    )
    found: dict[int, list[Happening]] = {}
    values = [desk.today().isoformat(), *ids]
    for case_id, number, kind, day, payload in connection(desk.db).execute(sql, values):
        fields: dict[str, Any] = json.loads(payload)
        happening = Happening(number, kind, date.fromisoformat(day), fields)
        found.setdefault(case_id, []).append(happening)
    return found


def _drafts(desk: Desk) -> TodayCard:
    lines = []
    for row in Draft.select().where(Draft.kind == "intake").order_by(Draft.updated_at.desc()):
        content = row.content if isinstance(row.content, dict) else {}
        kept = row.updated_at.astimezone()
        words = f"{kept.month}月{kept.day}日 {kept:%H:%M} 暂存"
        people = [p.get("name", "") for p in content.get("requesters", []) if isinstance(p, dict)]
        lines.append(
            TodayLine(
                None, "草稿", "、".join(p for p in people if p) or "请求人未填写",
                f"收案登记未完成（{words}）", None, "", False, False, "", row.key,
            )
        )  # fmt: skip
    return _card("drafts", "未完成的收案草稿", lines)
