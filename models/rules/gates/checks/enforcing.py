"""Enforcement: when who was ordered may be urged, and the court be asked (办法 80; 行政强制法)."""

from collections.abc import Iterator

from models.rules.decided.in_force import later
from models.rules.decided.questions import told
from models.rules.events import (
    CourtResult,
    DecisionChanged,
    JudgmentEffective,
    Performed,
    Served,
    SuitFiled,
)
from models.rules.gates.model import DEMAND_LETTER, Check, Lack, Subject


def demand_first(case: Subject) -> Iterator[Lack]:
    """Who is urged let the time to sue pass, or lost; and did not perform.

    Who took the suit back is as one who never sued.
    """
    log = case.state.log
    changed = log.last(DecisionChanged)
    for party in case.bound:
        if log.has(Performed, party.key):
            yield Lack(f"{party.name}已经履行", party.key)
        if changed and not told(case.state, changed, "decision_change", party.key):
            yield Lack(f"变更决定书还没有送达{party.name}", party.key)
        sued = log.about(SuitFiled, party.key)
        final = log.last(JudgmentEffective)
        if sued and (final is None or not later(final, sued[-1])):
            yield Lack(f"{party.name}已经起诉，还没有登记生效的裁判", party.key)
            continue
        free = not sued or (final and final.event.result is CourtResult.WITHDRAWN)
        if free and not case.over("demand_first", party.key):
            clock = case.deadline("demand_first", party.key)
            until = f"到{clock.due.isoformat()}届满" if clock else "还没有起算"
            yield Lack(f"{party.name}的起诉期{until}", party.key)


def demand_waited(case: Subject) -> Iterator[Lack]:
    """Who is to be enforced against was urged, and had ten workdays."""
    for party in case.bound:
        demands = case.state.log.all(Served, lambda e: e.document == DEMAND_LETTER)
        if not any(one.event.to == party.key for one in demands):
            yield Lack(f"还没有向{party.name}送达履行催告书", party.key)
        elif not case.over("demand_waited", party.key):
            clock = case.deadline("demand_waited", party.key)
            until = f"到{clock.due.isoformat()}" if clock else ""
            yield Lack(f"催告{party.name}的10个工作日{until}还没有届满", party.key)


def enforcement_in_time(case: Subject) -> Iterator[Lack]:
    """The court is asked within three months; after that a good reason has to be given.

    After a judgment two periods are read out of the law: the office's position says which counts.
    """
    counts = max if case.office.long_after_judgment else min
    for party in case.bound:
        due = counts(
            (c.due for c in case.clocks_of("enforcement_in_time", party.key)), default=None
        )
        if due is not None and due < case.on:
            words = f"对{party.name}申请强制执行的期限到{due.isoformat()}已经届满"
            yield Lack(words, party.key)


def after_judgment(case: Subject) -> Iterator[Lack]:
    """A judgment left the decision as it is: both readings of the time left are told."""
    reading = "2年" if case.office.long_after_judgment else "3个月"
    for party in case.bound:
        days = sorted(c.due for c in case.clocks_of("after_judgment", party.key))
        if days:
            words = "、".join(day.isoformat() for day in days)
            both = f"对{party.name}申请强制执行的期限有两种算法，分别到{words}届满"
            yield Lack(f"{both}；本局口径是{reading}", party.key)


CHECKS: dict[str, Check] = {
    "demand_first": demand_first,
    "demand_waited": demand_waited,
    "enforcement_in_time": enforcement_in_time,
    "after_judgment": after_judgment,
}
