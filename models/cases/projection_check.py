"""Comparing the projections of cases with what is computed from their logs, for `verify`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.in_force import mark_in_force
from models.cases.loading import load_many
from models.cases.projections import AT_ONCE, row_of
from models.cases.search_words import Found, found_by
from models.cases.values import as_number
from models.cases.waiting import waits
from models.rules.problem import Problem
from models.rules.procedure.stage import stage_of, status_of
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows

_BY_DAY = ("running", "overdue", "lapsed", "elapsed")


@dataclass(frozen=True)
class _Kept:
    """What the tables hold of one case."""

    found: Found
    made_on: date | None
    valid_until: date | None
    mark: str
    waiting: list[SqlRow]
    dates: set[SqlRow]


def check(desk: Desk) -> Iterator[Problem]:
    """Yield what differs between the projections of a case and what is computed from its log.

    Cases that have not been projected yet, or under other rules than those in force, are passed
    over as far as that goes; a few are held at once.
    """
    last = 0
    while ids := [as_number(row[0]) for row in rows(desk, _PROJECTED, (last, AT_ONCE))]:
        last = ids[-1]
        kept = _kept(desk, ids)
        for case in load_many(desk, ids).values():
            yield from _differences(desk, case, kept[case.id])


def _kept(desk: Desk, ids: Sequence[int]) -> dict[int, _Kept]:
    found: dict[int, _Kept] = {}
    for case_id, words, initials, made, until, mark in rows(desk, _KEPT.format(marks(ids)), ids):
        words_found = Found(str(words), str(initials))
        days = _day(made), _day(until)
        found[as_number(case_id)] = _Kept(words_found, *days, str(mark), [], set())
    for row in rows(desk, _KEPT_WAITING.format(marks(ids)), ids):
        found[as_number(row[0])].waiting.append(row)
    for row in rows(desk, _KEPT_DATES.format(marks(ids), marks(_BY_DAY)), [*ids, *_BY_DAY]):
        found[as_number(row[0])].dates.add(row[1:])
    return found


def _day(value: Value) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _dates(desk: Desk, case: CaseFile, day: date) -> set[SqlRow]:
    """Return the dates as computed from the log; nothing but the day tells these states apart."""
    return {
        (d.id, d.party or "", d.name, d.plan_by.isoformat(), d.due.isoformat(), int(d.provisional))
        for d in deadlines.case_deadlines(desk, case, day)
        if d.status in _BY_DAY
    }


def _differences(desk: Desk, case: CaseFile, kept: _Kept) -> Iterator[Problem]:
    """Compare as of the day on which all of it was made; what waits, while it holds."""
    place = f"case[{case.id}]"
    if found_by(case) != kept.found:
        yield Problem(f"{place}.search", "检索用的名称、号码与案件不一致")
    if kept.made_on is None or kept.valid_until is None:
        yield Problem(f"{place}.search", "检索用的记录没有有效日期")
        return
    if kept.mark != mark_in_force(desk):
        return
    state = case.state(kept.made_on)
    if (stage_of(state), status_of(state)) != (case.record.stage, case.record.status):
        yield Problem(f"{place}.stage", "列表用的阶段、状态与重新计算的不一致")
    dates = _dates(desk, case, kept.made_on)
    wrong = sorted({f"{row[2]}（{row[4]}）" for row in dates ^ kept.dates})
    if wrong:
        yield Problem(f"{place}.deadline", f"列表用的期限与重新计算的不一致：{'、'.join(wrong)}")
    if not kept.made_on <= desk.today() <= kept.valid_until:
        return
    if [row_of(case.id, step) for step in waits(desk, case).steps] != kept.waiting:
        yield Problem(f"{place}.waiting", "列表用的待办事项与重新计算的不一致")


# ---- statements

_PROJECTED = "SELECT case_id FROM case_search WHERE case_id > ? ORDER BY case_id LIMIT ?"
_KEPT = """SELECT case_id, words, initials, made_on, valid_until, mark FROM case_search
    WHERE case_id IN ({})"""
_KEPT_WAITING = """SELECT case_id, step, party, command, rule, due, provisional, ready FROM waiting
    WHERE case_id IN ({}) ORDER BY case_id, id"""
_KEPT_DATES = """SELECT case_id, rule, "key", name, plan_by, due, provisional
    FROM case_deadline WHERE case_id IN ({}) AND status IN ({})"""
