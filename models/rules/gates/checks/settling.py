"""What was asked, pleaded or found on the way is settled first (arts. 9, 12, 19, 23, 28, 36)."""

from collections.abc import Iterator

from models.rules.events import (
    LegalReviewed,
    LimitationDecided,
    LimitationPleaded,
    ObjectionDecided,
    ObjectionReceived,
    OtherRouteFound,
    OtherRouteSettled,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.gates.model import Check, Lack, Subject
from models.rules.parties.joint import missing

_IN_TIME = "met"


def not_suspended(case: Subject) -> Iterator[Lack]:
    """No suspension is open."""
    ended = {e.event.id for e in case.state.log.all(TollingEnded)}
    for one in case.state.log.all(TollingStarted, lambda e: e.kind is Tolling.SUSPENSION):
        if one.event.id not in ended:
            yield Lack(f"案件自{one.on.isoformat()}起中止，还没有恢复")


def objection_decided(case: Subject) -> Iterator[Lack]:
    """No objection to jurisdiction that came in time lies undecided; a late one stops nothing."""
    log = case.state.log
    for key in dict.fromkeys(e.event.sender for e in log.all(ObjectionReceived)):
        clock = case.deadline("objection_decided", key)
        late = clock is not None and clock.status != _IN_TIME
        if not late and not log.has(ObjectionDecided, key):
            yield Lack(f"{_name(case, key)}的管辖权异议还没有决定", key)


def limitation_defence(case: Subject) -> Iterator[Lack]:
    """A plea that the request came too late was found upon."""
    log = case.state.log
    for key in dict.fromkeys(e.event.sender for e in log.all(LimitationPleaded)):
        if not log.has(LimitationDecided, key):
            yield Lack(f"{_name(case, key)}提出的三年时限抗辩还没有认定", key)


def sued_elsewhere(case: Subject) -> Iterator[Lack]:
    """A suit or another agreed route that came to light was settled, and the case goes on."""
    found = case.state.log.last(OtherRouteFound)
    settled = case.state.log.last(OtherRouteSettled)
    if found is None:
        return
    if settled is None or (settled.on, settled.recorded) < (found.on, found.recorded):
        yield Lack("发现另有诉讼或者约定其他途径，还没有处理")
    elif not settled.event.goes_on:
        yield Lack("另有诉讼或者约定其他途径，认定不继续审理，应当撤销案件")


def must_join(case: Subject) -> Iterator[Lack]:
    """Who must take part does, or, of the co-owners, said expressly that it need not."""
    for one in missing(case.state):
        yield Lack(one.told())


def legal_review(case: Subject) -> Iterator[Lack]:
    """The draft was reviewed by the legal section, where the office asks for that."""
    if not case.office.legal_review:
        return
    last = case.state.log.last(LegalReviewed)
    if last is None or last.on < case.deliberated_on:
        yield Lack("合议以后还没有登记法制审核")
    elif last.event.turned_down:
        yield Lack(f"{last.on.isoformat()}法制审核没有通过，改好以后再审核")


def _name(case: Subject, key: str) -> str:
    party = case.state.party(key)
    return party.name if party else key


CHECKS: dict[str, Check] = {
    "not_suspended": not_suspended,
    "objection_decided": objection_decided,
    "limitation_defence": limitation_defence,
    "sued_elsewhere": sued_elsewhere,
    "must_join": must_join,
    "legal_review": legal_review,
}
