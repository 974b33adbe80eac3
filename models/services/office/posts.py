"""Who holds a post of the office on a day: heads approve, and only while they are heads."""

from datetime import date

from models.entities import Staff
from models.errors import BadInput
from models.rules.events.codes import Post

_NOT_HEAD = "由在岗的部门负责人批准"


def in_post(row: Staff, on: date, today: date) -> bool:
    """Whether somebody held the post on a day; who left on an unknown day held it before today."""
    within = (row.post_since or on) <= on <= (row.post_until or on)
    return within and (row.active or row.post_until is not None or on < today)


def is_head(row: Staff, on: date, today: date) -> bool:
    """Whether somebody was a department head on a day."""
    return row.role == Post.DEPT_HEAD.value and in_post(row, on, today)


def head_named(approver: int, on: date, today: date) -> str:
    """Return the name of the department head of a day who has this number; else BadInput."""
    row = Staff.get_or_none(Staff.id == approver)
    if row is None or not is_head(row, on, today):
        raise BadInput.of("approver", _NOT_HEAD)
    return row.name


def head_called(name: str, on: date, today: date) -> bool:
    """Say whether somebody of this name was a department head on a day."""
    return any(is_head(row, on, today) for row in Staff.select().where(Staff.name == name))
