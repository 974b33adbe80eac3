"""The dates of a case: its events as the engine reads them, its answers, and the table of them.

The engine is always asked from the base: nothing here adds to a date that was computed before. The
table `case_deadline` is a projection for lists (今日, 案件), restated with every command.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from models.queries.case_view import CaseView, EventView
from models.reference import event_schema, positions
from models.reference.rule_store import calendar_of, rules_of
from models.rules.deadlines.case_input import parse_input
from models.rules.deadlines.engine import compute
from models.rules.deadlines.model import Deadline
from models.store.db import connection
from models.store.desk import Desk


def _engine_event(event: EventView) -> dict[str, Any] | None:
    """Return the event as the deadline verb takes it; None for what the rules do not read."""
    schema = event_schema()
    known = schema.events.get(event.type)
    if known is None:
        return None
    if event.type == "served" and event.payload.get("document") not in schema.choices["document"]:
        return None
    names = {f.name for f in known.fields}
    kept = {k: v for k, v in event.payload.items() if k in names and v is not None}
    return {"type": event.type, "date": event.on.isoformat(), **kept}


def exported_events(view: CaseView, until: date | None = None) -> list[dict[str, Any]]:
    """Return the standing events that the rules read, oldest first."""
    found = (_engine_event(e) for e in view.standing_events(until))
    return [e for e in found if e is not None]


def export(desk: Desk, view: CaseView, as_of: date) -> dict[str, Any]:
    """Return the case as the input of the `deadlines` verb, as it stood at the end of that day."""
    parties = [
        {"id": p.key, "side": p.side, "domiciled_in_prc": positions.domiciled(desk, p.data)}
        for p in view.parties
    ]
    return {
        "procedure": view.row["kind"],
        "mediation_kind": view.row["mediation_kind"],
        "as_of": as_of.isoformat(),
        "parties": parties,
        "settings": {"judicial_confirm": bool(desk.settings.get("position.judicial_confirm"))},
        "events": exported_events(view, as_of),
    }


def check(desk: Desk, view: CaseView) -> None:
    """Raise InputRefused when the standing events contradict each other (interface, reading 16)."""
    last = max((e.on for e in view.standing_events()), default=desk.today())
    parse_input(export(desk, view, max(last, desk.today())), event_schema())


def case_deadlines(desk: Desk, view: CaseView, as_of: date) -> list[Deadline]:
    """Return every deadline of the case as of a day, with its trace."""
    found = compute(
        parse_input(export(desk, view, as_of), event_schema()), rules_of(desk), calendar_of(desk)
    )
    return _only_joined(view, found, as_of)


def _only_joined(view: CaseView, found: Iterable[Deadline], as_of: date) -> list[Deadline]:
    """Leave out parties that join later: until then they are no parties of the case."""
    joins = {
        e.payload.get("party"): e.on for e in view.standing_events() if e.type == "party_joined"
    }
    late = {key for key, on in joins.items() if on > as_of}
    return [d for d in found if d.party not in late]


class DateRow(NamedTuple):
    """A deadline as the table of dates holds it: days as ISO text, provisional as 0 or 1."""

    name: str
    plan_by: str
    due: str
    status: str
    provisional: int


DateRows = dict[tuple[str, str], DateRow]  # by (rule, key)


def stored_dates(desk: Desk, case_id: int) -> DateRows:
    """Return the case's rows in the table of dates."""
    found = connection(desk.db).execute(
        'SELECT rule, "key", name, plan_by, due, status, provisional FROM case_deadline'
        " WHERE case_id = ?",
        (case_id,),
    )
    return {(rule, key): DateRow(*rest) for rule, key, *rest in found}


def restate_dates(desk: Desk, view: CaseView, before: DateRows | None = None) -> list[Deadline]:
    """Bring the table of dates in line with the case; returns the deadlines as of today.

    `before` = stored_dates, when the caller has read them already. Only rows that differ are
    written: most commands move one date, and an import of holidays hardly any.
    """
    found = case_deadlines(desk, view, desk.today())
    old = stored_dates(desk, view.id) if before is None else before
    new = {(d.id, d.party or ""): _row_of(d) for d in found}
    conn = connection(desk.db)
    gone = [(view.id, *place) for place in old.keys() - new.keys()]
    changed = [(view.id, *place, *row) for place, row in new.items() if old.get(place) != row]
    if gone:
        conn.executemany(_FORGET, gone)
    if changed:
        conn.executemany(_STATE, changed)
    return found


_FORGET = 'DELETE FROM case_deadline WHERE case_id = ? AND rule = ? AND "key" = ?'
_STATE = """INSERT INTO case_deadline
    (case_id, rule, "key", name, plan_by, due, status, provisional) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (case_id, rule, "key") DO UPDATE SET name = excluded.name,
    plan_by = excluded.plan_by, due = excluded.due, status = excluded.status,
    provisional = excluded.provisional"""


def _row_of(deadline: Deadline) -> DateRow:
    return DateRow(
        deadline.name,
        deadline.plan_by.isoformat(),
        deadline.due.isoformat(),
        deadline.status,
        int(deadline.provisional),
    )


def find(desk: Desk, view: CaseView, rule: str, key: str | None, as_of: date) -> Deadline | None:
    """Return one deadline of the case, None when its clock has not started."""
    return next(
        (d for d in case_deadlines(desk, view, as_of) if d.id == rule and d.party == key), None
    )


def without(view: CaseView, ids: set[int]) -> CaseView:
    """Return the case without some events, to ask what a date was before them."""
    return replace(view, events=tuple(e for e in view.events if e.id not in ids))
