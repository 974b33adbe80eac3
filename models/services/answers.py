"""What parties do in an adjudication: answer, object, ask for time, join, settle."""

from datetime import date
from typing import Any

from models.entities import CaseParty
from models.errors import BadInput
from models.queries import deadlines
from models.queries.case_view import CaseView, state_of
from models.rules.citation import cite
from models.rules.procedure.gates import concession_problems
from models.services import case_rows
from models.services.intake import read
from models.services.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

# What a person begins and ends by hand; every other pause follows from an entry of its own.
PAUSES = ("suspension", "appraisal", "settlement")


def _posted(on: date, posted_on: date | None) -> dict[str, Any]:
    if posted_on is None:
        return {}
    if posted_on > on:
        raise BadInput.of("posted_on", "交邮日期晚于收到日期")
    return {"posted_on": posted_on.isoformat()}


def party_of(view: CaseView, key: str, side: str | None = None, field: str = "party") -> None:
    """Refuse a key that is no party of the case (or not of that side)."""
    party = view.party(key)
    if party is None or (side and party.side != side):
        raise BadInput.of(field, f"本案没有这样的当事人：{key}")


@command("record_answer")
def record_answer(
    desk: Desk,
    case_id: int,
    *,
    party: str,
    on: date,
    text: str,
    posted_on: date | None = None,
    admits: bool = False,
    agent: str | None = None,
) -> None:
    """Record an answer (art. 22). An admission by an agent needs the special power (art. 17)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party, "respondent")
    if not text.strip():
        raise BadInput.of("text", "须写明答辩要点")
    if admits:
        subject = state_of(view).party(party)
        assert subject is not None
        require(concession_problems(subject, "承认", agent))
    payload = {"from": party, "text": text, "admits": admits, "agent": agent}
    record(desk, view, [NewEvent("answer_received", on, payload | _posted(on, posted_on))])


@command("record_objection")
def record_objection(
    desk: Desk, case_id: int, *, party: str, on: date, text: str, posted_on: date | None = None
) -> None:
    """Record an objection to jurisdiction; the closing limit pauses until it is decided (37)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party)
    payload = {"from": party, "text": text} | _posted(on, posted_on)
    if _open_objection(view, party):
        raise BadInput.of("party", "这名当事人的管辖权异议尚未决定，不必重复登记")
    number = sum(e.type == "jurisdiction_objection_received" for e in view.events) + 1
    pause = {"id": f"objection-{party}-{number}", "kind": "jurisdiction_objection"}
    record(
        desk,
        view,
        [
            NewEvent("jurisdiction_objection_received", on, payload),
            NewEvent("tolling_started", on, pause | {"derived": True}),
        ],
    )


def _open_objection(view: CaseView, party: str) -> str:
    """Return the id of the pause that this party's undecided objection began, "" when none."""
    ended = {e.payload["id"] for e in view.standing_events() if e.type == "tolling_ended"}
    started = (e.payload["id"] for e in view.standing_events() if e.type == "tolling_started")
    own = f"objection-{party}-"
    return next((i for i in started if i.startswith(own) and i not in ended), "")


@command("decide_objection")
def decide_objection(
    desk: Desk, case_id: int, *, party: str, on: date, upheld: bool, text: str
) -> None:
    """Decide an objection: rejected, or upheld – then the case is transferred and ends (art. 9)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party)
    pause = _open_objection(view, party)
    if not pause:
        raise BadInput.of("party", "这名当事人没有待决定的管辖权异议")
    events = [
        NewEvent(
            "jurisdiction_objection_decided", on, {"of": party, "upheld": upheld, "text": text}
        ),
        NewEvent("tolling_ended", on, {"id": pause, "derived": True}),
    ]
    if upheld:
        events.append(NewEvent("concluded", on, {"kind": "transfer", "derived": True}))
    record(desk, view, events)


@command("extend_answer")
def extend_answer(desk: Desk, case_id: int, *, party: str, on: date, until: date) -> None:
    """Extend an answer period: the panel's decision; the closing limit goes on (arts. 22, 37)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party, "respondent")
    before = deadlines.find(desk, view, "answer", party, desk.today()) or deadlines.find(
        desk, view, "answer_foreign", party, desk.today()
    )
    if before and until <= before.due:
        raise BadInput.of("until", f"延长后的期限应晚于现在的届满日{before.due.isoformat()}")
    payload = {"party": party, "until": until.isoformat()}
    record(desk, view, [NewEvent("answer_extended", on, payload)])


