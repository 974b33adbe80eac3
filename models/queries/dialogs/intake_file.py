"""A filed request as the intake form opens it again: its text and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.cases import acceptance
from models.cases.loading import load
from models.cases.numbered import case_numbered
from models.errors import BadInput
from models.queries.documents import final_papers
from models.rules.events import Corrected, CorrectionItem, Json
from models.store.desk import Desk


@dataclass(frozen=True)
class FiledRequest:
    """The request of a case; `asked` is what a correction notice demanded, one by one.

    `correction_open` = a correction was asked for and not answered.
    """

    case_id: int
    number: str
    data: Mapping[str, Json]
    asked: tuple[CorrectionItem, ...]
    correction_open: bool
    finals: tuple[str, ...]  # the papers that keep their text
    last_seen: int  # the last audit entry when this was read


def filed_request(desk: Desk, case_id: int) -> FiledRequest:
    """Return the request as last filed, amended or corrected."""
    last_seen = desk.last_entry
    case = load(desk, case_id)
    asked = acceptance.correction_asked(case)
    return FiledRequest(
        case_id=case_id,
        number=case.record.number,
        data=case.last_request.data,
        asked=asked.items if asked else (),
        correction_open=asked is not None and not case.log.has(Corrected),
        finals=final_papers(case_id),
        last_seen=last_seen,
    )


def request_numbered(desk: Desk, number: str) -> Mapping[str, Json]:
    """Return the request of the case that bears a number; BadInput without one."""
    case_id = case_numbered(number)
    if case_id is None:
        raise BadInput.of("like", f"没有编号为“{number}”的案件")
    return load(desk, case_id).last_request.data
