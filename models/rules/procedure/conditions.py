"""Conditions of a step: what has happened, and a few questions about the state of the case.

A condition is an event type, `type:quality` (`served:decision`, `approval_recorded:closing`), one
of the named questions below, or several of these joined by `|` (any of them) or `&` (all of them).
"""

from collections.abc import Callable

from models.rules.decided import questions as decided
from models.rules.decided.in_force import in_force
from models.rules.events import (
    REGISTRY,
    AgreementEffective,
    AnswerReceived,
    ApartKind,
    Entry,
    Event,
    ExtensionApproved,
    HearingCancelled,
    HearingHeld,
    HearingScheduled,
    JointGround,
    JurisdictionTold,
    LimitationDecided,
    Log,
    NotDocketed,
    OpinionExpired,
    OpinionReceived,
    PanelAppointed,
    PeriodSet,
    Purpose,
    RequestWithdrawn,
    Served,
    TollingEnded,
    TollingStarted,
)
from models.rules.parties import apart, joint
from models.rules.patent import claims, invalidation
from models.rules.procedure.state import CaseState, PartyState
from models.rules.serving import notices


def correction_asked(log: Log) -> Entry[PeriodSet] | None:
    """Return the correction that was asked for last, whatever other periods were set since."""
    return log.last(PeriodSet, lambda e: e.what == Purpose.CORRECTION)


def last_opinion(state: CaseState, key: str) -> Entry[OpinionReceived] | None:
    """Return the respondent's last opinion: a later one replaces an earlier (art. 65)."""
    return state.log.last(OpinionReceived, lambda e: e.sender == key)


def consents(state: CaseState, key: str) -> bool:
    """Say whether the respondent's last word is consent and it was not refused before that.

    Who changes their mind after the refusal (art. 66) needs a new request.
    """
    opinion = last_opinion(state, key)
    agreed = opinion is not None and opinion.event.consent
    return agreed and not state.log.has(NotDocketed, key)


def _consent_given(state: CaseState, key: str | None) -> bool:
    respondents = [p.key for p in state.side("respondent")]
    return any(consents(state, k) for k in ([key] if key else respondents))


def _consent_refused(state: CaseState, key: str | None) -> bool:
    opinion = last_opinion(state, key or "")
    refused = opinion is not None and not opinion.event.consent
    return refused or state.log.has(OpinionExpired, key)


def takes_part(state: CaseState, key: str | None) -> bool:
    """Whether a party takes part: of a mediation's respondents those who consent."""
    party = state.party(key)
    if party is None or state.kind != "mediation" or party.side != "respondent":
        return party is not None
    return consents(state, party.key)


_SIDES = {
    "requesters": "requester",
    "respondents": "respondent",
    "respondent_opinions": "respondent",
}
_APART = {"apart_dismissal": ApartKind.DISMISSED, "apart_agreement": ApartKind.AGREED}


def addressees(state: CaseState, addressees: str) -> tuple[PartyState, ...]:
    """Return whom a paper is for, as its form says: one side, or all parties that take part."""
    if addressees in _APART:
        return tuple(p for p in state.everyone if apart.concerned(state, _APART[addressees], p.key))
    if addressees == "parties":
        return tuple(p for p in state.parties if takes_part(state, p.key))
    return state.side(_SIDES.get(addressees, ""))


def _ordered(state: CaseState, key: str | None) -> bool:
    """Whether the decision in force tells a party to stop; with no key, anybody at all."""
    now = in_force(state.log)
    return now is not None and (key in now.ordered if key else bool(now.ordered))


def _obliged(state: CaseState, key: str | None) -> bool:
    """Whether a party has to do something: ordered by the decision, or bound by its agreement."""
    agreed = state.log.last(AgreementEffective)
    return _ordered(state, key) or (agreed is not None and takes_part(state, key))


def _decision_served(state: CaseState, _key: str | None) -> bool:
    """Whether the decision reached every party, or is on its way by publication."""
    return all(state.has("served:decision", p.key) for p in addressees(state, "parties"))


def unforwarded(state: CaseState) -> list[tuple[str, str]]:
    """Return (answering party, requester) pairs whose copy of the answer is not yet served."""
    copies = state.log.all(Served, lambda e: e.document == "answer_copy")
    sent = {(e.event.of, e.event.to) for e in copies}
    pairs = [
        (answer.event.sender, requester.key)
        for answer in state.log.all(AnswerReceived)
        for requester in state.side("requester")
        if (answer.event.sender, requester.key) not in sent
    ]
    return list(dict.fromkeys(pairs))


