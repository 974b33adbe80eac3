"""A party's key names one person for ever, and one case never changes who another is about."""

from typing import Any

import pytest

from models.backup.verify import verify
from models.cases import deadlines
from models.cases.loading import load
from models.errors import BadInput
from models.queries.lists import to_serve
from models.services.parties import joining
from models.services.receiving import intake
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import docket, file, serve

MADE = {"kind": "company", "address": "某地", "phone": "1"}


@pytest.fixture
def docketed(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a docketed case with one respondent."""
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    return case_id


def join(desk: Desk, case_id: int, name: str, side: str = "respondent") -> int:
    """Join a party and return the entry."""
    made = joining.join_party(desk, case_id, MADE | {"name": name}, on=desk.today(), side=side)
    return made.ids["event"]


def named(desk: Desk, case_id: int) -> dict[str, str]:
    """Return the parties by their keys, without the requester."""
    return {p.key: p.name for p in load(desk, case_id).parties if p.side != "requester"}


FIRST = "禾川县青筐里塑业有限公司"


def test_who_is_named_after_a_voided_joining_is_a_party(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    journal.void_event(desk, docketed, join(desk, docketed, "误追加公司"), reason="错")
    request_s2["respondents"].append(MADE | {"name": "漏填公司"})
    request_s2["acts"] = [{"act": "make", "by": "respondent:2"}]
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="补人")
    assert named(desk, docketed) == {"R1": FIRST, "R3": "漏填公司"}
    case = load(desk, docketed)
    assert [(a.act, a.by) for a in case.record.acts] == [("make", "R3")]
    assert "R3" in {line.party for line in to_serve.to_serve(desk)}
    assert verify(desk) == []


def test_keys_of_the_joined_are_never_given_to_others(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    entry = join(desk, docketed, "乙公司")
    join(desk, docketed, "丙公司")
    journal.void_event(desk, docketed, entry, reason="错")
    request_s2["product"] = "另一种周转筐"
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="改字")
    join(desk, docketed, "丁公司")
    assert named(desk, docketed) == {"R1": FIRST, "R3": "丙公司", "R4": "丁公司"}
    with pytest.raises(BadInput, match="R3是追加的当事人"):
        request_s2["respondents"].append(MADE | {"name": "戊公司"})
        intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="加人")


def test_a_respondent_whom_an_amendment_dropped_keeps_the_key(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    one = list(request_s2["respondents"])
    request_s2["respondents"] = [*one, MADE | {"name": "乙公司"}]
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="加人")
    request_s2["respondents"] = one
    dropped = intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="减人")
    join(desk, docketed, "丙公司")
    assert named(desk, docketed) == {"R1": FIRST, "R3": "丙公司"}
    journal.void_event(desk, docketed, dropped.ids["event"], reason="错")
    assert named(desk, docketed) == {"R1": FIRST, "R2": "乙公司", "R3": "丙公司"}
    assert verify(desk) == []


def test_third_parties_are_numbered_on_too(desk: Desk, docketed: int) -> None:
    journal.void_event(desk, docketed, join(desk, docketed, "错", "third_party"), reason="错")
    join(desk, docketed, "第三人公司", "third_party")
    assert named(desk, docketed) == {"R1": FIRST, "T2": "第三人公司"}


def test_a_second_case_does_not_move_the_dates_of_the_first(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    serve(desk, docketed, "R1", "request_copy")
    before = _answer(desk, docketed)
    request_s2["respondents"][0] |= {"region": "hongkong", "domiciled_in_prc": False}
    second = file(desk, request_s2)
    assert _answer(desk, docketed) == before
    first, other = load(desk, docketed).party("R1"), load(desk, second).party("R1")
    assert first and first.person.domiciled_in_prc
    assert other and not other.person.domiciled_in_prc
    assert verify(desk) == []
    request_s2["respondents"][0] |= {"region": "mainland", "domiciled_in_prc": True}
    intake.amend_request(desk, second, request_s2, on=desk.today(), reason="有住所")
    other = load(desk, second).party("R1")
    assert first and other and other.person.id == first.person.id, "one person, one row again"


def test_a_home_that_is_put_right_moves_the_dates_of_its_own_case(
    desk: Desk, docketed: int, request_s2: dict[str, Any]
) -> None:
    serve(desk, docketed, "R1", "request_copy")
    before = load(desk, docketed).party("R1")
    request_s2["respondents"][0] |= {"region": "hongkong", "domiciled_in_prc": False}
    intake.amend_request(desk, docketed, request_s2, on=desk.today(), reason="无住所")
    after = load(desk, docketed).party("R1")
    assert before and after and before.person.id == after.person.id
    assert {rule for rule, _ in _answer(desk, docketed)} == {"answer_foreign"}
    assert verify(desk) == []


def _answer(desk: Desk, case_id: int) -> set[tuple[str, str]]:
    dates = deadlines.case_deadlines(desk, load(desk, case_id), desk.today())
    return {(d.id, str(d.due)) for d in dates if d.party == "R1" and d.id.startswith("answer")}
