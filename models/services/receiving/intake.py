"""Intake (收案): file a request, amend it, ask for correction, record what came back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from models import reference
from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.entities import Case
from models.errors import BadInput
from models.rules.acceptance.model import AcceptanceResult, Hint
from models.rules.citation import cite
from models.rules.events import (
    RECEIVED,
    Changed,
    Corrected,
    CorrectionItem,
    Docketed,
    Event,
    Filed,
    Json,
    NotDocketed,
    NoteRecorded,
    PartyJoined,
    PeriodMet,
    PeriodSet,
    Purpose,
    RequestAmended,
)
from models.rules.intake.differences import differences
from models.rules.intake.model import Intake
from models.rules.intake.served_changes import changed_after_service
from models.rules.problem import InputRefused, Problem
from models.rules.text_checks import without_marks
from models.services.office.ledgers import link
from models.services.shared import case_rows, first_days
from models.services.shared.glyphs import unprintable
from models.services.shared.numbering import next_number
from models.services.shared.recording import (
    NewEvent,
    begin,
    check_day,
    given_reason,
    record,
    recorded,
    require,
    write_voids,
)
from models.store.desk import Desk
from models.store.unit import command


def filed(data: Mapping[str, Json]) -> Filed:
    """Return a request as its event keeps it: as typed, without invisible marks."""
    return Filed({key: _unmarked(value) for key, value in data.items()})


def _unmarked(value: Json) -> Json:
    if isinstance(value, str):
        return without_marks(value)
    if isinstance(value, dict):
        return {key: _unmarked(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_unmarked(one) for one in value]
    return value


def review(
    desk: Desk, data: Mapping[str, Json], *, after_correction: bool = False
) -> AcceptanceResult:
    """Check a request before it is filed; BadInput with all that keeps it out.

    Among the hints are the characters that no font has: no final paper can print them.
    """
    request = filed(data)
    found = acceptance.check_intake(desk, read(desk, request), after_correction=after_correction)
    lost = [Hint("glyph", words, "") for words in unprintable(request.data)]
    return replace(found, hints=(*found.hints, *lost))


def proposed(desk: Desk, case_id: int, data: Mapping[str, Json]) -> tuple[Changed, ...]:
    """Return what a request as typed would change in the one on record."""
    return changed(load(desk, case_id), filed(data))


def read(desk: Desk, request: Filed) -> Intake:
    """Return the typed request; BadInput with every problem and its field."""
    try:
        return acceptance.parse(request, as_of=desk.today())
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused


@command
def file_request(
    desk: Desk,
    data: Mapping[str, Json],
    *,
    number: str | None = None,
    entry_id: int | None = None,
    origin_case_id: int | None = None,
) -> None:
    """File a request: party, patent and evidence rows, and the event that starts the clocks.

    `number` is a 收件号 that was already given on paper; `entry_id` the row of a ledger that it
    came from.
    """
    request = filed(data)
    intake = read(desk, request)
    receipt = next_number(desk, "receipt", intake.received_on.year, number)
    if origin_case_id is not None and not Case.select().where(Case.id == origin_case_id).exists():
        raise BadInput.of("origin_case", f"没有编号为{origin_case_id}的案件")
    case_id = case_rows.create(desk, intake, receipt, origin_case_id)
    desk.unit.ids["case"] = case_id
    if entry_id is not None:
        link(desk, entry_id, case_id)
    case = begin(desk, case_id)
    record(desk, case, [NewEvent(*one) for one in first_days.first_events(intake, request)])


@command
def amend_request(
    desk: Desk,
    case_id: int,
    data: Mapping[str, Json],
    *,
    on: date,
    reason: str,
    clerical: bool = False,
) -> None:
    """Put right what was typed or what the requester changed; the old text stays in its event.

    Once the request was served, what it asks for is changed by steps of their own, which are served
    too (arts. 24, 36); `clerical`: the served paper was right, only the record was wrong.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    why = given_reason(reason, "更正")
    request = filed(data)
    changes = changed(case, request)
    if not changes:
        raise BadInput.of("data", "没有改动，不用登记更正")
    if not clerical:
        require(_served_changes(case, request))
    intake = _amend(desk, case, request)
    moved = _moved_days(desk, case, intake, request, reason)
    amended = RequestAmended(intake=request, changes=changes, reason=why)
    record(desk, load(desk, case_id), [*moved, NewEvent(amended, on)])


def _served_changes(case: CaseFile, request: Filed) -> Iterator[Problem]:
    """Yield what a correction may not change because the parties were served it."""
    if any(case.log.named("served:request_copy")):
        rules = reference.intake_rules()
        yield from changed_after_service(rules, case.last_request.data, request.data)


