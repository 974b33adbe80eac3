"""Conditions of a step: what has happened, and a few questions about how things stand.

A condition is an event type, `type:quality` (`served:decision`, `approval_recorded:closing`), one
of the named questions below, or several of these joined by `|` (any of them).
"""

from collections.abc import Callable

from models.rules.procedure.state import CaseState, Happening


def last_opinion(state: CaseState, key: str) -> Happening | None:
    """Return the respondent's last opinion: a later one replaces an earlier (art. 65)."""
    return state.last("opinion_received", key)


def consents(state: CaseState, key: str) -> bool:
    """Say whether the respondent's last word is consent and it was not refused before that.

    Who changes their mind after the refusal (art. 66) needs a new request.
    """
    opinion = last_opinion(state, key)
    agreed = bool(opinion and opinion.fields.get("consent"))
    return agreed and not state.has("not_docketed", key)


def _consent_given(state: CaseState, key: str | None) -> bool:
    respondents = [p.key for p in state.side("respondent")]
    return any(consents(state, k) for k in ([key] if key else respondents))


def _consent_refused(state: CaseState, key: str | None) -> bool:
    opinion = last_opinion(state, key or "")
    return bool(opinion and not opinion.fields.get("consent")) or state.has("opinion_expired", key)


def _takes_part(state: CaseState, key: str | None) -> bool:
    party = state.party(key or "")
    return bool(party) and (party.side != "respondent" or consents(state, party.key))


def _ordered(state: CaseState, key: str | None) -> bool:
    return any(key in h.fields.get("ordered", []) for h in state.of("decision_issued"))


def unforwarded(state: CaseState) -> list[tuple[str, str]]:
    """Return (answering party, requester) pairs whose copy of the answer is not yet served."""
    pairs = []
    for answer in state.of("answer_received"):
        for requester in state.side("requester"):
            sent = any(
                h.fields.get("of") == answer.key
                for h in state.of("served:answer_copy")
                if h.fields.get("to") == requester.key
            )
            if not sent:
                pairs.append((answer.key or "", requester.key))
    return list(dict.fromkeys(pairs))


def planned_hearing(state: CaseState) -> Happening | None:
    """Return the hearing as last fixed, None when it was cancelled on that day or later."""
    planned = state.last("hearing_scheduled")
    cancelled = state.last("hearing_cancelled")
    if planned and cancelled and cancelled.on >= planned.on:
        return None
    return planned


def _hearing_held(state: CaseState, _key: str | None) -> bool:
    """Whether the hearing that was fixed last has been held."""
    planned, held = planned_hearing(state), state.last("hearing_held")
    return bool(planned and held and held.on.isoformat() >= planned.fields["hearing_on"])


def _hearing_told(state: CaseState, key: str | None) -> bool:
    """Whether the party was told of the hearing that was fixed last, not only of an earlier one."""
    planned = planned_hearing(state)
    told = (h for h in state.of("served:hearing_notice") if key in (None, h.fields.get("to")))
    return planned is not None and any(h.on >= planned.on for h in told)


def _pause_open(state: CaseState, _key: str | None) -> bool:
    """Whether a pause that a person ends by hand (suspension, appraisal, settlement) is open."""
    ended = {h.fields.get("id") for h in state.of("tolling_ended")}
    own = (h for h in state.of("tolling_started") if not h.fields.get("derived"))
    return any(h.fields.get("id") not in ended for h in own)


QUESTIONS: dict[str, Callable[[CaseState, str | None], bool]] = {
    "consent_given": _consent_given,
    "consent_refused": _consent_refused,
    "takes_part": _takes_part,
    "decision_ordered": _ordered,
    "answers_forwarded": lambda state, _key: not unforwarded(state),
    "hearing_planned": lambda state, _key: planned_hearing(state) is not None,
    "planned_hearing_held": _hearing_held,
    "planned_hearing_told": _hearing_told,
    "pause_open": _pause_open,
    "extensions_used": lambda state, _key: len(list(state.of("extension_approved"))) > 1,
    "someone_refused": lambda state, _key: state.has("not_docketed"),
    "ownership": lambda state, _key: state.mediation_kind == "ownership",
}


def met(state: CaseState, condition: str, key: str | None) -> bool:
    """Say whether a condition holds for a party (or, with no key, for the case)."""
    if "|" not in condition:
        return _one(state, condition, key)
    return any(_one(state, one, key) for one in condition.split("|"))


def _one(state: CaseState, condition: str, key: str | None) -> bool:
    question = QUESTIONS.get(condition)
    if question:
        return question(state, key)
    if key is None:
        return state.has(condition)
    # An event about the whole case (docketed, hearing_scheduled) holds for each party too.
    return any(h.key in (key, None) or "hearing" in h.type for h in state.of(condition))
