"""What statistics counts, read in a few passes over the tables: columns, not objects.

Only cases in which something happened in the period are read; an event that was voided, or lies
ahead, has not happened.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.queries.case_list import office_rules
from models.queries.statistics.tolling import days_between, tolled_days
from models.rules.statistics import Facts, Period
from models.rules.statistics.measures import BASIS, CASE
from models.store.db import connection
from models.store.desk import Desk

# What an event of a type (and quality) is the day of; the first one counts.
_MEASURES: dict[tuple[str, Any], str] = {
    ("request_received", None): "received",
    ("mediation_request_received", None): "received",
    ("advisory_request_received", None): "received",
    ("period_set", "correction"): "correction_asked",
    ("corrected", None): "corrected",
    ("docketing_extended", None): "docketing_extended",
    ("docketed", None): "docketed",
    ("not_docketed", None): "not_docketed",
    ("party_joined", None): "joined",
    ("jurisdiction_objection_received", None): "objected",
    ("hearing_held", None): "hearing_held",
    ("extension_approved", 1): "extended_first",
    ("extension_approved", 2): "extended_second",
    ("decision_issued", None): "decided",
    ("agreement_effective", None): "agreed",
    ("case_dismissed", None): "dismissed",
    ("concluded", None): "concluded",
    ("advisory_opinion_issued", None): "concluded",
    ("published", None): "published",
    ("reconsideration_notice_received", None): "reconsidered",
    ("suit_filed", None): "sued",
    ("judgment_received", None): "judged",
    ("decision_changed_by_court", None): "changed_by_court",
    ("performed", None): "performed",
    ("served", "demand_letter"): "demanded",
    ("enforcement_applied", None): "enforcement_applied",
    ("holder_enforcement_applied", None): "holder_enforcement",
    ("confirmation_applied", None): "confirmation_applied",
    ("notarised", None): "notarised",
    ("platform_notified", None): "platform_notified",
}
_QUALIFIED = {kind for kind, quality in _MEASURES if quality is not None}
_READ = sorted({kind for kind, _ in _MEASURES} | {"tolling_started", "tolling_ended",
                "hearing_scheduled"})  # fmt: skip
WITHDRAWN = "withdrawn"  # a ground of resources/rules/dismissal.toml
# The one field of an event that is counted by.
_QUALITY = """CASE type WHEN 'period_set' THEN json_extract(payload, '$.what')
    WHEN 'extension_approved' THEN json_extract(payload, '$.level')
    WHEN 'served' THEN json_extract(payload, '$.document')
    WHEN 'concluded' THEN json_extract(payload, '$.kind')
    WHEN 'decision_issued' THEN json_extract(payload, '$.result')
    WHEN 'agreement_effective' THEN json_extract(payload, '$.amount_fen')
    WHEN 'case_dismissed' THEN json_extract(payload, '$.ground')
    WHEN 'hearing_scheduled' THEN json_extract(payload, '$.mode')
    WHEN 'tolling_started' THEN json_extract(payload, '$.id')
    WHEN 'tolling_ended' THEN json_extract(payload, '$.id') END"""
_EVENTS = f"""SELECT id, case_id, type, date, {_QUALITY} FROM event {{}}
    WHERE {{}} type IN ({", ".join("?" * len(_READ))}) AND date <= ? AND +voids_id IS NULL
    AND (type <> 'served' OR instr(payload, 'demand_letter') > 0)"""  # noqa: S608
_CLOCKS = """SELECT case_id, rule, "key", due, CASE status WHEN 'met' THEN 'on_time' ELSE 'late' END
    FROM case_deadline {} WHERE {} rule IN ({}) AND (status IN ('met', 'met_late', 'missed')
    OR (status IN ('running', 'overdue') AND due < ?))"""
_CASES = """SELECT c.id, c.kind, c.mediation_kind, c.channel, patent.kind, c.track,
    c.ecommerce_platform, c.exhibition, c.status
    FROM case_file c LEFT JOIN patent ON patent.id = c.patent_id
    {} ORDER BY c.id"""
_ABROAD = """SELECT DISTINCT place.case_id, party.region FROM party
    JOIN case_party place ON place.party_id = party.id
    WHERE party.region NOT IN ('mainland', '')"""


READABLE = 50_000  # lists that a person may read are in order; longer ones are as they come
MANY = 4  # a quarter of all cases: then one pass is quicker than as many look-ups


@dataclass(frozen=True)
class Loaded:
    """The columns of one subject, and whose they are: case ids (or ledger ids)."""

    facts: Facts
    ids: Sequence[int]
    keys: Sequence[str] = ()  # of deadlines: the party or item


def load(desk: Desk, period: Period, basis: str) -> dict[str, Loaded]:
    """Return the facts of every subject for a period; `basis` is the day of the reckoning."""
    cases, clocks = _cases(desk, period, basis)
    return {"case": cases, "deadline": clocks, "notification": _notifications(desk, period)}


class _Scope:
    """Which cases are read: by their ids, or – when they are many – in one pass over the table."""

    def __init__(self, desk: Desk, period: Period) -> None:
        conn = connection(desk.db)
        self.desk = desk
        found = conn.execute(
            "SELECT DISTINCT case_id FROM event WHERE date BETWEEN ? AND ?",
            (period.first, period.last),
        )
        ids = [row[0] for row in found]
        total = conn.execute("SELECT count(*) FROM case_file").fetchone()[0]
        self.many = len(ids) * MANY > total
        self.wanted = "" if self.many else json.dumps(ids)
        self._ids = set(ids)
        self.place: dict[int, int] = {}

    def cases(self) -> list[tuple[Any, ...]]:
        """Return the cases with their patents, in the order of their ids."""
        conn = connection(self.desk.db)
        if self.many:
            return [row for row in conn.execute(_CASES.format("")) if row[0] in self._ids]
        listed = "WHERE c.id IN (SELECT value FROM json_each(?))"
        return conn.execute(_CASES.format(listed), (self.wanted,)).fetchall()

    def rows(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a query with two gaps, for the table's index and for the condition on the case."""
        conn = connection(self.desk.db)
        if self.many:
            return conn.execute(sql.format("NOT INDEXED", ""), values)
        listed = "case_id IN (SELECT value FROM json_each(?)) AND"
        return conn.execute(sql.format("", listed), (self.wanted, *values))


