"""Docketing (立案) and its refusal, the panel (Order 81 arts. 4, 5, 16, 20)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from models.cases import acceptance
from models.cases.case_file import CaseFile
from models.entities import Case, Staff
from models.errors import BadInput
from models.reference.positions import authority_gaps, clerk_sits
from models.rules.citation import cite
from models.rules.events import (
    Docketed,
    Matter,
    Member,
    NotDocketed,
    PanelAppointed,
    RefusalReason,
    RequestStruck,
)
from models.rules.gates import people
from models.rules.problem import Problem
from models.services.shared.numbering import number_for
from models.services.shared.recording import (
    NewEvent,
    begin,
    check_day,
    given_reason,
    record,
    require,
)
from models.store.desk import Desk
from models.store.unit import command


@dataclass(frozen=True)
class Panel:
    """The panel by staff ids: chair, members, clerk (书记员)."""

    chair: int
    members: tuple[int, ...]
    clerk: int | None = None

    @property
    def people(self) -> tuple[int | None, ...]:
        """All of them."""
        return self.chair, *self.members, self.clerk


@dataclass(frozen=True)
class InOffice:
    """The members of staff in office among some, read in one statement."""

    rows: Mapping[int, Staff]

    @classmethod
    def among(cls, *ids: int | None) -> Self:
        """Read those of these numbers."""
        found = Staff.select().where(Staff.id.in_(ids) & Staff.active)
        return cls({row.id: row for row in found})

    def row(self, staff_id: int, field: str) -> Staff:
        """Return one; BadInput naming the field when there is none."""
        if staff_id not in self.rows:
            raise BadInput.of(field, f"没有编号为{staff_id}的在岗人员")
        return self.rows[staff_id]

    def member(self, staff_id: int, role: str, field: str) -> Member:
        """Return one as a panel member, with the certificate of that day."""
        row = self.row(staff_id, field)
        return Member(row.name, role, row.certificate_no, row.certificate_until, row.id)

    def handler(self, staff_id: int) -> None:
        """Refuse a handler without the certificate."""
        row = self.row(staff_id, "handler")
        if not row.certificate_no:
            raise BadInput.of(
                "handler", f"{row.name}没有登记办案资质证件，不能承办（{cite('certificate')}）"
            )

    def appointed(
        self, panel: Panel, on: date, reason: str = "", *, clerk_sits: bool
    ) -> PanelAppointed:
        """Return a checked panel as its event (three or more, odd, certificates valid).

        `clerk_sits`: whether the office lets a member of the panel keep the record.
        """
        members = [self.member(panel.chair, "chair", "panel.chair")]
        for i, staff_id in enumerate(panel.members):
            members.append(self.member(staff_id, "member", f"panel.members[{i}]"))
        found = [*people.panel_problems(members), *people.certificate_problems(members, on)]
        clerk = None if panel.clerk is None else self.member(panel.clerk, "clerk", "panel.clerk")
        if clerk is not None and not clerk_sits:
            found += people.clerk_problems(members, clerk.name, "panel.clerk")
        require(found)
        return PanelAppointed(members=tuple(members), clerk=clerk, reason=reason)


@command
def assign_handler(desk: Desk, case_id: int, *, handler: int) -> None:
    """Assign the handler (分办) before docketing: notices of a mediation name one (arts. 4, 65)."""
    case = begin(desk, case_id)
    if case.log.has(RequestStruck):
        raise BadInput.of("case", "本案已经撤出收案登记，不能分办")
    InOffice.among(handler).handler(handler)
    Case.update(handler=handler).where(Case.id == case_id).execute()
    desk.unit.touch("case")


@command
def docket(
    desk: Desk,
    case_id: int,
    *,
    on: date,
    panel: Panel,
    handler: int,
    number: str | None = None,
    override_reason: str = "",
) -> None:
    """Docket an adjudication: 案号, panel, handler; the acceptance check must say docket.

    `override_reason` lets the head decide otherwise on an unclear finding; never on a missing one.
    """
    case = begin(desk, case_id)
    check_day(desk, on)
    require(_docket_problems(desk, case, override_reason))
    staff = InOffice.among(*panel.people, handler)
    named = staff.appointed(panel, on, clerk_sits=clerk_sits(desk))
    staff.handler(handler)
    case_no = number_for(desk, case, case.kind, on.year, number)
    # The panel is appointed with the docketing (art. 20) and goes when that is voided.
    events = [
        NewEvent(Docketed(override_reason=override_reason), on),
        NewEvent(named, on, derived=True),
    ]
    record(desk, case, events, row=replace(case.record, case_no=case_no, handler_id=handler))


def _docket_problems(desk: Desk, case: CaseFile, override_reason: str) -> list[Problem]:
    if case.kind == "advisory":
        return [
            Problem(
                "case", f"咨询意见不立案，请登记权利人的回应、出具咨询意见（{cite('advisory')}）"
            )
        ]
    if case.kind != "adjudication":
        return [
            Problem("case", f"调解案件须经被请求人同意后立案（{cite('consent')}），请用调解立案")
        ]
    if case.log.has(Docketed):
        return [Problem("case", "本案已经立案")]
    if case.log.has(NotDocketed):
        return [Problem("case", "本案已经不予立案")]
    found = [Problem("authority", gap) for gap in authority_gaps(desk)]
    if not people.approved(case.state(), Matter.DOCKETING):
        found.append(Problem("approval", f"尚未登记立案审批（{cite('docketing')}）"))
    return [*found, *review_problems(desk, case, override_reason)]


def review_problems(desk: Desk, case: CaseFile, override_reason: str) -> list[Problem]:
    """What the acceptance check has against docketing; with a reason what is unclear has not."""
    outcome = acceptance.check(desk, case)
    missing = [f for f in outcome.findings if f.state == "missing"]
    if outcome.result == "docket" or (override_reason.strip() and not missing):
        return []
    words = "；".join(f.text for f in outcome.findings if f.state != "met")
    return [Problem("acceptance", f"审查结论不是立案：{words}")]


@command
def refuse_docketing(
    desk: Desk, case_id: int, *, on: date, number: str | None = None, note: str = ""
) -> None:
    """Refuse docketing with the reasons that the acceptance check ticked (arts. 12, 14, 16)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    if case.log.has(Docketed) or case.log.has(NotDocketed):
        raise BadInput.of("case", "本案已经立案或者已经不予立案")
    if not people.approved(case.state(), Matter.REFUSAL):
        raise BadInput.of("approval", "尚未登记不予立案审批")
    outcome = acceptance.check(desk, case)
    if not outcome.ticked:
        raise BadInput.of(
            "reasons", "没有不予立案的法定理由；权利要求未写明、超过三年都不是不予立案的理由"
        )
    refusal_no = number_for(desk, case, "refusal", on.year, number)
    reasons = tuple(RefusalReason(r.code, r.text, r.ticked) for r in outcome.refusal_reasons)
    refused = NewEvent(NotDocketed(reasons=reasons, note=note), on)
    record(desk, case, [refused], row=replace(case.record, refusal_no=refusal_no))


@command
def appoint_panel(desk: Desk, case_id: int, panel: Panel, *, on: date, reason: str) -> None:
    """Replace the panel; the parties are told again and the recusal period restarts (art. 5)."""
    case = begin(desk, case_id)
    check_day(desk, on)
    why = given_reason(reason, "更换合议组")
    staff = InOffice.among(*panel.people)
    named = staff.appointed(panel, on, why, clerk_sits=clerk_sits(desk))
    record(desk, case, [NewEvent(named, on)])
