"""Recording what happened: append events, let the rules refuse what contradicts, restate the case.

Every service that records an event goes through `record`, so that one place decides what an event
may look like, and stage, status and the table of dates are restated in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.desk import Desk
from models.entities import Case, Event
from models.errors import BadInput
from models.queries import deadlines, reference
from models.queries.case_view import CaseView, load_case, state_of
from models.rules.problem import InputRefused, Problem
from models.rules.procedure.stage import stage_of, status_of


@dataclass(frozen=True)
class NewEvent:
    """An event to append: its type, the day it happened (not the day it is typed), its fields."""

    type: str
    on: date
    payload: dict[str, Any] = field(default_factory=dict)


def begin(desk: Desk, case_id: int) -> CaseView:
    """Open a command on a case: the audit entry names it, the case is read once."""
    desk.unit.case_id = case_id
    return load_case(desk, case_id)


def require(problems: Iterable[Problem]) -> None:
    """Refuse the command when there are problems; nothing has been written yet."""
    found = tuple(problems)
    if found:
        raise BadInput(found)


def check_day(desk: Desk, on: date, field_name: str = "on") -> None:
    """Refuse a day that lies ahead: what has not happened is not an event."""
    if on > desk.today():
        raise BadInput.of(field_name, "日期晚于今天，尚未发生的事不能登记")


def record(desk: Desk, view: CaseView, events: Iterable[NewEvent]) -> list[int]:
    """Append events and restate the case; BadInput when the rules refuse the whole that results."""
    known = reference.catalogue()
    ids: list[int] = []
    for event in events:
        if event.type not in known.labels and event.type not in known.desk:
            raise BadInput.of("type", f"没有“{event.type}”这种事件")
        payload = dict(event.payload)
        if payload.get("derived") and ids:
            # What follows from an event is voided together with it.
            payload["cause"] = ids[0]
        row = Event.create(
            case=view.id,
            type=event.type,
            date=event.on,
            recorded_at=desk.now(),
            actor=desk.actor,
            payload=payload,
        )
        ids.append(row.id)
    desk.unit.touch("event")
    desk.unit.ids["event"] = ids[-1] if ids else 0
    restate(desk, view.id)
    return ids


def restate(desk: Desk, case_id: int) -> CaseView:
    """Check the standing events against the rules and restate stage, status and dates."""
    view = load_case(desk, case_id)
    try:
        deadlines.check(desk, view)
    except InputRefused as refused:
        raise BadInput(_in_words(view, refused.problems)) from refused
    state = state_of(view, desk.today())
    Case.update(stage=stage_of(state), status=status_of(state)).where(Case.id == case_id).execute()
    deadlines.restate_dates(desk, view)
    desk.unit.touch("case")
    return view


def _in_words(view: CaseView, problems: Iterable[Problem]) -> list[Problem]:
    """Replace `events[3]` by the event's name and day, as a person knows it."""
    names = reference.catalogue()
    exported = deadlines.exported_events(view)
    found = []
    for problem in problems:
        head, bracket, rest = problem.field.partition("events[")
        number, _, tail = rest.partition("]")
        if bracket and number.isdigit() and int(number) < len(exported):
            event = exported[int(number)]
            label = f"{names.label(event['type'])}（{event['date']}）"
            found.append(Problem(f"{label}{tail}", problem.problem))
        else:
            found.append(Problem(head + bracket + rest, problem.problem))
    return found


def void(desk: Desk, view: CaseView, event_id: int, reason: str) -> list[int]:
    """Void an event, and those recorded as its consequence, by new ones with the same reason."""
    event = next((e for e in view.events if e.id == event_id), None)
    if event is None or event.voids is not None:
        raise BadInput.of("event", f"本案没有编号为{event_id}的事件")
    if event.voided_by is not None:
        raise BadInput.of("event", "该事件已经作废")
    if not reason.strip():
        raise BadInput.of("reason", "作废须写明理由")
    consequences = [e for e in view.standing_events() if e.payload.get("cause") == event_id]
    ids = []
    for one in [event, *consequences]:
        row = Event.create(
            case=view.id,
            type=one.type,
            date=one.on,
            recorded_at=desk.now(),
            actor=desk.actor,
            payload={},
            voids=one.id,
            reason=reason.strip(),
        )
        ids.append(row.id)
    desk.unit.touch("event")
    restate(desk, view.id)
    return ids
