"""The panel: who may sit, who may not, and whether the parties could object (arts. 4, 5, 20)."""

from collections.abc import Iterator

from models.rules.events import (
    Deliberated,
    Entry,
    Event,
    HearingHeld,
    PanelAccepted,
    PanelAppointed,
    RecusalDecided,
    RecusalRequested,
    RecusalWithdrawn,
)
from models.rules.gates.model import Check, Lack, Subject
from models.rules.gates.people import certificate_problems, panel_problems


def panel_lawful(case: Subject) -> Iterator[Lack]:
    """Three or more, odd, each certificate valid; who deliberated is who decides."""
    panel = case.state.panel
    for problem in (*panel_problems(panel), *certificate_problems(panel, case.on)):
        yield Lack(problem.problem, place="panel")
    held = case.state.log.last(Deliberated)
    if held is not None and not isinstance(case.event, Deliberated):
        if _sitting(case, held) != _sitting(case):
            yield Lack("合议以后合议组成员有变更，须由现在的合议组重新合议", place="panel")


def panel_replaced(case: Subject) -> Iterator[Lack]:
    """Who decides sat at the hearing; how a later member took part is said and approved."""
    held = case.state.log.last(HearingHeld)
    if held is None:
        return
    new = sorted(_sitting(case) - _sitting(case, held))
    if new:
        yield Lack(f"{'、'.join(new)}没有参加{held.on.isoformat()}的口头审理")


def recusal_decided(case: Subject) -> Iterator[Lack]:
    """No request for recusal lies open, nobody who has to step aside sits or records."""
    log = case.state.log
    for key in dict.fromkeys(e.event.sender for e in log.all(RecusalRequested)):
        asked = log.about(RecusalRequested, key)[-1]
        settled = (*log.about(RecusalDecided, key), *log.about(RecusalWithdrawn, key))
        if not any((e.on, e.recorded) >= (asked.on, asked.recorded) for e in settled):
            party = case.state.party(key)
            yield Lack(f"{party.name if party else key}的回避申请还没有决定", key)
    appointed = log.last(PanelAppointed)
    for one in log.all(RecusalDecided, lambda e: e.upheld):
        if one.event.person:
            if one.event.person in _working(case):
                yield Lack(f"{one.event.person}已决定回避，不能再参加本案", place="panel")
        elif appointed is None or appointed.on < one.on:
            yield Lack(f"{one.on.isoformat()}准许回避以后，合议组还没有更换", place="panel")


def panel_known(case: Subject) -> Iterator[Lack]:
    """Each party was told of the panel as it is, and could object to it."""
    appointed = case.state.log.last(PanelAppointed)
    if appointed is None:
        return
    # Who did not object by the beginning of a hearing had the time for it.
    began = any(e.on >= appointed.on for e in case.state.log.all(HearingHeld))
    for party in case.state.parties:
        told = any(
            (e.on, e.recorded) >= (appointed.on, appointed.recorded)
            for e in case.state.of("served:panel_notice", party.key)
        )
        accepted = any(e.on >= appointed.on for e in case.state.log.about(PanelAccepted, party.key))
        if not (told or accepted):
            yield Lack(f"还没有告知{party.name}现在的合议组成员", party.key)
        elif not (accepted or began or case.over("panel_known", party.key)):
            yield Lack(f"{party.name}申请回避的期限还没有届满", party.key)


def _sitting(case: Subject, at: Entry[Event] | None = None) -> set[str]:
    """Return who sits now, or sat when an entry was made."""
    appointed = [
        one
        for one in case.state.log.all(PanelAppointed)
        if at is None or (one.on, one.recorded) <= (at.on, at.recorded)
    ]
    return {m.name for m in appointed[-1].event.members} if appointed else set()


def _working(case: Subject) -> set[str]:
    appointed = case.state.log.last(PanelAppointed)
    clerk = appointed.event.clerk if appointed else None
    return {m.name for m in (*case.state.panel, *((clerk,) if clerk else ()))}


CHECKS: dict[str, Check] = {
    "panel_lawful": panel_lawful,
    "panel_replaced": panel_replaced,
    "recusal_decided": recusal_decided,
    "panel_known": panel_known,
}
