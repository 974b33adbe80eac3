"""What was never made is not served; what was made outside the program says so."""

from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.rules.events import Failure, Proof, ServiceAttempted
from models.rules.events import Served as ServedEvent
from models.services.proceedings import attempts, serving
from models.services.shared import documents
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.services.support import docket, file, words


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a case in which nothing has been made yet."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def serve(desk: Desk, case_id: int, to: str, *papers: str, outside: bool = False) -> None:
    """Serve papers directly today."""
    came = Proof(received_on=desk.today(), received_by="本人", received_as="office")
    serving.serve(desk, case_id, serving.Served(to, papers, "direct", came, outside=outside))


def make(desk: Desk, case_id: int, *orders: Order, final: bool = True) -> None:
    """Make papers."""
    documents.make_documents(desk, case_id, orders, final=final)


def test_a_paper_without_a_final_is_named(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput) as refused:
        serve(desk, docketed, "R1", "request_copy", "panel_notice")
    said = words(refused.value)
    assert (
        "documents: “专利侵权纠纷答辩通知书”还没有定稿" in said
        and "“合议组成员告知书”还没有定稿" in said
    )
    make(desk, docketed, Order("panel_notice", "R1"), final=False)
    with pytest.raises(BadInput, match="合议组成员告知书"):
        serve(desk, docketed, "R1", "panel_notice")
    make(desk, docketed, Order("panel_notice", "P1"))
    with pytest.raises(BadInput, match="合议组成员告知书"):
        serve(desk, docketed, "R1", "panel_notice")
    make(desk, docketed, Order("panel_notice", "R1"))
    serve(desk, docketed, "R1", "panel_notice")


def test_what_was_made_outside_is_served_and_says_so(desk: Desk, docketed: int) -> None:
    serve(desk, docketed, "R1", "panel_notice", outside=True)
    (entry,) = load(desk, docketed).log.all(ServedEvent)
    assert entry.event.outside


def test_an_attempt_needs_the_paper_too(desk: Desk, docketed: int) -> None:
    tried = ServiceAttempted(
        to="R1",
        documents=("panel_notice",),
        method="direct",
        result=Failure.NO_ANSWER,
    )
    with pytest.raises(BadInput) as refused:
        attempts.record_attempt(desk, docketed, tried, on=desk.today())
    assert words(refused.value).startswith("attempt.documents: “合议组成员告知书”还没有定稿")


def test_papers_that_no_form_makes_are_served_as_before(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput) as refused:
        serve(desk, docketed, "P1", "answer_copy")
    assert "定稿" not in words(refused.value)
