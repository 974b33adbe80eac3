"""Hearing or written handling, and the deliberation (Order 81 arts. 25-27)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.reference.positions import clerk_sits
from models.rules.citation import cite
from models.rules.events import (
    Attendance,
    Deliberated,
    Deliberation,
    Docketed,
    HearingCancelled,
    HearingHeld,
    HearingScheduled,
    OnlineHearingConsented,
    Outcome,
    Section,
    WrittenReviewNotified,
)
from models.rules.gates import people
from models.rules.problem import Problem
from models.rules.procedure.conditions import planned_hearing
from models.services.arguments.shapes import Flat
from models.services.proceedings.answers import party_of
from models.services.proceedings.together import (
    Together,
    attendance_there,
    heard_together,
    said_of,
)
from models.services.shared.recording import (
    NewEvent,
    begin,
    check_day,
    given_reason,
    record,
    require,
)
from models.store.desk import Desk
from models.store.unit import command

ALONE = Together()


@command
def schedule_hearing(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    hearing: Flat[HearingScheduled],
    together: Sequence[int] = (),
) -> None:
    """Fix a hearing: day, time, place or platform; online needs every party's consent.

    Art. 27 has the panel weigh the parties' wishes; that all must consent is the office's rule.
    Its `reply_by` is the day by which the parties hand back the slip (回执). `together` are cases
    heard together with this one: the same hearing is fixed in each of them.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    texts = (hearing.time, hearing.place, hearing.platform)
    time, place, platform = (text.strip() for text in texts)
    planned = replace(hearing, time=time, place=place, platform=platform)
    require(_schedule_problems(case, on, planned))
    reply_by = planned.reply_by
    if reply_by is not None and not on <= reply_by < planned.hearing_on:
        raise BadInput.of("reply_by", "回执交回期限应在确定之日以后、口头审理日以前")
    for other in heard_together(desk, case, together):
        with said_of(other):
            require(_schedule_problems(other, on, planned))
            record(desk, other, [NewEvent(planned, on)])
    record(desk, case, [NewEvent(planned, on)])


def _schedule_problems(case: CaseFile, on: date, planned: HearingScheduled) -> list[Problem]:
    found: list[Problem] = []
    if not case.log.has(Docketed):
        found.append(Problem("case", "尚未立案"))
    cancelled = case.log.last(HearingCancelled)
    if cancelled and cancelled.on >= on:
        # By the rules a cancellation ends every hearing fixed up to its day.
        found.append(Problem("on", "当日已登记取消；改期的，先作废取消的登记，再直接重新确定"))
    if planned.hearing_on <= on:
        found.append(
            Problem("hearing_on", "口头审理日应在确定之日以后，并留足三个工作日的通知时间")
        )
    if not planned.time:
        found.append(Problem("time", "须填写时间"))
    if planned.mode not in reference.names()["hearing_mode"]:
        found.append(Problem("mode", "审理方式为现场或者线上"))
    if planned.mode == "onsite" and not planned.place:
        found.append(Problem("place", "须填写地点"))
    if planned.mode == "online":
        found += _online_problems(case, planned)
    return found


def _online_problems(case: CaseFile, planned: HearingScheduled) -> list[Problem]:
    found: list[Problem] = []
    if not planned.platform:
        found.append(Problem("platform", "线上审理须填写平台、账号和身份核验方式"))
    without = [p.name for p in case.parties if not case.log.has(OnlineHearingConsented, p.key)]
    if without:
        article = f"参照{cite('hearing_record')}，本局口径"
        found.append(Problem("mode", f"{'、'.join(without)}未签线上审理同意书（{article}）"))
    return found


@command
def cancel_hearing(
    desk: Desk, case_id: int, *, on: date, reason: str, together: Sequence[int] = ()
) -> None:
    """Cancel the hearing that was fixed, also in cases heard together; its notices lose effect."""
    case = begin(desk, case_id)
    check_day(desk, on)
    cancelled = HearingCancelled(reason=given_reason(reason, "取消"))
    for one in heard_together(desk, case, together):
        with said_of(one):
            _cancel(desk, one, cancelled, on)
    _cancel(desk, case, cancelled, on)


def _cancel(desk: Desk, case: CaseFile, cancelled: HearingCancelled, on: date) -> None:
    if planned_hearing(case.state()) is None:
        raise BadInput.of("case", "本案没有确定口头审理")
    record(desk, case, [NewEvent(cancelled, on)])


