"""The patent: in force, looked at, its claims told (Order 81 arts. 24, 28, 29; 专利法 42)."""

from collections.abc import Iterator

from models.rules.events import AnswerReceived, AnswerWaived, DecisionIssued, Deliberated, Outcome
from models.rules.gates.model import Check, Lack, Subject
from models.rules.patent.alive import Life, alive
from models.rules.patent.claims import claims_lost, claims_untold, told_of_claims
from models.rules.patent.invalidation import invalid, undecided_acceptance
from models.rules.patent.term import last_check, recheck, valid_until

_ENDED = "不得责令停止侵权，只能驳回请求或者撤销案件；过去的赔偿可另行请求调解"


def _orders_to_stop(case: Subject) -> bool:
    """Whether the act, else the last deliberation, finds an infringement that has to stop."""
    if isinstance(case.event, DecisionIssued):
        return case.event.result == Outcome.ESTABLISHED.value
    return _found(case) == Outcome.ESTABLISHED.value


def _found(case: Subject) -> str:
    last = case.state.log.last(Deliberated)
    held = case.event if isinstance(case.event, Deliberated) else last and last.event
    return held.record.outcome if held and held.record else ""


def _ended(case: Subject) -> str:
    """Say since when the patent is not in force, "" while it is."""
    life = alive(case.state, case.on)
    until = valid_until(case.state.patent, case.state.log)
    if life is Life.EXPIRED and until:
        return f"{life.label}（{until.isoformat()}）"
    return "" if life is Life.IN_FORCE else life.label


def invalidation_considered(case: Subject) -> Iterator[Lack]:
    """The panel chose, with reasons, on each accepted invalidation of a model or a design."""
    for accepted in undecided_acceptance(case.state):
        day = accepted.on.isoformat()
        yield Lack(f"{day}受理的无效宣告请求，合议组还没有决定是否中止处理")


def patent_alive(case: Subject) -> Iterator[Lack]:
    """Nobody is ordered to stop for a patent that is not in force on the day."""
    ended = _ended(case)
    if ended and _orders_to_stop(case):
        yield Lack(f"{ended}，{_ENDED}", place="result")


def patent_checked(case: Subject) -> Iterator[Lack]:
    """What was last seen in the register still holds on the day of an order to stop."""
    if not _orders_to_stop(case):
        return
    gone = invalid(case.state)
    if gone and not gone.effective:
        yield Lack(f"{gone.by.on.isoformat()}宣告专利权全部无效的决定还没有生效")
    if last_check(case.state.log) and (
        words := recheck(case.state.patent, case.state.log, case.on)
    ):
        yield Lack(f"{words}，请重新核查专利权状态")


def patent_watched(case: Subject) -> Iterator[Lack]:
    """Whoever deliberates knows whether the patent is in force."""
    ended = _ended(case)
    if ended and not _found(case):
        yield Lack(f"{ended}，{_ENDED}")
    elif not ended and last_check(case.state.log) is None:
        yield Lack(recheck(case.state.patent, case.state.log, case.on))


def claims_valid(case: Subject) -> Iterator[Lack]:
    """The claims relied on are those that were upheld."""
    lost = claims_lost(case.state)
    if lost:
        numbers = "、".join(map(str, lost))
        yield Lack(f"据以请求的权利要求{numbers}已被宣告无效，请求人须另选权利要求")


def claims_current(case: Subject) -> Iterator[Lack]:
    """Who has to answer a change of claims or requests was told of it and had the time."""
    untold = claims_untold(case.state)
    for party in untold:
        yield Lack(f"变更请求通知书还没有送达{party.name}", party.key)
    for party in case.state.side("respondent"):
        told = told_of_claims(case.state, party.key)
        if told is None or party in untold or case.over("claims_current", party.key):
            continue
        answers = [*case.state.log.all(AnswerReceived, lambda e, key=party.key: e.sender == key)]
        waivers = [*case.state.log.all(AnswerWaived, lambda e, key=party.key: e.party == key)]
        if not any(e.on >= told.on for e in (*answers, *waivers)):
            clock = case.deadline("claims_current", party.key)
            until = f"到{clock.due.isoformat()}届满" if clock else "还没有起算"
            yield Lack(f"{party.name}就变更的请求答辩的时间{until}", party.key)


CHECKS: dict[str, Check] = {
    "invalidation_considered": invalidation_considered,
    "patent_alive": patent_alive,
    "patent_checked": patent_checked,
    "patent_watched": patent_watched,
    "claims_valid": claims_valid,
    "claims_current": claims_current,
}
