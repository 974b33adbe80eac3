"""Days that do not count and the two extensions of the closing limit (art. 37)."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story


@pytest.fixture
def running(story: Story) -> Story:
    """Return a case docketed on 5 March, served on 9 March; to be closed by 5 June."""
    story.on("2026-03-02").files().on("2026-03-05").dockets().serves("acceptance_notice", "P1")
    return story.on("2026-03-09").serves("request_copy", "R1")


def test_suspension_for_invalidation_and_resumption(running: Story) -> None:
    assert running.date("conclude") == "2026-06-05 running"
    running.on("2026-04-10").pauses("suspension")
    assert running.stage() == ("docketed", "suspended")
    assert "end_pause" in running.steps() and "pause" not in running.may()
    assert running.listed(status="suspended").startswith("suspended")
    assert running.listed(status="open") == ""
    running.on("2026-05-08")
    # 第37条第2款：[4月10日, 5月8日)是28日，6月5日加28日是7月3日周五。
    assert running.date("conclude") == "2026-07-03 suspended"
    assert running.clock_text() == "结案期限暂停计算"
    running.on("2026-05-20").resumes("suspension-1")
    # 40日：7月15日周三。恢复之日重新计入。
    assert running.date("conclude") == "2026-07-15 running"
    assert running.clock_text() == "距结案期限 56 日"
    assert running.stage() == ("docketed", "open")
    assert "end_pause" not in running.steps()
    assert running.journal()[-2:] == ["不计入期限的期间开始", "不计入期限的期间结束"]


def test_pauses_that_overlap_are_counted_once(running: Story) -> None:
    running.on("2026-04-10").pauses("suspension").on("2026-04-15").pauses("appraisal")
    running.on("2026-04-20").resumes("suspension-1")
    assert running.stage() == ("docketed", "suspended"), "the appraisal goes on"
    running.on("2026-04-25").resumes("appraisal-2")
    # [10日, 25日)合并为15日：6月20日在端午假期，顺延至22日。
    assert running.date("conclude") == "2026-06-22 running"


def test_a_settlement_pause_is_the_parties_own(running: Story) -> None:
    running.on("2026-04-01")
    with pytest.raises(BadInput, match=r"申请人|applied_by"):
        running.pauses("settlement")
    running.pauses("settlement", by="P1")
    running.on("2026-04-15").resumes("settlement-1")
    # 和解不成：[4月1日, 15日)14日，6月19日是端午节，顺延至22日。
    assert running.date("conclude") == "2026-06-22 running"
    rows = dict(running.entry("tolling_started").fields)
    assert rows["申请人"] == "郝砚秋"
    assert rows["种类"] == "当事人申请和解"


def test_a_settlement_reached_during_the_pause_ends_the_case(running: Story) -> None:
    running.on("2026-04-01").pauses("settlement", by="R1").on("2026-04-13").settles("P1", "R1")
    assert running.date("conclude") == "2026-06-17 met → 2026-04-13"
    assert running.stage() == ("serving", "closed"), "第35条：协议书送达双方才告完毕"
    assert set(running.to_serve()) == {
        "serve_agreement 郝砚秋",
        "serve_agreement 禾川县青筐里塑业有限公司",
    }
    assert running.on_today("unserved") == [
        "送达调解协议书（本人签收，不得留置）（郝砚秋）",
        "送达调解协议书（本人签收，不得留置）（禾川县青筐里塑业有限公司）",
    ]
    running.on("2026-04-14").serves("agreement", "P1", "R1")
    assert running.stage() == ("closed", "closed")
    assert running.on_today("unserved") == []
    assert running.dates("sue") == {}, "对协议没有起诉期限"
    assert running.listed() == "closed"


def test_two_extensions_in_time_give_six_months(running: Story) -> None:
    running.on("2026-05-28").extends(1, months=1)
    # 第37条第1款：4个月，7月5日周日，顺延。
    assert running.date("conclude") == "2026-07-06 running"
    assert "extend_conclusion" in running.may()
    running.on("2026-07-06").extends(2, months=2, document="晋知函〔2026〕9号")
    # 6个月：9月5日周六，顺延。
    assert running.date("conclude") == "2026-09-07 running"
    assert "extend_conclusion" not in running.may()
    with pytest.raises(BadInput, match="level"):
        running.extends(2, months=2, document="晋知函〔2026〕10号")
    running.on("2026-09-08")
    assert running.date("conclude") == "2026-09-07 overdue"
    assert running.clock_text() == "结案期限已过 1 日"
    assert running.on_today("overdue") == ["结案 2026-09-07"]


def test_an_extension_needs_its_approval_and_its_order(running: Story) -> None:
    running.on("2026-05-28")
    with pytest.raises(BadInput, match="批准文书"):
        running.extends(2, months=1)
    with pytest.raises(BadInput):
        running.extends(2, months=1, document="晋知函〔2026〕9号")
    with pytest.raises(BadInput):
        running.extends(1, months=2)
    assert running.date("conclude") == "2026-06-05 running", "nothing refused is left behind"
    assert running.journal().count("批准延长结案期限") == 0


def test_an_extension_approved_after_the_limit_does_not_count(running: Story) -> None:
    running.on("2026-06-06")
    assert running.date("conclude") == "2026-06-05 overdue"
    running.extends(1, months=1)
    assert running.date("conclude") == "2026-06-05 overdue"
    line = next(d for d in running.page().dates if d.rule == "conclude")
    assert any("不计" in step.text or "期满后" in step.text for step in line.trace)


def test_a_pause_begun_after_the_limit_does_not_count(running: Story) -> None:
    running.on("2026-06-08").pauses("suspension").on("2026-06-15").resumes("suspension-1")
    assert running.date("conclude") == "2026-06-05 overdue"


def test_a_pause_within_an_extension_counts(running: Story) -> None:
    running.on("2026-06-01").extends(1, months=1).on("2026-06-29").pauses("appraisal")
    running.on("2026-07-09")
    # 4个月到7月5日（顺延至6日），6月29日仍在期内：10日，7月15日周三。
    assert running.date("conclude") == "2026-07-15 suspended"
    running.resumes("appraisal-1")
    assert running.date("conclude") == "2026-07-15 running"


def test_an_end_typed_wrongly_is_voided_and_the_days_go_on(running: Story) -> None:
    running.on("2026-04-10").pauses("suspension").on("2026-04-20").resumes("suspension-1")
    assert running.date("conclude") == "2026-06-15 running"
    running.on("2026-04-30").voids("tolling_ended")
    assert running.date("conclude") == "2026-06-25 suspended"
    assert running.stage() == ("docketed", "suspended")
    running.voids("tolling_started")
    assert running.date("conclude") == "2026-06-05 running"