def _cases(desk: Desk, period: Period, basis: str) -> tuple[Loaded, Loaded]:
    scope = _Scope(desk, period)
    rows = scope.cases()
    columns: dict[str, list[Any]] = {name: [None] * len(rows) for name in _names()}
    scope.place = {row[0]: i for i, row in enumerate(rows)}
    values = list(zip(*rows, strict=True)) or [()] * 9
    for name, column in zip(
        ("kind", "mediation_kind", "channel", "patent_kind", "track", "platform", "exhibition"),
        values[1:8], strict=True,
    ):  # fmt: skip
        columns[name] = list(column)
    pauses = _happened(desk, scope, columns)
    _only_refused_as_a_whole(columns, values[8])
    _regions(desk, scope.place, columns)
    columns[BASIS] = columns[basis]
    clocks = _clocks(desk, scope, columns)
    _reckon(desk, scope, columns, pauses)
    return Loaded(Facts(columns, len(rows)), values[0]), clocks


def _names() -> tuple[str, ...]:
    return (*CASE.measures, *CASE.dimensions, *CASE.numbers)


Pauses = dict[int, list[tuple[str, str, str]]]  # place -> (type, day, id)


def _happened(desk: Desk, scope: _Scope, columns: dict[str, list[Any]]) -> Pauses:
    """Fill in the days and what they say; returns when which case was paused."""
    voided = _voided(desk)
    pauses: Pauses = {}
    days: dict[str, str] = {}  # one text per day, not one per event
    plain = {kind: columns[name] for (kind, q), name in _MEASURES.items() if q is None}
    fixed: dict[int, tuple[str, int, str]] = {}  # the last hearing that was fixed
    place = scope.place
    for key, case_id, kind, day, quality in scope.rows(_EVENTS, *_READ, desk.today().isoformat()):
        at = place.get(case_id)
        if at is None or key in voided:
            continue
        day = days.setdefault(day, day)
        column = plain.get(kind)
        if column is not None:
            if column[at] is None or day < column[at]:
                column[at] = day
            if quality is not None:
                _noted(columns, at, kind, quality, day)
        elif kind in _QUALIFIED:
            name = _MEASURES.get((kind, quality))
            if name and (columns[name][at] is None or day < columns[name][at]):
                columns[name][at] = day
        elif kind == "hearing_scheduled":
            fixed[at] = max(fixed.get(at, ("", 0, "")), (day, key, quality or ""))
        else:
            pauses.setdefault(at, []).append((kind, day, quality))
    _modes(columns, {at: last[2] for at, last in fixed.items()})
    return pauses


def _voided(desk: Desk) -> set[int]:
    sql = "SELECT voids_id FROM event WHERE voids_id IS NOT NULL"
    return {row[0] for row in connection(desk.db).execute(sql)}


def _noted(columns: dict[str, list[Any]], at: int, kind: str, quality: Any, day: str) -> None:
    """Keep what an ending says: how the case ended, how much was agreed."""
    if kind == "concluded":
        # The result of a decision and the ground of a dismissal say more; the engine takes neither.
        if not (quality in ("decision", "dismissal") and columns["outcome"][at]):
            columns["outcome"][at] = quality
        if quality == "transfer":
            columns["transferred"][at] = day
    elif kind == "decision_issued":
        columns["outcome"][at] = quality
    elif kind == "case_dismissed" and quality == WITHDRAWN:
        columns["outcome"][at] = quality
    elif kind == "agreement_effective":
        columns["amount_fen"][at] = quality


