"""What sort of thing an entry of the log is: what 日志 is filtered by."""

from enum import StrEnum

from models.rules.events import (
    AnswerExtended,
    ApprovalRecorded,
    DocketingExtended,
    Entry,
    EServiceConsented,
    Event,
    EvidencePeriodAgreed,
    ExtensionApproved,
    JoinedPartyCorrected,
    NumberCorrected,
    PerformanceDue,
    PeriodMet,
    PeriodSet,
    RequestAmended,
    RequestStruck,
    Served,
    TollingEnded,
    TollingStarted,
)


class EventKind(StrEnum):
    """The sorts of entries, in the order in which they are offered."""

    COURSE = "办理经过"
    SERVICE = "送达"
    TERM = "期限、审批"
    CORRECTION = "更正、作废"


_CLASSES: tuple[tuple[EventKind, tuple[type[Event], ...]], ...] = (
    (EventKind.SERVICE, (Served, EServiceConsented)),
    (
        EventKind.TERM,
        (ApprovalRecorded, PeriodSet, PeriodMet, TollingStarted, TollingEnded, AnswerExtended,
         DocketingExtended, EvidencePeriodAgreed, ExtensionApproved, PerformanceDue),
    ),
    (
        EventKind.CORRECTION,
        (RequestAmended, NumberCorrected, JoinedPartyCorrected, RequestStruck),
    ),
)  # fmt: skip


def kind_of(entry: Entry[Event]) -> EventKind:
    """Return the sort of an entry; one that voids another is a correction, whatever it voids."""
    if entry.voids is not None:
        return EventKind.CORRECTION
    return next(
        (kind for kind, classes in _CLASSES if isinstance(entry.event, classes)), EventKind.COURSE
    )
