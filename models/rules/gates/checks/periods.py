"""Service, answers and evidence: each party was told, and had its time (arts. 22, 54)."""

from collections.abc import Iterator

from models.rules.events import AnswerReceived, AnswerWaived, EvidenceWaived, Served
from models.rules.gates.model import Check, Lack, Subject
from models.rules.procedure.conditions import unforwarded

_REQUEST = frozenset({"request_copy", "joinder_notice"})


def served_request(case: Subject) -> Iterator[Lack]:
    """Each respondent and third party was served the request, or a notice that joined it."""
    told = {e.event.to for e in case.state.log.all(Served) if e.event.document in _REQUEST}
    for party in case.opposed:
        if party.key not in told:
            yield Lack(f"请求书副本还没有送达{party.name}", party.key)


def answer_period_over(case: Subject) -> Iterator[Lack]:
    """Each respondent answered, waived its answer or let its period pass."""
    log = case.state.log
    for party in case.state.side("respondent"):
        heard = log.has(AnswerReceived, party.key) or log.has(AnswerWaived, party.key)
        if heard or case.over("answer_period_over", party.key):
            continue
        clock = case.deadline("answer_period_over", party.key)
        until = f"到{clock.due.isoformat()}届满" if clock else "还没有起算"
        yield Lack(f"{party.name}的答辩期{until}，没有答辩，也没有书面表示不答辩", party.key)


def evidence_period_over(case: Subject) -> Iterator[Lack]:
    """Each party's evidence period is over, or it said that it has no more."""
    for party in case.state.parties:
        waived = case.state.log.has(EvidenceWaived, party.key)
        if waived or case.over("evidence_period_over", party.key):
            continue
        clock = case.deadline("evidence_period_over", party.key)
        until = f"到{clock.due.isoformat()}届满" if clock else "还没有起算（举证通知书尚未送达）"
        yield Lack(f"{party.name}的举证期限{until}", party.key)


def answer_forwarded(case: Subject) -> Iterator[Lack]:
    """Each answer that came before the deliberation was served on the requester."""
    in_time = {
        e.event.sender for e in case.state.log.all(AnswerReceived) if e.on <= case.deliberated_on
    }
    for answering, requester in unforwarded(case.state):
        if answering in in_time:
            names = [p.name for p in map(case.state.party, (answering, requester)) if p]
            yield Lack(f"{names[0]}的答辩书还没有送达{names[-1]}", requester)


CHECKS: dict[str, Check] = {
    "served_request": served_request,
    "answer_period_over": answer_period_over,
    "evidence_period_over": evidence_period_over,
    "answer_forwarded": answer_forwarded,
}
