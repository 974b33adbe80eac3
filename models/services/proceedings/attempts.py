"""Attempts at service (送达未成): recorded so that the ladder of service shows what was tried."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.rules.events import ServiceAttempted
from models.rules.problem import Problem
from models.rules.serving.attempts import attempt_problems
from models.services.proceedings.serving import document_problems
from models.services.shared.paper_state import unmade
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.services.shared.value_checks import value_problems
from models.store.desk import Desk
from models.store.unit import command


@command
def record_attempt(desk: Desk, case_id: int, attempt: ServiceAttempted, *, on: date) -> None:
    """Record that papers did not reach an addressee; no clock starts, nothing counts as served."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(dict.fromkeys(problems(case, attempt, on)))
    server = attempt.server.strip() or desk.actor
    record(desk, case, [NewEvent(replace(attempt, server=server), on)])


def problems(case: CaseFile, attempt: ServiceAttempted, on: date) -> Iterator[Problem]:
    """Yield why an attempt cannot be recorded, by the fields of the command."""
    for one in (*value_problems(attempt), *attempt_problems(attempt, on, reference.methods())):
        yield one if one.field == "on" else Problem(f"attempt.{one.field}", one.problem)
    if case.party(attempt.to) is None:
        yield Problem("attempt.to", f"本案没有当事人{attempt.to}")
        return
    if not attempt.outside:
        for one in unmade(case, attempt.to, attempt.documents):
            yield Problem(f"attempt.{one.field}", one.problem)
    state, begun = case.state(), attempt.sent_on or on
    place = "attempt.sent_on" if attempt.sent_on else "on"
    for document in attempt.documents:
        for one in document_problems(state, attempt.to, document, begun, place):
            known = one.field in ("documents", "to")
            yield Problem(f"attempt.{one.field}" if known else one.field, one.problem)
