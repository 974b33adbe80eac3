"""What was voided leaves the rows of the case as if it had not been; a bad row is named."""

from datetime import timedelta
from typing import Any

import pytest

from models import reference
from models.backup.verify import verify
from models.cases.loading import load
from models.errors import KnownError
from models.facts.case import evidence_facts
from models.queries.case_page.page import case_page
from models.queries.lists import today
from models.rules.events import NoteRecorded, RequestReceived
from models.services.proceedings import evidence, periods, routing
from models.services.proceedings.evidence import Exhibit
from models.services.proceedings.periods import PeriodIn
from models.services.proceedings.routing import RoutingIn
from models.services.receiving import intake
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import approve, docket, file
from ui.verbs.playing.scenario import Clock


@pytest.fixture
def filed(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a case that has just been filed."""
    return file(desk, request_s2)


@pytest.fixture
def docketed(desk: Desk, filed: int, staff: dict[str, int]) -> int:
    """Return a docketed case."""
    docket(desk, filed, staff)
    return filed


def test_voiding_an_amendment_brings_the_rows_back(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    before = load(desk, filed)
    request_s2 |= {"product": "别的产品", "evidence": request_s2["evidence"][:1]}
    request_s2["patent"]["title"] = "改名了"
    request_s2["respondents"][0]["name"] = "改名公司"
    made = intake.amend_request(desk, filed, request_s2, on=desk.today(), reason="改").ids
    assert load(desk, filed).record.product == "别的产品"
    journal.void_event(desk, filed, made["event"], reason="错")
    after = load(desk, filed)
    assert after.patent and before.patent and after.patent.title == before.patent.title
    assert after.record.product == before.record.product
    assert after.evidence == before.evidence
    assert [p.name for p in after.parties] == [p.name for p in before.parties]
    assert verify(desk) == []


def test_voiding_a_correction_brings_the_rows_back(desk: Desk, request_s2: dict[str, Any]) -> None:
    whole = request_s2["facts_and_reasons"]
    case_id = file(desk, request_s2 | {"facts_and_reasons": ""})
    intake.request_correction(desk, case_id, on=desk.today(), days=10)
    intake.record_corrected(desk, case_id, request_s2, on=desk.today())
    case = load(desk, case_id)
    assert case.record.facts_and_reasons == whole
    met, corrected = case.log.entries[-1], case.log.entries[-2]
    for entry in (met, corrected):
        journal.void_event(desk, case_id, entry.id, reason="错")
    assert load(desk, case_id).record.facts_and_reasons == ""
    assert verify(desk) == []


def test_the_last_request_is_the_one_recorded_last(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    for back, place in ((0, "甲地"), (3, "乙地")):
        on = desk.today() - timedelta(days=back)
        request_s2["place_of_act"] = place
        intake.amend_request(desk, filed, request_s2, on=on, reason="改")
    case = load(desk, filed)
    assert case.record.place_of_act == case.last_request.data["place_of_act"] == "乙地"


def test_a_first_day_that_is_moved_carries_the_request(
    desk: Desk, filed: int, request_s2: dict[str, Any]
) -> None:
    moved = desk.today() - timedelta(days=1)
    assert str(moved) != request_s2["received_on"]
    request_s2 |= {"received_on": str(moved), "product": "别的产品"}
    made = intake.amend_request(desk, filed, request_s2, on=desk.today(), reason="改").ids
    received = load(desk, filed).log.last(RequestReceived)
    assert received and received.event.intake and received.event.intake.data == request_s2
    journal.void_event(desk, filed, made["event"], reason="错")
    case = load(desk, filed)
    assert case.record.product == case.last_request.data["product"]
    assert verify(desk) == []


def test_voided_evidence_is_neither_listed_nor_printed(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    before = load(desk, docketed).evidence
    made = evidence.add_evidence(
        desk, docketed, [Exhibit("respondent", "误登证据")], on=desk.today()
    ).ids
    journal.void_event(desk, docketed, made["event"], reason="错")
    case = load(desk, docketed)
    assert case.evidence == before
    assert "误登证据" not in str(evidence_facts(case))
    assert "误登证据" not in str(case_page(desk, docketed).evidence)
    request_s2["product"] = "另一种周转筐"
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="改")
    evidence.add_evidence(desk, docketed, [Exhibit("respondent", "照片")], on=desk.today())
    last = load(desk, docketed).evidence[-1]
    assert (last.no, last.name) == (len(before) + 2, "照片"), "numbers count over all"


def test_a_voided_routing_leaves_no_track(desk: Desk, docketed: int) -> None:
    def route(answer: str) -> int:
        answers = {k.id: answer for k in reference.routing_rules().criteria}
        return routing.route(
            desk,
            docketed,
            phase="pre",
            on=desk.today(),
            choice=RoutingIn(answers=answers, decided_by="高明"),
        ).ids["event"]

    first = route("no")
    track = load(desk, docketed).record.track
    assert track
    second = routing.route(
        desk,
        docketed,
        phase="pre",
        on=desk.today(),
        choice=RoutingIn(
            answers={k.id: "no" for k in reference.routing_rules().criteria},
            decided_by="高明",
            override="complex" if track == "simple" else "simple",
            override_reason="案情复杂，涉及多个被请求人",
        ),
    ).ids["event"]
    assert load(desk, docketed).record.track != track
    journal.void_event(desk, docketed, second, reason="错")
    assert load(desk, docketed).record.track == track
    journal.void_event(desk, docketed, first, reason="错")
    assert load(desk, docketed).record.track is None
    assert case_page(desk, docketed).header.track == ""


def test_another_period_does_not_end_correcting(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2 | {"facts_and_reasons": ""})
    intake.request_correction(desk, case_id, on=desk.today(), days=10)
    periods.set_period(
        desk,
        case_id,
        what="supplement",
        party="P1",
        on=desk.today(),
        period=PeriodIn(text="补充", days=5),
    )
    assert load(desk, case_id).record.stage == "correcting"


def test_a_supplied_power_is_shown_as_papers_print_it(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    request_s2["agents"] = [
        {"for": "requester:1", "name": "王代理", "firm": "某所", "phone": "1", "powers": "general"}
    ]
    case_id = file(desk, request_s2)
    assert "一般" in case_page(desk, case_id).parties[0].agents[0][1]
    journal.record_event(
        desk, case_id, "special_power_supplied", on=desk.today(), party="P1", agent="王代理",
        powers=["和解"],
    )  # fmt: skip
    shown = case_page(desk, case_id).parties[0].agents[0][1]
    assert shown == f"{reference.name('powers', 'special')}：和解　电话 1"


def test_a_row_that_cannot_be_read_is_named(
    desk: Desk, clock: Clock, filed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file(desk, dict(load(desk, filed).last_request.data))
    with monkeypatch.context() as newer:
        newer.setattr(NoteRecorded, "version", 2)
        made = journal.record_event(
            desk, filed, "note_recorded", on=desk.today(), title="新", text="新版"
        ).ids
    reads = (lambda: case_page(desk, filed), lambda: approve(desk, filed, "docketing"))
    for read in reads:
        with pytest.raises(KnownError, match=f"编号{made['event']}的登记") as refused:
            read()
        assert load(desk, other).record.receipt_no not in str(refused.value)
    clock.day += timedelta(days=1500)  # what the lists hold of both has run out
    shown = [line.case_id for card in today.today_view(desk).cards for line in card.lines]
    assert other in shown, "the other cases go on"
    found = [(p.field, p.problem) for p in verify(desk)]
    assert [field for field, _ in found] == [f"event[{made['event']}]"]
    assert "note_recorded" in found[0][1]
