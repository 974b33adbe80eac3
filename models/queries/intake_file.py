"""A filed request as the intake form opens it again: its text and what may be done with it."""

from dataclasses import dataclass
from typing import Any

from models.queries import acceptance
from models.queries.case_view import load_case
from models.store.desk import Desk


@dataclass(frozen=True)
class FiledRequest:
    """The request of a case; `correction_open` = a correction was asked for and not answered."""

    case_id: int
    number: str
    data: dict[str, Any]
    correction_asked: bool
    correction_open: bool


def filed_request(desk: Desk, case_id: int) -> FiledRequest:
    """Return the request as last filed, amended or corrected."""
    view = load_case(desk, case_id)
    asked = view.last("period_set", what="correction") is not None
    return FiledRequest(
        case_id=case_id,
        number=str(view.row["case_no"] or view.row["receipt_no"]),
        data=acceptance.last_intake(view),
        correction_asked=asked,
        correction_open=asked and view.last("corrected") is None,
    )
