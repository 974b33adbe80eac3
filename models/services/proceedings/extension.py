"""Extensions of docketing (art. 20) and of the closing limit (art. 37), by who may grant them."""

from dataclasses import replace
from datetime import date

from models.cases.case_file import CaseFile
from models.rules.citation import cite
from models.rules.events import DocketingExtended, ExtensionApproved, Matter
from models.rules.gates import people
from models.rules.problem import Problem
from models.services.arguments.shapes import Flat
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

FIRST, SECOND = 1, 2


@command
def extend_docketing(desk: Desk, case_id: int, *, on: date, reason: str) -> None:
    """Extend docketing by five workdays; the head of the department must have approved it."""
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_approval(case, Matter.DOCKETING_EXTENSION, on) + _reason(reason))
    record(desk, case, [NewEvent(DocketingExtended(reason=reason.strip()), on)])


@command
def extend_conclusion(
    desk: Desk, case_id: int, *, on: date, extension: Flat[ExtensionApproved]
) -> None:
    """Extend the closing limit: level 1 by the head (≤ 1 month), level 2 by the superior (≤ 2).

    `on` is the day of approval; its `document` the superior's approval, needed for level 2. What is
    approved after the limit has passed is recorded and does not move the date.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    level = extension.level
    problems = _reason(extension.reason) + _limited(case, level)
    if level == FIRST:
        problems += _approval(case, Matter.EXTENSION_1, on)
    elif level == SECOND:
        problems += _superior(desk, extension.document)
    else:
        problems.append(Problem("level", f"延长分为第一次和第二次（{cite('conclusion')}）"))
    require(problems)
    extended = replace(extension, reason=extension.reason.strip())
    record(desk, case, [NewEvent(extended, on)])


def _limited(case: CaseFile, level: int) -> list[Problem]:
    """Only ownership disputes have a closing limit in mediation, with one extension (art. 70)."""
    if case.kind != "mediation":
        return []
    if case.record.mediation_kind != "ownership":
        return [
            Problem(
                "case", f"这类调解没有法定的结案期限，不必延长（{cite('ownership')}只限权属纠纷）"
            )
        ]
    return (
        [Problem("level", f"权属纠纷调解只能延长一次（{cite('ownership')}）")]
        if level == SECOND
        else []
    )


def _approval(case: CaseFile, matter: Matter, on: date) -> list[Problem]:
    if people.approved(case.state(), matter, on):
        return []
    return [Problem("approval", "尚未登记部门负责人当日的批准")]


def _reason(reason: str) -> list[Problem]:
    return [] if reason.strip() else [Problem("reason", "须写明延长的理由")]


def _superior(desk: Desk, document: str) -> list[Problem]:
    found: list[Problem] = []
    if not desk.settings.get("position.superior"):
        found.append(
            Problem("position.superior", "第二次延长由上一级批准，上一级未设定（设置→本局口径）")
        )
    if not document.strip():
        found.append(Problem("document", f"须写明上一级的批准文书（{cite('conclusion')}）"))
    return found
