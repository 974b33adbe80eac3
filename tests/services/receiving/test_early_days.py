"""No event of a case is of a day before the Patent Law; no number of such a year is given out."""

from datetime import date
from typing import Any

import pytest

from models.entities import Case, NumberSequence
from models.errors import BadInput
from models.services.receiving import intake
from models.store.desk import Desk


@pytest.mark.parametrize("day", ["1900-01-01", "1984-12-31"])
def test_a_receipt_of_another_age_is_refused(
    desk: Desk, request_s2: dict[str, Any], day: str
) -> None:
    patent = request_s2["patent"] | {"filed_on": day, "granted_on": day}
    early = {"received_on": day, "infringement_known_on": day, "patent": patent}
    with pytest.raises(BadInput, match="专利法还没有施行"):
        intake.file_request(desk, request_s2 | early)
    assert not Case.select().count() and not NumberSequence.select().count()


@pytest.mark.parametrize("day", [date.min, date(1000, 1, 1), date(1984, 12, 31)])
def test_so_is_every_other_event(desk: Desk, request_s2: dict[str, Any], day: date) -> None:
    case = intake.file_request(desk, request_s2).ids["case"]
    with pytest.raises(BadInput):
        intake.amend_request(desk, case, request_s2, on=day, reason="更正")
