"""The projections of a case: what waits in it and the words that find it, as lists read them.

They are written in the transaction of every command, hold nothing that cannot be computed from the
log again, and are compared with it by `check`. The dates are written by `deadlines.restate_dates`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import TypeVar
from weakref import WeakSet

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.cases.records import Projected
from models.cases.search_words import Found, found_by, found_by_many
from models.cases.waiting import APPROVAL, FOREVER, WaitingStep, Waits, waits
from models.rules.events import AgreementEffective, PeriodSet
from models.rules.problem import Problem
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, rows, run_many

T = TypeVar("T")
AT_ONCE = 200  # cases
_BY_DAY = ("running", "overdue", "lapsed", "elapsed")
# Settings that the acceptance check reads, and those that the deadline rules read.
_REVIEW = ("office.name", "office.regions", "position.evaluation_report_required", "authority.")
_complete: WeakSet[Desk] = WeakSet()


def restate(desk: Desk, case: CaseFile) -> None:
    """Write the projections of a case as it was just read, inside the caller's transaction."""
    now, found = waits(desk, case), found_by(case)
    same = case.projected == _projected(desk, now, found)
    _write(desk, [(case.id, now, found)], search=not same)


def made_today(desk: Desk, case: CaseFile) -> bool:
    """Whether the projections of a case, and so its dates, were written today."""
    return case.projected is not None and case.projected.made_on == desk.today().isoformat()


def restate_many(desk: Desk, ids: Iterable[int]) -> None:
    """Write the projections of several cases, inside the caller's transaction."""
    for part in _portions(list(ids)):
        cases = load_many(desk, part).values()
        _write(desk, [(case.id, waits(desk, case), found_by(case)) for case in cases])


def complete(desk: Desk) -> None:
    """Project the cases that an older version of the program left without projections.

    Asked by every list before it reads; it looks only once in an opened desk.
    """
    if desk in _complete or desk.in_unit:
        return
    left = rows(desk, _LEFT)
    if left:
        _project(desk, left)
    _complete.add(desk)


def _project(desk: Desk, left: Sequence[SqlRow]) -> None:
    closed = [_int(row[0]) for row in left if row[1] == "closed" and row[2] != "serving"]
    known = set(closed)
    with desk.unaudited():
        for ids in _portions(closed):  # nothing waits in them: their logs need not be read
            found = found_by_many(desk, ids)
            _write(desk, [(case_id, Waits((), FOREVER), words) for case_id, words in found])
    for ids in _portions([_int(row[0]) for row in left if row[0] not in known]):
        with desk.unaudited():
            kept = _kept_dates(desk, ids)
            for case in load_many(desk, ids).values():
                # The day may have come on which an entry starts a clock, since the last command.
                if _dates(desk, case, desk.today()) != kept[case.id]:
                    deadlines.restate_dates(desk, case)
                restate(desk, case)


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
            for ids in _portions(_ids(desk, statement, values)):
                for case in load_many(desk, ids).values():
                    deadlines.restate_dates(desk, case)
                    restate(desk, case)


def out_of_date(desk: Desk) -> list[int]:
    """Return the open cases whose projection no longer holds: their readers compute them again."""
    today = desk.today().isoformat()
    return _ids(desk, _OUT_OF_DATE, (today, today))


# ---- writing


def _projected(desk: Desk, now: Waits, found: Found) -> Projected:
    today, until = desk.today().isoformat(), now.valid_until.isoformat()
    return Projected(found.words, found.initials, today, until)


def _write(desk: Desk, made: Sequence[tuple[int, Waits, Found]], *, search: bool = True) -> None:
    ids = [case_id for case_id, _, _ in made]
    if not ids:
        return
    run_many(desk, _FORGET.format(marks(ids)), [ids])
    waiting = [_row(case_id, step) for case_id, now, _ in made for step in now.steps]
    for part in _portions(waiting):
        places = ", ".join([f"({marks(part[0])})"] * len(part))
        run_many(desk, _WAIT.format(places), [[value for row in part for value in row]])
    if search:
        rows_of = ((case_id, _projected(desk, now, found)) for case_id, now, found in made)
        run_many(desk, _SEARCH, [(case_id, *astuple(row)) for case_id, row in rows_of])


def _row(case_id: int, one: WaitingStep) -> tuple[Value, ...]:
    due = one.due.isoformat() if one.due else None
    return (case_id, one.step, one.party or "", one.command, one.rule, due,
            int(one.provisional), int(one.ready))  # fmt: skip


