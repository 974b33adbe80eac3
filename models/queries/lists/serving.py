"""The ledger of services over all cases, a page at a time, and those that are under way.

Pages follow the index on (type, date); each starts after the last row of the one before, so that
300,000 services open as fast as 100. A service whose day has not come is under way.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.log_rows import entry_of
from models.cases.projecting.projections import bring_up_to_date
from models.queries.case_page.journal import service_details
from models.queries.lists import search
from models.queries.lists.heads import NUMBER, Head, heads
from models.queries.lists.ordering import After, Keys, Order, keys_of, number_key
from models.queries.words import days_text
from models.rules.events import Entry, Event, Proof, Served
from models.rules.events.shapes import parts_of
from models.rules.serving.methods import Method
from models.store.desk import Desk
from models.store.sql import SqlRow, Value, marks, number, rows
from models.store.sql_dialect import json_text, position, unindexed

PAGE = 100
FEW_CASES = 500  # so many cases are looked up one by one; more are found along the days
SLIP = "proof_of_service"
_TRACKING = re.compile(r"[0-9A-Za-z-]{4,}")
_SLIP_RANK = {"draft": 1, "final": 2, "issued": 2}
DAY, NUMBER_OF_CASE = "day", "number"
LATEST = Order(DAY, down=True)
SORTED = (DAY, NUMBER_OF_CASE)
PARTS = 11  # columns of an entry; those behind them say where a page ends
Slips = dict[tuple[Value, ...], str]  # draft or final by (case, addressee, day, method)


@dataclass(frozen=True)
class ServiceFilter:
    """What is shown: words, a method, the days from `since` to `until`; "" = everything."""

    search: str = ""
    method: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ServiceRow:
    """One paper served on one addressee; `slip` is the 送达回证 on file: none, draft or final."""

    event: int
    case_id: int
    number: str
    parties: str
    document: str
    addressee: str
    method: str
    day: date
    begun: date | None
    tracking: str
    proof: str
    server: str
    slip: str
    days: str = ""


@dataclass(frozen=True)
class ServicePage:
    """Some lines, and where the next page starts (None = there is none)."""

    rows: tuple[ServiceRow, ...]
    after: After | None


def page(
    desk: Desk, wanted: ServiceFilter, after: After | None = None, order: Order = LATEST
) -> ServicePage:
    """Return one page of services that took effect."""
    bring_up_to_date(desk)
    keys = keys_of(_KEYS, order)
    with desk.reading():
        where, values = _where(desk, wanted)
        further, behind = keys.beyond(after, down=order.down)
        by = keys.order(down=order.down)
        statement = (
            f"{_COLUMNS}, k.* FROM (SELECT {keys.columns} FROM event e {keys.beside}"  # noqa: S608
            f" WHERE {where} AND {further} ORDER BY {by} LIMIT ?) k"
            f" JOIN event e ON e.id = k.{keys.last} ORDER BY {by}"
        )
        found = rows(desk, statement, [*values, *behind, PAGE + 1])
        shown = _rows(desk, [row[:PARTS] for row in found[:PAGE]])
    return ServicePage(shown, found[PAGE - 1][PARTS:] if len(found) > PAGE else None)


def count(desk: Desk, wanted: ServiceFilter) -> int:
    """Return how many services the filter lets through."""
    bring_up_to_date(desk)
    where, values = _where(desk, wanted)
    return number(desk, f"SELECT count(*) FROM event e WHERE {where}", values)  # noqa: S608


def served_on(desk: Desk, cases: Collection[int]) -> dict[tuple[int, str], set[str]]:
    """Return the papers served, or under way, by case and key of the addressee."""
    found: dict[tuple[int, str], set[str]] = {}
    where = f"{_standing(by_case=True)} AND e.case_id IN ({marks(cases)})"
    statement = f"SELECT e.case_id, {_TO}, {_DOCUMENT} FROM event e WHERE {where}"  # noqa: S608
    for case_id, to, document in rows(desk, statement, list(cases)):
        assert isinstance(case_id, int)
        found.setdefault((case_id, str(to)), set()).add(str(document))
    return found


def under_way(desk: Desk) -> tuple[ServiceRow, ...]:
    """Return the services that have not taken effect yet (公告期间未满), the nearest day first."""
    statement = f"{_COLUMNS} FROM event e WHERE {_standing()} AND e.date > ? ORDER BY e.date, e.id"
    with desk.reading():
        return _rows(desk, rows(desk, statement, (desk.today().isoformat(),)))


def _standing(*, by_case: bool = False) -> str:
    """Return the condition for services that are not voided, found along the days or by case."""
    kind = unindexed("e.type") if by_case else "e.type"
    return (
        f"{kind} = '{Served.type}' AND {unindexed('e.voids_id')} IS NULL"  # noqa: S608
        " AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id)"
    )


def _where(desk: Desk, wanted: ServiceFilter) -> tuple[str, list[Value]]:
    until = min(wanted.until or desk.today(), desk.today())
    parts, values = ["e.date <= ?"], list[Value]([until.isoformat()])
    if wanted.since:
        parts.append("e.date >= ?")
        values.append(wanted.since.isoformat())
    if wanted.method:
        parts.append(f"{_METHOD} = ?")
        values.append(wanted.method)
    few = False
    for word in search.words_of(wanted.search):
        test, found, of_few = _word(desk, word)
        parts.append(f"({test})")
        values += found
        few = few or of_few
    return " AND ".join((_standing(by_case=few), *parts)), values


def _word(desk: Desk, word: str) -> tuple[str, list[Value], bool]:
    """Return the condition for a word: in the case (number, party …), the paper, the mail number.

    A word that belongs to a few cases only is looked up by these (True): going along the days would
    take a look at every service there is.
    """
    papers = [code for code, name in reference.document_names().items() if word in name]
    mail = bool(_TRACKING.fullmatch(word)) and any(c.isdigit() for c in word)
    if not papers and not mail:
        found, given = search.condition(word)
        statement = f"SELECT c.id FROM case_file c WHERE {found} LIMIT ?"  # noqa: S608
        few = rows(desk, statement, [*given, FEW_CASES + 1])
        if len(few) <= FEW_CASES:
            return f"e.case_id IN ({marks(few)})", [row[0] for row in few], True
    test, values = search.condition(word, "e.case_id")
    if papers:
        test += f" OR {_DOCUMENT} IN ({marks(papers)})"
        values += papers
    if mail:
        # Few rows hold the number anywhere: only these are taken apart.
        test += f" OR ({position('e.payload', '?')} > 0 AND {position(_TRACKING_NO, '?')} > 0)"
        values += [word, word]
    return test, values, False


def _rows(desk: Desk, found: list[SqlRow]) -> tuple[ServiceRow, ...]:
    read = [(row[1], entry_of(row, {})) for row in found]
    entries = [(case_id, entry) for case_id, entry in read if isinstance(case_id, int)]
    cases = sorted({case_id for case_id, _ in entries})
    called, slips = heads(desk, cases), _slips(desk, cases)
    return tuple(
        _row(desk, case_id, called[case_id], entry, entry.event, slips)
        for case_id, entry in entries
        if isinstance(entry.event, Served)
    )


def _row(
    desk: Desk, case_id: int, head: Head, entry: Entry[Event], served: Served, slips: Slips
) -> ServiceRow:
    method = reference.methods().get(served.method)
    document = reference.document_names().get(served.document, "文书")
    of = head.names.get(served.of or "")
    day = entry.on
    return ServiceRow(
        event=entry.id,
        case_id=case_id,
        number=head.number,
        parties=head.parties,
        document=f"{document}（{of}）" if of else document,
        addressee=head.names.get(served.to, ""),
        method=method.name if method else "",
        day=day,
        begun=_begun(served.proof, method),
        tracking=served.proof.tracking_no,
        proof=service_details(served.proof, served.method),
        server=served.server,
        slip=slips.get((case_id, served.to, day.isoformat(), served.method), "none"),
        days=days_text(day, desk.today()) if day > desk.today() else "",
    )


def _begun(proof: Proof, method: Method | None) -> date | None:
    """Return the day on which a service began: published, sent, as its method counts."""
    if method is None or not method.waits:
        return proof.sent_on
    day = getattr(proof, method.effective_from, None)
    return day if isinstance(day, date) else None


def _slips(desk: Desk, cases: list[int]) -> Slips:
    """Return the 送达回证 on file.

    One printed ahead, to be filled in by hand, belongs to no service yet.
    """
    found: Slips = {}
    for *place, state in rows(desk, _SLIPS.format(marks(cases)), [SLIP, *cases]):
        key, rank = tuple(place), _SLIP_RANK[str(state)]
        if rank > _SLIP_RANK.get(found.get(key, ""), 0):
            found[key] = "draft" if state == "draft" else "final"
    return found


def _key(cls: type[Served] | type[Proof], name: str) -> str:
    """Return under which name a field is stored."""
    return next(part.key for part in parts_of(cls) if part.name == name)


_COLUMNS = """SELECT e.id, e.case_id, e.type, e.version, e.date, e.recorded_at, e.actor, e.payload,
    e.voids_id, e.reason, NULL"""
_KEYS = {
    DAY: Keys(("e.date", "e.id")),
    NUMBER_OF_CASE: Keys(
        (*number_key(NUMBER), "e.date", "e.id"), beside="JOIN case_file c ON c.id = e.case_id"
    ),
}
_METHOD = json_text("e.payload", _key(Served, "method"))
_DOCUMENT = json_text("e.payload", _key(Served, "document"))
_TO = json_text("e.payload", _key(Served, "to"))
_TRACKING_NO = json_text("e.payload", _key(Served, "proof"), _key(Proof, "tracking_no"))
_SLIP_DAY = json_text('"values"', "service", "received_on")
_SLIP_METHOD = json_text('"values"', "service", "method")
_SLIPS = f"""SELECT case_id, addressee, {_SLIP_DAY}, {_SLIP_METHOD}, state FROM document
    WHERE form_id = ? AND state <> 'void' AND case_id IN ({{}})"""  # noqa: S608
