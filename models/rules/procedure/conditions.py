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
    """Say whether the respondent's last word is consent."""
    opinion = last_opinion(state, key)
    return bool(opinion and opinion.fields.get("consent"))


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


QUESTIONS: dict[str, Callable[[CaseState, str | None], bool]] = {
    "consent_given": _consent_given,
    "consent_refused": _consent_refused,
    "takes_part": _takes_part,
    "decision_ordered": _ordered,
    "answers_forwarded": lambda state, _key: not unforwarded(state),
    "ownership": lambda state, _key: state.mediation_kind == "ownership",
}


def met(state: CaseState, condition: str, key: str | None) -> bool:
    """Say whether a condition holds for a party (or, with no key, for the case)."""
    return any(_one(state, one, key) for one in condition.split("|"))


def _one(state: CaseState, condition: str, key: str | None) -> bool:
    question = QUESTIONS.get(condition)
    if question:
        return question(state, key)
    if key is None:
        return state.has(condition)
    # An event about the whole case (docketed, hearing_scheduled) holds for each party too.
    return any(h.key in (key, None) or "hearing" in h.type for h in state.of(condition))
