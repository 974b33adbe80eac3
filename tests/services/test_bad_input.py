"""What no clerk can mean is refused by its field, in Chinese, and nothing is written."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.entities import Document, EventRow
from models.errors import BadInput
from models.rules.events import Opinion, Proof
from models.services.proceedings.serving import Served, serve, serve_many
from models.services.receiving.approving import record_approval
from models.services.shared.documents import Order, make_documents
from models.services.shared.journal import record_event, void_event
from models.store.desk import Desk
from tests.services.conftest import TODAY
from tests.services.support import docket, file

DIRECT = {
    "method": "direct",
    "fields": Proof(received_on=TODAY, received_by="本人", received_as="agent"),
}
SERVED = Served("R1", ("request_copy",), **DIRECT, outside=True)  # type: ignore[arg-type]


@pytest.fixture
def case(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed adjudication."""
    number = file(desk, request_s2)
    docket(desk, number, staff)
    return number


def refused(run: Callable[[], object], *said: str) -> None:
    """Assert that a command is refused with these words and writes nothing."""
    before = EventRow.select().count(), Document.select().count()
    with pytest.raises(BadInput) as refusal:
        run()
    for words in said:
        assert words in str(refusal.value)
    assert before == (EventRow.select().count(), Document.select().count())


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order("docketing_approval", "P9"), "orders[0].addressee: 本案没有当事人P9"),
        (Order("docketing_approval", service_event=99999), "orders[0].service_event: 本案没有"),
        (Order("no_such_form"), "orders[0].form_id: 没有“no_such_form”这种文书"),
    ],
)
def test_a_paper_names_a_form_a_party_and_a_service_of_its_case(
    desk: Desk, case: int, order: Order, said: str
) -> None:
    refused(lambda: make_documents(desk, case, (order,)), said)
    refused(lambda: make_documents(desk, case, (order,), final=True), said)


def test_another_event_is_no_service(desk: Desk, case: int) -> None:
    first = EventRow.get(EventRow.case == case).id
    order = Order("service_receipt", "R1", service_event=first)
    refused(lambda: make_documents(desk, case, (order,)), "本案没有编号为")


def test_a_paper_is_served_once_at_a_time(desk: Desk, case: int) -> None:
    twice = Served("R1", ("request_copy", "request_copy"), **DIRECT, outside=True)  # type: ignore[arg-type]
    refused(lambda: serve(desk, case, twice), "documents", "只写一次")
    refused(lambda: serve_many(desk, case, [SERVED, SERVED]), "entries[1].documents", "重复")
    refused(lambda: serve_many(desk, case, []), "entries: 没有送达")
    serve_many(desk, case, [SERVED])


def test_who_signs_has_a_role_of_the_office(desk: Desk, case: int) -> None:
    opinions = [
        Opinion("mayor", "张三", "同意", TODAY),
        Opinion("dept_head", "高明", "同意立案。", TODAY),
    ]
    refused(
        lambda: record_approval(desk, case, "docketing", opinions, on=TODAY),
        "opinions[0].role: 没有“mayor”这种职务",
    )


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\u202eb", "a\ud800b", "a\ufdd0b"])
def test_what_cannot_be_seen_stays_out(desk: Desk, case: int, text: str) -> None:
    note = {"title": "说明", "text": text}
    refused(
        lambda: record_event(desk, case, "note_recorded", on=TODAY, **note),
        "text: 内容第2个字符",
    )
    last = record_event(desk, case, "note_recorded", on=TODAY, title="说明", text="写错了").ids[
        "event"
    ]
    refused(lambda: void_event(desk, case, last, reason=text), "reason: 理由第2个字符")


def test_a_name_is_one_line_and_no_story(desk: Desk, case: int) -> None:
    for server in ("张" * 5000, "张三\n李四"):
        long = Served("R1", ("request_copy",), server=server, **DIRECT, outside=True)  # type: ignore[arg-type]
        refused(lambda long=long: serve(desk, case, long), "server: 送达人")
    opinion = Opinion("dept_head", "高" * 5000, "同意", TODAY)
    refused(
        lambda: record_approval(desk, case, "preservation", [opinion], on=TODAY),
        "opinions[0].name: 姓名有5000个字",
    )
    refused(
        lambda: record_event(desk, case, "note_recorded", on=TODAY, title="题" * 5000, text="x"),
        "title: 事项有5000个字，最多500个字",
    )
    record_event(desk, case, "note_recorded", on=TODAY, title="𠮷田", text="字" * 5000)


def test_days_at_the_ends_of_the_calendar(desk: Desk, case: int) -> None:
    for day in (date.min, date.max, date(9999, 12, 31)):
        proof = Proof(received_on=day, received_by="本人", received_as="agent")
        served = Served("R1", ("request_copy",), "direct", proof, outside=True)
        refused(lambda served=served: serve(desk, case, served))
        published = Served(
            "R1", ("request_copy",), "publication", Proof(published_on=day), outside=True
        )
        refused(lambda served=published: serve(desk, case, served))
