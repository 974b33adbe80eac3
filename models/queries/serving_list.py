"""The ledger of services over all cases, a page at a time, and those that are under way.

Pages follow the index on (type, date); each starts after the last row of the one before, so that
300,000 services open as fast as 100. A service whose day has not come is under way.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import reference
from models.queries import search
from models.queries.case_journal import service_details
from models.queries.case_list import days_text
from models.queries.open_steps import Head, heads
from models.store.db import connection, marks
from models.store.desk import Desk

PAGE = 100
FEW_CASES = 500  # so many cases are looked up one by one; more are found along the days
SLIP = "proof_of_service"
_TRACKING = re.compile(r"[0-9A-Za-z-]{4,}")
_STANDING = (
    "e.type = 'served' AND +e.voids_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM event v WHERE v.voids_id = e.id)"
)
_SLIP_RANK = {"draft": 1, "final": 2, "issued": 2}
After = tuple[str, int]


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


def page(desk: Desk, wanted: ServiceFilter, after: After | None = None) -> ServicePage:
    """Return one page of services that took effect, the latest first."""
    with desk.reading():
        where, values = _where(desk, wanted)
        if after is not None:
            where += " AND (e.date, e.id) < (?, ?)"
            values = [*values, *after]
        sql = (
            "SELECT e.id, e.case_id, e.date, e.payload FROM event e"  # noqa: S608
            f" WHERE {where} ORDER BY e.date DESC, e.id DESC LIMIT ?"
        )
        found = connection(desk.db).execute(sql, [*values, PAGE + 1]).fetchall()
        rows = _rows(desk, found[:PAGE])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return ServicePage(rows, (last[2], last[0]) if last else None)


def count(desk: Desk, wanted: ServiceFilter) -> int:
    """Return how many services the filter lets through."""
    where, values = _where(desk, wanted)
    sql = f"SELECT count(*) FROM event e WHERE {where}"  # noqa: S608 - our own words only
    return int(connection(desk.db).execute(sql, values).fetchone()[0])


def under_way(desk: Desk) -> tuple[ServiceRow, ...]:
    """Return the services that have not taken effect yet (公告期间未满), the nearest day first."""
    sql = (
        "SELECT e.id, e.case_id, e.date, e.payload FROM event e"  # noqa: S608
        f" WHERE {_STANDING} AND e.date > ? ORDER BY e.date, e.id"
    )
    with desk.reading():
        found = connection(desk.db).execute(sql, (desk.today().isoformat(),)).fetchall()
        return _rows(desk, found)


def _where(desk: Desk, wanted: ServiceFilter) -> tuple[str, list[Any]]:
    until = min(wanted.until or desk.today(), desk.today())
    parts, values = ["e.date <= ?"], [until.isoformat()]
    if wanted.since:
        parts.append("e.date >= ?")
        values.append(wanted.since.isoformat())
    if wanted.method:
        parts.append("json_extract(e.payload, '$.method') = ?")
        values.append(wanted.method)
    few = False
    for word in wanted.search.split():
        sql, found, of_few = _word(desk, word)
        parts.append(f"({sql})")
        values += found
        few = few or of_few
    standing = f"{'+' if few else ''}{_STANDING}"  # the + keeps SQLite from going along the days
    return " AND ".join((standing, *parts)), values


def _word(desk: Desk, word: str) -> tuple[str, list[Any], bool]:
    """Return the condition for a word: in the case (number, party …), the paper, the mail number.

    A word that belongs to a few cases only is looked up by these (True): going along the days would
    take a look at every service there is.
    """
    found, given = search.condition(word)
    inside = f"SELECT c.id FROM case_file c WHERE {found}"  # noqa: S608 - our own words only
    papers = [k for k, name in reference.catalogue().documents.items() if word in name]
    mail = bool(_TRACKING.fullmatch(word)) and any(c.isdigit() for c in word)
    if not papers and not mail:
        few = connection(desk.db).execute(f"{inside} LIMIT ?", [*given, FEW_CASES + 1]).fetchall()
        if len(few) <= FEW_CASES:
            ids = [row[0] for row in few]
            return f"e.case_id IN ({marks(ids)})", ids, True
    sql, values = f"e.case_id IN ({inside})", list(given)
    if papers:
        sql += f" OR json_extract(e.payload, '$.document') IN ({marks(papers)})"
        values += papers
    if mail:
        sql += (
            " OR (instr(e.payload, ?) > 0 AND"
            " instr(json_extract(e.payload, '$.details.tracking_no'), ?) > 0)"
        )
        values += [word, word]
    return sql, values, False


def _rows(desk: Desk, found: list[Any]) -> tuple[ServiceRow, ...]:
    cases = sorted({row[1] for row in found})
    called, slips = heads(desk, cases), _slips(desk, cases)
    return tuple(
        _row(
            desk, event, case_id, called[case_id], date.fromisoformat(day), json.loads(text), slips
        )
        for event, case_id, day, text in found
    )


def _row(
    desk: Desk, event: int, case_id: int, head: Head, day: date, payload: dict[str, Any],
    slips: dict[tuple[Any, ...], str],
) -> ServiceRow:  # fmt: skip
    known, methods = reference.catalogue().documents, reference.methods()
    method = methods.get(payload.get("method", ""))
    details = payload.get("details") or {}
    document = known.get(payload.get("document", ""), "文书")
    of = head.names.get(payload.get("of") or "")
    effective = method.effective_from if method else ""
    begun = details.get(effective) if method and method.waits else details.get("sent_on")
    to = payload.get("to", "")
    return ServiceRow(
        event=event,
        case_id=case_id,
        number=head.number,
        parties=head.parties,
        document=f"{document}（{of}）" if of else document,
        addressee=head.names.get(to, ""),
        method=method.name if method else "",
        day=day,
        begun=date.fromisoformat(begun) if begun else None,
        tracking=details.get("tracking_no", ""),
        proof=service_details(details, payload.get("method", "")),
        server=payload.get("server") or "",
        slip=slips.get((case_id, to, day.isoformat(), payload.get("method")), "none"),
        days=days_text(day, desk.today()) if day > desk.today() else "",
    )


def _slips(desk: Desk, cases: list[int]) -> dict[tuple[Any, ...], str]:
    """Return the 送达回证 on file by (case, addressee, day, method): draft or final.

    One printed ahead, to be filled in by hand, belongs to no service yet.
    """
    sql = (
        "SELECT case_id, addressee, json_extract(\"values\", '$.service.received_on'),"  # noqa: S608
        " json_extract(\"values\", '$.service.method'), state FROM document"
        f" WHERE form_id = ? AND state <> 'void' AND case_id IN ({marks(cases)})"
    )
    found: dict[tuple[Any, ...], str] = {}
    for *place, state in connection(desk.db).execute(sql, [SLIP, *cases]):
        key = tuple(place)
        if _SLIP_RANK[state] > _SLIP_RANK.get(found.get(key, ""), 0):
            found[key] = "draft" if state == "draft" else "final"
    return found
