"""Gates of a service: each bites, names its article, and has its ways through."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.cases import deadlines
from models.cases.loading import load
from models.entities import Staff
from models.errors import BadInput
from models.facts.records import service_facts
from models.queries.case_page.page import case_page
from models.rules.events import Failure, Proof, Served, ServiceAttempted
from models.services.office import office
from models.services.proceedings import service_corrections, serving
from models.services.proceedings.attempts import record_attempt
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import docket, file, published
from ui.verbs.playing.scenario import Clock

DAY = date(2026, 5, 20)
BY_HAND = Proof(received_on=DAY, received_by="甲", received_as="agent")
LEFT = Proof(left_on=DAY, refusal_reason="拒收", witness="吴秀兰")
PUBLISHED = Proof(published_on=DAY, place="本局网站", reason="各种方式均未送到")
BACK = Proof(
    sent_on=DAY, returned_on=date(2026, 5, 25), tracking_no="1098765400217",
    address="禾川县新街9号", refusal_reason="收件人拒收",
)  # fmt: skip
MAILBOX = "r1@example.cn"


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case: P1 a natural person, R1 a company."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def told(desk: Desk, case_id: int, method: str, proof: Proof, to: str = "R1") -> list[str]:
    """Return what preview and service say alike, as field and gate; nothing when it is served."""
    paper = "request_copy" if to == "R1" else "acceptance_notice"
    served = serving.Served(to, (paper,), method, proof, outside=True)
    _day, found = serving.preview(desk, load(desk, case_id), served)
    try:
        serving.serve(desk, case_id, served)
    except BadInput as refused:
        assert list(refused.problems) == found
        assert all(p.basis and p.basis in p.problem for p in found if p.gate)
        assert not load(desk, case_id).log.has(Served)
        return [f"{p.field}:{p.gate}" for p in found]
    assert found == []
    return []


def tried(desk: Desk, case_id: int, result: Failure, on: date = DAY) -> None:
    """Record an attempt at R1 in person."""
    attempt = ServiceAttempted(
        to="R1", documents=("request_copy",), method="direct", result=result, outside=True
    )
    record_attempt(desk, case_id, attempt, on=on)


def confirm(desk: Desk, case_id: int, on: date = date(2026, 5, 14), **more: str) -> None:
    """Record where R1 says that it is reached."""
    values = {"address": "禾川县新街9号", **more}
    journal.record_event(desk, case_id, "service_address_confirmed", on=on, party="R1", **values)


# ---- who received


@pytest.mark.parametrize(
    ("to", "capacity", "fits"),
    [
        ("R1", "office", True), ("R1", "head", True), ("R1", "agent", True),
        ("R1", "family", False), ("R1", "self", False), ("R1", "passer_by", False),
        ("P1", "self", True), ("P1", "family", True), ("P1", "named", True),
        ("P1", "office", False), ("P1", "head", False),
    ],
)  # fmt: skip
def test_who_may_sign_for_whom(
    desk: Desk, docketed: int, to: str, capacity: str, fits: bool
) -> None:
    said = told(desk, docketed, "direct", replace(BY_HAND, received_as=capacity), to)
    assert said == ([] if fits else ["received_as:who_received"])


def test_another_signs_only_with_a_reason_that_the_head_approved(desk: Desk, docketed: int) -> None:
    other = replace(BY_HAND, received_as="other")
    lacks = ["override_reason:who_received", "approver:who_received"]
    assert told(desk, docketed, "direct", other) == lacks
    other = replace(other, override_reason="唯一在场的员工，当场电话请示")
    assert told(desk, docketed, "direct", replace(other, approver="李敏")) == lacks[1:]
    other = replace(other, approver="高明")
    Staff.update(active=False).where(Staff.name == "高明").execute()
    assert told(desk, docketed, "direct", other) == lacks[1:]
    Staff.update(active=True).where(Staff.name == "高明").execute()
    assert told(desk, docketed, "direct", other) == []
    [line] = case_page(desk, docketed).services
    assert "仍算送达的理由：唯一在场的员工" in line.proof and "批准人：高明" in line.proof
    slip = service_facts(desk, load(desk, docketed), "R1", line.event)
    assert slip["note"] == "", "the exception stays in the office"


def test_the_slip_says_in_which_capacity_somebody_signed(desk: Desk, docketed: int) -> None:
    proof = replace(BY_HAND, received_as="agent", address="禾川县新街9号")
    assert told(desk, docketed, "direct", proof) == []
    [line] = case_page(desk, docketed).services
    slip = service_facts(desk, load(desk, docketed), "R1", line.event)
    assert (slip["note"], slip["address"]) == ("签收人的身份：委托代理人", "禾川县新街9号")


# ---- left


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({}, ["witness_as:left_needs_proof"]),
        ({"witness_as": "neighbour"}, ["witness_as:left_needs_proof"]),
        ({"witness_as": "grassroots"}, []),
        ({"witness_as": "employer"}, []),
        ({"recording": "执法记录仪3号"}, []),
        ({"witness": "", "recording": "照片2张"}, []),
        ({"witness": ""}, ["witness:"]),
        ({"refusal_reason": "", "witness_as": "employer"}, ["refusal_reason:"]),
    ],
)
def test_what_is_left_has_a_witness_of_standing_or_pictures(
    desk: Desk, docketed: int, change: dict[str, str], lacks: list[str]
) -> None:
    assert told(desk, docketed, "left", replace(LEFT, **change)) == lacks


# ---- the last resort


def test_nothing_is_published_before_other_ways_failed(desk: Desk, docketed: int) -> None:
    lacks = ["unfound:last_resort", "approver:last_resort"]
    assert told(desk, docketed, "publication", PUBLISHED) == lacks
    tried(desk, docketed, Failure.REFUSED)
    assert told(desk, docketed, "publication", PUBLISHED) == lacks, "who refuses has been found"
    tried(desk, docketed, Failure.MOVED)
    day_before = replace(PUBLISHED, published_on=date(2026, 5, 19))
    assert "unfound:last_resort" in told(desk, docketed, "publication", day_before)
    assert told(desk, docketed, "publication", PUBLISHED) == []


def test_who_was_nowhere_from_the_start_is_published_with_proof_and_approval(
    desk: Desk, docketed: int
) -> None:
    unfound = replace(PUBLISHED, unfound="村民委员会证明")
    assert told(desk, docketed, "publication", unfound) == ["approver:last_resort"]
    assert told(desk, docketed, "publication", replace(unfound, approver="高明")) == []


def test_a_voided_attempt_opens_no_publication(desk: Desk, docketed: int) -> None:
    tried(desk, docketed, Failure.UNKNOWN)
    attempt = load(desk, docketed).log.last(ServiceAttempted)
    assert attempt
    journal.void_event(desk, docketed, attempt.id, reason="记错案件")
    assert "unfound:last_resort" in told(desk, docketed, "publication", PUBLISHED)


# ---- electronic


ARRIVED = Proof(arrived_on=DAY, target=MAILBOX)


def consent(desk: Desk, case_id: int, target: str, on: date = DAY) -> None:
    """Record that R1 agreed to be served at an address."""
    journal.record_event(desk, case_id, "e_service_consented", on=on, party="R1", target=target)


def test_electronic_service_goes_to_the_address_that_was_agreed(desk: Desk, docketed: int) -> None:
    assert told(desk, docketed, "electronic", ARRIVED) == ["method:consent_electronic"]
    consent(desk, docketed, "other@example.cn")
    assert told(desk, docketed, "electronic", ARRIVED) == ["target:consent_electronic"]
    early = replace(ARRIVED, arrived_on=date(2026, 5, 19), target="other@example.cn")
    with pytest.raises(BadInput):  # docketed on the 20th, agreed on the 20th
        serving.serve(
            desk,
            docketed,
            serving.Served("R1", ("request_copy",), "electronic", early, outside=True),
        )
    consent(desk, docketed, f" {MAILBOX} ")
    assert told(desk, docketed, "electronic", ARRIVED) == []


def test_the_newest_confirmation_is_consent_to_its_address(desk: Desk, docketed: int) -> None:
    confirm(desk, docketed, target=MAILBOX)
    confirm(desk, docketed, on=date(2026, 5, 18), target="new@example.cn")
    assert told(desk, docketed, "electronic", ARRIVED) == ["target:consent_electronic"]
    new = replace(ARRIVED, target="new@example.cn")
    assert told(desk, docketed, "electronic", new) == []


def test_a_consent_names_its_address(desk: Desk, docketed: int) -> None:
    with pytest.raises(BadInput, match="须填写接收号码或者邮箱"):
        consent(desk, docketed, "")


# ---- what the post brings back


def test_a_returned_letter_is_a_service_only_from_the_confirmed_address_by_position(
    desk: Desk, docketed: int, clock: Clock
) -> None:
    clock.day = date(2026, 5, 25)
    confirm(desk, docketed)
    assert told(desk, docketed, "returned", BACK) == ["method:"], "an attempt, by the position"
    office.set_setting(desk, "position.returned_from_confirmed", True)
    wrong = replace(BACK, address="禾川县老街1号")
    assert told(desk, docketed, "returned", wrong) == ["address:refused_by_mail"]
    assert told(desk, docketed, "returned", BACK) == []
    found = deadlines.find(desk, load(desk, docketed), "answer", "R1", desk.today())
    assert found and found.trigger_date == clock.day
    [line] = case_page(desk, docketed).services
    slip = service_facts(desk, load(desk, docketed), "R1", line.event)
    assert isinstance(slip["methods"], list)
    ticked = [m for m in slip["methods"] if isinstance(m, dict) and m["ticked"]]
    assert ticked == [{"name": "邮寄送达", "ticked": True}]


def test_without_a_confirmation_a_returned_letter_is_an_attempt(
    desk: Desk, docketed: int, clock: Clock
) -> None:
    clock.day = date(2026, 5, 25)
    office.set_setting(desk, "position.returned_from_confirmed", True)
    assert told(desk, docketed, "returned", BACK) == ["method:refused_by_mail"]
    confirm(desk, docketed, on=date(2026, 5, 21))  # after it was posted
    assert told(desk, docketed, "returned", BACK) == ["method:refused_by_mail"]


# ---- what is on record is not judged again


def test_an_older_publication_is_put_right_without_what_was_not_asked_then(
    desk: Desk, docketed: int
) -> None:
    proof = published(DAY)
    serving.serve(
        desk, docketed, serving.Served("R1", ("request_copy",), "publication", proof, outside=True)
    )
    Staff.update(active=False).where(Staff.name == "高明").execute()
    entry = load(desk, docketed).log.last(Served)
    assert entry
    righted = service_corrections.Righted(server="王强")
    service_corrections.correct_services(desk, docketed, [entry.id], righted, reason="送达人写错")
    again = load(desk, docketed).log.last(Served)
    assert again and again.event.server == "王强" and again.event.proof == proof


def test_service_in_person_says_who_signed(desk: Desk, docketed: int) -> None:
    assert told(desk, docketed, "direct", replace(BY_HAND, received_as="")) == ["received_as:"]
