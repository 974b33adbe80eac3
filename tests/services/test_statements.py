"""How many statements opening a case and saving a step take: a server is a network away."""

from typing import Any

from models.queries.case_page.page import case_page
from models.store.desk import Desk
from tests.counting import counting
from tests.services.support import approve, docket, file, serve

OPENING, SAVING = 15, 12


def test_opening_a_case(desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2)
    with counting(desk) as received:
        case_page(desk, case_id)
    docket(desk, case_id, staff)
    serve(desk, case_id, "P1", "acceptance_notice")
    with counting(desk) as docketed:
        case_page(desk, case_id)
    assert len(received) <= OPENING, str(received)
    assert len(docketed) <= OPENING, str(docketed)


def test_what_is_shown_again_takes_no_more(desk: Desk, request_s2: dict[str, Any]) -> None:
    """No statement per event, per party or per date."""
    case_id = file(desk, request_s2)
    with counting(desk) as first:
        case_page(desk, case_id)
    for _ in range(5):
        approve(desk, case_id, "docketing")
    with counting(desk) as later:
        case_page(desk, case_id)
    assert len(later) <= len(first), str(later)


def test_saving_a_step(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2)
    with counting(desk) as counted:
        approve(desk, case_id, "docketing")
    assert len(counted) <= SAVING, str(counted)
