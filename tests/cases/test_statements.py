"""How many statements opening a case and reading a list take: a server is a network away.

What commands take: tests/stories/samples/test_statements.py.
"""

from collections.abc import Callable
from typing import Any

import pytest

from models.queries.case_page.page import case_page
from models.queries.lists import case_list, papers, to_serve, today
from models.queries.lists import serving as serving_list
from models.store.desk import Desk
from tests.counting import Counted, counting
from tests.services.support import approve, docket, file, serve

OPENING, LIST = 15, 15  # 今日 asks four tables for seven cards


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


LISTS: dict[str, Callable[[Desk], object]] = {
    "今日": today.today_view,
    "案件": lambda desk: case_list.page(desk, case_list.CaseFilter()),
    "案件，按期限": lambda desk: case_list.page(desk, case_list.CaseFilter(sort="due")),
    "案件，检索": lambda desk: case_list.page(desk, case_list.CaseFilter(search="青筐")),
    "送达，等待": to_serve.to_serve,
    "送达，已办": lambda desk: serving_list.page(desk, serving_list.ServiceFilter()),
    "文书": lambda desk: papers.page(desk, papers.PaperFilter()),
    "文书，等待签批": lambda desk: papers.page(desk, papers.PaperFilter(state="approval")),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_statements_for_many_cases_as_for_few(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int], name: str
) -> None:
    taken: list[Counted] = []
    for _ in range(2):
        for stage in range(3):
            case_id = file(desk, request_s2)
            if stage:
                docket(desk, case_id, staff)
            if stage > 1:
                serve(desk, case_id, "P1", "acceptance_notice")
        LISTS[name](desk)  # the first of a day looks what the day changed
        with counting(desk) as counted:
            LISTS[name](desk)
        taken.append(counted)
    few, many = taken
    assert len(few) == len(many) <= LIST, str(many)
