"""The journal (日志): events that have no screen of their own, and voiding wrong entries."""

from collections.abc import Sequence
from datetime import date

from models.cases.case_file import CaseFile
from models.cases.loading import load_many
from models.errors import BadInput
from models.rules.events import CasesJoined, CasesParted, LegalReviewed, Served
from models.rules.gates.wording import refuses
from models.rules.procedure.catalogue import Typed, read_typed
from models.services.shared.paper_state import take_back
from models.services.shared.recording import NewEvent, begin, check_day, record, void
from models.store.desk import Desk
from models.store.unit import command


@command
def record_event(desk: Desk, case_id: int, kind: str, *, on: date, **fields: Typed) -> None:
    """Record an event with its fields checked; what the rules contradict is refused.

    A field that is called like an argument here (`kind` of an approval) is given as `kind_`.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    typed = {name.removesuffix("_"): value for name, value in fields.items()}
    event, problems = read_typed(kind, typed, {p.key for p in case.parties})
    if event is None:
        raise BadInput(problems)
    if isinstance(event, LegalReviewed) and refuses(event.opinion) and not event.turned_down:
        raise BadInput.of("turned_down", "审核意见是不通过，请勾选“审核不通过”")
    record(desk, case, [NewEvent(event, on)])


@command
def void_event(desk: Desk, case_id: int, event_id: int, *, reason: str) -> None:
    """Void a wrong entry by a new event with a reason; what followed from it goes with it."""
    _void(desk, case_id, [event_id], reason)


@command
def void_events(desk: Desk, case_id: int, event_ids: Sequence[int], *, reason: str) -> None:
    """Void several wrong entries with one reason; what rests on one may be among them."""
    _void(desk, case_id, event_ids, reason)


def _void(desk: Desk, case_id: int, event_ids: Sequence[int], reason: str) -> None:
    case = begin(desk, case_id)
    after = _void_everywhere(desk, case, event_ids, reason)
    gone = (case.entry(number) for number in event_ids)
    papers = (e.event.document for e in gone if e and isinstance(e.event, Served))
    for document in dict.fromkeys(papers):
        take_back(desk, after, document)


def _void_everywhere(desk: Desk, case: CaseFile, event_ids: Sequence[int], reason: str) -> CaseFile:
    """Void entries; a joining or parting also in the other cases. Returns the case afterwards."""
    gone = [entry.event for n in event_ids if (entry := case.entry(n)) and entry.stands]
    after = void(desk, case, event_ids, reason)
    acts = {e.act: e.cases for e in gone if isinstance(e, CasesJoined | CasesParted)}
    others = load_many(desk, dict.fromkeys(n for cases in acts.values() for n in cases))
    for other in others.values():
        desk.unit.also(other.id)
        own = [
            entry.id
            for entry in other.log.entries
            if isinstance(entry.event, CasesJoined | CasesParted) and entry.event.act in acts
        ]
        if own:
            void(desk, other, own, reason)
    return after
