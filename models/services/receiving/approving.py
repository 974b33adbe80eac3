"""Approvals (审批): signed sheets and what their last signature says (arts. 20, 30, 36, 37)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import reference
from models.cases.case_file import CaseFile
from models.entities import Staff
from models.errors import BadInput
from models.rules.events import (
    ApprovalRecorded,
    Assent,
    Conclusion,
    Deliberated,
    Docketed,
    Matter,
    Opinion,
)
from models.rules.events.codes import SIGNING, Post
from models.rules.gates.wording import refuses
from models.rules.problem import Problem
from models.rules.text_checks import NAME_LIMIT
from models.services.office.posts import in_post
from models.services.shared.recording import NewEvent, begin, check_day, record, require
from models.store.desk import Desk
from models.store.unit import command

# What is approved once in a case; the rest may be asked for again, of another thing or day.
_HEADS = (Post.SECTION_HEAD.value, Post.DEPT_HEAD.value)
_NAMES = re.compile(r"[、，, ]+")  # a panel signs in one line
_ONCE = (Matter.DOCKETING, Matter.REFUSAL, Matter.CLOSING)


@dataclass(frozen=True)
class SheetDetails:
    """What a sheet says besides: what its last signature answered.

    Of closing also how: `kind` is a Conclusion, None = decision; `ground` why a case is dismissed,
    a code of resources/rules/dismissal.toml.
    """

    kind: str | None = None
    proposal: str = ""
    ground: str = ""
    assent: str = Assent.GRANTED


@command
def record_approval(
    desk: Desk,
    case_id: int,
    matter: str,
    opinions: Sequence[Opinion],
    *,
    on: date,
    summary: str = "",
    details: SheetDetails | None = None,
) -> None:
    """Record a signed approval: who, when, which opinion; the last one is the deciding one.

    A refusal is on record and lets nothing go on.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    details = details or SheetDetails()
    known = Matter(matter) if matter in set(Matter) else None
    problems = _approval_problems(known, opinions, on) + _roster_problems(desk, opinions)
    if known is None:
        raise BadInput([Problem("matter", f"没有“{matter}”这种审批事项"), *problems])
    problems += _assent_problems(case, known, details, opinions)
    require([*problems, *_closing_problems(case, known, details)])
    approval = ApprovalRecorded(
        matter=known,
        opinions=tuple(opinions),
        summary=summary,
        kind=details.kind,
        proposal=details.proposal,
        ground=details.ground,
        assent=Assent(details.assent),
    )
    record(desk, case, [NewEvent(approval, on)])


def _roster_problems(desk: Desk, opinions: Sequence[Opinion]) -> list[Problem]:
    """Who signs is on the roster; a head holds that post on the day of the signature."""
    names = {one: _NAMES.split(one.name.strip()) for one in opinions}
    wanted = sorted({name for found in names.values() for name in found})
    rows = list(Staff.select().where(Staff.name.in_(wanted)))
    found: list[Problem] = []
    for index, one in enumerate(opinions):
        for name in names[one]:
            if not name or len(name) > NAME_LIMIT:
                continue  # refused as a value
            place, own = f"opinions[{index}].name", [row for row in rows if row.name == name]
            if not own:
                found.append(Problem(place, f"人员名册里没有{name}，先在名册里登记"))
            elif one.role in _HEADS and not any(
                row.role == one.role and in_post(row, one.on, desk.today()) for row in own
            ):
                post = reference.name("post", one.role)
                found.append(Problem(place, f"{name}在{one.on.isoformat()}不是在岗的{post}"))
    return found


def _assent_problems(
    case: CaseFile, matter: Matter, details: SheetDetails, opinions: Sequence[Opinion]
) -> list[Problem]:
    """The answer says what the deciding opinion says; what stands granted is voided first."""
    if details.assent not in set(Assent):
        return [Problem("details.assent", f"没有“{details.assent}”这种结论")]
    assent = Assent(details.assent)
    refused = assent is Assent.REFUSED
    written = opinions[-1].opinion if opinions else ""
    if refuses(written) and not refused:
        words = f"批准人的意见是“{written.strip()[:20]}”，与选的结论“{assent.label}”不一致"
        return [Problem("details.assent", words)]
    if refused and matter in _ONCE:
        for one in case.now.all(ApprovalRecorded, lambda e: e.granted and e.matter is matter):
            if one.event.kind == details.kind:
                there = f"{one.on.isoformat()}已经登记过同意的{matter.label}"
                return [Problem("details.assent", f"{there}，改为不同意的，先作废那一条")]
    return []


def _closing_problems(case: CaseFile, matter: Matter, details: SheetDetails) -> list[Problem]:
    """A decision is approved after deliberation; an agreement or a dismissal needs none (36)."""
    if matter is not Matter.CLOSING:
        return []
    if not case.log.has(Docketed):
        return [Problem("matter", "尚未立案，不能办理结案审批")]
    kind, ground = details.kind, details.ground
    known = reference.dismissal_grounds()
    if ground and (kind != Conclusion.DISMISSAL.value or ground not in known):
        return [Problem("details.ground", f"没有“{ground}”这种撤销案件的情形")]
    if kind is not None and kind not in set(Conclusion):
        return [Problem("details.kind", f"没有“{kind}”这种结案方式")]
    if kind in (None, Conclusion.DECISION) and not case.now.has(Deliberated):
        return [Problem("matter", "尚未合议，不能办理结案审批")]
    return []


def _approval_problems(
    matter: Matter | None, opinions: Sequence[Opinion], on: date
) -> list[Problem]:
    found: list[Problem] = []
    if not opinions:
        found.append(Problem("opinions", "须登记签署人、意见和日期"))
    for index, one in enumerate(opinions):
        if one.role not in SIGNING:
            found.append(Problem(f"opinions[{index}].role", f"没有“{one.role[:40]}”这种职务"))
        if not one.name.strip() or not one.opinion.strip():
            found.append(Problem(f"opinions[{index}]", "须写明签署人和意见"))
        if one.on > on:
            found.append(Problem(f"opinions[{index}].on", "签署日期晚于审批日期"))
    deciders = {o.role for o in opinions}
    if matter not in (None, Matter.ROUTING) and "dept_head" not in deciders:
        found.append(Problem("opinions", f"{matter.label}：由部门负责人批准"))
    return found
