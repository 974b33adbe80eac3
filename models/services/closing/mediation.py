"""Administrative mediation (行政调解) under its own law: consent first, then docketing (63-70)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.cases import deadlines, gating
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.reference.positions import authority_gaps
from models.rules.citation import cite
from models.rules.events import (
    AgreementEffective,
    Attendance,
    CaseDismissed,
    Concluded,
    Conclusion,
    Docketed,
    Instalment,
    MediationHeld,
    NotDocketed,
    OpinionReceived,
)
from models.rules.problem import Problem
from models.rules.procedure.conditions import consents, last_opinion
from models.services.arguments.shapes import Flat
from models.services.proceedings.answers import party_of
from models.services.proceedings.hearing import attendance_problems
from models.services.receiving.docketing import InOffice, review_problems
from models.services.shared.numbering import number_for
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Agreement:
    """What the parties agreed; `amount_fen` in 分, the sum of the instalments if there are any."""

    facts: str
    terms: tuple[str, ...]
    amount_fen: int = 0
    instalments: tuple[Instalment, ...] = ()
    enforceable: bool = False
    signed_by: tuple[tuple[str, str], ...] = ()  # (party, who signed)


@command
def record_opinion(
    desk: Desk,
    case_id: int,
    *,
    party: str,
    on: date,
    consent: bool,
    text: str = "",
    posted_on: date | None = None,
) -> None:
    """Record a respondent's statement: consent or refusal (art. 65); the last one counts."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "respondent")
    opinion = OpinionReceived(sender=party, consent=consent, posted_on=posted_on, text=text)
    record(desk, case, [NewEvent(opinion, on)])


@dataclass(frozen=True)
class SessionIn:
    """Who mediates when and where; `number` is a 案号 that was already given on paper.

    `override_reason`: why it is docketed although something in the request is unclear.
    """

    handler: int
    session_on: date
    time: str
    place: str
    mediator: str
    number: str | None = None
    override_reason: str = ""


@command
def docket_mediation(desk: Desk, case_id: int, *, on: date, session: Flat[SessionIn]) -> None:
    """Docket a mediation for the respondents who consented; time and place with it (art. 66)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    state = case.state()
    consenting = [p.key for p in state.side("respondent") if consents(state, p.key)]
    problems = [Problem("authority", gap) for gap in authority_gaps(desk, mediation=True)]
    if case.kind != "mediation":
        problems.append(Problem("case", "本案不是调解案件"))
    if case.log.has(Docketed):
        problems.append(Problem("case", "本案已经立案"))
    elif case.kind == "mediation":
        problems += review_problems(desk, case, session.override_reason)
    if session.session_on < on:
        problems.append(Problem("session_on", "调解日期早于立案日期"))
    time, place, mediator = (
        text.strip() for text in (session.time, session.place, session.mediator)
    )
    if not (time and place and mediator):
        problems.append(Problem("place", "须写明调解时间、地点和调解人员"))
    docketed = Docketed(
        consenting=tuple(consenting),
        session_on=session.session_on,
        time=time,
        place=place,
        mediator=mediator,
        override_reason=session.override_reason.strip(),
    )
    require([*problems, *gating.problems(desk, case, docketed, on)])
    InOffice.among(session.handler).row(session.handler, "handler")
    case_no = number_for(desk, case, "mediation", on.year, session.number)
    row = replace(case.record, case_no=case_no, handler_id=session.handler)
    record(desk, case, [NewEvent(docketed, on)], row=row)


@command
def refuse_mediation(desk: Desk, case_id: int, *, on: date, parties: Sequence[str]) -> None:
    """Tell the requester that there will be no mediation with these respondents (art. 66).

    The case as a whole is refused only when no respondent is left.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    state = case.state()
    problems: list[Problem] = []
    events: list[NewEvent] = []
    if case.kind != "mediation":
        problems.append(Problem("case", "本案不是调解案件"))
    for key in dict.fromkeys(parties):
        party_of(case, key, "respondent")
        subject = state.party(key)
        name = subject.name if subject else key
        if case.log.has(NotDocketed, key):
            problems.append(Problem("parties", f"已经对{name}不予立案"))
            continue
        if consents(state, key):
            problems.append(Problem("parties", f"{name}同意调解，不能对其不予立案"))
            continue
        opinion = last_opinion(state, key)
        why = "书面表示不同意调解" if opinion else "逾期未提交意见陈述书，视为不同意"
        if opinion is None and not _silent(desk, case, key, on):
            problems.append(
                Problem("parties", f"{name}的意见陈述期限尚未届满（{cite('opinion')}）")
            )
        events.append(NewEvent(NotDocketed(of=key, why=why), on))
    if not parties:
        problems.append(Problem("parties", "须选择被请求人"))
    require(problems)
    record(desk, case, events)


