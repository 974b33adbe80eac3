"""What an event is the day of, and the one thing it says that is counted: by its class."""

from collections.abc import Mapping

from models.rules.events import (
    AdvisoryOpinionIssued,
    AdvisoryRequestReceived,
    AgreementEffective,
    CaseDismissed,
    Concluded,
    ConfirmationApplied,
    Corrected,
    DecisionChangedByCourt,
    DecisionIssued,
    Docketed,
    DocketingExtended,
    EnforcementApplied,
    Event,
    ExtensionApproved,
    HearingHeld,
    HearingScheduled,
    HolderEnforcementApplied,
    JudgmentReceived,
    MediationRequestReceived,
    Notarised,
    NotDocketed,
    ObjectionReceived,
    PartyJoined,
    Performed,
    PeriodSet,
    PlatformNotified,
    Published,
    Purpose,
    ReconsiderationNoticeReceived,
    RequestReceived,
    Served,
    SuitFiled,
    TollingEnded,
    TollingStarted,
)
from models.rules.events.shapes import parts_of
from models.store.sql import Value, marks
from models.store.sql_dialect import json_text, position, unindexed

DEMAND = "demand_letter"

# The measure whose day an event is; the first one of a case counts.
MEASURES: Mapping[type[Event], str] = {
    RequestReceived: "received",
    MediationRequestReceived: "received",
    AdvisoryRequestReceived: "received",
    Corrected: "corrected",
    DocketingExtended: "docketing_extended",
    Docketed: "docketed",
    NotDocketed: "not_docketed",
    PartyJoined: "joined",
    ObjectionReceived: "objected",
    HearingHeld: "hearing_held",
    DecisionIssued: "decided",
    AgreementEffective: "agreed",
    CaseDismissed: "dismissed",
    Concluded: "concluded",
    AdvisoryOpinionIssued: "concluded",
    Published: "published",
    ReconsiderationNoticeReceived: "reconsidered",
    SuitFiled: "sued",
    JudgmentReceived: "judged",
    DecisionChangedByCourt: "changed_by_court",
    Performed: "performed",
    EnforcementApplied: "enforcement_applied",
    HolderEnforcementApplied: "holder_enforcement",
    ConfirmationApplied: "confirmation_applied",
    Notarised: "notarised",
    PlatformNotified: "platform_notified",
}
# Where the measure depends on what the event says.
QUALIFIED: Mapping[type[Event], Mapping[Value, str]] = {
    PeriodSet: {Purpose.CORRECTION.value: "correction_asked"},
    ExtensionApproved: {1: "extended_first", 2: "extended_second"},
    Served: {DEMAND: "demanded"},
}
# The one field that is read of an event.
SAYS: Mapping[type[Event], str] = {
    PeriodSet: "what",
    ExtensionApproved: "level",
    Served: "document",
    Concluded: "kind",
    DecisionIssued: "result",
    AgreementEffective: "amount_fen",
    CaseDismissed: "ground",
    HearingScheduled: "mode",
    TollingStarted: "id",
    TollingEnded: "id",
}
READ = tuple(sorted({cls.type for cls in (*MEASURES, *SAYS)}))


def _said() -> str:
    """Return the expression for that field, whatever the event."""
    whens = (
        f"WHEN '{cls.type}' THEN {json_text('payload', _stored(cls, name))}"
        for cls, name in SAYS.items()
    )
    return f"CASE type {' '.join(whens)} END"


def _stored(cls: type[Event], name: str) -> str:
    """Return under which name a field is stored."""
    return next(part.key for part in parts_of(cls) if part.name == name)


# Of the services only those of a demand letter are read: the others are most of all events.
EVENTS = f"""SELECT id, case_id, type, date, {_said()} FROM {{}}
    WHERE {{}} {unindexed("type")} IN ({marks(READ)}) AND date <= ?
    AND {unindexed("voids_id")} IS NULL
    AND (type <> '{Served.type}' OR {position("payload", f"'{DEMAND}'")} > 0)"""  # noqa: S608
