"""Services that were registered wrongly, put right together: one reason, one entry in the audit."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.loading import load
from models.errors import BadInput
from models.rules.events import Entry, Event, Proof
from models.rules.events import Served as ServedEvent
from models.rules.problem import Problem
from models.rules.procedure import order
from models.services.proceedings.serving import Served, events_of
from models.services.shared.recording import (
    NewEvent,
    begin,
    given_reason,
    record_groups,
    require,
    standing_entry,
    with_consequences,
    write_voids,
)
from models.store.desk import Desk
from models.store.unit import command

_PLACES = {
    f"fields.{name}": f"righted.{name}" for name in ("sent_on", "received_by", "tracking_no")
}


@dataclass(frozen=True)
class Righted:
    """What is put right in each of the services; None and "" leave it as it is.

    `day` is the one from which service by the method of each takes effect (签收, 留置, 到达, 公告).
    """

    day: date | None = None
    sent_on: date | None = None
    received_by: str = ""
    tracking_no: str = ""
    server: str = ""


@command
def correct_services(
    desk: Desk, case_id: int, services: Sequence[int], righted: Righted, *, reason: str
) -> None:
    """Void services (by the numbers of their entries) and register them again as they were.

    What rests on them stays when it is lawful with the new day too; otherwise all is refused.
    """
    case = begin(desk, case_id)
    given_reason(reason, "更正")
    righted = replace(
        righted,
        received_by=righted.received_by.strip(),
        tracking_no=righted.tracking_no.strip(),
        server=righted.server.strip(),
    )
    if righted == Righted():
        raise BadInput.of("righted.day", "填写要更正的内容；留空的不改")
    entries = [_service(case, number) for number in dict.fromkeys(services)]
    if not entries:
        raise BadInput.of("services", "选择要更正的送达")
    gone = with_consequences(case, entries)
    without = seen = write_voids(desk, case, gone, reason)
    groups: list[list[NewEvent]] = []
    for one in entries:
        groups.append(_events(desk, seen, one.event, righted))
        seen = seen.plus(Entry(0, e.on, e.event) for e in groups[-1])
    record_groups(desk, without, groups)
    require(_upset(case, load(desk, case_id), {e.id for e in gone}))


def _service(case: CaseFile, number: int) -> Entry[ServedEvent]:
    entry = standing_entry(case, number)
    found = next((e for e in case.log.all(ServedEvent) if e.id == number), None)
    if found is None:
        raise BadInput.of("services", f"“{entry.event.label}”不是送达，作废后重新登记")
    return found


def _events(desk: Desk, case: CaseFile, event: ServedEvent, righted: Righted) -> list[NewEvent]:
    """Return the events of a service; what is wrong with it is said of what is put right."""
    try:
        return events_of(desk, case, _again(event, righted), was=_again(event, Righted()))
    except BadInput as refused:
        raise BadInput(
            replace(one, field=_PLACES.get(one.field, "righted.day")) for one in refused.problems
        ) from refused


def _again(event: ServedEvent, righted: Righted) -> Served:
    """Return a service as it was typed, with what is put right."""
    return Served(
        to=event.to,
        documents=(event.document,),
        method=event.method,
        fields=_proof(event, righted),
        of=event.of,
        days=event.days,
        agreed=event.agreed,
        server=righted.server.strip() or event.server,
        outside=event.outside,
    )


def _proof(event: ServedEvent, righted: Righted) -> Proof:
    proof = event.proof
    method = reference.methods().get(event.method)
    if righted.day is not None and method is not None:
        proof = replace(proof, **{method.effective_from: righted.day})
    if righted.sent_on is not None:
        proof = replace(proof, sent_on=righted.sent_on)
    if righted.received_by.strip():
        proof = replace(proof, received_by=righted.received_by.strip())
    if righted.tracking_no.strip():
        proof = replace(proof, tracking_no=righted.tracking_no.strip())
    return proof


def _upset(before: CaseFile, after: CaseFile, gone: Collection[int]) -> Iterator[Problem]:
    """Yield what rested on the services and would be unlawful with the new day."""
    papers = reference.served_papers()
    for one in order.left_hanging(before.state(), set(gone), papers):
        if one.id in gone or one.causes:
            continue
        yield from (
            Problem("righted.day", f"以后的登记以它为前提：{_named(one)}{p.problem}")
            for p in order.problems(
                after.without([one.id]).state(), one, papers, reference.event_label
            )
        )


def _named(entry: Entry[Event]) -> str:
    label = reference.event_label(order.spelled(entry.event))
    return f"“{label}”（{entry.on.isoformat()}）"
