"""A filed request as the intake form opens it again: its text and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.cases import acceptance
from models.cases.loading import load
from models.rules.events import Corrected, Json
from models.store.desk import Desk


@dataclass(frozen=True)
class FiledRequest:
    """The request of a case; `correction_open` = a correction was asked for and not answered."""

    case_id: int
    number: str
    data: Mapping[str, Json]
    correction_asked: bool
    correction_open: bool
    last_seen: int  # the last audit entry when this was read


def filed_request(desk: Desk, case_id: int) -> FiledRequest:
    """Return the request as last filed, amended or corrected."""
    last_seen = desk.last_entry
    case = load(desk, case_id)
    asked = acceptance.correction_asked(case) is not None
    return FiledRequest(
        case_id=case_id,
        number=case.record.case_no or case.record.receipt_no,
        data=case.last_request.data,
        correction_asked=asked,
        correction_open=asked and not case.log.has(Corrected),
        last_seen=last_seen,
    )
