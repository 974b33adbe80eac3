"""The ledger of 行政裁决告知: who told whom which routes, when, how, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import reference
from models.entities import Case, Notification, Staff
from models.errors import BadInput
from models.rules.events import Json
from models.rules.problem import Problem
from models.rules.text_checks import NAME_LIMIT, TEXT_LIMIT, text_problem
from models.services.recording import require
from models.store.desk import Desk
from models.store.unit import command

# No route may be left out of what is told: leaving out the suit would steer people away from it.
ALL_ROUTES = ("negotiation", "mediation", "adjudication", "arbitration", "litigation")


@dataclass(frozen=True)
class Told:
    """One notification as typed; `routes` were explained, `choice` is one of them or "" (none)."""

    told_on: date
    by_staff: int
    person_name: str
    person_phone: str = ""
    person_role: str = "请求人"
    manner: str = "face"
    routes: Sequence[str] = ALL_ROUTES
    choice: str = ""
    signed: bool = False
    note: str = ""


def _problems(desk: Desk, told: Told) -> list[Problem]:
    found: list[Problem] = []
    if told.told_on > desk.today():
        found.append(Problem("told_on", "告知日期晚于今天"))
    if not told.person_name.strip():
        found.append(Problem("person_name", "须填写被告知人"))
    names = {"person_name": told.person_name, "person_phone": told.person_phone,
             "person_role": told.person_role}  # fmt: skip
    for field, text in names.items():
        wrong = text_problem(text, NAME_LIMIT)
        found += [Problem(field, wrong)] if wrong else []
    wrong = text_problem(told.note, TEXT_LIMIT, lines=True)
    found += [Problem("note", wrong)] if wrong else []
    if told.manner not in reference.names()["manner"]:
        found.append(Problem("manner", "没有这种告知方式"))
    missing = [r for r in ALL_ROUTES if r not in told.routes]
    if missing:
        names = "、".join(reference.name("route", r) for r in missing)
        found.append(Problem("routes", f"各条途径都要告知，还缺：{names}"))
    if told.choice and told.choice not in ALL_ROUTES:
        found.append(Problem("choice", "没有这条途径"))
    if Staff.get_or_none(Staff.id == told.by_staff) is None:
        found.append(Problem("by_staff", "没有这名工作人员"))
    return found


@command
def record_notification(desk: Desk, told: Told) -> None:
    """Enter a notification into the ledger; `ids["notification"]` is the new entry."""
    require(_problems(desk, told))
    row = Notification.create(
        told_on=told.told_on,
        by_staff=told.by_staff,
        person_name=told.person_name.strip(),
        person_phone=told.person_phone.strip(),
        person_role=told.person_role,
        manner=told.manner,
        routes=list(told.routes),
        choice=told.choice,
        signed=told.signed,
        note=told.note,
        recorded_at=desk.now(),
    )
    desk.unit.ids["notification"] = row.id
    desk.unit.touch("notification")


@command
def update_notification(
    desk: Desk, notification_id: int, *, choice: str, signed: bool, note: str = ""
) -> None:
    """Complete an entry with what the person chose and the signed paper."""
    row = Notification.get_or_none(Notification.id == notification_id)
    if row is None:
        raise BadInput.of("notification", "没有这条告知记录")
    if choice and choice not in ALL_ROUTES:
        raise BadInput.of("choice", "没有这条途径")
    wrong = text_problem(note, TEXT_LIMIT, lines=True)
    if wrong:
        raise BadInput.of("note", wrong)
    Notification.update(choice=choice, signed=signed, note=note or row.note).where(
        Notification.id == notification_id
    ).execute()
    desk.unit.touch("notification")


@command
def link_notification(desk: Desk, notification_id: int, case_id: int) -> None:
    """Link an entry to the case that grew out of it, when the case was filed without naming it."""
    desk.unit.case_id = case_id
    row = Notification.get_or_none(Notification.id == notification_id)
    if row is None or row.case_id is not None:
        raise BadInput.of("notification", "没有这条告知记录，或者已经转为案件")
    if Case.get_or_none(Case.id == case_id) is None:
        raise BadInput.of("case", f"没有编号为{case_id}的案件")
    Notification.update(case=case_id).where(Notification.id == notification_id).execute()
    desk.unit.touch("notification")


def intake_from(notification_id: int) -> dict[str, Json]:
    """Return what an entry already knows for the intake form (name, phone, channel)."""
    row = Notification.get_or_none(Notification.id == notification_id)
    if row is None:
        raise BadInput.of("notification", "没有这条告知记录")
    requester: Json = {"name": row.person_name, "phone": row.person_phone}
    kind = "mediation" if row.choice == "mediation" else "adjudication"
    return {"kind": kind, "channel": "notification", "requesters": [requester]}
