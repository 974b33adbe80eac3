"""Importing a year's holiday arrangement, and withdrawing it: every date that moves is listed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.cases.projecting import projections
from models.changes import Changes
from models.errors import BadInput
from models.reference.rule_store import forget
from models.rules.calendar_table import read_table
from models.rules.problem import InputRefused
from models.services.shared.recording import given_reason
from models.store.desk import Desk
from models.store.sql import rows, run_many
from models.store.unit import command

Progress = Callable[[int, int], bool]
AT_ONCE = 50  # cases
COMPLETE = "complete"


@dataclass(frozen=True)
class MovedDate:
    """A date that an imported arrangement moved."""

    case_id: int
    rule: str
    key: str
    name: str
    before: date
    after: date


def import_arrangement(
    desk: Desk, csv_text: str, progress: Progress | None = None
) -> list[MovedDate]:
    """Import day overrides (CSV: date,kind,name,source) and restate the dates of every case.

    `progress(done, total)` may return False to cancel: then nothing is changed at all.
    """
    moved: list[MovedDate] = []

    @command(scripted=False)
    def import_holidays(desk: Desk, csv_text: str) -> None:
        _import(desk, csv_text, progress, moved)

    _whole(desk, lambda: import_holidays(desk, csv_text))
    return moved


def withdraw_arrangement(desk: Desk, year: int, *, reason: str) -> Changes:
    """Take back all imported days of a year; dates are computed again, the audit keeps the days.

    BadInput without a reason, or when nothing was imported for that year.
    """
    return _whole(desk, lambda: withdraw_holidays(desk, year, reason=reason))


@command(scripted=False)
def withdraw_holidays(desk: Desk, year: int, *, reason: str) -> None:
    """The command of `withdraw_arrangement`."""
    given_reason(reason, "撤回")
    days = rows(desk, _OF_YEAR, (str(year),))
    if not days:
        raise BadInput.of("year", f"没有导入过{year}年的节假日安排")
    desk.unit.note["withdrawn"] = [[str(cell) for cell in day] for day in days]
    run_many(desk, _WITHDRAW, [(str(year),)])
    _restate(desk, None, [])


def _whole(desk: Desk, act: Callable[[], Changes]) -> Changes:
    projections.bring_up_to_date(desk)  # so that only what the arrangement moves is listed
    try:
        return act()
    except BaseException:
        # What was rolled back must not live on in the calendar that was read meanwhile.
        forget(desk)
        raise


class Cancelled(BadInput):
    """The person cancelled the import; nothing was changed."""


def _import(desk: Desk, csv_text: str, progress: Progress | None, moved: list[MovedDate]) -> None:
    try:
        days = read_table(csv_text)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    plain = [(d.date.isoformat(),) for d in days if d.kind != COMPLETE]
    run_many(desk, _OTHERWISE, plain)  # what a day was before, rest or work
    run_many(desk, _DAY, [(d.date.isoformat(), d.kind, d.name, d.source) for d in days])
    _restate(desk, progress, moved)


def _restate(desk: Desk, progress: Progress | None, moved: list[MovedDate]) -> None:
    """Compute the dates of every case again with the calendar that is now in the table."""
    forget(desk)
    ids = [int(str(row[0])) for row in rows(desk, _CASES)]
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        touched: list[CaseFile] = []
        for number, case in enumerate(load_many(desk, part).values(), start=start + 1):
            if _moved(desk, case, moved):
                touched.append(case)
            if progress and not progress(number, len(ids)):
                raise Cancelled.of("calendar", "已取消导入，原有日期未改变")
        projections.restate_all(desk, touched)
    desk.unit.touch("holiday", "case")
    desk.unit.note["moved"] = len(moved)


def _moved(desk: Desk, case: CaseFile, moved: list[MovedDate]) -> bool:
    """Whether any date of a case is another now. Those that moved are noted."""
    before, after = case.projected.dates, deadlines.date_rows(desk, case, desk.today())
    for (rule, key), row in after.items():
        old = before.get((rule, key))
        if old is not None and old.due != row.due:
            days = date.fromisoformat(str(old.due)), date.fromisoformat(str(row.due))
            moved.append(MovedDate(case.id, rule, key, str(row.name), *days))
    return after != before


_DAY = """INSERT INTO holiday (date, kind, name, source) VALUES (?, ?, ?, ?)
    ON CONFLICT (date, kind) DO UPDATE SET name = excluded.name, source = excluded.source"""
_OTHERWISE = "DELETE FROM holiday WHERE date = ? AND kind <> 'complete'"
_OF_YEAR = """SELECT date, kind, name, source FROM holiday WHERE substr(date, 1, 4) = ?
    ORDER BY date, kind"""
_WITHDRAW = "DELETE FROM holiday WHERE substr(date, 1, 4) = ?"
_CASES = "SELECT id FROM case_file ORDER BY id"
