"""What statistics counts, read in a few passes over the tables: columns, not objects.

Only cases in which something happened in the period are read; an event that was voided, or lies
ahead, has not happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.queries.lists.case_list import office_rules
from models.queries.statistics.happenings import EVENTS, MEASURES, QUALIFIED, READ
from models.queries.statistics.scope import Scope
from models.queries.statistics.tolling import Pause, days_between, tolled_days
from models.rules.events import (
    AgreementEffective,
    CaseDismissed,
    Concluded,
    Conclusion,
    DecisionIssued,
    HearingScheduled,
    TollingStarted,
)
from models.rules.procedure.stage import STRUCK
from models.rules.statistics import Facts, Period
from models.rules.statistics.measures import BASIS, CASE, DEADLINE
from models.store.desk import Desk
from models.store.sql import Value, marks, rows
from models.store.sql_dialect import unindexed

READABLE = 50_000  # lists that a person may read are in order; longer ones are as they come
WITHDRAWN = "withdrawn"  # a ground of resources/rules/dismissal.toml
_ENDED = (Conclusion.DECISION.value, Conclusion.DISMISSAL.value)


@dataclass(frozen=True)
class Loaded:
    """The columns of one subject, and whose they are: case ids (or ledger ids)."""

    facts: Facts
    ids: Sequence[int]
    keys: Sequence[str] = ()  # of deadlines: the party or item
    left_out: int = 0  # rows of a ledger that cannot be read


Texts = list[str | None]
_ON_TIME, _LATE = "on_time", "late"


class _Texts(dict[Value, str]):
    """One text for all rows that have the same: a million days are a few thousand texts."""

    def __missing__(self, value: Value) -> str:
        """Keep a text that comes for the first time."""
        text = self[value] = str(value)
        return text


class _Columns:
    """The columns of the cases while they are filled in."""

    def __init__(self, size: int) -> None:
        self.days: dict[str, Texts] = {name: [None] * size for name in CASE.measures}
        self.values: dict[str, Texts] = {name: [None] * size for name in CASE.dimensions}
        self.numbers: dict[str, list[int | None]] = {n: [None] * size for n in CASE.numbers}


def load(desk: Desk, period: Period, basis: str) -> dict[str, Loaded]:
    """Return cases and their dates in a period; `basis` is the day that chooses cases."""
    cases, clocks = _cases(desk, period, basis)
    return {CASE.id: cases, DEADLINE.id: clocks}


def _cases(desk: Desk, period: Period, basis: str) -> tuple[Loaded, Loaded]:
    scope = Scope(desk, period)
    found = scope.cases(_CASES, (STRUCK,))
    ids = [row[0] for row in found if isinstance(row[0], int)]
    columns = _Columns(len(ids))
    scope.place = {case_id: at for at, case_id in enumerate(ids)}
    for number, name in enumerate(_KEPT, start=1):
        columns.values[name] = [_text(row[number]) for row in found]
    pauses = _happened(desk, scope, columns)
    _only_refused_as_a_whole(columns, [row[len(_KEPT) + 1] for row in found])
    _regions(desk, scope.place, columns)
    columns.days[BASIS] = columns.days[basis]
    clocks = _clocks(desk, scope, columns, ids)
    _count_days(desk, scope, columns, pauses)
    facts = Facts(columns.days, columns.values, columns.numbers, len(ids))
    return Loaded(facts, ids), clocks


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


Pauses = dict[int, list[Pause]]  # by place


def _happened(desk: Desk, scope: Scope, columns: _Columns) -> Pauses:
    """Fill in the days and what they say; returns when which case was paused."""
    voided = {row[0] for row in rows(desk, _VOIDED)}
    pauses: Pauses = {}
    days = _Texts()
    plain: dict[Value, Texts] = {cls.type: columns.days[m] for cls, m in MEASURES.items()}
    qualified: dict[Value, Mapping[Value, str]] = {c.type: m for c, m in QUALIFIED.items()}
    hearings: dict[int, tuple[str, int, str]] = {}  # the last one that was fixed
    place = scope.place
    until = desk.today().isoformat()
    for key, case_id, kind, on, said in scope.rows(EVENTS, "event", [*READ, until]):
        at = place.get(case_id)
        if at is None or key in voided:
            continue
        day = days[on]
        column = plain.get(kind)
        if column is not None:
            column[at] = min(day, column[at] or day)
            if said is not None:
                _noted(columns, at, kind, said, day)
        elif kind in qualified:
            measure = qualified[kind].get(said)
            if measure is not None:
                column = columns.days[measure]
                column[at] = min(day, column[at] or day)
        elif kind == HearingScheduled.type:
            assert isinstance(key, int)
            hearings[at] = max(hearings.get(at, ("", 0, "")), (day, key, str(said or "")))
        else:
            pauses.setdefault(at, []).append(Pause(kind == TollingStarted.type, day, str(said)))
    _modes(columns, {at: last[2] for at, last in hearings.items()})
    return pauses


def _noted(columns: _Columns, at: int, kind: Value, said: Value, day: str) -> None:
    """Keep what an ending says: how the case ended, how much was agreed."""
    outcome = columns.values["outcome"]
    if kind == Concluded.type:
        # The result of a decision and the ground of a dismissal say more; the engine takes neither.
        if not (said in _ENDED and outcome[at]):
            outcome[at] = _text(said)
        if said == Conclusion.TRANSFER.value:
            columns.days["transferred"][at] = day
    elif kind == DecisionIssued.type or (kind == CaseDismissed.type and said == WITHDRAWN):
        outcome[at] = _text(said)
    elif kind == AgreementEffective.type and isinstance(said, int):
        columns.numbers["amount_fen"][at] = said


def _modes(columns: _Columns, scheduled: Mapping[int, str]) -> None:
    """A case was heard as its last hearing was fixed; one decided without a hearing, in writing."""
    modes = columns.values["hearing_mode"]
    for at, (held, decided) in enumerate(
        zip(columns.days["hearing_held"], columns.days["decided"], strict=True)
    ):
        if held:
            modes[at] = scheduled.get(at) or "onsite"
        elif decided:
            modes[at] = "written"


def _only_refused_as_a_whole(columns: _Columns, status: Sequence[Value]) -> None:
    """A mediation is refused only when no respondent is left (Order 81 art. 66)."""
    refused, kinds = columns.days["not_docketed"], columns.values["kind"]
    for at, day in enumerate(refused):
        if day is not None and kinds[at] == "mediation" and status[at] != "refused":
            refused[at] = None


def _regions(desk: Desk, place: Mapping[Value, int], columns: _Columns) -> None:
    for case_id, region in rows(desk, _ABROAD):
        at = place.get(case_id)
        if at is not None:
            columns.values["foreign" if region == "foreign" else "hmt"][at] = "yes"


def _clocks(desk: Desk, scope: Scope, columns: _Columns, ids: Sequence[int]) -> Loaded:
    """Read the office's dates that are decided, kept or missed; a missed one marks its case."""
    rules = office_rules(desk)
    statement = _CLOCKS.format("{}", "{}", marks(rules))
    today = desk.today().isoformat()
    texts = _Texts()
    found = [
        (at, texts[due], number, texts[rule], texts[key], _ON_TIME if status == "met" else _LATE)
        for number, case_id, rule, key, due, status in scope.rows(
            statement, "case_deadline", [*rules, today]
        )
        if (at := scope.place.get(case_id)) is not None
    ]
    if len(found) < READABLE:
        found.sort()
    basis, kinds, overdue = columns.days[BASIS], columns.values["kind"], columns.days["overdue"]
    for at, due, _number, _rule, _key, timeliness in found:
        if timeliness is _LATE:
            overdue[at] = min(due, overdue[at] or due)
    facts = Facts(
        days={BASIS: [basis[one[0]] for one in found], "due": [one[1] for one in found]},
        values={
            "kind": [kinds[one[0]] for one in found],
            "rule": [one[3] for one in found],
            "timeliness": [one[5] for one in found],
        },
        numbers={},
        size=len(found),
    )
    return Loaded(facts, [ids[one[0]] for one in found], [one[4] for one in found])


