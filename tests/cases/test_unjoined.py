"""A respondent whose 追加当事人 was voided never was a party: no list names or offers him."""

from datetime import date
from typing import Any

import pytest

from models.queries.lists import case_list, papers, serving, to_serve, today
from models.queries.lists.case_list import CaseFilter
from models.queries.lists.papers import PaperFilter
from models.queries.lists.serving import ServiceFilter
from models.queries.statistics import Wanted, behind, report
from models.services.parties import joining
from models.services.shared import documents, journal
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.services.support import docket, file, serve

WRONG = "误追加设备有限公司"
PARTIES = "郝砚秋 — 禾川县青筐里塑业有限公司"
YEAR = Wanted(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def joined(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> tuple[int, int]:
    """Return a docketed case with a service and a paper, and the entry that joined a second one."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    serve(desk, case_id, "R1", "panel_notice")
    documents.make_documents(desk, case_id, (Order("panel_notice", "P1"),))
    data = {"kind": "company", "name": WRONG, "address": "某地", "phone": "1"}
    return case_id, joining.join_party(desk, case_id, data, on=desk.today()).ids["event"]


def texts(desk: Desk, search: str = "") -> list[str]:
    """Return what every list says of the parties of its lines, and whom it would serve."""
    made = report(desk, YEAR)
    table = next(t for t in made.tables if t.id == "progress")
    row = table.rows[0]
    cards = today.today_view(desk).cards
    return [
        *(line.parties for line in to_serve.to_serve(desk)),
        *(line.addressee for line in to_serve.to_serve(desk)),
        *(line.what for card in cards for line in card.lines),
        *(line.parties for card in cards for line in card.lines),
        *(row.parties for row in serving.page(desk, ServiceFilter(search)).rows),
        *(row.parties for row in papers.page(desk, PaperFilter(search)).rows),
        *(row.respondents for row in case_list.page(desk, CaseFilter(search)).rows),
        *(line.parties for line in behind(desk, made, table, row, row.cells[0].items)),
    ]


def test_the_one_who_joined_is_named_offered_and_found(desk: Desk, joined: tuple[int, int]) -> None:
    found = texts(desk)
    assert WRONG in found, "he is to be served"
    assert f"{PARTIES}等2人" in found
    assert [row.id for row in case_list.page(desk, CaseFilter(WRONG)).rows] == [joined[0]]
    assert case_list.count(desk, CaseFilter("wtjsb")) == 1, "by the initials of his name, too"
    assert serving.count(desk, ServiceFilter(WRONG)) == papers.count(desk, PaperFilter(WRONG)) == 1


def test_nobody_who_was_joined_by_mistake_is_named_offered_or_found(
    desk: Desk, joined: tuple[int, int]
) -> None:
    case_id, entry = joined
    journal.void_event(desk, case_id, entry, reason="追加错了")
    assert not [text for text in texts(desk) if WRONG in text or "等2人" in text]
    assert {line.parties for line in to_serve.to_serve(desk)} == {PARTIES}
    assert {line.party for line in to_serve.to_serve(desk)} == {"P1", "R1"}
    for search in (WRONG, "wtjsb"):
        assert case_list.count(desk, CaseFilter(search)) == 0
        assert serving.count(desk, ServiceFilter(search)) == 0
        assert papers.count(desk, PaperFilter(search)) == 0
    assert case_list.count(desk, CaseFilter("青筐里")) == 1