def changed(case: CaseFile, request: Filed) -> tuple[Changed, ...]:
    """Return what a request says otherwise than the one on record."""
    return differences(reference.intake_rules(), case.last_request.data, request.data)


def _moved_days(
    desk: Desk, case: CaseFile, intake: Intake, request: Filed, reason: str
) -> list[NewEvent]:
    """Void the first days that the amended request gives otherwise; return them as they are now.

    They go with the amendment: when it is voided, those before it count again.
    """
    stale, new = first_days.moved(case, intake, request)
    write_voids(desk, case, stale, reason)
    return [NewEvent(event, on, derived=True) for event, on in new]


def _amend(desk: Desk, case: CaseFile, request: Filed, *, keep_day: bool = False) -> Intake:
    intake = read(desk, request)
    if intake.kind != case.kind:
        raise BadInput.of("kind", "案件类别不能更改，请另行收案")
    received = case.log.last(RECEIVED[intake.kind])
    if keep_day and received and intake.received_on != received.on:
        raise BadInput.of("received_on", "补正不改变收件日期；收件日期有误的，请更正请求")
    _refuse_joined_again(case, intake)
    case_rows.amend(desk, case, intake)
    return intake


def _refuse_joined_again(case: CaseFile, intake: Intake) -> None:
    """Refuse a respondent more than before whose number lies behind a joined one's."""
    keys = case_rows.keys_of(case, intake)
    last = int(keys[intake.respondents[-1].key][1:])
    stand = [e.event.party for e in case.log.all(PartyJoined)]
    joined = [key for key in stand if key.startswith("R") and int(key[1:]) < last]
    if joined and len(intake.respondents) > case_rows.respondents_in(case.last_request):
        raise BadInput.of(
            "respondents", f"{joined[0]}是追加的当事人；立案后增加当事人请用追加当事人"
        )


@command
def request_correction(
    desk: Desk, case_id: int, *, on: date, until: date | None = None, days: int | None = None
) -> None:
    """Ask once, in writing and completely, for what is missing (art. 16); the list is written here.

    The period is `until` a day or `days` calendar days from `on`, one of the two.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    if (until is None) == (days is None):
        raise BadInput.of("until", "补正期限填写截止日期或者天数，二者填一项")
    if acceptance.correction_asked(case):
        raise BadInput.of(
            "corrections", f"补正应当一次性告知（{cite('correction')}），本案已经告知过"
        )
    outcome = acceptance.check(desk, case)
    if not outcome.corrections:
        raise BadInput.of("corrections", "审查没有需要补正的事项")
    asked = PeriodSet(
        id=f"c{recorded(case, PeriodSet) + 1}",
        what=Purpose.CORRECTION,
        party=case.side("requester")[0].key,
        until=until,
        days=days,
        items=tuple(CorrectionItem(c.item, c.text, c.basis) for c in outcome.corrections),
    )
    record(desk, case, [NewEvent(asked, on)])


@command
def record_corrected(
    desk: Desk,
    case_id: int,
    data: Mapping[str, Json],
    *,
    on: date,
    posted_on: date | None = None,
) -> None:
    """Record what the requester handed in on correction; the acceptance check is made again.

    The designated period is met only when nothing on the list is missing any more.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    asked = acceptance.correction_asked(case)
    if asked is None:
        raise BadInput.of("corrections", "本案没有发出补正通知")
    request = filed(data)
    intake = _amend(desk, case, request, keep_day=True)
    events = [NewEvent(Corrected(intake=request, changes=changed(case, request)), on)]
    after = acceptance.check_intake(desk, intake, after_correction=True)
    if not after.ticked:
        events.append(NewEvent(PeriodMet(id=asked.id, posted_on=posted_on), on))
    record(desk, load(desk, case_id), events)


@command
def refer_request(desk: Desk, case_id: int, *, on: date, to: str, told_on: date) -> None:
    """Hand a request to the competent department after telling the requester (art. 9)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if not to.strip():
        raise BadInput.of("to", "须写明转送的部门")
    if told_on > on:
        raise BadInput.of("told_on", f"移送前须先告知请求人（{cite('transfer')}）")
    if case.log.has(Docketed) or case.log.has(NotDocketed):
        raise BadInput.of(
            "case", "本案已经立案或者已经不予立案，立案后的移送请登记管辖权异议决定或者撤销案件"
        )
    why = f"转送{to.strip()}；{told_on.isoformat()}告知请求人"
    mediated = case.side("respondent") if case.kind == "mediation" else []
    refused = [NotDocketed(of=p.key, why=why) for p in mediated] or [NotDocketed(note=why)]
    events: list[Event] = [NoteRecorded(title="转送", text=why), *refused]
    record(desk, case, [NewEvent(event, on) for event in events])
