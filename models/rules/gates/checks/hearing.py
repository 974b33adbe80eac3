"""The parties were heard: at a hearing they knew of in time, or in writing (arts. 26, 27, 44)."""

from collections.abc import Iterator
from datetime import timedelta

from models.rules.events import (
    AbsenceExcused,
    Entry,
    EvidenceReceived,
    HearingHeld,
    HearingScheduled,
    NewEvidencePut,
    RepeatFound,
    ReviewOpinionReceived,
    SiteInspected,
    WrittenReviewNotified,
)
from models.rules.gates.model import Check, Lack, Subject
from models.rules.procedure.state import PartyState

_DAY = timedelta(days=1)
_CLEAR, _LOOSER = 3, 2  # whole workdays between notice and hearing: the position, its other reading


def heard(case: Subject) -> Iterator[Lack]:
    """A hearing was held of which who stayed away knew in time; or all were heard in writing."""
    held = case.state.log.last(HearingHeld)
    if held is None:
        if not case.state.log.has(RepeatFound):  # what was settled is not tried again (34)
            yield from _in_writing(case, case.state.parties)
        return
    came = {a.party for a in held.event.attendance}
    for party in case.state.parties:
        if party.key not in came:
            yield from _in_writing(case, (party,))  # joined after the hearing
    for party in map(case.state.party, held.event.absent):
        if party is None:
            continue
        if _clear_days(case, held, party) < _LOOSER:
            words = "未到场，审理通知也没有在3个工作日前送达，不能缺席处理"
            yield Lack(f"{party.name}{words}", party.key)
        if any(e.on >= held.on for e in case.state.log.about(AbsenceExcused, party.key)):
            yield Lack(f"{party.name}缺席有正当理由，须另行审理", party.key)


def repeat_infringement(case: Subject) -> Iterator[Lack]:
    """What is decided without a hearing repeats what was found before in all that matters (34)."""
    found = case.state.log.last(RepeatFound)
    if found is None or case.state.log.has(HearingHeld):
        return
    if found.event.effective_on >= case.on:
        yield Lack(f"{found.event.prior}还没有生效")
    same = {
        "侵权人": found.event.same_infringer,
        "专利": found.event.same_patent,
        "侵权行为类型": found.event.same_act,
    }
    lacking = [what for what, alike in same.items() if not alike]
    if lacking:
        what = "、".join(lacking)
        yield Lack(f"与{found.event.prior}认定的{what}不同，不能径行作出裁决")


def hearing_notice_in_time(case: Subject) -> Iterator[Lack]:
    """Who stayed away was told three whole workdays before, not on the looser reading alone."""
    held = case.state.log.last(HearingHeld)
    for party in map(case.state.party, held.event.absent if held else ()):
        if held and party and _clear_days(case, held, party) == _LOOSER:
            words = "的审理通知在口头审理日前第3个工作日送达，按本局口径不足三个完整工作日"
            yield Lack(f"{party.name}{words}", party.key)


def absent_requester(case: Subject) -> Iterator[Lack]:
    """A requester came; where none did, without a good ground, the request is withdrawn."""
    held = case.state.log.last(HearingHeld)
    requesters = case.state.side("requester")
    if held is None or not requesters:
        return
    away = [p for p in requesters if p.key in held.event.absent]
    excused = any(case.state.log.has(AbsenceExcused, p.key) for p in away)
    told = all(_clear_days(case, held, p) >= _LOOSER for p in away)
    if len(away) == len(requesters) and told and not excused:
        yield Lack("请求人经通知无正当理由未到场，视为撤回请求，应当撤销案件，不作实体裁决")


def record_signed(case: Subject) -> Iterator[Lack]:
    """Who came to the hearing signed its record, or the refusal is noted."""
    held = case.state.log.last(HearingHeld)
    for one in held.event.attendance if held else ():
        if one.present and not one.signed and not one.note.strip():
            party = case.state.party(one.party)
            name = party.name if party else one.party
            yield Lack(f"{name}没有在审理笔录上签名，也没有注明拒签的情况", one.party)


def new_evidence_heard(case: Subject) -> Iterator[Lack]:
    """What came in after the hearing was put to all parties."""
    held = case.state.log.last(HearingHeld) or case.state.log.last(WrittenReviewNotified)
    if held is None:
        return
    log = case.state.log
    later = [e for e in (*log.all(EvidenceReceived), *log.all(SiteInspected)) if e.on > held.on]
    for one in later:
        put = log.last(NewEvidencePut, lambda e: e.until < case.on)
        if put is None or put.on < one.on:
            words = f"{one.on.isoformat()}收到或者取得的证据在审理以后，还没有交各方发表意见"
            yield Lack(words)
            return


def _in_writing(case: Subject, parties: tuple[PartyState, ...]) -> Iterator[Lack]:
    for party in parties:
        told = case.state.log.about(WrittenReviewNotified, party.key)
        if not told:
            words = (
                f"没有口头审理，也没有向{party.name}送达书面审理告知书"
                "（拟认定的事实、理由、依据，听取意见）"
            )
            yield Lack(words, party.key, "written_review")
            continue
        last = told[-1]
        until = case.calendar.roll(last.on + last.event.days * _DAY, "next").date
        answered = any(
            e.on >= last.on for e in case.state.log.about(ReviewOpinionReceived, party.key)
        )
        if not answered and until >= case.on:
            words = f"{party.name}对书面审理告知陈述意见的期限到{until.isoformat()}届满"
            yield Lack(words, party.key, "written_review")


def _came(held: Entry[HearingHeld], party: PartyState) -> bool:
    return any(one.party == party.key and one.present for one in held.event.attendance)


def _clear_days(case: Subject, held: Entry[HearingHeld], party: PartyState) -> int:
    """Return the whole workdays between a party's notice and the hearing, -1 without a notice."""
    planned = case.state.log.last(HearingScheduled, lambda e: e.hearing_on <= held.on)
    told = [
        e.on
        for e in case.state.of("served:hearing_notice", party.key)
        if planned and planned.on <= e.on < held.on
    ]
    # Who was at a hearing that was adjourned knows the day that was announced there.
    told += [
        e.on
        for e in case.state.log.all(HearingHeld)
        if planned and e.on == planned.on < held.on and _came(e, party)
    ]
    if not told:
        return -1
    day, number = min(told) + _DAY, 0
    while day < held.on and number < _CLEAR:
        number += case.calendar.is_workday(day)
        day += _DAY
    return number


CHECKS: dict[str, Check] = {
    "heard": heard,
    "repeat_infringement": repeat_infringement,
    "hearing_notice_in_time": hearing_notice_in_time,
    "absent_requester": absent_requester,
    "record_signed": record_signed,
    "new_evidence_heard": new_evidence_heard,
}
