"""Parties joined on the way: a third party, a respondent joined by mistake, joined again."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story, company


@pytest.fixture
def open_case(story: Story) -> Story:
    """Return a case docketed on 5 March, everything served on R1 on 9 March."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice panel_notice evidence_notice", "P1")
    return story.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")


def test_a_third_party_gets_papers_and_periods_like_a_party(open_case: Story) -> None:
    open_case.on("2026-03-20").joins(company("禾川县供模有限公司"), "third_party")
    assert "第三人 禾川县供模有限公司" in open_case.page().header.parties
    assert open_case.dates("serve_request") == {"R1": "2026-03-12 met → 2026-03-09"}
    open_case.on("2026-03-23").serves("joinder_notice panel_notice evidence_notice", "T1")
    # 第24条：享有当事人的权利义务。第5条3个工作日（24、25、26日）；第54条15日（4月7日）。
    assert open_case.date("recusal", "T1") == "2026-03-26 running"
    assert open_case.date("evidence", "T1") == "2026-04-07 running"
    open_case.on("2026-04-01").fixes_hearing("2026-04-20")
    # 第26条：向前数第4个工作日，4月17、16、15、14日。
    assert open_case.dates("hearing_notice") == {
        key: "2026-04-14 running" for key in ("P1", "R1", "T1")
    }
    assert open_case.to_serve()["serve_hearing_notice 禾川县供模有限公司"] == "2026-04-14"
    open_case.serves("hearing_notice", "P1", "R1", "T1").on("2026-04-20")
    open_case.hears("R1").deliberates().approves("closing")
    basis = "《专利纠纷行政裁决和调解办法》第二十六条、第三十一条"
    open_case.on("2026-04-21").decides("R1", basis=basis)
    assert {k for k in open_case.to_serve() if k.startswith("serve_decision")} == {
        "serve_decision 郝砚秋",
        "serve_decision 禾川县青筐里塑业有限公司",
        "serve_decision 禾川县供模有限公司",
    }
    open_case.serves("decision", "P1", "R1")
    assert open_case.stage() == ("serving", "closed")
    open_case.on("2026-04-22").serves("decision", "T1")
    assert open_case.stage() == ("closed", "closed")
    # 专利法第65条：各自收到之日起15日；5月6日是周三，5月7日是周四。
    assert open_case.dates("sue") == {
        "P1": "2026-05-06 running",
        "R1": "2026-05-06 running",
        "T1": "2026-05-07 running",
    }


def test_a_joined_respondent_is_served_within_five_workdays_of_the_ruling(open_case: Story) -> None:
    open_case.on("2026-03-23").joins(company("禾川县大筐塑业有限公司"))
    # 自追加起算：3月24至27日、30日。
    assert open_case.dates("serve_request") == {
        "R1": "2026-03-12 met → 2026-03-09",
        "R2": "2026-03-30 running",
    }
    assert open_case.listed(search="大筐").startswith("soon")
    assert open_case.to_serve() == {
        "serve_request 禾川县大筐塑业有限公司": "2026-03-30",
        "serve_joinder 禾川县大筐塑业有限公司": "",
    }
    open_case.on("2026-03-31")
    assert open_case.on_today("overdue") == ["送达请求书副本（禾川县大筐塑业有限公司） 2026-03-30"]
    open_case.serves("request_copy joinder_notice", "R2")
    # 15日：4月15日周三。
    assert open_case.dates("answer") == {
        "R1": "2026-03-24 lapsed",
        "R2": "2026-04-15 running",
    }


def test_a_voided_joinder_leaves_no_trace_in_lists_and_dates(open_case: Story) -> None:
    open_case.on("2026-03-23").joins(company("禾川县大筐塑业有限公司"))
    open_case.on("2026-03-24").voids("party_joined")
    assert open_case.dates("serve_request") == {"R1": "2026-03-12 met → 2026-03-09"}
    assert open_case.to_serve() == {}
    assert open_case.listed(search="大筐") == ""
    assert "大筐" not in open_case.page().header.parties
    assert not [c for c in open_case.page().parties if c.name == "禾川县大筐塑业有限公司"]
    assert "登记有误" in open_case.entry("party_joined").voided
    open_case.on("2026-03-31")
    assert open_case.on_today("overdue") == []


def test_joined_again_it_is_another_party_with_days_of_its_own(open_case: Story) -> None:
    open_case.on("2026-03-23").joins(company("禾川县大筐塑业有限公司"))
    open_case.on("2026-03-24").voids("party_joined").joins(company("禾川县大框塑业有限公司"))
    assert {p.key: p.name for p in open_case.case().side("respondent")} == {
        "R1": "禾川县青筐里塑业有限公司",
        "R3": "禾川县大框塑业有限公司",
    }, "what was said of R2 can never be said of another"
    # 3月25、26、27、30、31日。
    assert open_case.date("serve_request", "R3") == "2026-03-31 running"
    assert open_case.to_serve() == {
        "serve_request 禾川县大框塑业有限公司": "2026-03-31",
        "serve_joinder 禾川县大框塑业有限公司": "",
    }
    with pytest.raises(BadInput, match="R2"):
        open_case.serves("request_copy", "R2")
    open_case.serves("request_copy", "R3").on("2026-03-25").answers("R3")
    assert open_case.date("answer", "R3") == "2026-04-08 met → 2026-03-25"
    with pytest.raises(BadInput) as refused:
        open_case.voids("party_joined")
    assert [p.problem for p in refused.value.problems] == [
        "以后的登记以它为前提，请先作废：“送达请求书副本”（2026-03-24）、“收到答辩书”（2026-03-25）"
    ]


def test_a_joinder_on_which_a_service_rests_is_voided_after_it(open_case: Story) -> None:
    open_case.on("2026-03-23").joins(company("禾川县大筐塑业有限公司"))
    open_case.serves("request_copy", "R2")
    with pytest.raises(BadInput, match="请先作废：“送达请求书副本”（2026-03-23）"):
        open_case.voids("party_joined")
    open_case.voids("served").voids("party_joined")
    assert open_case.to_serve() == {}
    assert [line for line in open_case.served() if "大筐" in line] == []


def test_after_the_hearing_nobody_is_joined(open_case: Story) -> None:
    open_case.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    assert "join_party" in open_case.may()
    open_case.on("2026-04-20").hears()
    assert "join_party" not in open_case.may()
    with pytest.raises(BadInput, match="不予支持"):  # 第24条第3款
        open_case.joins(company("禾川县大筐塑业有限公司"))
    assert open_case.dates("serve_request") == {"R1": "2026-03-12 met → 2026-03-09"}
