"""The papers of all cases, a page at a time; which of them wait for a signature.

Pages follow the index on `state`, so that 300,000 papers open as fast as 100. 待签批 is no state of
a paper: it is an approval sheet whose approval is the next step of its case.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from models.cases.case_file import CaseFile
from models.cases.projecting.projections import bring_up_to_date
from models.cases.projecting.waiting import APPROVAL as RECORD_APPROVAL
from models.queries import documents
from models.queries.lists import search
from models.queries.lists.heads import NUMBER, Head, heads
from models.queries.lists.open_steps import open_steps
from models.queries.lists.ordering import After, Keys, Order, keys_of, number_key
from models.queries.lists.serving import SLIP
from models.rules.events import Served
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, number, rows
from models.store.sql_dialect import json_text

PAGE = 100
PARTS = 7  # columns of a paper; those behind them say where a page ends
APPROVAL = "approval"
MADE, NUMBER_OF_CASE, TITLE, STATE = "made", "number", "title", "state"
NEWEST = Order(MADE, down=True)
SORTED = (MADE, NUMBER_OF_CASE, TITLE, STATE)
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
    """Some lines, and where the next page starts (None = there is none)."""

    rows: tuple[PaperRow, ...]
    after: After | None


@dataclass(frozen=True)
class _Paper:
    """The row of a paper."""

    id: int
    case_id: int | None
    form_id: str
    addressee: str | None
    number: str
    state: str
    made: date


def page(
    desk: Desk, wanted: PaperFilter, after: After | None = None, order: Order = NEWEST
) -> PaperPage:
    """Return one page of papers."""
    bring_up_to_date(desk)
    keys = _title_keys() if order.key == TITLE else keys_of(_KEYS, order)
    with desk.reading():
        waiting = _sheets_of(desk) if wanted.state == APPROVAL else None
        where, values = _where(wanted, waiting)
        further, behind = keys.beyond(after, down=order.down)
        statement = _PAGE.format(
            before=keys.before, keys=keys.columns, beside=keys.beside, where=where,
            further=further, order=keys.order(down=order.down), last=keys.last,
        )  # fmt: skip
        read = rows(desk, statement, [*keys.given, *values, *behind, PAGE + 1])
        found = [_paper(row[:PARTS]) for row in read]
        shown = _rows(desk, found[:PAGE], waiting)
    return PaperPage(shown, read[PAGE - 1][PARTS:] if len(read) > PAGE else None)


def _title_keys() -> Keys:
    """Return the keys along the titles of papers, which the catalogue knows."""
    titles = documents.titles()
    places = {title: n for n, title in enumerate(sorted(set(titles.values())))}
    given = [value for form, title in titles.items() for value in (form, places[title])]
    return Keys(
        ("f.place", "p.id"), "f.place IS NULL", "LEFT JOIN forms f ON f.form = p.form_id",
        f"WITH forms(form, place) AS (VALUES {', '.join(['(?, ?)'] * len(titles))})", given,
    )  # fmt: skip


def count(desk: Desk, wanted: PaperFilter) -> int:
    """Return how many papers the filter lets through."""
    bring_up_to_date(desk)
    waiting = _sheets_of(desk) if wanted.state == APPROVAL else None
    return _count(desk, wanted, waiting)


def _count(desk: Desk, wanted: PaperFilter, waiting: Waiting | None) -> int:
    where, values = _where(wanted, waiting)
    return number(desk, f"SELECT count(*) FROM document p WHERE {where}", values)  # noqa: S608


def tallies(desk: Desk) -> dict[str, int]:
    """Return how many papers there are in each state, and how many wait for a signature."""
    found: dict[str, int] = {}
    for state, many in rows(desk, "SELECT state, count(*) FROM document GROUP BY state"):
        assert isinstance(many, int)
        found[str(state)] = many
    total = sum(found.values())
    return found | {"": total, APPROVAL: count(desk, PaperFilter(state=APPROVAL))}


def _sheets_of(desk: Desk, only: Collection[int] | None = None) -> Waiting:
    """Return the approval sheets that can be signed now, over all cases or `only` these."""
    found: Waiting = {}
    for one in open_steps(desk, (RECORD_APPROVAL,), only):
        if one.waiting.ready:
            found[one.case_id] = (*found.get(one.case_id, ()), *one.step.papers)
    return found


def without_sheet(desk: Desk) -> int:
    """Return how many cases wait for a signature but have no sheet to sign yet."""
    bring_up_to_date(desk)
    waiting = _sheets_of(desk)
    where, values = _sheets(waiting)
    made = rows(desk, f"SELECT DISTINCT p.case_id FROM document p WHERE {where}", values)  # noqa: S608
    return len(waiting.keys() - {row[0] for row in made})


def _where(wanted: PaperFilter, waiting: Waiting | None) -> tuple[str, list[Value]]:
    parts, values = ["1 = 1"], list[Value]()
    if waiting is not None:
        sheets, found = _sheets(waiting)
        parts.append(sheets)
        values += found
    elif wanted.state:
        parts.append("p.state = ?")
        values.append(wanted.state)
    words = [_word(word) for word in search.words_of(wanted.search)]
    if words:
        # Its columns are all in one index: the papers' own rows are long.
        both = " AND ".join(f"({test})" for test, _ in words)
        parts.append(f"p.id IN (SELECT d.id FROM document d WHERE {both})")  # noqa: S608
        values += [value for _, found in words for value in found]
    return " AND ".join(parts), values


def _word(word: str) -> tuple[str, list[Value]]:
    test, values = search.condition(word, "d.case_id")
    forms = documents.forms_named(word)
    if forms:
        test += f" OR d.form_id IN ({marks(forms)})"
        values += forms
    return test, values


def _sheets(waiting: Waiting) -> tuple[str, list[Value]]:
    forms = sorted({form for forms in waiting.values() for form in forms})
    test = (
        f"p.case_id IN ({marks(waiting)}) AND p.form_id IN ({marks(forms)})"
        f" AND p.state IN ({marks(UNSIGNED)})"
    )
    return test, [*waiting, *forms, *UNSIGNED]


def _paper(row: SqlRow) -> _Paper:
    paper, case_id, form_id, addressee, called, state, created = row
    assert isinstance(paper, int)
    return _Paper(
        paper, case_id if isinstance(case_id, int) else None, str(form_id),
        None if addressee is None else str(addressee), str(called), str(state),
        datetime.fromisoformat(str(created)).astimezone().date(),
    )  # fmt: skip


def _rows(desk: Desk, found: list[_Paper], waiting: Waiting | None) -> tuple[PaperRow, ...]:
    called = heads(desk, {paper.case_id for paper in found if paper.case_id is not None})
    if waiting is None:
        unsigned = {p.case_id for p in found if p.case_id and p.state in UNSIGNED}
        waiting = _sheets_of(desk, unsigned)
    return tuple(_row(paper, called, waiting) for paper in found)


def _row(paper: _Paper, called: dict[int, Head], waiting: Waiting) -> PaperRow:
    head = called.get(paper.case_id or 0)
    sheets = waiting.get(paper.case_id or 0, ())
    return PaperRow(
        id=paper.id,
        case_id=paper.case_id,
        case_number=head.number if head else paper.number,
        parties=head.parties if head else "",
        form_id=paper.form_id,
        title=documents.title_of(paper.form_id),
        addressee=paper.addressee,
        who=head.names.get(paper.addressee or "", "") if head else "",
        number=paper.number,
        state=paper.state,
        waits=paper.state in UNSIGNED and paper.form_id in sheets,
        made=paper.made,
    )


def served_slip(desk: Desk, case: CaseFile, row: PaperRow) -> int | None:
    """Return the service a 送达回证 was made for, None when it was printed ahead."""
    if row.form_id != SLIP:
        return None
    [(day, method)] = rows(desk, _SLIP, (row.id,))
    for entry in case.log.all(Served):
        served = entry.event
        if (served.to, entry.on.isoformat(), served.method) == (row.addressee, day, method):
            return entry.id
    return None


# Its columns but the keys come from one index: a paper's own row is long, and read for a page only.
_PAGE = """{before} SELECT p.id, p.case_id, p.form_id, p.addressee, p.number, p.state, p.created_at,
    k.* FROM (SELECT {keys} FROM document p {beside} WHERE {where} AND {further}
    ORDER BY {order} LIMIT ?) k
    JOIN document p ON p.id = k.{last} ORDER BY {order}"""
_CALLED = f"coalesce({NUMBER}, p.number, '')"  # a paper without a case has a number of its own
_KEYS = {
    MADE: Keys(("p.id",)),
    NUMBER_OF_CASE: Keys(
        (*number_key(_CALLED), "p.id"), beside="LEFT JOIN case_file c ON c.id = p.case_id"
    ),
    STATE: Keys(("p.state", "p.id")),
}
_DAY = json_text('"values"', "service", "received_on")
_METHOD = json_text('"values"', "service", "method")
_SLIP = f"SELECT {_DAY}, {_METHOD} FROM document WHERE id = ?"  # noqa: S608
