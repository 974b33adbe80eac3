"""The papers of all cases, a page at a time, the newest first; which of them wait for a signature.

Pages follow the index on `state`, so that 300,000 papers open as fast as 100. 待签批 is no state of
a paper: it is an approval sheet whose approval is the next step of its case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.queries import documents, search
from models.queries.case_view import CaseView
from models.queries.open_steps import Head, heads, open_steps, signable
from models.queries.serving_list import SLIP
from models.store.db import connection, marks
from models.store.desk import Desk

PAGE = 100
APPROVAL = "approval"
UNSIGNED = ("draft", "final")
Waiting = dict[int, tuple[str, ...]]  # forms of approval sheets by case


@dataclass(frozen=True)
class PaperFilter:
    """What is shown: words; state draft, approval, final, issued or void; "" = everything."""

    search: str = ""
    state: str = ""


@dataclass(frozen=True)
class PaperRow:
    """One paper; `waits` = it is an approval sheet whose signature is the next step."""

    id: int
    case_id: int | None
    case_number: str
    parties: str
    form_id: str
    title: str
    addressee: str | None
    who: str
    number: str
    state: str
    waits: bool
    made: date


@dataclass(frozen=True)
class PaperPage:
    """Some lines, and the paper after which the next page starts (None = there is none)."""

    rows: tuple[PaperRow, ...]
    after: int | None


def page(desk: Desk, wanted: PaperFilter, after: int | None = None) -> PaperPage:
    """Return one page of papers."""
    with desk.reading():
        waiting = waiting_sheets(desk) if wanted.state == APPROVAL else None
        where, values = _where(wanted, waiting)
        if after is not None:
            where, values = f"{where} AND p.id < ?", [*values, after]
        sql = (
            "SELECT p.id, p.case_id, p.form_id, p.addressee, p.number, p.state, p.created_at"  # noqa: S608
            f" FROM document p WHERE {where} ORDER BY p.id DESC LIMIT ?"
        )
        found = connection(desk.db).execute(sql, [*values, PAGE + 1]).fetchall()
        rows = _rows(desk, found[:PAGE], waiting)
    return PaperPage(rows, found[PAGE - 1][0] if len(found) > PAGE else None)


def count(desk: Desk, wanted: PaperFilter) -> int:
    """Return how many papers the filter lets through."""
    waiting = waiting_sheets(desk) if wanted.state == APPROVAL else None
    where, values = _where(wanted, waiting)
    sql = f"SELECT count(*) FROM document p WHERE {where}"  # noqa: S608 - our own words only
    return int(connection(desk.db).execute(sql, values).fetchone()[0])


def tallies(desk: Desk) -> dict[str, int]:
    """Return how many papers there are in each state, and how many wait for a signature."""
    sql = "SELECT state, count(*) FROM document GROUP BY state"
    found = dict(connection(desk.db).execute(sql).fetchall())
    return {
        **found,
        "": sum(found.values()),
        APPROVAL: count(desk, PaperFilter(state=APPROVAL)),
    }


def waiting_sheets(desk: Desk, only: Iterable[int] | None = None) -> Waiting:
    """Return the approval sheets that can be signed now, over the open cases or `only` these."""
    found: Waiting = {}
    for one in open_steps(desk, ("record_approval",), only):
        if signable(desk, one.case_id, one.stage):
            found[one.case_id] = (*found.get(one.case_id, ()), *one.step.papers)
    return found


def without_sheet(desk: Desk) -> int:
    """Return how many cases wait for a signature but have no sheet to sign yet."""
    waiting = waiting_sheets(desk)
    sql, values = _sheets(waiting)
    made = connection(desk.db).execute(
        f"SELECT DISTINCT p.case_id FROM document p WHERE {sql}",  # noqa: S608 - our own words
        values,
    )
    return len(waiting.keys() - {row[0] for row in made})


def _where(wanted: PaperFilter, waiting: Waiting | None) -> tuple[str, list[Any]]:
    parts, values = ["1 = 1"], []
    if waiting is not None:
        sql, found = _sheets(waiting)
        parts.append(sql)
        values += found
    elif wanted.state:
        parts.append("p.state = ?")
        values.append(wanted.state)
    words = wanted.search.split()
    if words:
        # Its columns are all in one index: the papers' own rows are long.
        tests = []
        for word in words:
            sql, found = _word(word)
            tests.append(f"({sql})")
            values += found
        both = " AND ".join(tests)
        parts.append(f"p.id IN (SELECT d.id FROM document d WHERE {both})")  # noqa: S608
    return " AND ".join(parts), values


def _word(word: str) -> tuple[str, list[Any]]:
    found, values = search.condition(word)
    sql = f"d.case_id IN (SELECT c.id FROM case_file c WHERE {found})"  # noqa: S608
    forms = documents.forms_named(word)
    if forms:
        sql += f" OR d.form_id IN ({marks(forms)})"
        values += forms
    return sql, values


def _sheets(waiting: Waiting) -> tuple[str, list[Any]]:
    forms = sorted({form for forms in waiting.values() for form in forms})
    sql = (
        f"p.case_id IN ({marks(waiting)}) AND p.form_id IN ({marks(forms)})"
        f" AND p.state IN ({marks(UNSIGNED)})"
    )
    return sql, [*waiting, *forms, *UNSIGNED]


def _rows(desk: Desk, found: list[Any], waiting: Waiting | None) -> tuple[PaperRow, ...]:
    cases = {row[1] for row in found if row[1] is not None}
    called = heads(desk, cases)
    if waiting is None:
        waiting = waiting_sheets(desk, {r[1] for r in found if r[1] and r[5] in UNSIGNED})
    return tuple(_row(row, called, waiting) for row in found)


def _row(row: Any, called: dict[int, Head], waiting: Waiting) -> PaperRow:
    paper, case_id, form_id, addressee, number, state, created = row
    head = called.get(case_id)
    return PaperRow(
        id=paper,
        case_id=case_id,
        case_number=head.number if head else number,
        parties=head.parties if head else "",
        form_id=form_id,
        title=documents.title_of(form_id),
        addressee=addressee,
        who=head.names.get(addressee or "", "") if head else "",
        number=number,
        state=state,
        waits=state in UNSIGNED and form_id in waiting.get(case_id, ()),
        made=datetime.fromisoformat(created).astimezone().date(),
    )


def served_slip(desk: Desk, view: CaseView, row: PaperRow) -> int | None:
    """Return the service a 送达回证 was made for, None when it was printed ahead."""
    if row.form_id != SLIP:
        return None
    sql = (
        "SELECT json_extract(\"values\", '$.service.received_on'),"
        " json_extract(\"values\", '$.service.method') FROM document WHERE id = ?"
    )
    day, method = connection(desk.db).execute(sql, (row.id,)).fetchone()
    for event in view.standing_events():
        place = event.payload.get("to"), event.on.isoformat(), event.payload.get("method")
        if event.type == "served" and place == (row.addressee, day, method):
            return event.id
    return None
