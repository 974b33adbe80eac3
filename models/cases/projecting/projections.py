"""The projections of a case that lists read: its dates, what waits in it, the words that find it.

They are written together: in the transaction of every command about the case, and by
`bring_up_to_date` when a day has come that changes them. They hold nothing that cannot be computed
from the log again; `check.py` compares them with it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from weakref import WeakKeyDictionary

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.cases.projecting.in_force import FOLDED, mark_in_force
from models.cases.projecting.search_words import Found, found_by, found_by_many
from models.cases.projecting.waiting import APPROVAL, FOREVER, WaitingStep, waits
from models.cases.records import CaseRecord, DateRow, SearchRow
from models.cases.unreadable import UnreadableEntry
from models.cases.values import as_number
from models.errors import BugError
from models.rules.events import RECEIVED, AgreementEffective, PeriodSet, Routed
from models.rules.procedure.stage import stage_of, status_of
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, remove, rows, run_many, write

T = TypeVar("T")
AT_ONCE = 200  # cases
# Settings that the acceptance check reads, and those that the deadline rules read.
_REVIEW = ("office.name", "office.regions", "position.evaluation_report_required", "authority.")
_up_to_date: WeakKeyDictionary[Desk, tuple[date, str]] = WeakKeyDictionary()


def restate(desk: Desk, case: CaseFile, row: CaseRecord | None = None) -> None:
    """Write the row of a case and its projections as of today, inside the caller's transaction.

    `row` is what the command made of its row. Only what differs from the case as it was read is
    written, in one statement a table.
    """
    _restate(desk, [(case, row or case.record)])


def restate_all(desk: Desk, cases: Iterable[CaseFile]) -> None:
    """Write rows and projections of several cases as of today, inside the caller's transaction."""
    _restate(desk, [(case, case.record) for case in cases])


def _restate(desk: Desk, cases: Iterable[tuple[CaseFile, CaseRecord]]) -> None:
    changed: list[SqlRow] = []
    dates: list[SqlRow] = []
    gone: list[SqlRow] = []
    moved: list[SqlRow] = []
    waiting: list[SqlRow] = []
    search: list[SqlRow] = []
    for before, row in cases:
        case, old = at(replace(before, record=row), desk.today()), before.projected
        if case.record != before.record:
            changed.append(_own_columns(case.record))
        new = deadlines.date_rows(desk, case, desk.today())
        gone += [(case.id, *one) for one in old.dates.keys() - new.keys()]
        dates += [(case.id, *one, *new[one]) for one in new if old.dates.get(one) != new[one]]
        now = waits(desk, case)
        steps = tuple(row_of(case.id, step) for step in now.steps)
        if steps != old.waiting:
            moved += [(case.id,)] if old.waiting else []
            waiting += steps
        found = _search_row(desk, found_by(case), now.valid_until, mark_in_force(desk))
        if found != old.search:
            search.append((case.id, *found))
    run_many(desk, _ROW, changed)
    remove(desk, "case_deadline", _DATE, gone)
    write(desk, "case_deadline", (*_DATE, *DateRow._fields), dates, key=_DATE)
    remove(desk, "waiting", _WAITING[:1], moved)
    write(desk, "waiting", _WAITING, waiting)
    write(desk, "case_search", _SEARCH, search, key=_SEARCH[:1])


def at(case: CaseFile, day: date) -> CaseFile:
    """Return a case with stage, status, track and day of receipt as its log gives them."""
    state, routed = case.state(day), case.log.last(Routed)
    track = routed.event.result if routed else None
    received = case.log.last(RECEIVED[case.kind])
    now = replace(
        case.record, stage=stage_of(state), status=status_of(state), track=track,
        receipt_on=received.on if received else case.record.receipt_on,
    )  # fmt: skip
    return replace(case, record=now)


def _own_columns(row: CaseRecord) -> SqlRow:
    received = row.receipt_on.isoformat() if row.receipt_on else ""
    return (row.case_no, row.refusal_no, row.handler_id, row.stage, row.status, row.track,
            received, row.id)  # fmt: skip


def settings_changed(desk: Desk, keys: Collection[str]) -> None:
    """Restate the cases whose projections depend on these settings, inside the same command."""
    if any(key.startswith(_REVIEW) for key in keys):
        _restate_ids(desk, _ids(desk, _UNDER_REVIEW, [APPROVAL]))
    for key, statement, values in (
        ("position.hmt_without_domicile", _OF_HMT, ("hongkong", "macao", "taiwan")),
        ("position.judicial_confirm", _WITH, (AgreementEffective.type,)),
        ("position.docketing_after_correction", _WITH, (PeriodSet.type,)),
    ):
        if key in keys:
            _restate_ids(desk, _ids(desk, statement, values))


def _restate_ids(desk: Desk, ids: Sequence[int]) -> None:
    for part in portions(ids):
        restate_all(desk, load_many(desk, part).values())


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
    _fold_again(desk)
    _restate_alone(desk, run_out(desk))
    _up_to_date[desk] = now


def _restate_alone(desk: Desk, wanted: Sequence[int]) -> None:
    """Restate cases in transactions of their own; one that cannot be read keeps what it has."""
    for ids in portions(wanted):
        try:
            with desk.unaudited(computed=True):
                restate_all(desk, load_many(desk, ids).values())
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
        with desk.unaudited(computed=True):
            found = found_by_many(desk, ids)
            new = [(one, *_search_row(desk, words, FOREVER, FOLDED)) for one, words in found]
            write(desk, "case_search", _SEARCH, new)
    _restate_alone(desk, [one for row in left if (one := as_number(row[0])) not in known])


def _fold_again(desk: Desk) -> None:
    """Write the words again of cases whose words an older version of the program folded."""
    for ids in portions(_ids(desk, _FOLDED_OTHERWISE, [f"{FOLDED}%"])):
        with desk.unaudited(computed=True):
            found = found_by_many(desk, ids)
            run_many(desk, _WORDS, [(one.words, one.initials, FOLDED, n) for n, one in found])


# ---- rows


def _search_row(desk: Desk, found: Found, until: date, mark: str) -> SearchRow:
    today = desk.today().isoformat()
    return SearchRow(found.words, found.initials, today, until.isoformat(), mark)


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
_FOLDED_OTHERWISE = "SELECT case_id FROM case_search WHERE mark NOT LIKE ? ORDER BY case_id"
_WORDS = "UPDATE case_search SET words = ?, initials = ?, mark = ? WHERE case_id = ?"
_ROW = """UPDATE case_file SET case_no = ?, refusal_no = ?, handler_id = ?, stage = ?, status = ?,
    track = ?, receipt_on = ? WHERE id = ?"""
_DATE = ("case_id", "rule", '"key"')
_WAITING = ("case_id", "step", "party", "command", "rule", "due", "provisional", "ready")
_SEARCH = ("case_id", *SearchRow._fields)
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
