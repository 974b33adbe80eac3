"""What was said of one party is never another's: keys stay with people, rows with their cases."""

import copy
from datetime import timedelta
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Party
from models.errors import BadInput
from models.queries.case_page.data import StepLine
from models.queries.case_page.matter import service_lines
from models.queries.case_page.page import case_page
from models.rules.events import (
    AnswerReceived,
    ExtensionApproved,
    InfringementKnown,
    RequestReceived,
)
from models.services.office.office import set_settings
from models.services.parties import joining
from models.services.proceedings import answers, service_corrections, serving
from models.services.proceedings.extension import extend_conclusion
from models.services.receiving import docketing, intake, register
from models.services.shared import journal
from models.store.desk import Desk
from tests.services.support import approve, docket, file, panel, published, serve, words
from ui.verbs.playing.scenario import Clock

OTHER = {
    "kind": "company", "name": "乙川塑业有限公司", "address": "乙川县东街1号",
    "phone": "0357-5550909", "legal_rep": "王二", "legal_rep_post": "经理",
}  # fmt: skip


@pytest.fixture
def two(request_s2: dict[str, Any]) -> dict[str, Any]:
    """Return a request against two respondents."""
    request_s2["respondents"].append(copy.deepcopy(OTHER))
    return request_s2


def amend(desk: Desk, case_id: int, data: dict[str, Any]) -> int:
    """Amend a request; returns the entry."""
    done = intake.amend_request(desk, case_id, data, on=desk.today(), reason="更正")
    return done.ids["event"]


def names(desk: Desk, case_id: int) -> dict[str, str]:
    """Return the respondents by key."""
    return {p.key: p.name for p in load(desk, case_id).side("respondent")}


def test_another_order_of_respondents_changes_nothing_of_theirs(
    desk: Desk, two: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, two)
    docket(desk, case_id, staff)
    serve(desk, case_id, "R2", "request_copy")
    answer = answers.AnswerIn("否认")
    answers.record_answer(desk, case_id, party="R2", on=desk.today(), answer=answer)
    before = names(desk, case_id)
    turned = copy.deepcopy(two)
    turned["respondents"].reverse()
    turned["product"] = "改正后的产品名称"
    amend(desk, case_id, turned)
    assert names(desk, case_id) == before
    found = load(desk, case_id).log.last(AnswerReceived)
    assert found is not None and before[found.event.sender] == OTHER["name"]
    assert verify(desk) == []


def test_a_name_put_right_keeps_the_key_also_beside_another_order(
    desk: Desk, two: dict[str, Any]
) -> None:
    case_id = file(desk, two)
    before = names(desk, case_id)
    two["respondents"].reverse()
    two["respondents"][1]["name"] = "禾川县改正后的名称有限公司"
    amend(desk, case_id, two)
    assert names(desk, case_id) == before | {"R1": "禾川县改正后的名称有限公司"}


def test_who_is_spoken_of_is_not_left_out(
    desk: Desk, two: dict[str, Any], request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, two)
    said = journal.record_event(
        desk, case_id, "e_service_consented", on=desk.today(), party="R2", target="a@b.cn"
    )
    less = copy.deepcopy(two)
    less["respondents"].pop()
    with pytest.raises(BadInput) as refused:
        amend(desk, case_id, less)
    assert "respondents: 乙川塑业有限公司已有登记：“同意电子送达”" in words(refused.value)
    journal.void_event(desk, case_id, said.ids["event"], reason="登记错了")
    amend(desk, case_id, less)
    again = copy.deepcopy(two)
    again["respondents"][1]["name"] = "丙川五金有限公司"
    amend(desk, case_id, again)
    assert names(desk, case_id)["R3"] == "丙川五金有限公司", "of R2 something was said once"


