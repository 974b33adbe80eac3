"""What the courts make of a decision: judgments, their effect, and what follows from it."""

from dataclasses import dataclass
from datetime import date

from models.errors import BadInput
from models.rules.decided.in_force import ENDING
from models.rules.decided.questions import unsettled
from models.rules.events import (
    CourtResult,
    DecisionChangedByCourt,
    Instance,
    JudgmentEffective,
    JudgmentReceived,
    Ruling,
)
from models.rules.problem import Problem
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class JudgmentIn:
    """A judgment as it came in; `final_on` where its day is known already (second instance).

    `remake_by`: until when the office has to decide again, where the judgment says so.
    """

    kind: Ruling
    instance: Instance
    result: CourtResult
    number: str = ""
    final_on: date | None = None
    remake_by: date | None = None


@command
def record_judgment(desk: Desk, case_id: int, judgment: JudgmentIn, *, on: date) -> None:
    """Record what a court decided; with its day of effect, what follows from it too."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_problems(desk, judgment, on))
    received = JudgmentReceived(
        kind=judgment.kind,
        instance=judgment.instance,
        result=judgment.result,
        number=judgment.number.strip(),
    )
    events = [NewEvent(received, on)]
    if judgment.final_on:
        events += _effects(
            judgment.result, judgment.instance, judgment.remake_by, judgment.final_on, derived=True
        )
    record(desk, case, events)


def _problems(desk: Desk, judgment: JudgmentIn, on: date) -> list[Problem]:
    found: list[Problem] = []
    withdrawn = judgment.result is CourtResult.WITHDRAWN
    if withdrawn != (judgment.kind is Ruling.RULING):
        words = "准许撤诉用裁定" if withdrawn else "裁判结果不是准许撤诉的，用判决"
        found.append(Problem("judgment.kind", words))
    if judgment.final_on and not on <= judgment.final_on <= desk.today():
        found.append(Problem("judgment.final_on", "生效日不早于收到之日，也不晚于今天"))
    if judgment.remake_by and not judgment.final_on:
        found.append(Problem("judgment.remake_by", "先填生效日；还没有生效的，生效时登记"))
    return found + _term_problems(judgment.result, judgment.remake_by, on, "judgment.remake_by")


def _term_problems(
    result: CourtResult, remake_by: date | None, on: date, place: str
) -> list[Problem]:
    if remake_by is None:
        return []
    if result is not CourtResult.REMADE:
        return [Problem(place, "只有责令重新作出的裁判才写期限")]
    return [] if remake_by > on else [Problem(place, "期限须在裁判之后")]


@command
def settle_judgment(desk: Desk, case_id: int, *, on: date, remake_by: date | None = None) -> None:
    """Record that the judgment that came in last took effect: nobody appealed, or none could."""
    case = begin(desk, case_id)
    check_day(desk, on)
    received = unsettled(case.state())
    if received is None or received.event.result is None:
        words = "没有等待生效的裁判；以前登记的裁判没有写结果的，作废后重新登记"
        raise BadInput.of("case", words)
    result, instance = received.event.result, received.event.instance
    require(_term_problems(result, remake_by, on, "remake_by"))
    record(desk, case, _effects(result, instance, remake_by, on))


def _effects(
    result: CourtResult,
    instance: Instance,
    remake_by: date | None,
    on: date,
    *,
    derived: bool = False,
) -> list[NewEvent]:
    """Return what takes place with the effect of a judgment; what it ends is made public (83)."""
    effective = JudgmentEffective(result=result, instance=instance, remake_by=remake_by)
    events = [NewEvent(effective, on, derived=derived)]
    if result in ENDING:
        events.insert(0, NewEvent(DecisionChangedByCourt(), on, derived=True))
    return events
