"""Days that were arranged and have not been recorded yet: hearings, sessions, payments.

They are no periods of the law: nothing is counted, the day is what somebody fixed or agreed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.rules.events import (
    AgreementEffective,
    Concluded,
    Docketed,
    EnforcementApplied,
    InstalmentRecorded,
    MediationHeld,
    PerformanceDue,
    Performed,
)
from models.rules.procedure.conditions import hearing_held, planned_hearing
from models.rules.procedure.state import CaseState

INSTALMENT = "instalment"


@dataclass(frozen=True)
class Arranged:
    """A day of a case: what is to happen, of which party (or which instalment)."""

    id: str
    what: str
    on: date
    key: str = ""


def arranged(state: CaseState) -> Iterator[Arranged]:
    """Yield the days of a case that nothing on record has dealt with."""
    if not state.log.has(Concluded):
        planned = planned_hearing(state)
        if planned and not hearing_held(state):
            yield Arranged("hearing", "口头审理", planned.event.hearing_on)
        docketed = state.log.last(Docketed)
        if docketed and docketed.event.session_on and not state.log.has(MediationHeld):
            yield Arranged("session", "调解", docketed.event.session_on)
    yield from _instalments(state)
    last = {e.event.of: e.event.due_on for e in state.log.all(PerformanceDue)}
    for key, on in last.items():
        if not (state.log.has(Performed, key) or state.log.has(EnforcementApplied, key)):
            yield Arranged("performance", "履行期届满", on, key)


def _instalments(state: CaseState) -> Iterator[Arranged]:
    """Yield what is left to pay: each 已履行 settles one, and all that were due by its day.

    An instalment that was recorded as paid under its own number is settled by that alone.
    """
    agreed = state.log.last(AgreementEffective)
    if agreed is None:
        return
    performed = state.log.all(Performed)
    until = performed[-1].on if performed else date.min
    paid = {e.event.no: e.event.paid for e in state.log.all(InstalmentRecorded)}
    for number, one in enumerate(sorted(agreed.event.instalments, key=lambda i: i.due_on)):
        if number >= len(performed) and one.due_on > until and not paid.get(one.no):
            amount = f"{one.amount_fen / 100:,.2f}元"
            yield Arranged(INSTALMENT, f"第{one.no}期给付{amount}", one.due_on, str(one.no))