@command
def record_hearing(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    attendance: Sequence[Attendance],
    sections: Sequence[Section],
    clerk: str = "",
    heard: Flat[Together] = ALONE,
) -> None:
    """Record the hearing: who came, what was said, by phases (art. 27); absences decide art. 26.

    The record is made in each of the cases that were heard together with this one, too: who came
    for a party of this case came for the same person there.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    others = heard_together(desk, case, heard.together)
    if not sections:
        raise BadInput.of("sections", "笔录没有内容")
    everyone = [case, *others]
    for one in [*others, case]:
        came = attendance if one is case else attendance_there(case, one, attendance, heard.further)
        with said_of(None if one is case else one):
            require(_hearing_problems(desk, one, on, came, clerk))
            held = HearingHeld(
                attendance=tuple(came),
                absent=tuple(a.party for a in came if not a.present),
                sections=tuple(sections),
                clerk=clerk,
                joined=tuple(c.record.number for c in everyone if c is not one),
            )
            record(desk, one, [NewEvent(held, on)])


def _hearing_problems(
    desk: Desk, case: CaseFile, on: date, came: Sequence[Attendance], clerk: str
) -> Iterator[Problem]:
    """Yield the first thing that is wrong with a record, or all that is with the people in it."""
    planned = planned_hearing(case.state())
    if planned is None:
        yield Problem("case", "本案没有确定口头审理")
        return
    if planned.event.hearing_on != on:
        yield Problem("on", f"确定的口头审理日是{planned.event.hearing_on.isoformat()}")
        return
    named = {a.party for a in came}
    lacking = [p.key for p in case.state(on).parties if p.key not in named]
    if lacking:
        yield Problem("attendance", f"未登记是否到场：{'、'.join(lacking)}")
        return
    if any(a.present and not a.name.strip() for a in came):
        yield Problem("attendance", "到场的须写明到场人姓名和身份")
        return
    yield from attendance_problems(case, came)
    if not clerk_sits(desk):
        yield from people.clerk_problems(case.panel(on), clerk, "clerk")


def attendance_problems(case: CaseFile, attendance: Sequence[Attendance]) -> list[Problem]:
    """Nobody comes for a party who belongs to another side."""
    state = case.state()
    return [
        problem
        for number, one in enumerate(attendance)
        if one.present
        for problem in people.stranger_problems(
            state, one.party, one.name.strip(), f"attendance[{number}].name"
        )
    ]


@command(sealed=("said",))
def deliberate(desk: Desk, case_id: int, *, on: date, said: Flat[Deliberation]) -> None:
    """Record the deliberation: every member votes, the majority decides, dissent is kept (25)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_vote_problems(case, on, said))
    record(desk, case, [NewEvent(Deliberated(record=said), on)])


def _vote_problems(case: CaseFile, on: date, said: Deliberation) -> list[Problem]:
    panel = case.panel(on)
    found = [*people.panel_problems(panel), *people.certificate_problems(panel, on)]
    names = {m.name for m in panel}
    if {v.name for v in said.votes} != names or len(said.votes) != len(names):
        found.append(Problem("votes", f"合议组成员应当各投一票（{cite('deliberation')}）"))
    if said.outcome and said.outcome not in set(Outcome):
        found.append(Problem("outcome", "多数意见为侵权成立或者侵权不成立"))
    if not said.result.strip():
        found.append(Problem("result", "须写明合议结果"))
    counts = Counter(v.vote for v in said.votes)
    if counts and counts.most_common(1)[0][1] * 2 <= len(said.votes):
        found.append(Problem("votes", f"没有形成多数意见（{cite('deliberation')}）"))
    elif len(counts) > 1 and not said.minority.strip():
        found.append(Problem("minority", f"少数意见应当如实记入笔录（{cite('deliberation')}）"))
    return found


@command
def notify_written_review(
    desk: Desk, case_id: int, *, party: str, on: date, text: str, days: int
) -> None:
    """Tell a party what is to be found without a hearing and hear it (书面审理告知, art. 26)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party)
    if not text.strip():
        raise BadInput.of("text", "须写明拟认定的事实、理由和依据")
    if days < 1:
        raise BadInput.of("days", "陈述意见的期限至少1日")
    told = WrittenReviewNotified(to=party, text=text, days=days)
    record(desk, case, [NewEvent(told, on)])
