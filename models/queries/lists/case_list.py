"""The list of cases a page at a time: each page starts after the last row of the one before.

Nothing is counted or sorted beyond the page, so that 100,000 cases open as fast as 100. Dates come
from the table `case_deadline`, brought up to date first; whether one is overdue is asked against
today.
"""

import heapq
from dataclasses import dataclass, field
from datetime import timedelta

from models.cases.projecting.open_steps import OPEN_CLOCKS
from models.cases.projecting.projections import bring_up_to_date
from models.queries.lists import search
from models.queries.lists.case_rows import CaseRow, rows_of
from models.queries.lists.ordering import number_key
from models.queries.words import DAYS_LISTED
from models.reference.rule_store import rules_of
from models.rules.procedure.stage import STRUCK
from models.store import sql
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks
from models.store.sql_dialect import unindexed

PAGE = 100
UNFINISHED = "unfinished"
ACTIVE = (UNFINISHED, "open", "suspended")
After = SqlRow  # the place where a page starts: what the one before ended with


@dataclass(frozen=True)
class CaseFilter:
    """What is shown, and in which order: sort is received, number or due; "" = everything.

    The status "unfinished" is every case that is neither closed nor refused. What was struck off
    the register is shown only when it is asked for or searched.
    """

    search: str = ""
    kind: str = ""
    stage: str = ""
    status: str = ""
    handler: int | None = None
    handler_name: str = ""  # of whoever bears this name
    overdue: bool = False
    soon: bool = False  # some open date within the next DAYS_LISTED days
    sort: str = "received"
    newest_first: bool = True


@dataclass(frozen=True)
class CasePage:
    """Some lines, and where the next page starts (None = there is none)."""

    rows: tuple[CaseRow, ...]
    after: After | None


@dataclass
class _Query:
    """Conditions with their values, in the order of their place-holders."""

    where: list[str] = field(default_factory=list[str])
    values: list[Value] = field(default_factory=list[Value])

    def add(self, condition: str, *values: Value) -> None:
        self.where.append(condition)
        self.values += values

    def text(self) -> str:
        return f"WHERE {' AND '.join(self.where)}" if self.where else ""


def office_rules(desk: Desk) -> tuple[str, ...]:
    """Return the ids of the rules that bind the office: only these can be overdue."""
    rules = rules_of(desk).rules
    return tuple(sorted(n for n, versions in rules.items() if versions[0].duty == "office"))


def overdue_sql(desk: Desk) -> tuple[str, list[Value]]:
    """Return the condition on `case_deadline d` for a date the office has missed as of today."""
    rules = office_rules(desk)
    found = f"d.status IN ('running', 'overdue') AND d.due < ? AND d.rule IN ({marks(rules)})"
    return found, [desk.today().isoformat(), *rules]


def page(desk: Desk, wanted: CaseFilter, after: After | None = None) -> CasePage:
    """Return one page of cases; `after` is what the page before gave."""
    bring_up_to_date(desk)
    if wanted.sort == "due":
        keys = _by_due(desk, wanted, after)
    else:
        keys = _by_case(desk, wanted, after)
    more = keys[PAGE - 1] if len(keys) > PAGE else None
    return CasePage(rows_of(desk, [_id(key) for key in keys[:PAGE]], office_rules(desk)), more)


def _id(key: SqlRow) -> int:
    assert isinstance(key[-1], int)
    return key[-1]


def count(desk: Desk, wanted: CaseFilter) -> int:
    """Return how many cases the filter lets through."""
    bring_up_to_date(desk)
    query = _filtered(desk, wanted)
    counted = f"SELECT count(*) FROM case_file c {query.text()}"  # noqa: S608 - our own words only
    return sql.number(desk, counted, query.values)


def handlers(desk: Desk) -> list[tuple[int, str]]:
    """Return the people who may handle cases, for the filter."""
    found = sql.rows(desk, "SELECT name, id FROM staff ORDER BY active DESC, id")
    return [(_id(row), str(row[0])) for row in found]


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
    if not status and wanted.stage != STRUCK and not wanted.search.strip():
        query.add("c.status <> ?", STRUCK)
    if wanted.handler_name:
        query.add("c.handler_id IN (SELECT id FROM staff WHERE name = ?)", wanted.handler_name)
    if wanted.overdue:
        late, values = overdue_sql(desk)
        query.add(f"c.id IN (SELECT d.case_id FROM case_deadline d WHERE {late})", *values)  # noqa: S608
    if wanted.soon:
        soon, values = _open_sql(desk, "d")
        soon += " AND d.due BETWEEN ? AND ?"
        last = (desk.today() + timedelta(days=DAYS_LISTED)).isoformat()
        days = [desk.today().isoformat(), last]
        query.add(f"c.id IN (SELECT d.case_id FROM case_deadline d WHERE {soon})", *values, *days)  # noqa: S608
    if wanted.search.strip():
        found, values = search.condition(wanted.search)
        query.add(found, *values)
    return query