@command("extend_evidence")
def extend_evidence(desk: Desk, case_id: int, *, party: str, on: date, until: date) -> None:
    """Extend an evidence period on application; the added days do not count (art. 37)."""
    view = begin(desk, case_id)
    check_day(desk, on)
    party_of(view, party)
    before = deadlines.find(desk, view, "evidence", party, desk.today())
    if before is None:
        raise BadInput.of("party", "举证通知书尚未送达，没有可以延长的举证期限")
    if until <= before.due:
        raise BadInput.of("until", f"延长后的期限应晚于现在的届满日{before.due.isoformat()}")
    key = f"evidence-{party}-{sum(e.type == 'evidence_extended' for e in view.events) + 1}"
    # Usually granted before the period ends: then the added days still lie ahead.
    start = max(on, before.due)
    events = [NewEvent("evidence_extended", on, {"party": party, "until": until.isoformat()})]
    if until > start:
        pause = {"id": key, "kind": "evidence_extension", "applied_by": party, "derived": True}
        events.append(NewEvent("tolling_started", start, pause))
        events.append(NewEvent("tolling_ended", until, {"id": key, "derived": True}))
    record(desk, view, events)


@command("join_party")
def join_party(
    desk: Desk, case_id: int, data: dict[str, Any], *, on: date, side: str = "respondent"
) -> None:
    """Add a respondent or third party by a ruling before the hearing (arts. 23, 24).

    `data` has the fields of one party of the intake JSON; `ids["party"]` is its ordinal.
    """
    view = begin(desk, case_id)
    check_day(desk, on)
    if side not in ("respondent", "third_party"):
        raise BadInput.of("side", "追加的是被请求人或者第三人")
    if view.last("hearing_held"):
        raise BadInput.of("on", f"口头审理之后提出的追加不予支持（{cite('joinder')}）")
    taken = CaseParty.select().where((CaseParty.case == case_id) & (CaseParty.side == side))
    number = taken.count() + 1
    key = f"{'R' if side == 'respondent' else 'T'}{number}"
    whole = _with_party(view, data)
    intake = read(desk, whole)
    party = case_rows.renumbered(intake.respondents[-1], side, number)
    case_rows.add_party(case_id, intake, party, key)
    desk.unit.ids["party"] = number
    record(desk, view, [NewEvent("party_joined", on, {"party": key})])


def _with_party(view: CaseView, data: dict[str, Any]) -> dict[str, Any]:
    """Return the request with one respondent more, so that the same checks apply to it."""
    kept = [e.payload["intake"] for e in view.standing_events() if "intake" in e.payload]
    if not kept:
        raise BadInput.of("case", "本案没有收案记录")
    whole = dict(kept[-1])
    whole["respondents"] = [*whole["respondents"], data]
    return whole


@command("start_pause")
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
    view = begin(desk, case_id)
    check_day(desk, on)
    if kind not in PAUSES:
        raise BadInput.of(
            "kind", "只登记中止、检验鉴定、和解；公告、异议、延长举证的期间由其登记产生"
        )
    if not reason.strip():
        raise BadInput.of("reason", "须写明理由和依据")
    if kind == "settlement" and applied_by:
        subject = state_of(view).party(applied_by)
        if subject is None:
            raise BadInput.of("applied_by", f"本案没有当事人{applied_by}")
        require(concession_problems(subject, "和解", agent))
    number = sum(e.type == "tolling_started" for e in view.events) + 1
    payload = {"id": f"{kind}-{number}", "kind": kind, "reason": reason}
    payload |= {"applied_by": applied_by} if applied_by else {}
    record(desk, view, [NewEvent("tolling_started", on, payload)])


@command("end_pause")
def end_pause(desk: Desk, case_id: int, *, pause: str, on: date) -> None:
    """End a pause; the end day itself counts again."""
    view = begin(desk, case_id)
    check_day(desk, on)
    if view.last("tolling_started", id=pause) is None:
        raise BadInput.of("pause", "没有这段不计入期限的期间")
    if view.last("tolling_ended", id=pause):
        raise BadInput.of("pause", "这段期间已经结束；日期有误的，先作废结束的登记")
    record(desk, view, [NewEvent("tolling_ended", on, {"id": pause})])