def test_one_case_never_rewrites_the_party_of_another(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    first, second = file(desk, request_s2), file(desk, copy.deepcopy(request_s2))
    moved = copy.deepcopy(request_s2)
    moved["respondents"][0]["address"] = "禾川县新街99号"
    amend(desk, first, moved)
    called = copy.deepcopy(request_s2)
    called["respondents"][0]["phone"] = "0357-5559999"
    amend(desk, second, called)

    def person(case_id: int) -> tuple[str, str]:
        place = load(desk, case_id).party("R1")
        assert place is not None
        return place.person.address, place.person.phone

    old = request_s2["respondents"][0]
    assert person(first) == ("禾川县新街99号", old["phone"])
    assert person(second) == (old["address"], "0357-5559999")
    third = copy.deepcopy(request_s2)
    third["respondents"][0]["legal_rep"] = "新任法定代表人"
    file(desk, third)
    assert person(first) == ("禾川县新街99号", old["phone"])
    assert verify(desk) == []
    amend(desk, second, request_s2)
    amend(desk, first, request_s2)
    # Alike again, they share a row; none is left that no case names.
    assert Party.select().where(Party.name == old["name"]).count() == 2


def test_voiding_what_a_decision_rests_on_is_refused_not_broken(
    desk: Desk, two: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, two)
    docket(desk, case_id, staff)
    changed = copy.deepcopy(two)
    changed["product"] = "改正后的产品"
    amend(desk, case_id, changed)
    joined = joining.join_party(
        desk, case_id, data={**OTHER, "name": "丁川农机经营部"}, side="respondent", on=desk.today()
    )
    key = load(desk, case_id).parties[-1].key
    data = {**OTHER, "name": "丁川农机销售部"}
    register.correct_joined_party(desk, case_id, key, data, on=desk.today(), reason="名称写错")
    with pytest.raises(BadInput, match="请先作废：“更正追加的当事人”"):
        journal.void_event(desk, case_id, joined.ids["event"], reason="追加错了")


def test_a_number_goes_back_only_where_it_came_from(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    first = file(desk, request_s2)
    was = load(desk, first).record.receipt_no
    corrected = register.correct_number(
        desk, first, "receipt", "禾知收〔2026〕88号", on=desk.today(), reason="登记本是88号"
    ).ids["event"]
    intake.file_request(desk, copy.deepcopy(request_s2), number=was)
    with pytest.raises(BadInput, match="现在是另一个案件的"):
        journal.void_event(desk, first, corrected, reason="更正错了")


def test_a_number_given_since_is_not_taken_back(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id, on = file(desk, request_s2), desk.today()
    docket(desk, case_id, staff)
    old = register.correct_number(
        desk, case_id, "case", "晋宁知法裁字〔2026〕9号", on=on, reason="审批表上是9号"
    ).ids["event"]
    docketed = next(e for e in load(desk, case_id).log.entries if e.event.type == "docketed")
    journal.void_event(desk, case_id, docketed.id, reason="立案日期错")
    docketing.docket(
        desk, case_id, on=on, panel=panel(staff), handler=staff["李敏"],
        number="晋宁知法裁字〔2026〕20号",
    )  # fmt: skip
    journal.void_event(desk, case_id, old, reason="更正错了")
    assert load(desk, case_id).record.case_no == "晋宁知法裁字〔2026〕20号"


def days(desk: Desk, case_id: int) -> tuple[str, str, str, str]:
    """Return the day of receipt in the row and in the log, the first day, a name."""
    case = load(desk, case_id)
    received, known = case.log.last(RequestReceived), case.log.last(InfringementKnown)
    on = received.on.isoformat() if received else ""
    first = known.on.isoformat() if known else ""
    return str(case.record.receipt_on), on, first, case.name_of("R1")


def test_voiding_an_amendment_brings_its_days_back(desk: Desk, request_s2: dict[str, Any]) -> None:
    case_id = file(desk, request_s2)
    before = days(desk, case_id)
    first = copy.deepcopy(request_s2)
    first |= {"received_on": "2026-05-12", "infringement_known_on": "2026-03-01"}
    first["respondents"][0]["name"] = "错误公司甲"
    one = amend(desk, case_id, first)
    between = days(desk, case_id)
    assert between == ("2026-05-12", "2026-05-12", "2026-03-01", "错误公司甲")
    second = copy.deepcopy(first)
    second |= {"received_on": "2026-05-13", "infringement_known_on": None}
    second["respondents"][0]["name"] = "错误公司乙"
    two = amend(desk, case_id, second)
    assert days(desk, case_id) == ("2026-05-13", "2026-05-13", "", "错误公司乙")
    journal.void_event(desk, case_id, two, reason="撤回")
    assert days(desk, case_id) == between
    journal.void_event(desk, case_id, one, reason="撤回")
    assert days(desk, case_id) == before
    assert verify(desk) == []


def test_the_earlier_of_two_amendments_is_voided_first(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file(desk, request_s2)
    before = days(desk, case_id)
    first = {**copy.deepcopy(request_s2), "received_on": "2026-05-12"}
    second = {**copy.deepcopy(request_s2), "received_on": "2026-05-13"}
    one, two = amend(desk, case_id, first), amend(desk, case_id, second)
    journal.void_event(desk, case_id, one, reason="撤回")
    assert days(desk, case_id)[1] == "2026-05-13"
    journal.void_event(desk, case_id, two, reason="撤回")
    assert days(desk, case_id) == before
    assert verify(desk) == []


def test_the_slip_of_service_goes_to_the_right_one_of_two_of_one_name(
    desk: Desk, two: dict[str, Any], staff: dict[str, int]
) -> None:
    two["respondents"][1] = {**copy.deepcopy(OTHER), "name": two["respondents"][0]["name"]}
    case_id = file(desk, two)
    docket(desk, case_id, staff)
    serve(desk, case_id, "R1", "request_copy")
    (line,) = service_lines(load(desk, case_id))
    assert line.to == "R1"


def test_an_approval_of_the_day_counts_whatever_came_after(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int], clock: Clock
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    first = desk.today()
    approve(desk, case_id, "extension_1")
    clock.day = first + timedelta(days=1)
    (lacking,) = [s for s in steps_with_needs(desk, case_id) if s.command == "extend_conclusion"]
    assert any("当日的批准" in one.text for one in lacking.missing), "that was yesterday"
    approve(desk, case_id, "extension_1")
    extension = ExtensionApproved(level=1, months=1, reason="案情复杂")
    extend_conclusion(desk, case_id, on=first, extension=extension)


def steps_with_needs(desk: Desk, case_id: int) -> tuple[StepLine, ...]:
    """Return the steps as the page of the case shows them."""
    return case_page(desk, case_id).steps


@pytest.mark.parametrize("reason", ["\u202e倒过来", "[请填写理由]", "长" * 120_000])
def test_a_reason_that_no_paper_could_print(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int], reason: str
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    served = serve(desk, case_id, "R1", "request_copy").ids["event"]
    right = service_corrections.Righted(received_by="王二")
    for act in (
        lambda: journal.void_event(desk, case_id, served, reason=reason),
        lambda: service_corrections.correct_services(desk, case_id, [served], right, reason=reason),
        lambda: intake.amend_request(
            desk, case_id, {**request_s2, "product": "另一产品"}, on=desk.today(), reason=reason
        ),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert [p.field for p in refused.value.problems] == ["reason"]


def test_who_has_no_home_here_is_decided_once(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    request_s2["respondents"][0] |= {"region": "hongkong", "domiciled_in_prc": True}
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    set_settings(desk, {"position.hmt_without_domicile": True})
    before = desk.today()
    proof = published(before, place="本局公告栏", reason="下落不明，其他方式无法送达")
    served = serving.Served("R1", ("request_copy",), "publication", proof, outside=True)
    serving.serve(desk, case_id, served)
    (line,) = service_lines(load(desk, case_id))
    assert (line.day - before).days == 60


def test_an_approval_is_not_voided_while_what_it_approved_stands(
    desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]
) -> None:
    case_id = file(desk, request_s2)
    docket(desk, case_id, staff)
    entries = {e.event.type: e.id for e in load(desk, case_id).log.entries}
    with pytest.raises(BadInput, match="请先作废：“立案”"):
        journal.void_event(desk, case_id, entries["approval_recorded"], reason="审批登记错了")
    journal.void_event(desk, case_id, entries["docketed"], reason="立案登记错了")
    journal.void_event(desk, case_id, entries["approval_recorded"], reason="审批登记错了")
    assert verify(desk) == []
