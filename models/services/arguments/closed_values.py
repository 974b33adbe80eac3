"""Which arguments take only listed values or names: the tables their services check.

A key is `command.argument`, or `Class.field` inside an argument that is an object; for a list or an
object with free names the values are those of its items.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from models import reference
from models.queries.people import ISSUER_NAMES, ROLE_NAMES
from models.reference import ledgers
from models.reference.paper_catalog import catalog
from models.rules.events import (
    Answered,
    ApartKind,
    Assent,
    Coded,
    Event,
    Instance,
    JointGround,
    Matter,
    Numbering,
    Outcome,
    Stance,
    StrikeGround,
)
from models.rules.events.codes import SIGNING
from models.rules.events.shapes import Shape, parts_of
from models.rules.procedure.catalogue import journal_events
from models.rules.procedure.routing import ANSWERS, PHASES, TRACKS
from models.services.proceedings import answers
from models.store.settings.values import definitions

Values = tuple[str | int, ...]


@cache
def closed_values() -> Mapping[str, Values]:
    """Return the allowed values by argument."""
    names, served = reference.names(), tuple(reference.document_names())
    methods = reference.methods()
    return {
        "StaffIn.role": tuple(sorted(ROLE_NAMES)),
        "StaffIn.certificate_issuer": tuple(ISSUER_NAMES),
        "Opinion.role": tuple(one.value for one in SIGNING),
        "record_entry.ledger": tuple(ledgers.ledgers()),
        "update_entry.ledger": tuple(ledgers.ledgers()),
        "link_entry.ledger": tuple(ledgers.ledgers()),
        "record_approval.matter": _codes(Matter),
        "SheetDetails.assent": _codes(Assent),
        "SheetDetails.ground": ("", *reference.dismissal_grounds()),
        "ServiceAttempted.documents": served,
        "ServiceAttempted.method": tuple(one.id for one in methods.values() if not one.waits),
        "Served.documents": served,
        "Served.method": tuple(methods),
        "correct_number.what": _codes(Numbering),
        "strike_request.ground": _codes(StrikeGround),
        "join_party.side": ("requester", "respondent", "third_party"),
        "start_pause.kind": _codes(answers.PAUSES),
        "route.phase": PHASES,
        "route.answers": ANSWERS,
        "route.override": TRACKS,
        "Exhibit.side": tuple(names["source"]),
        "extend_conclusion.level": (1, 2),
        "schedule_hearing.mode": tuple(names["hearing_mode"]),
        "Decision.result": _codes(Outcome),
        "RequestAnswer.how": _codes(Answered),
        "Change.result": _codes(Outcome),
        "JudgmentIn.instance": _codes(Instance),
        "GroundFound.code": tuple(reference.invalidation_grounds()),
        "dismiss_case.ground": ("", *reference.dismissal_grounds()),
        "close_apart.kind": _codes(ApartKind),
        "ApartIn.ground": ("", *names["apart_ground"]),
        "record_joint.ground": _codes(JointGround),
        "record_stance.stance": _codes(Stance),
        "override_gate.gate": tuple(names["gate_reason"]),
        "record_event.kind": _journal_events(),
        "Order.form_id": tuple(catalog().ids()),
    }


def _codes(codes: Iterable[Coded]) -> Values:
    return tuple(str(code) for code in codes)


def _journal_events() -> Values:
    """Return the events that have no command of their own."""
    return tuple(cls.type for cls in journal_events())


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Return the names that an object with free names may have, by argument."""
    criteria = tuple(one.id for one in reference.routing_rules().criteria)
    return {
        "set_settings.values": tuple(k for k, v in definitions().items() if v.group != "practice"),
        "route.answers": criteria,
        "route.notes": criteria,
    }


@dataclass(frozen=True)
class FreeField:
    """A field of a journal event or of a ledger's row; `type` is text, date, party, list …"""

    name: str
    type: str
    required: bool


@cache
def event_fields() -> Mapping[str, tuple[FreeField, ...]]:
    """Return the fields of each event that `record_event` takes."""
    return {cls.type: _event_fields(cls) for cls in journal_events()}


def ledger_fields() -> Mapping[str, tuple[FreeField, ...]]:
    """Return the fields of each ledger that its commands take as `values`."""
    return {
        one.id: tuple(FreeField(f.id, f.kind, f.required) for f in one.fields)
        for one in ledgers.ledgers().values()
    }


def _event_fields(cls: type[Event]) -> tuple[FreeField, ...]:
    return tuple(
        FreeField(_given(part.key), _type(part.shape), part.needed) for part in parts_of(cls)
    )


def _type(shape: Shape) -> str:
    return "list" if shape.many else shape.kind.value


def _given(name: str) -> str:
    """Return a field under the name by which `record_event` is given it."""
    return f"{name}_" if name == "kind" else name
