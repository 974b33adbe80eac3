"""The lists over all cases: pages join, what is voided is left out, what runs not asked for."""

from datetime import date, timedelta
from typing import Any

import pytest

from models.entities import Document, EventRow
from models.queries.lists import open_steps, to_serve
from models.queries.lists import papers as document_list
from models.queries.lists import serving as serving_list
from models.queries.lists.papers import PaperFilter
from models.queries.lists.serving import ServiceFilter
from models.services.proceedings import serving
from models.services.proceedings.answers import AnswerIn
from models.services.proceedings.serving import Served
from models.services.shared import documents, journal
from models.services.shared.documents import Order
from models.store.db import connection
from models.store.desk import Desk
from tests.services.support import docket, file, published, serve

MANY = 230


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case with nothing served yet."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def all_services(desk: Desk, wanted: ServiceFilter) -> list[serving_list.ServiceRow]:
    """Return the rows of all pages."""
    found: list[serving_list.ServiceRow] = []
    after = None
    for _ in range(9):
        page = serving_list.page(desk, wanted, after)
        found += page.rows
        after = page.after
        if after is None:
            return found
    raise AssertionError("the pages do not end")


def test_pages_of_services_join_without_gap_or_repeat(desk: Desk, docketed: int) -> None:
    with desk.unaudited():
        connection(desk.db).execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO event (uid, case_id, type, date, recorded_at, payload)"
            " SELECT substr(hex(randomblob(18)), 1, 36), ?, 'served',"
            " date('2026-01-01', '+' || (i % 20) || ' days'), '2026-01-05T01:00:00.000000Z',"
            """ '{"document":"request_copy","method":"mail","to":"R1"}' FROM n""",
            (MANY, docketed),
        )
    for wanted in (ServiceFilter(), ServiceFilter("请求书"), ServiceFilter("青筐里"),
                   ServiceFilter(method="mail")):  # fmt: skip
        rows = all_services(desk, wanted)
        assert len(rows) == len({r.event for r in rows}) == MANY == serving_list.count(desk, wanted)
        order = [(r.day, r.event) for r in rows]
        assert order == sorted(order, reverse=True)
    two = ServiceFilter(since=date(2026, 1, 3), until=date(2026, 1, 4))
    assert {r.day for r in all_services(desk, two)} == {two.since, two.until}
    assert serving_list.count(desk, ServiceFilter(method="left")) == 0


SET = ("request_copy", "panel_notice", "evidence_notice")


def test_a_voided_service_leaves_the_ledger_and_is_asked_for_again(
    desk: Desk, docketed: int
) -> None:
    before = {line.documents for line in to_serve.to_serve(desk)}
    serve(desk, docketed, "R1", "request_copy")
    assert [r.document for r in serving_list.page(desk, ServiceFilter()).rows] == ["请求书副本"]
    assert "请求书副本、合议组成员告知书、举证通知书" in before
    assert not any("请求书副本" in line.documents for line in to_serve.to_serve(desk))
    event = EventRow.get(EventRow.type == "served")
    journal.void_event(desk, docketed, event.id, reason="登记错误")
    assert serving_list.page(desk, ServiceFilter()).rows == ()
    assert {line.documents for line in to_serve.to_serve(desk)} == before


def test_a_publication_is_under_way_until_its_day(desk: Desk, docketed: int) -> None:
    begun = desk.today()
    fields = published(begun, place="本局公告栏", reason="下落不明")
    serving.serve(desk, docketed, Served("R1", SET, "publication", fields, outside=True))
    row = serving_list.under_way(desk)[0]
    assert (row.begun, row.day) == (begun, begun + timedelta(days=30))
    assert row.days == "还有30日" and "公告载体：本局公告栏" in row.proof
    assert serving_list.page(desk, ServiceFilter()).rows == ()
    assert "serve_request" not in {line.step for line in to_serve.to_serve(desk)}


def test_a_copy_of_an_answer_is_to_be_served_on_who_lacks_it(desk: Desk, docketed: int) -> None:
    from models.services.proceedings.answers import record_answer

    serve(desk, docketed, "R1", "request_copy")
    record_answer(desk, docketed, party="R1", on=desk.today(), answer=AnswerIn(text="不构成侵权"))
    line = next(line for line in to_serve.to_serve(desk) if line.step == "forward_answer")
    assert line.party is None and line.addressee == "郝砚秋"
    assert line.documents == "答辩书副本（禾川县青筐里塑业有限公司）"
    assert line.due == date(2026, 5, 27)


def test_a_slip_belongs_to_its_service(desk: Desk, docketed: int) -> None:
    serve(desk, docketed, "R1", "request_copy")
    event = EventRow.get(EventRow.type == "served").id

    def slip() -> str:
        return serving_list.page(desk, ServiceFilter()).rows[0].slip

    documents.make_documents(desk, docketed, (Order("proof_of_service", "R1"),))
    assert slip() == "none"  # printed ahead, for no service yet
    order = Order("proof_of_service", "R1", service_event=event)
    documents.make_documents(desk, docketed, (order,))
    assert slip() == "draft"
    documents.make_documents(desk, docketed, (order,), final=True)
    assert slip() == "final"


def test_pages_of_papers_join_without_gap_or_repeat(desk: Desk, docketed: int) -> None:
    with desk.unaudited():
        connection(desk.db).execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " INSERT INTO document (uid, case_id, form_id, state, created_at)"
            " SELECT substr(hex(randomblob(18)), 1, 36), ?, 'decision',"
            " CASE i % 2 WHEN 0 THEN 'draft' ELSE 'final' END, '2026-01-05T20:00:00.000000Z'"
            " FROM n",
            (MANY, docketed),
        )
    for wanted, many in ((PaperFilter(), MANY), (PaperFilter(state="draft"), MANY // 2),
                         (PaperFilter("裁决书", "final"), MANY // 2)):  # fmt: skip
        found: list[int] = []
        after = None
        for _ in range(4):
            page = document_list.page(desk, wanted, after)
            found += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
        assert found == sorted(set(found), reverse=True)
        assert len(found) == many == document_list.count(desk, wanted)
    assert document_list.tallies(desk)["draft"] == MANY // 2


def test_a_paper_without_a_case_or_a_known_form_is_listed(desk: Desk) -> None:
    Document.create(case=None, form_id="gone", number="旧1号", created_at=desk.now())
    row = document_list.page(desk, PaperFilter()).rows[0]
    assert (row.case_id, row.case_number, row.title, row.parties) == (None, "旧1号", "gone", "")


def test_only_the_cases_asked_for(desk: Desk, docketed: int) -> None:
    assert open_steps.open_steps(desk, ("serve",), [docketed + 1]) == []
    assert {s.case_id for s in open_steps.open_steps(desk, ("serve",), [docketed])} == {docketed}