def planned_hearing(state: CaseState) -> Entry[HearingScheduled] | None:
    """Return the hearing as last fixed, None when it was cancelled on that day or later."""
    planned = state.log.last(HearingScheduled)
    cancelled = state.log.last(HearingCancelled)
    if planned and cancelled and cancelled.on >= planned.on:
        return None
    return planned


def hearing_held(state: CaseState, _key: str | None = None) -> bool:
    """Say whether the hearing that was fixed last has been held."""
    planned, held = planned_hearing(state), state.log.last(HearingHeld)
    return bool(planned and held and held.on >= planned.event.hearing_on)


def _hearing_told(state: CaseState, key: str | None) -> bool:
    """Whether the party was told of the hearing that was fixed last, not only of an earlier one."""
    planned = planned_hearing(state)
    told = (e for e in state.of("served:hearing_notice", key))
    return planned is not None and any(e.on >= planned.on for e in told)


def _panel_told(state: CaseState, key: str | None) -> bool:
    """Whether the party was told of the panel as it is now, not only of one that was replaced."""
    appointed = state.log.last(PanelAppointed)
    told = state.of("served:panel_notice", key)
    return appointed is not None and any(
        (e.on, e.recorded) >= (appointed.on, appointed.recorded) for e in told
    )


def _pause_open(state: CaseState, _key: str | None) -> bool:
    """Whether a pause that a person ends by hand (suspension, appraisal, settlement) is open."""
    ended = {e.event.id for e in state.log.all(TollingEnded)}
    own = (e for e in state.log.all(TollingStarted) if not e.derived)
    return any(e.event.id not in ended for e in own)


def _every_requester(kind: type[Event]) -> Callable[[CaseState, str | None], bool]:
    """Return the question whether something happened to each requester."""
    return lambda state, _key: all(state.log.has(kind, p.key) for p in state.side("requester"))


def absent_co_owners(state: CaseState) -> list[joint.Joint]:
    """Return the co-owners who neither take part nor said that they need not."""
    return [one for one in joint.missing(state) if one.ground is JointGround.CO_OWNER]


QUESTIONS: dict[str, Callable[[CaseState, str | None], bool]] = {
    "consent_given": _consent_given,
    "consent_refused": _consent_refused,
    "takes_part": takes_part,
    "decision_ordered": _ordered,
    "obliged": _obliged,
    "decision_served": _decision_served,
    "answers_forwarded": lambda state, _key: not unforwarded(state),
    "hearing_planned": lambda state, _key: planned_hearing(state) is not None,
    "planned_hearing_held": hearing_held,
    "planned_hearing_told": _hearing_told,
    "panel_told": _panel_told,
    "pause_open": _pause_open,
    "extensions_used": lambda state, _key: len(state.log.all(ExtensionApproved)) > 1,
    "someone_refused": lambda state, _key: state.log.has(NotDocketed),
    "all_withdrawn": _every_requester(RequestWithdrawn),
    "requesters_told_of_jurisdiction": _every_requester(JurisdictionTold),
    "time_plea_upheld": lambda state, _key: any(
        one.event.upheld for one in state.log.all(LimitationDecided)
    ),
    "ownership": lambda state, _key: state.mediation_kind == "ownership",
    "apart_dismissed": lambda state, key: apart.concerned(state, ApartKind.DISMISSED, key),
    "apart_dismissal_told": lambda state, key: apart.told(state, ApartKind.DISMISSED, key),
    "apart_agreed": lambda state, key: apart.concerned(state, ApartKind.AGREED, key),
    "apart_agreement_told": lambda state, key: apart.told(state, ApartKind.AGREED, key),
    "co_owner_missing": lambda state, _key: bool(absent_co_owners(state)),
    "several_respondents": lambda state, _key: len(state.side("respondent")) > 1,
    **invalidation.QUESTIONS,
    **claims.QUESTIONS,
    **notices.QUESTIONS,
    **decided.QUESTIONS,
}


def known(condition: str) -> bool:
    """Say whether every part of a condition is a question or an event that can happen."""
    parts = condition.replace("&", "|").split("|")
    return all(one in QUESTIONS or one.partition(":")[0] in REGISTRY for one in parts)


def met(state: CaseState, condition: str, key: str | None) -> bool:
    """Say whether a condition holds for a party (or, with no key, for the case)."""
    return any(
        all(_one(state, one, key) for one in each.split("&")) for each in condition.split("|")
    )


def _one(state: CaseState, condition: str, key: str | None) -> bool:
    question = QUESTIONS.get(condition)
    if question:
        return question(state, key)
    if key is None:
        return state.has(condition)
    # An event about the whole case (docketed, hearing_scheduled) holds for each party too.
    return any(e.event.subject in (key, None) for e in state.of(condition))
