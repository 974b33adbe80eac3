"""A mediation is docketed only when the request it rests on passed its review."""

from dataclasses import replace
from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.queries.words import review_tone
from models.rules.events import Docketed
from models.services.closing import mediation
from models.services.closing.mediation import SessionIn
from models.store.desk import Desk
from tests.services.support import file, serve


def consented(desk: Desk, data: dict[str, Any]) -> int:
    """File a request for mediation to which the respondent consents at once."""
    case_id = file(desk, data)
    serve(desk, case_id, "R1", "opinion_notice")
    mediation.record_opinion(desk, case_id, party="R1", on=desk.today(), consent=True)
    return case_id


def docket(desk: Desk, case_id: int, staff: dict[str, int], reason: str = "") -> None:
    """Docket a mediation today."""
    session = SessionIn(
        handler=staff["李敏"], session_on=desk.today(), time="9时", place="室", mediator="李敏"
    )
    mediation.docket_mediation(
        desk, case_id, on=desk.today(), session=replace(session, override_reason=reason)
    )


def test_what_is_missing_keeps_a_mediation_from_being_docketed(
    desk: Desk, request_s11: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = consented(desk, request_s11 | {"facts_and_reasons": ""})
    for reason in ("", "部门负责人同意先立案"):
        with pytest.raises(BadInput, match="审查结论不是立案") as refused:
            docket(desk, case_id, staff, reason)
        assert [p.field for p in refused.value.problems] == ["acceptance"]
    assert not load(desk, case_id).log.has(Docketed)


def test_a_whole_request_is_docketed(
    desk: Desk, request_s11: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = consented(desk, request_s11)
    docket(desk, case_id, staff)
    assert load(desk, case_id).log.has(Docketed)


@pytest.mark.parametrize(
    ("result", "states", "tone"),
    [("docket", ("met", "met"), "good"), ("docket", ("met", "unclear"), "warning"),
     ("refuse", ("missing",), "problem"), ("refer", ("met", "missing"), "warning")],
)  # fmt: skip
def test_a_review_with_something_unclear_is_not_green(
    result: str, states: tuple[str, ...], tone: str
) -> None:
    assert review_tone(result, states) == tone