def _portions(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def _ids(desk: Desk, statement: str, values: Sequence[Value] = ()) -> list[int]:
    return [_int(row[0]) for row in rows(desk, statement, values)]


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value


# ---- comparing


@dataclass(frozen=True)
class _Kept:
    """What the tables hold of one case."""

    found: Found
    made_on: date
    valid_until: date
    waiting: list[SqlRow]
    dates: set[SqlRow]


def check(desk: Desk) -> Iterator[Problem]:
    """Yield what differs between the projections of a case and what is computed from its log.

    Cases that have not been projected yet are passed over; a few are held at once.
    """
    last = 0
    while ids := _ids(desk, _PROJECTED, (last, AT_ONCE)):
        last = ids[-1]
        kept = _kept(desk, ids)
        for case in load_many(desk, ids).values():
            yield from _differences(desk, case, kept[case.id])


def _kept(desk: Desk, ids: Sequence[int]) -> dict[int, _Kept]:
    found: dict[int, _Kept] = {}
    for case_id, words, initials, made, until in rows(desk, _KEPT.format(marks(ids)), ids):
        days = date.fromisoformat(str(made)), date.fromisoformat(str(until))
        found[_int(case_id)] = _Kept(Found(str(words), str(initials)), *days, [], set())
    for row in rows(desk, _KEPT_WAITING.format(marks(ids)), ids):
        found[_int(row[0])].waiting.append(row)
    for case_id, dates in _kept_dates(desk, ids).items():
        found[case_id].dates.update(dates)
    return found


def _kept_dates(desk: Desk, ids: Sequence[int]) -> dict[int, set[SqlRow]]:
    """Return the dates of cases that are open, or lapsed since."""
    found: dict[int, set[SqlRow]] = {case_id: set() for case_id in ids}
    for row in rows(desk, _KEPT_DATES.format(marks(ids), marks(_BY_DAY)), [*ids, *_BY_DAY]):
        found[_int(row[0])].add(row[1:])
    return found


def _dates(desk: Desk, case: CaseFile, day: date) -> set[SqlRow]:
    """Return the same as computed from the log; nothing but the day tells these states apart."""
    return {
        (d.id, d.party or "", d.name, d.plan_by.isoformat(), d.due.isoformat(), int(d.provisional))
        for d in deadlines.case_deadlines(desk, case, day)
        if d.status in _BY_DAY
    }


def _differences(desk: Desk, case: CaseFile, kept: _Kept) -> Iterator[Problem]:
    """Dates are computed as of the day they were written, the rest as of today while it holds."""
    place = f"case[{case.id}]"
    if found_by(case) != kept.found:
        yield Problem(f"{place}.search", "检索用的名称、号码与案件不一致")
    dates = _dates(desk, case, kept.made_on)
    wrong = sorted({f"{row[2]}（{row[4]}）" for row in dates ^ kept.dates})
    if wrong:
        yield Problem(f"{place}.deadline", f"列表用的期限与重新计算的不一致：{'、'.join(wrong)}")
    if not kept.made_on <= desk.today() <= kept.valid_until:
        return
    now = waits(desk, case)
    if [_row(case.id, step) for step in now.steps] != kept.waiting:
        yield Problem(f"{place}.waiting", "列表用的待办事项与重新计算的不一致")


# ---- statements

_LEFT = """SELECT c.id, c.status, c.stage FROM case_file c
    LEFT JOIN case_search s ON s.case_id = c.id WHERE s.case_id IS NULL ORDER BY c.id"""
_FORGET = "DELETE FROM waiting WHERE case_id IN ({})"
_WAIT = """INSERT INTO waiting (case_id, step, party, command, rule, due, provisional, ready)
    VALUES {}"""
_SEARCH = """INSERT INTO case_search (case_id, words, initials, made_on, valid_until)
    VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET words = excluded.words,
    initials = excluded.initials, made_on = excluded.made_on, valid_until = excluded.valid_until"""
_UNDER_REVIEW = """SELECT DISTINCT w.case_id FROM waiting w JOIN case_file c ON c.id = w.case_id
    WHERE w.command = ? AND c.stage = 'received' ORDER BY w.case_id"""
_OF_HMT = """SELECT DISTINCT place.case_id FROM case_party place
    JOIN party ON party.id = place.party_id WHERE party.region IN (?, ?, ?)
    ORDER BY place.case_id"""
_WITH = "SELECT DISTINCT case_id FROM event WHERE type = ? ORDER BY case_id"
_OUT_OF_DATE = """SELECT s.case_id FROM case_search s JOIN case_file c ON c.id = s.case_id
    WHERE (s.valid_until < ? OR s.made_on > ?)
    AND (c.status IN ('open', 'suspended', 'refused') OR c.stage = 'serving') ORDER BY s.case_id"""
_PROJECTED = "SELECT case_id FROM case_search WHERE case_id > ? ORDER BY case_id LIMIT ?"
_KEPT = """SELECT case_id, words, initials, made_on, valid_until FROM case_search
    WHERE case_id IN ({})"""
_KEPT_WAITING = """SELECT case_id, step, party, command, rule, due, provisional, ready FROM waiting
    WHERE case_id IN ({}) ORDER BY case_id, id"""
_KEPT_DATES = """SELECT case_id, rule, "key", name, plan_by, due, provisional
    FROM case_deadline WHERE case_id IN ({}) AND status IN ({})"""
