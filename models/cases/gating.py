"""The gates asked of a loaded case: what stands before an act, and what is missing."""

from collections.abc import Iterator
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.cases.deadlines import calendar_of, case_deadlines
from models.reference import positions
from models.rules.events import Event, Served
from models.rules.gates import evaluate
from models.rules.gates.model import Act, GateState, Level, Office, Subject, act_of
from models.rules.problem import Problem
from models.store.desk import Desk

DECISION = "decision"  # the code under which the decision is served


def asked(
    desk: Desk, case: CaseFile, act: Act, on: date, event: Event | None = None
) -> list[GateState]:
    """Return what each gate before an act says of a case on a day; none where it cannot occur.

    `event` is the act as drafted: without it nothing is said of its contents.
    """
    if case.kind not in act.kinds:
        return []
    subject = Subject(
        state=case.state(on),
        on=on,
        read_deadlines=lambda: case_deadlines(desk, case, on),
        calendar=calendar_of(desk),
        office=_office(desk),
        event=event,
        announced=_announced(case) if act is Act.PUBLICATION else frozenset(),
    )
    return evaluate.asked(evaluate.before(reference.gates(), act), subject)


def problems(desk: Desk, case: CaseFile, event: Event, on: date) -> Iterator[Problem]:
    """Yield why an event cannot be recorded: the gates that stop the act it is, with articles."""
    act = act_of(event, case.kind)
    if act is not None:
        yield from evaluate.problems(asked(desk, case, act, on, event))


def _announced(case: CaseFile) -> frozenset[str]:
    """Return on whom the decision is served by a method that waits for its day."""
    waits = reference.methods()
    served = case.log.all(Served, lambda e: e.document == DECISION and waits[e.method].waits)
    return frozenset(entry.event.to for entry in served)


def tells(desk: Desk, case: CaseFile, event: Event, on: date) -> Iterator[str]:
    """Yield what is only said of an act: it can be taken, whoever takes it should know."""
    act = act_of(event, case.kind)
    for one in asked(desk, case, act, on, event) if act else ():
        if one.gate.level is Level.TELL:
            yield from (evaluate.told(one, lack.text) for lack in one.lacks)


def _office(desk: Desk) -> Office:
    return Office(
        authority=tuple(positions.authority_gaps(desk)),
        remedy=tuple(positions.unset_positions(desk, "decision")),
        legal_review=desk.settings.get("position.legal_review") is True,
        outside_power=reference.outside_power(),
        rejects_outside=positions.rejects_outside(desk),
        long_after_judgment=positions.long_after_judgment(desk),
        act_names=reference.names()["act"],
        grounds=reference.dismissal_grounds(),
        principal=positions.principal_approves(desk),
        clocks={gate.id: gate.clocks for gate in reference.gates().values()},
    )
