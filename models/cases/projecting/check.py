"""Comparing the projections of cases with what is computed from their logs, for `verify`."""

from collections.abc import Iterator
from datetime import date

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.cases.projecting.in_force import FOLDED, mark_in_force
from models.cases.projecting.projections import AT_ONCE, at, row_of
from models.cases.projecting.search_words import Found, found_by
from models.cases.projecting.waiting import waits
from models.cases.records import DateRows, SearchRow
from models.cases.values import as_number
from models.rules.problem import Problem
from models.store.desk import Desk
from models.store.sql import SqlRow, rows

_BY_DAY = ("running", "overdue", "lapsed", "elapsed", deadlines.ARRANGED)


def check(desk: Desk) -> Iterator[Problem]:
    """Yield what differs between the projections of a case and what is computed from its log.

    Cases that have not been projected yet, or under other rules than those in force, are passed
    over as far as that goes; a few are held at once.
    """
    last = 0
    while ids := [as_number(row[0]) for row in rows(desk, _PROJECTED, (last, AT_ONCE))]:
        last = ids[-1]
        for case in load_many(desk, ids).values():
            if case.projected.search:
                yield from _differences(desk, case, case.projected.search)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _by_day(dates: DateRows) -> set[SqlRow]:
    """Return the dates whose state nothing but the day tells from the others, without it."""
    return {
        (*place, row.name, row.plan_by, row.due, row.provisional)
        for place, row in dates.items()
        if row.status in _BY_DAY
    }


def _differences(desk: Desk, case: CaseFile, kept: SearchRow) -> Iterator[Problem]:
    """Compare as of the day on which all of it was made; what waits, while it holds."""
    place = f"case[{case.id}]"
    folded = kept.mark.startswith(FOLDED)
    if folded and found_by(case) != Found(kept.words, kept.initials):
        yield Problem(f"{place}.search", "检索用的名称、号码与案件不一致")
    made_on, valid_until = _day(kept.made_on), _day(kept.valid_until)
    if made_on is None or valid_until is None:
        yield Problem(f"{place}.search", "检索用的记录没有有效日期")
        return
    if kept.mark != mark_in_force(desk):
        return
    if at(case, made_on).record != case.record:
        yield Problem(f"{place}.stage", "列表用的阶段、状态与重新计算的不一致")
    dates = _by_day(deadlines.date_rows(desk, case, made_on))
    wrong = sorted({f"{row[2]}（{row[4]}）" for row in dates ^ _by_day(case.projected.dates)})
    if wrong:
        yield Problem(f"{place}.deadline", f"列表用的期限与重新计算的不一致：{'、'.join(wrong)}")
    if not made_on <= desk.today() <= valid_until:
        return
    if tuple(row_of(case.id, step) for step in waits(desk, case).steps) != case.projected.waiting:
        yield Problem(f"{place}.waiting", "列表用的待办事项与重新计算的不一致")


# ---- statements

_PROJECTED = "SELECT case_id FROM case_search WHERE case_id > ? ORDER BY case_id LIMIT ?"
