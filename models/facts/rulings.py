"""Facts of what is ruled on the way: objections, recusals, suspensions, who joined, the demand."""

from forms.facts import Fact
from models import reference
from models.cases.case_file import CaseFile
from models.facts.case import Tree
from models.rules.decided.in_force import bound_items, in_force
from models.rules.events import (
    CourtResult,
    InvalidationConsidered,
    JudgmentEffective,
    ObjectionDecided,
    ObjectionReceived,
    PartyJoined,
    RecusalDecided,
    RecusalRequested,
    Served,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.patent.invalidation import tracks


def objection_facts(case: CaseFile) -> Tree:
    """Return the objection to jurisdiction that was decided last (art. 9)."""
    decided = case.log.last(ObjectionDecided)
    if decided is None:
        return {}
    raised = case.log.last(ObjectionReceived, lambda e: e.sender == decided.event.of)
    facts: Tree = {
        "party": case.name_of(decided.event.of),
        "upheld": decided.event.upheld,
        "reason": decided.event.text,
        "decided_on": decided.on,
    }
    return facts | ({"on": raised.on, "text": raised.event.text} if raised else {})


def recusal_facts(case: CaseFile) -> Tree:
    """Return the request for recusal that was decided last (art. 5)."""
    decided = case.log.last(RecusalDecided)
    if decided is None:
        return {}
    asked = case.log.last(RecusalRequested, lambda e: e.sender == decided.event.of)
    facts: Tree = {
        "party": case.name_of(decided.event.of),
        "upheld": decided.event.upheld,
        "person": decided.event.person,
        "reason": decided.event.text,
        "decided_on": decided.on,
    }
    return facts | ({"on": asked.on} if asked else {})


def suspension_facts(case: CaseFile) -> Tree:
    """Return the last suspension, and when the case went on (art. 28)."""
    begun = case.log.last(TollingStarted, lambda e: e.kind is Tolling.SUSPENSION)
    if begun is None:
        return {}
    facts: Tree = {"begun_on": begun.on, "reason": begun.event.reason}
    ended = case.log.last(TollingEnded, lambda e: e.id == begun.event.id)
    return facts | ({"ended_on": ended.on} if ended else {})


def invalidation_facts(case: CaseFile) -> Tree:
    """Return the invalidation on which the panel chose last, with its reasons (arts. 28, 29)."""
    chosen = case.log.last(InvalidationConsidered)
    track = next((t for t in tracks(case.log) if chosen and t.id == chosen.event.id), None)
    if chosen is None or track is None or track.accepted is None:
        return {}
    return {
        "accepted_on": track.accepted.on,
        "number": track.accepted.event.number,
        "considered_on": chosen.on,
        "suspends": chosen.event.suspends,
        "grounds": [{"text": ground.text} for ground in chosen.event.grounds],
    }


def joined_facts(case: CaseFile) -> list[Fact]:
    """Return who joined, on the last day on which somebody did (arts. 23, 24)."""
    last = case.log.last(PartyJoined)
    found: list[Fact] = []
    for one in case.log.all(PartyJoined) if last else ():
        place = case.party(one.event.party)
        if place and last and one.on == last.on:
            found.append(
                {
                    "key": place.key,
                    "name": place.person.name,
                    "address": place.person.address,
                    "side_name": reference.name("side", place.side),
                    "on": one.on,
                }
            )
    return found


def demand_facts(case: CaseFile, key: str | None) -> Tree:
    """Return what a respondent has to do, since when it knows, and whether it sued (art. 80)."""
    now = in_force(case.now)
    told = case.now.last(Served, lambda e: e.document == "decision" and e.to == key)
    if now is None:
        return {}
    final = case.now.last(JudgmentEffective)
    facts: Tree = {
        "orders": [now.order_items[no - 1].text for no in bound_items(now, key or "")],
        "sued": final is not None and final.event.result is not CourtResult.WITHDRAWN,
    }
    return facts | ({"served_on": told.on} if told else {})
