"""The projections of a case that lists read: its dates, what waits in it, the words that find it.

They are written together: in the transaction of every command about the case, and by
`bring_up_to_date` when a day has come that changes them. They hold nothing that cannot be computed
from the log again; `projection_check` compares them with it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from weakref import WeakKeyDictionary

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.in_force import mark_in_force
from models.cases.loading import load_many
from models.cases.records import Projected
from models.cases.search_words import Found, found_by, found_by_many
from models.cases.unreadable import UnreadableEntry
from models.cases.values import as_number
from models.cases.waiting import APPROVAL, FOREVER, WaitingStep, Waits, waits
from models.errors import BugError
from models.rules.events import AgreementEffective, PeriodSet
from models.rules.procedure.stage import stage_of, status_of
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows, run_many

T = TypeVar("T")
AT_ONCE = 200  # cases
# Settings that the acceptance check reads, and those that the deadline rules read.
_REVIEW = ("office.name", "office.regions", "position.evaluation_report_required", "authority.")
_up_to_date: WeakKeyDictionary[Desk, tuple[date, str]] = WeakKeyDictionary()


@dataclass(frozen=True)
class _Made:
    """What is to be written of a case; `mark` "" leaves the mark that its dates were made under."""

    case_id: int
    now: Waits
    found: Found
    mark: str


def restate(desk: Desk, case: CaseFile, *, dates: bool = True) -> None:
    """Write the projections of a case as it was just read, inside the caller's transaction.

    `dates` False: its dates were written today and nothing that the rules read has changed.
    """
    if dates:
        deadlines.restate_dates(desk, case)
    made = _Made(case.id, waits(desk, case), found_by(case), mark_in_force(desk) if dates else "")
    same = case.projected == _projected(desk, made)
    _write(desk, [made], search=not same)


def made_today(desk: Desk, case: CaseFile) -> bool:
    """Whether the projections of a case were written today."""
    return case.projected is not None and case.projected.made_on == desk.today().isoformat()


def restate_many(desk: Desk, ids: Iterable[int]) -> None:
    """Write projections, stage and status of several cases, inside the caller's transaction."""
    mark = mark_in_force(desk)
    for part in portions(list(ids)):
        cases = load_many(desk, part).values()
        before = deadlines.stored_dates_many(desk, part)
        made: list[_Made] = []
        for case in cases:
            restate_stage(desk, case)
            deadlines.restate_dates(desk, case, before[case.id])
            made.append(_Made(case.id, waits(desk, case), found_by(case), mark))
        _write(desk, made)


def restate_stage(desk: Desk, case: CaseFile) -> None:
    """Write stage and status of a case as of today where they differ from its row."""
    state = case.state(desk.today())
    now = stage_of(state), status_of(state)
    if now != (case.record.stage, case.record.status):
        run_many(desk, _STAGE, [(*now, case.id)])


def settings_changed(desk: Desk, keys: Collection[str]) -> None:
    """Restate the cases whose projections depend on these settings, inside the same command."""
    if any(key.startswith(_REVIEW) for key in keys):
        restate_many(desk, _ids(desk, _UNDER_REVIEW, [APPROVAL]))
    for key, statement, values in (
        ("position.hmt_without_domicile", _OF_HMT, ("hongkong", "macao", "taiwan")),
        ("position.judicial_confirm", _WITH, (AgreementEffective.type,)),
        ("position.docketing_after_correction", _WITH, (PeriodSet.type,)),
    ):
        if key in keys:
            restate_many(desk, _ids(desk, statement, values))


# ---- what a day, an update or an older version leaves to be written


def bring_up_to_date(desk: Desk) -> None:
    """Project what no longer holds: because of the day, of rules that changed, of an older version.

    Called by every list before it reads; it looks once a day in an opened desk, and writes in
    transactions of its own. BugError inside another one: what that undid would count as written.
    """
    now = desk.today(), mark_in_force(desk)
    if _up_to_date.get(desk) == now:
        return
    if desk.in_unit or desk.db.in_transaction():
        raise BugError("projections are brought up to date before a transaction, not inside")
    _project_first(desk)
    _restate_alone(desk, run_out(desk))
    _up_to_date[desk] = now


def _restate_alone(desk: Desk, wanted: Sequence[int]) -> None:
    """Restate cases in transactions of their own; one that cannot be read keeps what it has."""
    for ids in portions(wanted):
        try:
            with desk.unaudited():
                restate_many(desk, ids)
        except UnreadableEntry:
            if len(ids) > 1:
                for case_id in ids:
                    _restate_alone(desk, [case_id])


