"""The ledger of 行政裁决告知, the newest entries first."""

from dataclasses import dataclass
from datetime import date

from models.entities import Case, Notification, Staff
from models.reference import names
from models.store.desk import Desk

SHOWN = 500


@dataclass(frozen=True)
class Entry:
    """One notification; `case_id` is the case that grew out of it."""

    id: int
    told_on: date
    by_name: str
    person_name: str
    person_phone: str
    person_role: str
    manner: str
    choice: str
    choice_name: str
    signed: bool
    note: str
    case_id: int | None
    case_number: str


def entries(desk: Desk, search: str = "", limit: int = SHOWN) -> list[Entry]:
    """Return the entries whose person, phone or note has the text, the newest first."""
    query = (
        Notification.select(Notification, Staff, Case)
        .left_outer_join(Staff)
        .switch(Notification)
        .left_outer_join(Case)
        .order_by(Notification.told_on.desc(), Notification.id.desc())
        .limit(limit)
    )
    text = search.strip()
    if text:
        query = query.where(
            Notification.person_name.contains(text)
            | Notification.person_phone.contains(text)
            | Notification.note.contains(text)
        )
    return [_entry(row) for row in query]


def _entry(row: Notification) -> Entry:
    words = names()
    manner = words["manner"].get(row.manner, row.manner)
    staff, case = row.by_staff, row.case
    return Entry(
        row.id, row.told_on, staff.name if staff else "", row.person_name,
        row.person_phone, row.person_role, manner, row.choice,
        words["route"].get(row.choice, "尚未选择"), bool(row.signed), row.note, row.case_id,
        (case.case_no or case.receipt_no) if case else "",
    )  # fmt: skip