def _silent(desk: Desk, case: CaseFile, key: str, on: date) -> bool:
    clock = deadlines.find(desk, case, "med_opinion", key, desk.today())
    return clock is not None and clock.due < on


@command
def record_session(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    attendance: Sequence[Attendance],
    record_text: str,
    agreed: bool = False,
) -> None:
    """Record a mediation session: who came, what was offered (concessions are no admissions)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if not case.log.has(Docketed):
        raise BadInput.of("case", f"尚未立案，不能调解（{cite('consent')}）")
    for one in attendance:
        party_of(case, one.party, field="attendance")
    require(attendance_problems(case, attendance))
    if not record_text.strip():
        raise BadInput.of("record_text", "须写明调解经过")
    held = MediationHeld(attendance=tuple(attendance), text=record_text, agreed=agreed)
    record(desk, case, [NewEvent(held, on)])


@command
def record_agreement(desk: Desk, case_id: int, agreement: Agreement, *, on: date) -> None:
    """Record the signed agreement; both sides sign, then the office stamps; the case ends (69)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    effective = AgreementEffective(
        facts=agreement.facts,
        terms=agreement.terms,
        amount_fen=agreement.amount_fen,
        instalments=agreement.instalments,
        enforceable=agreement.enforceable,
        signed_by=agreement.signed_by,
    )
    require([*_agreement_problems(case, agreement), *gating.problems(desk, case, effective, on)])
    events = [
        NewEvent(effective, on),
        NewEvent(Concluded(kind=Conclusion.AGREEMENT), on, derived=True),
    ]
    record(desk, case, events)


def _agreement_problems(case: CaseFile, agreement: Agreement) -> list[Problem]:
    found: list[Problem] = []
    if not case.log.has(Docketed) or case.log.has(Concluded):
        found.append(Problem("case", "只有已立案、未结案的案件可以达成调解协议"))
    if not agreement.terms:
        found.append(Problem("terms", "须写明协议内容"))
    if agreement.amount_fen < 0 or any(i.amount_fen <= 0 for i in agreement.instalments):
        found.append(Problem("amount_fen", "金额应为正数"))
    total = sum(i.amount_fen for i in agreement.instalments)
    if agreement.instalments and total != agreement.amount_fen:
        found.append(
            Problem(
                "instalments",
                f"分期合计{total / 100:.2f}元，与总额{agreement.amount_fen / 100:.2f}元不符",
            )
        )
    if agreement.enforceable and not agreement.amount_fen:
        found.append(
            Problem("enforceable", f"愿意接受强制执行的条款须有给付内容（{cite('agreement')}）")
        )
    return found


@command
def dismiss_mediation(desk: Desk, case_id: int, *, on: date, reason: str) -> None:
    """Close a mediation without agreement and tell both sides (arts. 67, 69)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if case.kind != "mediation" or not case.log.has(Docketed) or case.log.has(Concluded):
        raise BadInput.of("case", "只有已立案、未结案的调解案件可以撤销")
    if not reason.strip():
        raise BadInput.of("reason", "须写明未达成协议的情况")
    events = [
        NewEvent(CaseDismissed(reason=reason.strip(), basis=_dismissed_by(case)), on),
        NewEvent(Concluded(kind=Conclusion.DISMISSAL), on, derived=True),
    ]
    record(desk, case, events)


def _dismissed_by(case: CaseFile) -> str:
    """Return the article: somebody stayed away from the last session, or nobody agreed (67, 69)."""
    held = case.log.last(MediationHeld)
    if held is not None and not all(one.present for one in held.event.attendance):
        return cite("mediation_absence")
    return cite("agreement")
