"""Recording what happened: append events, let the rules refuse what contradicts, restate the case.

Every service that records an event goes through `record`, so that one place decides what an event
may look like, and stage, status and the projections are restated in the same transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import reference
from models.cases import acceptance, deadlines, gating
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.cases.projecting import projections
from models.cases.records import CaseRecord
from models.errors import BadInput
from models.rules.dates import before_the_law, year_problem
from models.rules.decided.rounds import past, reopening
from models.rules.events import (
    Carrier,
    Entry,
    Event,
    JoinedPartyCorrected,
    JudgmentEffective,
    NumberCorrected,
    PartyJoined,
    Served,
)
from models.rules.problem import InputRefused, Problem
from models.rules.procedure import order
from models.rules.procedure.catalogue import MAX_TEXT
from models.rules.text_checks import text_problem
from models.services.shared import case_rows, first_days, register_rows
from models.services.shared.event_rows import append
from models.services.shared.value_checks import value_problems
from models.store.desk import Desk


@dataclass(frozen=True)
class NewEvent:
    """An event to append and the day it happened (not the day it is typed).

    `derived`: it follows from the others of the same call and is voided with the last of them.
    """

    event: Event
    on: date
    derived: bool = False


def begin(desk: Desk, case_id: int) -> CaseFile:
    """Open a command on a case: the audit entry names it, the case is read once."""
    desk.unit.case_id = case_id
    return load(desk, case_id)


def recorded(case: CaseFile, kind: type[Event]) -> int:
    """Return how many entries of a kind were ever made; ids of periods and pauses count on."""
    return sum(isinstance(e.event, kind) for e in case.entries)


def require(problems: Iterable[Problem]) -> None:
    """Refuse the command when there are problems; nothing has been written yet."""
    found = tuple(problems)
    if found:
        raise BadInput(found)


def check_day(desk: Desk, on: date, field_name: str = "on") -> None:
    """Refuse a day that lies ahead: what has not happened is not an event."""
    if on > desk.today():
        raise BadInput.of(field_name, "日期晚于今天，尚未发生的事不能登记")


def given_reason(reason: str, act: str) -> str:
    """Return why something is done; BadInput without it, or when no paper could print it."""
    if not reason.strip():
        raise BadInput.of("reason", f"{act}须写明理由")
    if wrong := text_problem(reason, MAX_TEXT, lines=True):
        raise BadInput.of("reason", f"理由{wrong}")
    return reason.strip()


def record(
    desk: Desk, case: CaseFile, events: Sequence[NewEvent], *, row: CaseRecord | None = None
) -> None:
    """Append events and restate the case; BadInput when the rules refuse the whole that results.

    `row` is the row of the case where the command changes it.
    """
    record_groups(desk, case, [events], row=row)


def record_past(
    desk: Desk, case: CaseFile, groups: Iterable[Sequence[NewEvent]], row: CaseRecord
) -> None:
    """Append what happened before the case came into the program: its order is not asked again."""
    _write(desk, case, groups, row)


def record_groups(
    desk: Desk,
    case: CaseFile,
    groups: Iterable[Sequence[NewEvent]],
    *,
    row: CaseRecord | None = None,
) -> None:
    """Record several times at once: what is derived follows from its own group."""
    _write(desk, case, groups, row, judged=True)


def _write(
    desk: Desk,
    case: CaseFile,
    groups: Iterable[Sequence[NewEvent]],
    row: CaseRecord | None,
    *,
    judged: bool = False,
) -> None:
    entries: list[Entry[Event]] = []
    for events in groups:
        if judged:
            check_order(case.plus(entries), events)
            check_gates(desk, case.plus(entries), events)
        numbered = list(enumerate(events, start=desk.unit.next_event + len(entries)))
        causes = tuple(number for number, one in numbered if not one.derived)
        for number, one in numbered:
            entry = Entry(number, one.on, one.event, desk.now(), desk.actor)
            entries.append(
                replace(entry, derived=one.derived, causes=causes if one.derived else ())
            )
    append(desk, case.id, entries)
    desk.unit.touch("event")
    desk.unit.ids["event"] = entries[-1].id if entries else 0
    restate(desk, case.plus(entries), row)


def check_order(case: CaseFile, events: Sequence[NewEvent]) -> None:
    """Refuse events that lack what must come before them, or that no case of this kind has."""
    papers = reference.served_papers()
    state = case.state()
    found: list[Problem] = []
    for one in events:
        if wrong := before_the_law(one.on) or year_problem(one.on.year):
            found.append(Problem("on", f"日期不对：{wrong}"))
        found += value_problems(one.event)
        entry = Entry(0, one.on, one.event)
        found += order.problems(state, entry, papers, reference.event_label)
        state = state.plus([entry])
    require(dict.fromkeys(found))


def check_gates(desk: Desk, case: CaseFile, events: Sequence[NewEvent]) -> None:
    """Refuse an act that a gate stops: the last word, whoever asked before."""
    require(p for one in events for p in gating.problems(desk, case, one.event, one.on))


def restate(desk: Desk, case: CaseFile, row: CaseRecord | None = None) -> None:
    """Check the standing events against the rules; restate stage, status, track and projections."""
    try:
        deadlines.check(desk, case)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    projections.restate(desk, case, row)
    desk.unit.touch("case")


def void(desk: Desk, case: CaseFile, event_ids: Sequence[int], reason: str) -> CaseFile:
    """Void entries, and those recorded as their consequence, by new ones with the same reason.

    Refused while another entry rests on one of them: that one has to be voided first, or with them.
    Returns the case as it is then.
    """
    entries = [standing_entry(case, number) for number in dict.fromkeys(event_ids)]
    if not entries:
        raise BadInput.of("event", "没有选择记录")
    given_reason(reason, "作废")
    gone = with_consequences(case, entries)
    require(_void_problems(case, entries, {e.id for e in gone}))
    after = write_voids(desk, case, gone, reason)
    require(_unfounded(desk, case, after, entries))
    if any(isinstance(e.event, Carrier) for e in gone):
        after = _back_to_last_request(desk, after, gone, reason)
    if any(isinstance(e.event, (Carrier, NumberCorrected, JoinedPartyCorrected)) for e in gone):
        register_rows.bring_back(desk, after, (e.event for e in gone))
        after = load(desk, case.id)
    restate(desk, after)
    return after


def standing_entry(case: CaseFile, number: int) -> Entry[Event]:
    """Return an entry that is in force; BadInput naming `event` otherwise."""
    entry = case.entry(number)
    if entry is None or entry.voids is not None:
        raise BadInput.of("event", f"本案没有编号为{number}的事件")
    if entry.voided_by is not None:
        raise BadInput.of("event", "该事件已经作废")
    return entry


def _back_to_last_request(
    desk: Desk, case: CaseFile, gone: Sequence[Entry[Event]], reason: str
) -> CaseFile:
    """Bring rows and first days in line with the request that counts again; return the case.

    BadInput when that request is unreadable.
    """
    received = first_days.received_again(case, {entry.id for entry in gone})
    case = _add(desk, case, [received] if received else [])
    try:
        intake = acceptance.parse_last(desk, case)
    except InputRefused as refused:
        raise BadInput(refused.problems) from refused
    case_rows.amend(desk, case, intake)
    stale, new = first_days.moved(case, intake, case.last_request)
    case = write_voids(desk, case, stale, reason)
    _add(desk, case, [Entry(0, on, event) for event, on in new])
    return load(desk, case.id)


def _add(desk: Desk, case: CaseFile, days: Sequence[Entry[Event]]) -> CaseFile:
    entries = [
        replace(one, id=number, recorded_at=desk.now(), actor=desk.actor)
        for number, one in enumerate(days, start=desk.unit.next_event)
    ]
    append(desk, case.id, entries)
    return case.plus(entries)


def with_consequences(case: CaseFile, entries: Sequence[Entry[Event]]) -> list[Entry[Event]]:
    """Return the entries and what is only because of them."""
    own = {e.id for e in entries}
    alive = {e.id for e in case.log.entries} - own
    return [*entries] + [
        e
        for e in case.log.entries
        if own.intersection(e.causes) and not alive.intersection(e.causes) and e.id not in own
    ]


def _void_problems(
    case: CaseFile, entries: Sequence[Entry[Event]], gone: set[int]
) -> Iterator[Problem]:
    standing = {e.id: e for e in case.log.entries}
    again = reopening(case.log)
    over = {e.id for e in past(case.log)} - set(again.causes if again else ())
    for entry in entries:
        if entry.id in over:
            words = "法院已经责令重新作出裁决，原来的裁决和由它引起的登记不再作废"
            yield Problem("event", f"{words}；“{JudgmentEffective.label}”登记错了的，先作废那一条")
        if entry.event.order.first:
            words = "收案不能作废：内容、收件日期有误的请更正请求，误收、重复的请撤出收案登记"
            yield Problem("event", words)
        causes = [standing[i] for i in entry.causes if i in standing and i not in gone]
        if causes:
            words = "、".join(_named(e) for e in causes)
            yield Problem("event", f"这是{words}的结果，请作废那一条，它随之作废")
    hanging = order.left_hanging(case.state(), gone, reference.served_papers())
    joined = {e.event.party for e in entries if isinstance(e.event, PartyJoined)}
    hanging += [e for e in case.log.entries if e.event.subject in joined]
    named = {e.id: _named(e) for e in hanging if not e.causes and e.id not in gone}
    if named:
        words = "、".join(named.values())
        yield Problem("event", f"以后的登记以它为前提，请先作废：{words}")


def _unfounded(
    desk: Desk, case: CaseFile, after: CaseFile, gone: Sequence[Entry[Event]]
) -> Iterator[Problem]:
    """Yield which standing acts would lack what the law asks before them.

    A service that was recorded wrongly can be put right all the same: what is true has to be said.
    """
    if all(isinstance(entry.event, Served) for entry in gone):
        return
    for entry in after.log.entries:
        lost = set(gating.problems(desk, after, entry.event, entry.on))
        lost -= set(gating.problems(desk, case, entry.event, entry.on))
        if lost:
            words = "；".join(sorted(problem.problem for problem in lost))
            yield Problem("event", f"{_named(entry)}以它为前提，请先作废那一条（{words}）")


def _named(entry: Entry[Event]) -> str:
    return f"“{reference.event_label(order.spelled(entry.event))}”（{entry.on.isoformat()}）"


def write_voids(
    desk: Desk, case: CaseFile, entries: Iterable[Entry[Event]], reason: str
) -> CaseFile:
    """Write the voiding entries and return the case with them; nothing is checked or restated."""
    voids = [
        replace(one, id=number, recorded_at=desk.now(), actor=desk.actor, voids=one.id,
                reason=reason.strip(), derived=False, causes=())
        for number, one in enumerate(entries, start=desk.unit.next_event)
    ]  # fmt: skip
    append(desk, case.id, voids)
    desk.unit.touch("event")
    return case.plus(voids)