def run_out(desk: Desk) -> list[int]:
    """Return the cases whose projections no longer hold, in the order of their numbers."""
    today = desk.today().isoformat()
    late = _ids(desk, _RUN_OUT, (today, today))
    return sorted({*late, *_ids(desk, _UNDER_OTHER_RULES, [mark_in_force(desk)])})


def _project_first(desk: Desk) -> None:
    """Project the cases that an older version of the program left without projections."""
    left = rows(desk, _LEFT)
    closed = [as_number(row[0]) for row in left if row[1] == "closed" and row[2] != "serving"]
    known = set(closed)
    for ids in portions(closed):  # nothing waits in them: their logs need not be read
        with desk.unaudited():
            found = found_by_many(desk, ids)
            _write(desk, [_Made(one, Waits((), FOREVER), words, "") for one, words in found])
    _restate_alone(desk, [one for row in left if (one := as_number(row[0])) not in known])


# ---- writing


def _projected(desk: Desk, made: _Made) -> Projected:
    today, until = desk.today().isoformat(), made.now.valid_until.isoformat()
    return Projected(made.found.words, made.found.initials, today, until)


def _write(desk: Desk, made: Sequence[_Made], *, search: bool = True) -> None:
    if not made:
        return
    ids = [one.case_id for one in made]
    run_many(desk, _FORGET.format(marks(ids)), [ids])
    waiting = [row_of(one.case_id, step) for one in made for step in one.now.steps]
    for part in portions(waiting):
        places = ", ".join([f"({marks(part[0])})"] * len(part))
        run_many(desk, _WAIT.format(places), [[value for row in part for value in row]])
    if search:
        run_many(desk, _SEARCH, [_search_row(desk, one) for one in made])


def _search_row(desk: Desk, made: _Made) -> tuple[Value, ...]:
    row = _projected(desk, made)
    return made.case_id, row.words, row.initials, row.made_on, row.valid_until, made.mark


def row_of(case_id: int, one: WaitingStep) -> SqlRow:
    """Return a step as the table `waiting` holds it."""
    due = one.due.isoformat() if one.due else None
    return (case_id, one.step, one.party or "", one.command, one.rule, due,
            int(one.provisional), int(one.ready))  # fmt: skip


def portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the items in portions that are held, and written, at once."""
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def _ids(desk: Desk, statement: str, values: Sequence[Value] = ()) -> list[int]:
    return [as_number(row[0]) for row in rows(desk, statement, values)]


# ---- statements

_LEFT = """SELECT c.id, c.status, c.stage FROM case_file c
    LEFT JOIN case_search s ON s.case_id = c.id WHERE s.case_id IS NULL ORDER BY c.id"""
_STAGE = "UPDATE case_file SET stage = ?, status = ? WHERE id = ?"
_FORGET = "DELETE FROM waiting WHERE case_id IN ({})"
_WAIT = """INSERT INTO waiting (case_id, step, party, command, rule, due, provisional, ready)
    VALUES {}"""
_SEARCH = """INSERT INTO case_search (case_id, words, initials, made_on, valid_until, mark)
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET words = excluded.words,
    initials = excluded.initials, made_on = excluded.made_on, valid_until = excluded.valid_until,
    mark = CASE excluded.mark WHEN '' THEN case_search.mark ELSE excluded.mark END"""
_UNDER_REVIEW = """SELECT DISTINCT w.case_id FROM waiting w JOIN case_file c ON c.id = w.case_id
    WHERE w.command = ? AND c.stage = 'received' ORDER BY w.case_id"""
_OF_HMT = """SELECT DISTINCT place.case_id FROM case_party place
    JOIN party ON party.id = place.party_id WHERE party.region IN (?, ?, ?)
    ORDER BY place.case_id"""
_WITH = "SELECT DISTINCT case_id FROM event WHERE type = ? ORDER BY case_id"
_RUN_OUT = "SELECT case_id FROM case_search WHERE valid_until < ? OR made_on > ?"
# Closed cases keep the dates that were computed for them in their time.
_UNDER_OTHER_RULES = """SELECT c.id FROM case_file c JOIN case_search s ON s.case_id = c.id
    WHERE (c.status IN ('open', 'suspended', 'refused') OR c.stage = 'serving') AND s.mark <> ?"""