def _count_days(desk: Desk, scope: Scope, columns: _Columns, pauses: Pauses) -> None:
    """Count the days from docketing to the end, without what the closing limit does not count."""
    limits = _limits(scope, pauses)
    days, numbers = columns.days, columns.numbers
    for at, own in pauses.items():
        days["tolled"][at] = min((p.day for p in own if p.begins), default=None)
        end = days["concluded"][at]
        until = date.fromisoformat(end) if end else desk.today()
        limit = limits.get(at) if columns.values["kind"][at] == "adjudication" else None
        numbers["tolled_days"][at] = tolled_days(own, until, limit)
    for at, (start, end) in enumerate(zip(days["docketed"], days["concluded"], strict=True)):
        if start is not None and end is not None:
            numbers["handling_days"][at] = days_between(start, end) - (
                numbers["tolled_days"][at] or 0
            )


def _limits(scope: Scope, pauses: Pauses) -> dict[int, str]:
    """Return the closing limits: what begins after its end is not taken off (art. 37)."""
    if not pauses:
        return {}
    return {
        scope.place[case_id]: str(due)
        for case_id, due in scope.rows(_LIMITS, "case_deadline")
        if case_id in scope.place
    }


_KEPT = ("kind", "mediation_kind", "channel", "patent_kind", "track", "platform", "exhibition")
_CASES = """SELECT c.id, c.kind, c.mediation_kind, c.channel, patent.kind, c.track,
    c.ecommerce_platform, c.exhibition, c.status
    FROM case_file c LEFT JOIN patent ON patent.id = c.patent_id {}
    WHERE {} c.status <> ? ORDER BY c.id"""
_VOIDED = "SELECT voids_id FROM event WHERE voids_id IS NOT NULL"
_ABROAD = """SELECT DISTINCT place.case_id, party.region FROM party
    JOIN case_party place ON place.party_id = party.id
    WHERE party.region NOT IN ('mainland', '')"""
_STATUS = unindexed("status")
_CLOCKS = f"""SELECT id, case_id, rule, "key", due, status FROM {{}} WHERE {{}} rule IN ({{}})
    AND ({_STATUS} IN ('met', 'met_late', 'missed')
    OR ({_STATUS} IN ('running', 'overdue') AND due < ?))"""  # noqa: S608
_LIMITS = "SELECT case_id, due FROM {} WHERE {} rule = 'conclude'"