_NUMBER_KEY = number_key("coalesce(c.case_no, '')")


def _by_case(desk: Desk, wanted: CaseFilter, after: After | None) -> list[SqlRow]:
    keys = (*_NUMBER_KEY, "c.id") if wanted.sort == "number" else ("c.receipt_on", "c.id")
    down = wanted.newest_first
    query = _filtered(desk, wanted)
    if after is not None:
        sign = "<" if down else ">"
        query.add(f"({', '.join(keys)}) {sign} ({marks(after)})", *after)
    order = ", ".join(f"{key} {'DESC' if down else 'ASC'}" for key in keys)
    found = f"SELECT {', '.join(keys)} FROM case_file c {query.text()} ORDER BY {order} LIMIT ?"  # noqa: S608
    return sql.rows(desk, found, [*query.values, PAGE + 1])


_NO_EARLIER = (
    "NOT EXISTS (SELECT 1 FROM case_deadline e WHERE e.case_id = d.case_id AND {}"
    " AND (e.due, e.id) < (d.due, d.id))"
)
_UNDATED = "9999"  # cases without an open date come last


def _by_due(desk: Desk, wanted: CaseFilter, after: After | None) -> list[SqlRow]:
    """Walk the index of dates, the earliest first; a case comes at its first open date."""
    found: list[SqlRow] = []
    if after is None or after[0] != _UNDATED:
        if wanted.status in ACTIVE or wanted.soon:
            found = _dated_few(desk, wanted, after)
        else:
            parts = [_dated(desk, wanted, status, after) for status in OPEN_CLOCKS]
            found = list(heapq.merge(*parts, key=_day_and_case))[: PAGE + 1]
    if len(found) <= PAGE and not (wanted.soon or wanted.overdue):  # those have a date
        found += _undated(desk, wanted, after, PAGE + 1 - len(found))
    return found


def _day_and_case(key: SqlRow) -> tuple[str, int]:
    return str(key[0]), _id(key)


def _undated(desk: Desk, wanted: CaseFilter, after: After | None, most: int) -> list[SqlRow]:
    query = _filtered(desk, wanted)
    dated, values = _open_sql(desk, "d")
    query.add(
        f"NOT EXISTS (SELECT 1 FROM case_deadline d WHERE d.case_id = c.id AND {dated})",  # noqa: S608
        *values,
    )
    if after is not None and after[0] == _UNDATED:
        query.add("c.id < ?", after[1])
    # Few cases are open: they are found by their status, not by going through all of them.
    key = unindexed("c.id") if wanted.status in ACTIVE else "c.id"
    found = f"SELECT ?, c.id FROM case_file c {query.text()} ORDER BY {key} DESC LIMIT ?"  # noqa: S608
    return sql.rows(desk, found, [_UNDATED, *query.values, most])


def _open_sql(desk: Desk, table: str) -> tuple[str, list[Value]]:
    """Return the condition for a date still to come, or missed by the office: not lapsed."""
    rules = office_rules(desk)
    found = (
        f"{table}.status IN ('running', 'overdue')"
        f" AND ({table}.due >= ? OR {table}.rule IN ({marks(rules)}))"
    )
    return found, [desk.today().isoformat(), *rules]


def _dated(desk: Desk, wanted: CaseFilter, status: str, after: After | None) -> list[SqlRow]:
    query = _filtered(desk, wanted)
    mine, values = _open_sql(desk, "d")
    others, more = _open_sql(desk, "e")
    query.add("d.status = ?", status)
    query.add(mine, *values)
    query.add(_NO_EARLIER.format(others), *more)
    if after is not None:
        query.add("(d.due, d.case_id) > (?, ?)", *after)
        query.add("d.due >= ?", after[0])
    found = (
        "SELECT d.due, d.case_id FROM case_deadline d CROSS JOIN case_file c"  # noqa: S608
        f" {_joined(query)} ORDER BY d.due, d.case_id LIMIT ?"
    )
    return sql.rows(desk, found, [*query.values, PAGE + 1])


def _joined(query: _Query) -> str:
    return f"{query.text()} AND c.id = d.case_id"


def _dated_few(desk: Desk, wanted: CaseFilter, after: After | None) -> list[SqlRow]:
    """Where the filter leaves few cases: take these and put them in order."""
    query = _filtered(desk, wanted)
    dated, values = _open_sql(desk, "d")
    query.add(dated, *values)
    having = after or ()
    found = (
        "SELECT min(d.due), c.id FROM case_file c JOIN case_deadline d ON d.case_id = c.id"  # noqa: S608
        f" {query.text()} GROUP BY c.id {'HAVING (min(d.due), c.id) > (?, ?)' if having else ''}"
        " ORDER BY 1, 2 LIMIT ?"
    )
    return sql.rows(desk, found, [*query.values, *having, PAGE + 1])