def _modes(columns: dict[str, list[Any]], scheduled: dict[int, str]) -> None:
    """A case was heard as its last hearing was fixed; one decided without a hearing, in writing."""
    modes = columns["hearing_mode"]
    for at, (held, decided) in enumerate(
        zip(columns["hearing_held"], columns["decided"], strict=True)
    ):
        if held:
            modes[at] = scheduled.get(at) or "onsite"
        elif decided:
            modes[at] = "written"


def _only_refused_as_a_whole(columns: dict[str, list[Any]], status: Sequence[str]) -> None:
    """A mediation is refused only when no respondent is left (Order 81 art. 66)."""
    refused, kinds = columns["not_docketed"], columns["kind"]
    for at, day in enumerate(refused):
        if day is not None and kinds[at] == "mediation" and status[at] != "refused":
            refused[at] = None


def _regions(desk: Desk, place: dict[int, int], columns: dict[str, list[Any]]) -> None:
    for case_id, region in connection(desk.db).execute(_ABROAD):
        at = place.get(case_id)
        if at is not None:
            columns["foreign" if region == "foreign" else "hmt"][at] = "yes"


def _clocks(desk: Desk, scope: _Scope, columns: dict[str, list[Any]]) -> Loaded:
    """Read the office's dates that are decided, kept or missed; a missed one marks its case."""
    rules = office_rules(desk)
    sql = _CLOCKS.format("{}", "{}", ", ".join("?" * len(rules)))
    rows = scope.rows(sql, *rules, desk.today().isoformat()).fetchall()
    if scope.many:
        known = scope.place.keys()
        rows = [row for row in rows if row[0] in known]
    if len(rows) < READABLE:
        rows.sort(key=lambda row: (row[0], row[3]))
    ids, rule, keys, due, timeliness = list(zip(*rows, strict=True)) or [()] * 5
    place = scope.place
    at = [place[case_id] for case_id in ids]
    basis, kinds, overdue = columns[BASIS], columns["kind"], columns["overdue"]
    for i, state in enumerate(timeliness):
        if state == "late":
            overdue[at[i]] = min(due[i], overdue[at[i]] or due[i])
    made = {
        BASIS: [basis[i] for i in at],
        "kind": [kinds[i] for i in at],
        "due": due,
        "rule": rule,
        "timeliness": timeliness,
    }
    return Loaded(Facts(made, len(ids)), ids, keys)


def _reckon(desk: Desk, scope: _Scope, columns: dict[str, list[Any]], pauses: Pauses) -> None:
    """Count the days from docketing to the end, without what the closing limit does not count."""
    limits = _limits(scope, pauses)
    today = desk.today()
    for at, events in pauses.items():
        first = min((day for kind, day, _ in events if kind == "tolling_started"), default=None)
        columns["tolled"][at] = first
        end = columns["concluded"][at]
        until = date.fromisoformat(end) if end else today
        limit = limits.get(at) if columns["kind"][at] == "adjudication" else None
        columns["tolled_days"][at] = tolled_days(events, until, limit)
    for at, (start, end) in enumerate(zip(columns["docketed"], columns["concluded"], strict=True)):
        if start is not None and end is not None:
            whole = days_between(start, end)
            columns["handling_days"][at] = whole - (columns["tolled_days"][at] or 0)


def _limits(scope: _Scope, pauses: Pauses) -> dict[int, str]:
    """Return the closing limits: what begins after its end is not taken off (art. 37)."""
    if not pauses:
        return {}
    rows = scope.rows("SELECT case_id, due FROM case_deadline {} WHERE {} rule = 'conclude'")
    return {scope.place[case_id]: due for case_id, due in rows if case_id in scope.place}


def _notifications(desk: Desk, period: Period) -> Loaded:
    rows = connection(desk.db).execute(
        "SELECT id, told_on, manner, choice, signed, case_id IS NOT NULL FROM notification"
        " WHERE told_on BETWEEN ? AND ? ORDER BY told_on, id",
        (period.first, period.last),
    )
    made: dict[str, list[Any]] = {
        n: [] for n in ("told", "manner", "choice", "signed", "converted")
    }
    ids = []
    for key, told_on, manner, choice, signed, converted in rows:
        ids.append(key)
        made["told"].append(told_on)
        made["manner"].append(manner)
        made["choice"].append(choice or None)
        made["signed"].append(_yes(signed))
        made["converted"].append(_yes(converted))
    return Loaded(Facts(made, len(ids)), ids)


def _yes(value: Iterable[Any] | int) -> str:
    return "yes" if value else "no"
