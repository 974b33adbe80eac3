"""Importing a year's holiday arrangement: every date that moves is listed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.entities import Case, Holiday
from models.errors import BadInput
from models.queries import deadlines
from models.queries.case_view import load_clocks
from models.reference.rule_store import forget
from models.rules.calendar import parse_calendar_csv
from models.rules.problem import InputRefused
from models.store.desk import Desk
from models.store.unit import command

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class MovedDate:
    """A date that an imported arrangement moved."""

    case_id: int
    rule: str
    key: str
    name: str
    before: date
    after: date


def import_holidays(desk: Desk, csv_text: str, progress: Progress | None = None) -> list[MovedDate]:
    """Import day overrides (CSV: date,kind,name,source) and restate every open case's dates.

    `progress(done, total)` may return False to cancel: then nothing is changed at all.
    """
    moved: list[MovedDate] = []

    @command("import_holidays")
    def run(desk: Desk, csv_text: str) -> None:
        _import(desk, csv_text, progress, moved)

    try:
        run(desk, csv_text)
    except BaseException:
        # What was rolled back must not live on in the calendar that was read meanwhile.
        forget(desk)
        raise
    return moved


class Cancelled(BadInput):
    """The person cancelled the import; nothing was changed."""


def _import(desk: Desk, csv_text: str, progress: Progress | None, moved: list[MovedDate]) -> None:
    try:
        days = parse_calendar_csv(csv_text)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    for day in days:
        Holiday.replace(date=day.date, kind=day.kind, name=day.name, source=day.source).execute()
    forget(desk)
    ids = [c.id for c in Case.select(Case.id).where(Case.status.not_in(["refused"]))]
    for number, case_id in enumerate(ids, start=1):
        moved += _restated(desk, case_id)
        if progress and not progress(number, len(ids)):
            raise Cancelled.of("calendar", "已取消导入，原有日期未改变")
    desk.unit.touch("holiday", "case")
    desk.unit.note["moved"] = len(moved)


def _restated(desk: Desk, case_id: int) -> list[MovedDate]:
    before = deadlines.stored_dates(desk, case_id)
    found = deadlines.restate_dates(desk, load_clocks(desk, case_id), before)
    moved = []
    for d in found:
        old = before.get((d.id, d.party or ""))
        if old is not None and old.due != d.due.isoformat():
            was = date.fromisoformat(old.due)
            moved.append(MovedDate(case_id, d.id, d.party or "", d.name, was, d.due))
    return moved
