"""Recording what happened: append events, let the rules refuse what contradicts, restate the case.

Every service that records an event goes through `record`, so that one place decides what an event
may look like, and stage, status and the table of dates are restated in the same transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models import reference
from models.entities import Case, Event
from models.errors import BadInput
from models.queries import deadlines
from models.queries.case_view import CaseView, EventView, load_case, state_of
from models.rules.problem import InputRefused, Problem
from models.rules.procedure import order
from models.rules.procedure.catalogue import MAX_TEXT
from models.rules.procedure.stage import stage_of, status_of
from models.rules.procedure.state import Happening
from models.rules.text_checks import text_problem
from models.store.desk import Desk


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
    """Append events and restate the case; BadInput when the rules refuse the whole that results.

    An event with `derived` follows from the others of the same call and is voided with the last
    of them.
    """
    events = list(events)
    check_order(view, events)
    ids: list[int] = []
    causes: list[int] = []
    for event in events:
        payload = dict(event.payload)
        if payload.get("derived"):
            payload["causes"] = list(causes)
        row = Event.create(
            case=view.id,
            type=event.type,
            date=event.on,
            recorded_at=desk.now(),
            actor=desk.actor,
            payload=payload,
        )
        ids.append(row.id)
        if not payload.get("derived"):
            causes.append(row.id)
    desk.unit.touch("event")
    desk.unit.ids["event"] = ids[-1] if ids else 0
    restate(desk, view.id)
    return ids


def check_order(view: CaseView, events: Iterable[NewEvent]) -> None:
    """Refuse events that lack what must come before them, or that no case of this kind has."""
    known = reference.catalogue()
    state = state_of(view)
    found: list[Problem] = []
    for event in events:
        if event.type not in known.labels and event.type not in known.desk:
            raise BadInput.of("type", f"没有“{event.type}”这种事件")
        found += text_problems(event.payload)
        one = Happening(0, event.type, event.on, event.payload)
        found += order.problems(state, one, reference.orders(), reference.event_label)
        state = replace(state, happenings=(*state.happenings, one))
    require(dict.fromkeys(found))


def text_problems(value: Any, path: str = "") -> list[Problem]:
    """Name every text inside that no paper could print: control characters, without end."""
    if isinstance(value, str):
        wrong = text_problem(value, MAX_TEXT, lines=True)
        return [Problem(path, wrong)] if wrong else []
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple):
        pairs = [(f"{path}[{number}]", item) for number, item in enumerate(value)]
    else:
        return []
    return [problem for place, item in pairs for problem in text_problems(item, place)]


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
    """Void an event, and those recorded as its consequence, by new ones with the same reason.

    Refused while another entry rests on it: that one has to be voided first.
    """
    event = next((e for e in view.events if e.id == event_id), None)
    if event is None or event.voids is not None:
        raise BadInput.of("event", f"本案没有编号为{event_id}的事件")
    if event.voided_by is not None:
        raise BadInput.of("event", "该事件已经作废")
    if not reason.strip():
        raise BadInput.of("reason", "作废须写明理由")
    require(_void_problems(view, event))
    ids = write_voids(desk, view, _with_consequences(view, event), reason)
    restate(desk, view.id)
    return ids


def _with_consequences(view: CaseView, event: EventView) -> list[EventView]:
    """Return the event and what stands only because of it."""
    standing = view.standing_events()
    alive = {e.id for e in standing} - {event.id}
    return [event] + [
        e
        for e in standing
        if event.id in (causes := e.payload.get("causes", ())) and not alive.intersection(causes)
    ]


def _void_problems(view: CaseView, event: EventView) -> list[Problem]:
    rule = reference.orders().rules.get(event.type)
    if rule and rule.first:
        return [Problem("event", "收案不能作废；收件日期或者内容有误的，请更正请求")]
    standing = {e.id: e for e in view.standing_events()}
    causes = [standing[i] for i in event.payload.get("causes", ()) if i in standing]
    if causes:
        words = "、".join(_named(e.type, e.on, e.payload) for e in causes)
        return [Problem("event", f"这是{words}的结果，请作废那一条，它随之作废")]
    gone = {e.id for e in _with_consequences(view, event)}
    hanging = order.left_hanging(state_of(view), gone, reference.orders())
    hanging = [h for h in hanging if not h.fields.get("causes")]
    if not hanging:
        return []
    words = "、".join(_named(h.type, h.on, h.fields) for h in hanging)
    return [Problem("event", f"以后的登记以它为前提，请先作废：{words}")]


def _named(kind: str, on: date, fields: dict[str, Any]) -> str:
    document = fields.get("document")
    label = reference.event_label(f"{kind}:{document}" if kind == "served" else kind)
    return f"“{label}”（{on.isoformat()}）"


def write_voids(desk: Desk, view: CaseView, events: Iterable[EventView], reason: str) -> list[int]:
    """Write the voiding events; nothing is checked or restated here."""
    ids = []
    for one in events:
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
    return ids
