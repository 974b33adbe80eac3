"""The order of entries: what must be on record before an event, and what hangs on it afterwards.

Asked twice: before an event is recorded, and before one is voided – then what rested on it must go
first. Each event says what it presupposes (`Order`); for a service the paper does (served.toml).
Dates are the deadline rules' business; here only what has happened counts, except that nothing that
presupposes the case lies before it, nothing before the day of what it presupposes, and some steps
not after the day on which the case was concluded.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from models.rules.events import (
    AnswerExtended,
    AnswerReceived,
    AnswerWaived,
    ApprovalRecorded,
    Concluded,
    Entry,
    Event,
    EvidenceExtended,
    EvidenceWaived,
    LimitationPleaded,
    ObjectionReceived,
    Order,
    RecusalRequested,
    RequestStruck,
    Served,
    WrittenReviewNotified,
)
from models.rules.parties.apart import closings
from models.rules.problem import Problem
from models.rules.procedure.conditions import met
from models.rules.procedure.papers import ServedPapers
from models.rules.procedure.state import CaseState

_OF_A_PARTY = (
    AnswerExtended, AnswerReceived, AnswerWaived, EvidenceExtended, EvidenceWaived,
    LimitationPleaded, ObjectionReceived, RecusalRequested, WrittenReviewNotified,
)  # fmt: skip
"""What only a party does, or is done for one: not after the case has ended for it."""


def order_of(event: Event, served: ServedPapers) -> Order:
    """Return what an event presupposes."""
    paper = served.papers.get(event.document) if isinstance(event, Served) else None
    return paper.order if paper else event.presupposes


def spelled(event: Event) -> str:
    """Return the event as conditions name it: `served:decision` for a service, else its type."""
    return f"served:{event.document}" if isinstance(event, Served) else event.type


def problems(
    state: CaseState, one: Entry[Event], served: ServedPapers, label: Callable[[str], str]
) -> list[Problem]:
    """Return why an event cannot be recorded now; `label` names events and documents in Chinese."""
    rule, name = order_of(one.event, served), label(spelled(one.event))
    if state.log.has(RequestStruck):
        words = f"本案已经撤出收案登记，不能登记“{name}”；撤错了的，先作废“{RequestStruck.label}”"
        return [Problem("case", words)]
    if rule.kinds and state.kind not in rule.kinds:
        return [Problem("case", f"这类案件没有“{name}”")]
    found = [
        Problem("case", f"{served.words.get(need) or _default(need, label)}，不能登记“{name}”")
        for need in rule.after
        if not _met(state, need, one.event, rule)
    ]
    if rule.once and state.has(spelled(one.event)):
        found.append(Problem("case", f"已经登记过“{name}”；有误的，先作废再登记"))
    found += _too_early(state, one, served, label)
    concluded = state.log.last(Concluded)
    if rule.open and concluded and concluded.on < one.on:
        found.append(Problem("case", f"本案已经结案，其后不能再有“{name}”"))
    left = closings(state.log).get(one.event.subject or "")
    if left and left.on < one.on and isinstance(one.event, _OF_A_PARTY):
        found.append(Problem("party", f"本案对这名被请求人已经结案，其后不能再有“{name}”"))
    return found


def _too_early(
    state: CaseState, one: Entry[Event], served: ServedPapers, label: Callable[[str], str]
) -> list[Problem]:
    """Nothing of a case is before its request, nothing before the day of what it presupposes."""
    rule = order_of(one.event, served)
    if one.on == date.min or rule.outside or rule.first:
        return []  # date.min: asked before the day is known
    then = replace(state, log=state.log.until(one.on))
    if not any(e.event.order.first for e in then.log.entries):
        opened = [e for e in state.log.entries if e.event.order.first]
        return [_earlier(opened[0], label)] if opened else []
    for need in (*rule.after, *rule.since):
        if _met(state, need, one.event, rule) and not _met(then, need, one.event, rule):
            return [_earlier_than(state, need, served, label)]
    for name in rule.before:
        done = next(state.of(name), None)
        if done and done.on < one.on:
            words = f"晚于“{_called(done.event, label)}”（{done.on}），请核对日期"
            return [Problem("on", words)]
    return []


def _earlier_than(
    state: CaseState, need: str, served: ServedPapers, label: Callable[[str], str]
) -> Problem:
    grounds = [e for name in need.split("|") for e in state.of(name)]
    if grounds:
        return _earlier(min(grounds, key=lambda e: e.on), label)
    return Problem("on", f"这一天{served.words.get(need) or _default(need, label)}，请核对日期")


def _earlier(ground: Entry[Event], label: Callable[[str], str]) -> Problem:
    return Problem("on", f"早于“{_called(ground.event, label)}”（{ground.on}），请核对日期")


def _called(event: Event, label: Callable[[str], str]) -> str:
    return event.matter.label if isinstance(event, ApprovalRecorded) else label(spelled(event))


def _default(need: str, label: Callable[[str], str]) -> str:
    return f"尚未登记“{'”或者“'.join(label(n.partition(':')[0]) for n in need.split('|'))}”"


def _met(state: CaseState, need: str, event: Event, rule: Order) -> bool:
    return met(state, need, event.subject if rule.per else None)


def left_hanging(before: CaseState, gone: set[int], served: ServedPapers) -> list[Entry[Event]]:
    """Return what would lose its footing if the entries `gone` (ids) were voided."""
    after = replace(before, log=before.log.without(gone))
    found: list[Entry[Event]] = []
    for one in after.log.entries:
        rule = order_of(one.event, served)
        if any(
            _met(before, need, one.event, rule) and not _met(after, need, one.event, rule)
            for need in _grounds(rule)
        ):
            found.append(one)
    return found


def _grounds(rule: Order) -> tuple[str, ...]:
    """Return what an event rests on: what must come before it, the approval that it carries out.

    A case that was taken over has no approvals on record; where there is one, it is the ground.
    """
    approvals = tuple(need for need in rule.since if need.startswith(ApprovalRecorded.type))
    return (*rule.after, *approvals)
