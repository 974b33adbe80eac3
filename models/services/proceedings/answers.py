"""What parties do in an adjudication: answer, object, ask for time, settle."""

from dataclasses import dataclass
from datetime import date

from models.cases import deadlines
from models.cases.case_file import CaseFile
from models.errors import BadInput
from models.rules.events import (
    AnswerExtended,
    AnswerReceived,
    Concluded,
    Conclusion,
    Entry,
    EvidenceExtended,
    ObjectionDecided,
    ObjectionReceived,
    Tolling,
    TollingEnded,
    TollingStarted,
)
from models.rules.events.codes import Power
from models.rules.gates.people import agent_problems, concession_problems
from models.services.arguments.shapes import Flat
from models.services.shared.recording import NewEvent, begin, check_day, record, recorded, require
from models.store.desk import Desk
from models.store.unit import command

# What a person begins and ends by hand; every other pause follows from an entry of its own.
PAUSES = (Tolling.SUSPENSION, Tolling.APPRAISAL, Tolling.SETTLEMENT)


def _posted(on: date, posted_on: date | None) -> date | None:
    if posted_on is not None and posted_on > on:
        raise BadInput.of("posted_on", "交邮日期晚于收到日期")
    return posted_on


def party_of(case: CaseFile, key: str, side: str | None = None, field: str = "party") -> None:
    """Refuse a key that is no party of the case (or not of that side)."""
    party = case.party(key)
    if party is None or (side and party.side != side):
        raise BadInput.of(field, f"本案没有这样的当事人：{key}")


@dataclass(frozen=True)
class AnswerIn:
    """An answer as it came in; `posted_on` is the day of the postmark."""

    text: str
    posted_on: date | None = None
    admits: bool = False
    agent: str | None = None


@command
def record_answer(
    desk: Desk, case_id: int, *, party: str, on: date, answer: Flat[AnswerIn]
) -> None:
    """Record an answer (art. 22). An admission by an agent needs the special power (art. 17)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "respondent")
    if not answer.text.strip():
        raise BadInput.of("text", "须写明答辩要点")
    subject = case.state().anyone(party)
    assert subject is not None
    require(agent_problems(subject, answer.agent))
    if answer.admits:
        require(concession_problems(subject, Power.ADMIT, answer.agent))
    received = AnswerReceived(
        sender=party,
        posted_on=_posted(on, answer.posted_on),
        text=answer.text,
        admits=answer.admits,
        agent=answer.agent,
    )
    record(desk, case, [NewEvent(received, on)])


@command
def record_objection(
    desk: Desk, case_id: int, *, party: str, on: date, text: str, posted_on: date | None = None
) -> None:
    """Record an objection to jurisdiction; the closing limit pauses until it is decided (37)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "respondent")
    objection = ObjectionReceived(sender=party, posted_on=_posted(on, posted_on), text=text)
    if _open_objection(case, party):
        raise BadInput.of("party", "这名当事人的管辖权异议尚未决定，不必重复登记")
    number = recorded(case, ObjectionReceived) + 1
    pause = TollingStarted(id=f"objection-{party}-{number}", kind=Tolling.OBJECTION)
    record(desk, case, [NewEvent(objection, on), NewEvent(pause, on, derived=True)])


def _open_objection(case: CaseFile, party: str) -> Entry[TollingStarted] | None:
    """Return the pause that this party's undecided objection began."""
    objections = {e.id for e in case.log.about(ObjectionReceived, party)}
    ended = {e.event.id for e in case.log.all(TollingEnded)}
    begun = case.log.all(TollingStarted, lambda e: e.id not in ended)
    return next((e for e in begun if objections.intersection(e.causes)), None)


@command
def decide_objection(
    desk: Desk, case_id: int, *, party: str, on: date, upheld: bool, text: str
) -> None:
    """Decide an objection: rejected, or upheld – then the case is transferred and ends (art. 9)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party)
    pause = _open_objection(case, party)
    if pause is None:
        raise BadInput.of("party", "这名当事人没有待决定的管辖权异议")
    events = [
        NewEvent(ObjectionDecided(of=party, upheld=upheld, text=text), on),
        NewEvent(TollingEnded(id=pause.event.id), on, derived=True),
    ]
    if upheld:
        events.append(NewEvent(Concluded(kind=Conclusion.TRANSFER), on, derived=True))
    record(desk, case, events)


@command
def extend_answer(desk: Desk, case_id: int, *, party: str, on: date, until: date) -> None:
    """Extend an answer period: the panel's decision; the closing limit goes on (arts. 22, 37)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party, "respondent")
    before = deadlines.find(desk, case, "answer", party, desk.today()) or deadlines.find(
        desk, case, "answer_foreign", party, desk.today()
    )
    if before and until <= before.due:
        raise BadInput.of("until", f"延长后的期限应晚于现在的届满日{before.due.isoformat()}")
    record(desk, case, [NewEvent(AnswerExtended(party=party, until=until), on)])


@command
def extend_evidence(desk: Desk, case_id: int, *, party: str, on: date, until: date) -> None:
    """Extend an evidence period on application; the added days do not count (art. 37)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    party_of(case, party)
    before = deadlines.find(desk, case, "evidence", party, desk.today())
    if before is None:
        raise BadInput.of("party", "举证通知书尚未送达，没有可以延长的举证期限")
    if until <= before.due:
        raise BadInput.of("until", f"延长后的期限应晚于现在的届满日{before.due.isoformat()}")
    key = f"evidence-{party}-{recorded(case, EvidenceExtended) + 1}"
    # Usually granted before the period ends: then the added days still lie ahead.
    start = max(on, before.due)
    events = [NewEvent(EvidenceExtended(party=party, until=until), on)]
    if until > start:
        pause = TollingStarted(id=key, kind=Tolling.EVIDENCE_EXTENSION, applied_by=party)
        events.append(NewEvent(pause, start, derived=True))
        events.append(NewEvent(TollingEnded(id=key), until, derived=True))
    record(desk, case, events)


@command
def start_pause(
    desk: Desk,
    case_id: int,
    *,
    kind: str,
    on: date,
    reason: str,
    applied_by: str | None = None,
    agent: str | None = None,
) -> None:
    """Begin days that do not count: suspension, appraisal, settlement (art. 37).

    A settlement asked for by an agent needs the special power 和解 (art. 17).
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    if kind not in PAUSES:
        raise BadInput.of(
            "kind", "只登记中止、检验鉴定、和解；公告、异议、延长举证的期间由其登记产生"
        )
    if not reason.strip():
        raise BadInput.of("reason", "须写明理由和依据")
    why = Tolling(kind)
    subject = case.state().party(applied_by)
    if applied_by and subject is None:
        raise BadInput.of("applied_by", f"本案没有当事人{applied_by}")
    if subject:
        require(agent_problems(subject, agent))
        if why is Tolling.SETTLEMENT:
            require(concession_problems(subject, Power.SETTLE, agent))
    pause = TollingStarted(
        id=f"{kind}-{recorded(case, TollingStarted) + 1}",
        kind=why,
        applied_by=applied_by or None,
        reason=reason,
    )
    record(desk, case, [NewEvent(pause, on)])


@command
def end_pause(desk: Desk, case_id: int, *, pause: str, on: date) -> None:
    """End a pause; the end day itself counts again."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if not case.log.has(TollingStarted, pause):
        raise BadInput.of("pause", "没有这段不计入期限的期间")
    if case.log.has(TollingEnded, pause):
        raise BadInput.of("pause", "这段期间已经结束；日期有误的，先作废结束的登记")
    record(desk, case, [NewEvent(TollingEnded(id=pause), on)])
