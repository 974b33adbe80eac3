"""The list of cases a page at a time: each page starts after the last row of the one before.

Nothing is counted or sorted beyond the page, so that 100,000 cases open as fast as 100. Dates come
from the table `case_deadline`; whether one is overdue is asked anew against today.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from models.queries import search
from models.reference import name, stage_name
from models.reference.rule_store import national_pack, rules_of
from models.store.db import connection, marks
from models.store.desk import Desk

PAGE = 100
SOON_DAYS = 7
OPEN_CLOCKS = ("running", "overdue")
UNFINISHED = "unfinished"
ACTIVE = (UNFINISHED, "open", "suspended")


@dataclass(frozen=True)
class CaseFilter:
    """What is shown, and in which order: sort is received, number or due; "" = everything.

    The status "unfinished" is every case that is neither closed nor refused.
    """

    search: str = ""
    kind: str = ""
    stage: str = ""
    status: str = ""
    handler: int | None = None
    handler_name: str = ""  # of whoever bears this name
    overdue: bool = False
    soon: bool = False  # some open date within the next SOON_DAYS days
    sort: str = "received"
    newest_first: bool = True


@dataclass(frozen=True)
class CaseRow:
    """One line of the list; `state` is overdue, soon, running, suspended, closed or refused."""

    id: int
    number: str
    receipt_no: str
    kind: str
    requesters: str
    respondents: str
    patent: str
    stage: str
    handler: str
    received_on: date
    state: str
    state_text: str
    due_name: str
    due: date | None
    provisional: bool


@dataclass(frozen=True)
class CasePage:
    """Some lines, and where the next page starts (None = there is none)."""

    rows: tuple[CaseRow, ...]
    after: tuple[Any, ...] | None


@dataclass
class _Query:
    where: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        self.where.append(sql)
        self.values += values

    def text(self) -> str:
        return f"WHERE {' AND '.join(self.where)}" if self.where else ""


def office_rules(desk: Desk) -> tuple[str, ...]:
    """Return the ids of the rules that bind the office: only these can be overdue."""
    packs = rules_of(desk).packs or [national_pack()]
    return tuple(sorted({r["id"] for p in packs for r in p.rules if r.get("duty") == "office"}))


def overdue_sql(desk: Desk) -> tuple[str, list[Any]]:
    """Return the condition on `case_deadline d` for a date the office has missed as of today."""
    rules = office_rules(desk)
    sql = f"d.status IN ('running', 'overdue') AND d.due < ? AND d.rule IN ({marks(rules)})"
    return sql, [desk.today().isoformat(), *rules]


def page(desk: Desk, wanted: CaseFilter, after: tuple[Any, ...] | None = None) -> CasePage:
    """Return one page of cases; `after` is what the page before gave."""
    if wanted.sort == "due":
        keys = _by_due(desk, wanted, after)
    else:
        keys = _by_case(desk, wanted, after)
    more = keys[PAGE - 1] if len(keys) > PAGE else None
    return CasePage(rows_of(desk, [key[-1] for key in keys[:PAGE]]), more)


def count(desk: Desk, wanted: CaseFilter) -> int:
    """Return how many cases the filter lets through."""
    query = _filtered(desk, wanted)
    sql = f"SELECT count(*) FROM case_file c {query.text()}"  # noqa: S608 - our own words only
    return int(connection(desk.db).execute(sql, query.values).fetchone()[0])


def handlers(desk: Desk) -> list[tuple[int, str]]:
    """Return the people who may handle cases, for the filter."""
    rows = connection(desk.db).execute("SELECT id, name FROM staff ORDER BY active DESC, id")
    return [(row[0], row[1]) for row in rows]


def numbers(desk: Desk, ids: Iterable[int]) -> dict[int, str]:
    """Return the number each case is called by: 案号, else 收件号."""
    wanted = list(ids)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        sql = (
            "SELECT id, coalesce(case_no, refusal_no, receipt_no) FROM case_file"  # noqa: S608
            f" WHERE id IN ({marks(part)})"
        )
        found |= dict(connection(desk.db).execute(sql, part).fetchall())
    return found


def _filtered(desk: Desk, wanted: CaseFilter) -> _Query:
    query = _Query()
    status = "" if wanted.status == UNFINISHED else wanted.status
    for column, value in (
        ("kind", wanted.kind), ("stage", wanted.stage), ("status", status),
        ("handler_id", wanted.handler),
    ):  # fmt: skip
        if value not in ("", None):
            query.add(f"c.{column} = ?", value)
    if wanted.status == UNFINISHED:
        query.add("c.status IN ('open', 'suspended')")
    if wanted.handler_name:
        query.add("c.handler_id IN (SELECT id FROM staff WHERE name = ?)", wanted.handler_name)
    if wanted.overdue:
        sql, values = overdue_sql(desk)
        query.add(f"c.id IN (SELECT d.case_id FROM case_deadline d WHERE {sql})", *values)  # noqa: S608
    if wanted.soon:
        sql, values = _open_sql(desk, "d")
        last = (desk.today() + timedelta(days=SOON_DAYS)).isoformat()
        sql += " AND d.due BETWEEN ? AND ?"
        days = [desk.today().isoformat(), last]
        query.add(f"c.id IN (SELECT d.case_id FROM case_deadline d WHERE {sql})", *values, *days)  # noqa: S608
    if wanted.search.strip():
        sql, values = search.condition(wanted.search)
        query.add(f"({sql})", *values)
    return query


# Numbers of one prefix (名称〔2026〕) belong together; 〔2026〕9号 stands before 〔2026〕12号.
_NUMBER = "coalesce(c.case_no, '')"
_NUMBER_KEY = (
    f"substr({_NUMBER}, 1, instr({_NUMBER}, '〕'))",
    f"length({_NUMBER})",
    _NUMBER,
)


def _by_case(desk: Desk, wanted: CaseFilter, after: tuple[Any, ...] | None) -> list[Any]:
    keys = (*_NUMBER_KEY, "c.id") if wanted.sort == "number" else ("c.id",)
    down = wanted.newest_first
    query = _filtered(desk, wanted)
    if after is not None:
        sign = "<" if down else ">"
        query.add(f"({', '.join(keys)}) {sign} ({marks(after)})", *after)
    order = ", ".join(f"{key} {'DESC' if down else 'ASC'}" for key in keys)
    sql = f"SELECT {', '.join(keys)} FROM case_file c {query.text()} ORDER BY {order} LIMIT ?"  # noqa: S608
    return connection(desk.db).execute(sql, [*query.values, PAGE + 1]).fetchall()


_NO_EARLIER = (
    "NOT EXISTS (SELECT 1 FROM case_deadline e WHERE e.case_id = d.case_id AND {}"
    " AND (e.due, e.id) < (d.due, d.id))"
)
_UNDATED = "9999"  # cases without an open date come last


def _by_due(desk: Desk, wanted: CaseFilter, after: tuple[Any, ...] | None) -> list[Any]:
    """Walk the index of dates, the earliest first; a case stands at its first open date."""
    found: list[Any] = []
    if after is None or after[0] != _UNDATED:
        if wanted.status in ACTIVE or wanted.soon:
            found = _dated_few(desk, wanted, after)
        else:
            parts = [_dated(desk, wanted, status, after) for status in OPEN_CLOCKS]
            found = list(heapq.merge(*parts))[: PAGE + 1]
    if len(found) <= PAGE and not (wanted.soon or wanted.overdue):  # those have a date
        query = _filtered(desk, wanted)
        sql, values = _open_sql(desk, "d")
        query.add(
            f"NOT EXISTS (SELECT 1 FROM case_deadline d WHERE d.case_id = c.id AND {sql})",  # noqa: S608
            *values,
        )
        if after is not None and after[0] == _UNDATED:
            query.add("c.id < ?", after[1])
        # Few cases are open: they are found by their status, not by going through all of them.
        key = "+c.id" if wanted.status in ACTIVE else "c.id"
        sql = f"SELECT ?, c.id FROM case_file c {query.text()} ORDER BY {key} DESC LIMIT ?"  # noqa: S608
        values = [_UNDATED, *query.values, PAGE + 1 - len(found)]
        found += connection(desk.db).execute(sql, values).fetchall()
    return found


def _open_sql(desk: Desk, table: str) -> tuple[str, list[Any]]:
    """Return the condition for a date still to come, or missed by the office: not lapsed."""
    rules = office_rules(desk)
    sql = (
        f"{table}.status IN ('running', 'overdue')"
        f" AND ({table}.due >= ? OR {table}.rule IN ({marks(rules)}))"
    )
    return sql, [desk.today().isoformat(), *rules]


def _dated(desk: Desk, wanted: CaseFilter, status: str, after: tuple[Any, ...] | None) -> list[Any]:
    query = _filtered(desk, wanted)
    mine, values = _open_sql(desk, "d")
    others, more = _open_sql(desk, "e")
    query.add("d.status = ?", status)
    query.add(mine, *values)
    query.add(_NO_EARLIER.format(others), *more)
    if after is not None:
        query.add("(d.due, d.case_id) > (?, ?)", *after)
        query.add("d.due >= ?", after[0])
    sql = (
        "SELECT d.due, d.case_id FROM case_deadline d CROSS JOIN case_file c ON c.id = d.case_id"  # noqa: S608
        f" {query.text()} ORDER BY d.due, d.case_id LIMIT ?"
    )
    return connection(desk.db).execute(sql, [*query.values, PAGE + 1]).fetchall()


def _dated_few(desk: Desk, wanted: CaseFilter, after: tuple[Any, ...] | None) -> list[Any]:
    """Where the filter leaves few cases: take these and put them in order."""
    query = _filtered(desk, wanted)
    query.add(*_flat(_open_sql(desk, "d")))
    having = ""
    if after is not None:
        having = "HAVING (min(d.due), c.id) > (?, ?)"
        query.values += after
    sql = (
        "SELECT min(d.due), c.id FROM case_file c JOIN case_deadline d ON d.case_id = c.id"  # noqa: S608
        f" {query.text()} GROUP BY c.id {having} ORDER BY 1, 2 LIMIT ?"
    )
    return connection(desk.db).execute(sql, [*query.values, PAGE + 1]).fetchall()


def _flat(condition: tuple[str, list[Any]]) -> tuple[Any, ...]:
    sql, values = condition
    return (sql, *values)


_ROWS = """SELECT c.id, c.kind, coalesce(c.case_no, c.refusal_no, ''), c.receipt_no, c.stage,
    c.status, c.created_at, coalesce(staff.name, ''), coalesce(patent.number, ''),
    coalesce(patent.title, ''),
    (SELECT e.date FROM event e WHERE e.case_id = c.id AND e.type LIKE '%request_received'
     ORDER BY e.id DESC LIMIT 1)
    FROM case_file c LEFT JOIN staff ON staff.id = c.handler_id
    LEFT JOIN patent ON patent.id = c.patent_id WHERE c.id IN ({})"""


def rows_of(desk: Desk, ids: list[int]) -> tuple[CaseRow, ...]:
    """Return the lines of these cases, in this order."""
    conn = connection(desk.db)
    sides = sides_of(desk, ids)
    dates = _first_dates(desk, ids)
    found = {}
    for row in conn.execute(_ROWS.format(marks(ids)), ids):
        key, kind, number, receipt, stage, status, created, handler, patent, title, received = row
        clock = dates.get(key)
        state, words = _state(status, clock, desk.today())
        mine = sides.get(key, {})
        found[key] = CaseRow(
            key, number or receipt, receipt, name("kind", kind),
            "、".join(mine.get("requester", ())), "、".join(mine.get("respondent", ())),
            f"{patent} {title}".strip(), stage_name(stage), handler,
            date.fromisoformat(received or created[:10]), state, words,
            clock[0] if clock else "", clock[1] if clock else None, bool(clock and clock[2]),
        )  # fmt: skip
    return tuple(found[key] for key in ids if key in found)


def sides_of(desk: Desk, ids: list[int]) -> dict[int, dict[str, list[str]]]:
    """Return the names of the parties by case and side."""
    sql = (
        "SELECT place.case_id, place.side, party.name FROM case_party place"  # noqa: S608
        f" JOIN party ON party.id = place.party_id WHERE place.case_id IN ({marks(ids)})"
        " ORDER BY place.case_id, place.ordinal"
    )
    found: dict[int, dict[str, list[str]]] = {}
    for case_id, side, party in connection(desk.db).execute(sql, ids):
        found.setdefault(case_id, {}).setdefault(side, []).append(party)
    return found


def _first_dates(desk: Desk, ids: list[int]) -> dict[int, tuple[str, date, int, bool]]:
    """Return each case's first open date: its name, the day, provisional, whether it can be late.

    A party's period that has passed is no longer open: it lapsed.
    """
    office = set(office_rules(desk))
    today = desk.today().isoformat()
    sql = (
        "SELECT case_id, rule, name, due, provisional FROM case_deadline"  # noqa: S608
        f" WHERE case_id IN ({marks(ids)}) AND status IN ('running', 'overdue') ORDER BY due DESC"
    )
    found = {}
    for case_id, rule, words, due, provisional in connection(desk.db).execute(sql, ids):
        if rule in office or due >= today:
            found[case_id] = (words, date.fromisoformat(due), provisional, rule in office)
    return found


def days_text(due: date, today: date, *, binding: bool = True) -> str:
    """Return how far a day is, in words: 已逾期3日, 今天到期, 还有12日."""
    days = (due - today).days
    if days < 0:
        return f"已逾期{-days}日" if binding else f"已过{-days}日"
    return "今天到期" if days == 0 else f"还有{days}日"


def _state(status: str, clock: tuple[str, date, int, bool] | None, today: date) -> tuple[str, str]:
    if status == "refused":
        return "refused", "不予立案"
    late = clock is not None and clock[1] < today
    if clock is not None and (late or status == "open"):
        soon = clock[1] <= today + timedelta(days=SOON_DAYS)
        return "overdue" if late else "soon" if soon else "running", days_text(clock[1], today)
    return {"suspended": ("suspended", "暂停计算"), "closed": ("closed", "已结案")}.get(
        status, ("running", "办理中")
    )
