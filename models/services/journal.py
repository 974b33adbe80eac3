"""The journal (日志): events that have no screen of their own, and voiding a wrong entry."""

from datetime import date
from typing import Any

from models import reference
from models.errors import BadInput
from models.rules.problem import Problem
from models.services.paper_state import take_back
from models.services.recording import NewEvent, begin, check_day, record, require, void
from models.store.desk import Desk
from models.store.unit import command

# These belong to a service of their own that checks more than the fields.
OWN_SERVICE = frozenset(
    {
        "request_received", "mediation_request_received", "docketed", "not_docketed", "served",
        "answer_received", "decision_issued", "concluded", "agreement_effective", "tolling_started",
        "tolling_ended", "corrected", "party_joined", "hearing_scheduled", "opinion_received",
        "docketing_extended", "extension_approved", "answer_extended", "evidence_extended",
        "jurisdiction_objection_received", "jurisdiction_objection_decided", "period_set",
        "published", "hearing_cancelled",
    }
)  # fmt: skip


@command("record_event")
def record_event(desk: Desk, case_id: int, kind: str, *, on: date, **fields: Any) -> None:
    """Record an event with its fields checked; what the rules contradict is refused.

    A field that is called like an argument here (`kind` of a judgment) is given as `kind_`.
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    fields = {name.removesuffix("_"): value for name, value in fields.items()}
    if kind in OWN_SERVICE:
        name = reference.catalogue().label(kind)
        raise BadInput.of("kind", f"“{name}”有专门的登记页面，不能在日志里直接登记")
    known = reference.catalogue().desk.get(kind)
    if known is not None:
        if not known.journal:
            raise BadInput.of("kind", f"“{known.label}”有专门的登记页面，不能在日志里直接登记")
        keys = {p.key for p in view.parties}
        require(reference.catalogue().problems(kind, fields, keys))
    elif kind not in reference.event_schema().events:
        raise BadInput.of("kind", f"没有“{kind}”这种事件")
    else:
        spec = reference.event_schema().events[kind]
        names = {f.name for f in spec.fields}
        require(Problem(name, "没有这个字段") for name in fields if name not in names)
    payload = {k: v.isoformat() if isinstance(v, date) else v for k, v in fields.items()}
    record(desk, view, [NewEvent(kind, on, payload)])


@command("void_event")
def void_event(desk: Desk, case_id: int, event_id: int, *, reason: str) -> None:
    """Void a wrong entry by a new event with a reason; what followed from it goes with it."""
    view = begin(desk, case_id)
    void(desk, view, event_id, reason)
    event = next(e for e in view.events if e.id == event_id)
    if event.type == "served":
        take_back(desk, case_id, event.payload["document"])
