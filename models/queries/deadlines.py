"""The dates of a case: its events as the engine reads them, its answers, and the table of them.

The engine is always asked from the base: nothing here adds to a date that was computed before. The
table `case_deadline` is a projection for lists (今日, 案件), restated with every command.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.desk import Desk
from models.entities import CaseDeadline
from models.queries.case_view import CaseView, EventView
from models.queries.reference import event_schema
from models.queries.rule_store import calendar_of, rules_of
from models.rules.deadlines.case_input import parse_input
from models.rules.deadlines.engine import compute
from models.rules.deadlines.model import Deadline


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
    foreign = bool(desk.settings.get("position.hmt_without_domicile"))
    away = {"hongkong", "macao", "taiwan"}
    parties = [
        {
            "id": p.key,
            "side": p.side,
            "domiciled_in_prc": bool(p.data["domiciled_in_prc"])
            and not (foreign and p.data["region"] in away),
        }
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


def restate_dates(desk: Desk, view: CaseView) -> list[Deadline]:
    """Replace the case's rows in the table of dates; returns the deadlines as of today."""
    found = case_deadlines(desk, view, desk.today())
    CaseDeadline.delete().where(CaseDeadline.case == view.id).execute()
    rows = [row_of(view.id, d) for d in found]
    if rows:
        CaseDeadline.insert_many(rows).execute()
    return found


def row_of(case_id: int, deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as its row in the table of dates."""
    return {
        "case": case_id,
        "rule": deadline.id,
        "key": deadline.party or "",
        "name": deadline.name,
        "due": deadline.due,
        "plan_by": deadline.plan_by,
        "status": deadline.status,
        "provisional": deadline.provisional,
    }


def find(desk: Desk, view: CaseView, rule: str, key: str | None, as_of: date) -> Deadline | None:
    """Return one deadline of the case, None when its clock has not started."""
    return next(
        (d for d in case_deadlines(desk, view, as_of) if d.id == rule and d.party == key), None
    )


def without(view: CaseView, ids: set[int]) -> CaseView:
    """Return the case without some events, to ask what a date was before them."""
    return replace(view, events=tuple(e for e in view.events if e.id not in ids))
