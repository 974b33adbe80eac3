"""Which arguments take only listed values or names: the tables their services check (no Qt).

A key is `command.argument`, or `Class.field` inside an argument that is an object; for a list or an
object with free names the values are those of its items.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.queries import reference
from models.queries.paper_catalog import catalog
from models.rules.routing import ANSWERS, PHASES, TRACKS
from models.services import (
    answers,
    decision,
    docketing,
    evidence,
    hearing,
    journal,
    notification,
    office,
)
from models.store.settings import definitions

Values = tuple[str | int, ...]


@cache
def closed_values() -> Mapping[str, Values]:
    """Return the allowed values by argument."""
    names, served = reference.names(), tuple(reference.catalogue().documents)
    routes = tuple(notification.ALL_ROUTES)
    return {
        "StaffIn.role": tuple(sorted(office.ROLES)),
        "StaffIn.certificate_issuer": tuple(office.ISSUERS),
        "Told.manner": tuple(names["manner"]),
        "Told.routes": routes,
        "Told.choice": ("", *routes),
        "update_notification.choice": ("", *routes),
        "record_approval.matter": tuple(docketing.MATTERS),
        "Served.documents": served,
        "Served.method": tuple(reference.methods()),
        "join_party.side": ("respondent", "third_party"),
        "start_pause.kind": tuple(answers.PAUSES),
        "route.phase": PHASES,
        "route.answers": ANSWERS,
        "route.override": TRACKS,
        "Exhibit.side": tuple(sorted(evidence.SIDES)),
        "extend_conclusion.level": (1, 2),
        "schedule_hearing.mode": tuple(sorted(hearing.MODES)),
        "Decision.result": tuple(decision.RESULTS),
        "dismiss_case.ground": ("", *reference.dismissal_grounds()),
        "record_event.kind": _journal_events(),
        "Order.form_id": tuple(catalog().ids()),
    }


def _journal_events() -> Values:
    """Return the events that have no command of their own."""
    known = reference.catalogue()
    desk = [kind for kind, event in known.desk.items() if event.journal]
    rules = [kind for kind in reference.event_schema().events if kind not in known.desk]
    return tuple(kind for kind in (*desk, *rules) if kind not in journal.OWN_SERVICE)


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names that an object with free names may have, by argument."""
    criteria = tuple(one.id for one in reference.routing_rules().criteria)
    methods = reference.methods().values()
    proofs = [name for one in methods for name, _ in (*one.needs, *one.any_of)]
    return {
        "set_settings.values": tuple(k for k, v in definitions().items() if v.group != "practice"),
        "route.answers": criteria,
        "route.notes": criteria,
        "Served.fields": tuple(dict.fromkeys(("sent_on", *proofs))),
    }


@dataclass(frozen=True)
class EventField:
    """A field of an event that is recorded in the journal; `type` is the catalogue's own word."""

    name: str
    type: str
    required: bool


@cache
def event_fields() -> Mapping[str, tuple[EventField, ...]]:
    """Return the fields of each event that `record_event` takes."""
    return {str(kind): _event_fields(str(kind)) for kind in closed_values()["record_event.kind"]}


def _event_fields(kind: str) -> tuple[EventField, ...]:
    desk = reference.catalogue().desk.get(kind)
    fields = desk.fields if desk else reference.event_schema().events[kind].fields
    return tuple(EventField(_given(one.name), one.type, one.required) for one in fields)


def _given(name: str) -> str:
    """Return a field under the name by which `record_event` is given it."""
    return f"{name}_" if name == "kind" else name
