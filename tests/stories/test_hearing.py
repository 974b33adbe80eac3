"""A hearing fixed, cancelled and fixed again; written review; a member of the panel replaced."""

import pytest

from models.errors import BadInput
from models.queries.signs import Tone
from models.services.proceedings.overriding import override_gate
from models.services.shared.documents import Order, preview
from tests.pdf import pdf_text
from tests.stories.story import Story


@pytest.fixture
def served(story: Story) -> Story:
    """Return a case docketed on 5 March, everything served by 10 March."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice evidence_notice", "P1")
    story.on("2026-03-09").serves("request_copy evidence_notice", "R1")
    return story.on("2026-03-10").serves("panel_notice", "P1", "R1")


def test_a_hearing_is_told_three_clear_workdays_before(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-05-08")
    # 第26条：向前数第4个工作日：5月7日、6日（1日至5日放假）、4月30日、29日。
    assert served.dates("hearing_notice") == {
        "P1": "2026-04-29 running",
        "R1": "2026-04-29 running",
    }
    assert served.stage() == ("hearing", "open")
    served.on("2026-04-29").serves("hearing_notice", "P1")
    served.on("2026-04-30")
    assert served.dates("hearing_notice") == {
        "P1": "2026-04-29 met → 2026-04-29",
        "R1": "2026-04-29 overdue",
    }
    served.serves("hearing_notice", "R1")
    assert served.date("hearing_notice", "R1") == "2026-04-29 met_late → 2026-04-30"


def test_cancelled_and_fixed_again_everybody_is_told_again(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    # 第5条：口头审理日晚于3个工作日的，以口头审理日为准。
    assert served.date("recusal", "R1") == "2026-04-20 running"
    assert served.to_serve() == {}
    served.on("2026-04-13").cancels_hearing()
    assert served.dates("hearing_notice") == {}
    # 合议组告知3月10日送达，3个工作日至3月13日，早已届满。
    assert served.date("recusal", "R1") == "2026-03-13 lapsed"
    assert served.stage()[1] == "open"
    assert {"schedule_hearing"} <= served.steps()
    assert not any(step.startswith(("serve_hearing", "hold_hearing")) for step in served.steps())
    with pytest.raises(BadInput, match="当日已登记取消"):
        served.fixes_hearing("2026-05-08")
    served.on("2026-04-14").fixes_hearing("2026-05-08")
    assert served.to_serve() == {
        "serve_hearing_notice 郝砚秋": "2026-04-29",
        "serve_hearing_notice 禾川县青筐里塑业有限公司": "2026-04-29",
    }, "the notices of the first one do not count"
    assert served.date("recusal", "R1") == "2026-05-08 running"
    served.serves("hearing_notice", "P1", "R1")
    assert served.to_serve() == {}
    with pytest.raises(BadInput, match="确定的口头审理日是2026-05-08"):
        served.on("2026-05-07").hears()
    served.on("2026-05-08").hears()
    assert served.steps() >= {"deliberate"}
    assert served.journal().count("确定口头审理日") == 2


def test_moved_without_cancelling_the_later_one_counts(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-10").fixes_hearing("2026-04-27")
    # 4月24、23、22、21日。
    assert served.dates("hearing_notice") == {
        "P1": "2026-04-21 running",
        "R1": "2026-04-21 running",
    }
    assert len(served.to_serve()) == 2


def test_a_respondent_who_stays_away_is_decided_by_default_with_its_article(
    served: Story,
) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears("R1").on("2026-04-21").deliberates().approves("closing")
    served.on("2026-04-22")
    with pytest.raises(BadInput, match="缺席处理的依据是办法第26条"):
        served.decides("R1")
    served.decides("R1", basis="《专利纠纷行政裁决和调解办法》第二十六条、第三十一条")
    assert served.stage() == ("serving", "closed")


def test_written_review_needs_every_party_told(served: Story) -> None:
    served.on("2026-04-01").notifies_written_review("R1", days=10)
    assert "schedule_hearing" not in served.steps()
    assert "deliberate" in served.steps()
    served.on("2026-04-14")
    assert [text for text in served.lacks("deliberate") if "郝砚秋" in text]
    with pytest.raises(BadInput, match=r"written_review.*郝砚秋"):
        served.deliberates()
    with pytest.raises(BadInput, match="至少1日"):
        served.notifies_written_review("P1", days=0)
    served.notifies_written_review("P1", days=10)
    served.records("review_opinion_received", from_="P1", text="没有意见")
    assert served.lacks("deliberate") == []
    served.deliberates().approves("closing")
    assert served.lacks("issue_decision") == []


def test_written_review_waits_until_the_parties_were_heard(served: Story) -> None:
    served.on("2026-04-01").notifies_written_review("P1", "R1", days=10)
    served.on("2026-04-13")
    assert len(served.lacks("deliberate")) == 2, "十日到4月11日，周六，顺延到13日"
    with pytest.raises(BadInput, match="期限到2026-04-13届满"):
        served.deliberates()
    assert served.on("2026-04-14").lacks("deliberate") == []


def test_a_decision_after_written_review(served: Story) -> None:
    served.on("2026-04-01").notifies_written_review("P1", "R1", days=10)
    served.on("2026-04-14").deliberates().approves("closing").decides("R1")
    assert served.date("conclude") == "2026-06-05 met → 2026-04-14"


def test_a_member_replaced_is_told_again_and_the_time_for_recusal_runs_again(
    served: Story,
) -> None:
    # 第5条：知道名单之日起3个工作日，3月11、12、13日。
    assert served.dates("recusal") == {"P1": "2026-03-13 running", "R1": "2026-03-13 running"}
    served.on("2026-03-12").records("recusal_requested", from_="R1")
    assert served.date("recusal", "R1") == "2026-03-13 met → 2026-03-12"
    assert "decide_recusal R1" in served.steps()
    served.on("2026-03-13").records("recusal_decided", of="R1", upheld=True, text="准许")
    assert "decide_recusal R1" not in served.steps()
    served.on("2026-03-16").replaces("周建国", "李敏", "王强")
    served.on("2026-03-17").serves("panel_notice", "P1", "R1")
    # 最后一次告知之日起：3月18、19、20日。
    assert served.date("recusal", "P1") == "2026-03-20 running"
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears()
    with pytest.raises(BadInput, match="各投一票"):
        served.deliberates("周建国", "李敏", "赵静")
    served.deliberates("周建国", "李敏", "王强")
    served.approves("closing").on("2026-04-22").decides("R1")
    assert served.stage() == ("serving", "closed")


def test_a_member_without_valid_certificate_neither_sits_nor_decides(served: Story) -> None:
    served.on("2026-03-16").replaces("周建国", "李敏", "王强")
    served.on("2026-04-01").fixes_hearing("2026-05-08").serves("hearing_notice", "P1", "R1")
    served.on("2026-05-08").hears()
    # 第4条：王强的证件2026年4月30日到期。
    with pytest.raises(BadInput, match=r"王强.*2026年4月30日到期"):
        served.deliberates("周建国", "李敏", "王强")
    with pytest.raises(BadInput, match="王强"):
        served.replaces("王强", "李敏", "赵静")
    with pytest.raises(BadInput):
        served.replaces("周建国", "李敏")
    with pytest.raises(BadInput):
        served.replaces("周建国", "李敏", "李敏")
    served.replaces("周建国", "李敏", "赵静").serves("panel_notice", "P1", "R1")
    served.records("panel_accepted", party="P1").records("panel_accepted", party="R1")
    with pytest.raises(BadInput, match="赵静没有参加2026-05-08的口头审理"):
        served.deliberates()
    served.overrides("panel_replaced", "看了审理录像和笔录").deliberates()
    assert served.stage() == ("deliberation", "open")


def test_the_main_line_after_the_decision(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears().on("2026-04-21").deliberates().approves("closing")
    served.on("2026-04-22").decides("R1")
    # 第83条第1款：20个工作日；5月1日至5日放假，5月9日周六上班：5月21日是第19个，22日第20个。
    assert served.date("publish") == "2026-05-22 running"
    served.on("2026-04-24").serves("decision", "P1", "R1")
    # 专利法第65条：15日，5月9日是周六，但调休上班，不顺延。
    assert served.dates("sue") == {"P1": "2026-05-09 running", "R1": "2026-05-09 running"}
    # 第80条第2款：自起诉期届满之日起3个月，8月9日周日顺延。
    assert served.dates("enforce_office") == {"R1": "2026-08-10 running"}
    assert served.stage() == ("closed", "closed")
    served.on("2026-05-12").serves("demand_letter", "R1").publishes_decision()
    assert served.date("publish") == "2026-05-22 met → 2026-05-12"
    # 行政强制法第54、69条：10个工作日，5月26日。
    assert served.date("demand_wait", "R1") == "2026-05-26 running"
    served.on("2026-05-27")
    assert served.date("demand_wait", "R1") == "2026-05-26 elapsed"
    served.on("2026-05-28").records("enforcement_applied", of="R1")
    assert served.date("enforce_office", "R1") == "2026-08-10 met → 2026-05-28"
    assert served.dates("enforce_holder") == {}
    assert served.stage() == ("enforcing", "closed")


def test_performed_in_time_nothing_is_enforced(served: Story) -> None:
    served.on("2026-04-01").notifies_written_review("P1", "R1", days=5).on("2026-04-08")
    served.deliberates().approves("closing").decides("R1").serves("decision", "P1", "R1")
    served.on("2026-04-10").records("performance_due", of="R1", due_on="2026-04-30")
    # 两个起点：起诉期届满日4月23日和履行期届满日4月30日，取早：7月23日。
    assert served.date("enforce_office", "R1") == "2026-07-23 running"
    served.on("2026-04-28").records("performed", of="R1")
    assert served.dates("enforce_office") == {}
    assert "record_performance" not in served.may()


def test_not_applied_for_by_the_office_the_holder_may(served: Story) -> None:
    served.on("2026-04-01").notifies_written_review("P1", "R1", days=5).on("2026-04-08")
    served.deliberates().approves("closing").decides("R1").serves("decision", "P1", "R1")
    served.on("2026-07-23")
    assert served.dates("enforce_holder") == {}
    served.on("2026-07-24")
    assert served.date("enforce_office", "R1") == "2026-07-23 overdue"
    # 行诉解释第158条：本部门期限届满之日起6个月，2027年1月23日是周六，顺延到25日；
    # 2027年的安排没有公布，暂估。
    assert served.date("enforce_holder", "R1") == "2027-01-25 running"
    assert next(d for d in served.page().dates if d.rule == "enforce_holder").provisional
    assert [line for line in served.on_today("provisional") if "2027-01-25" in line]


def test_what_a_deliberation_rests_on_is_not_taken_from_under_it(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears().on("2026-04-21").records("evidence_waived", party="R1")
    served.deliberates()
    served.voids("evidence_waived")  # its time was over anyway
    with pytest.raises(BadInput, match=r"“合议”（2026-04-21）以它为前提.*没有口头审理"):
        served.voids("hearing_held")
    served.voids("deliberated").voids("hearing_held")
    assert "deliberate" not in served.steps()


def test_a_service_recorded_wrongly_is_put_right_even_under_a_decision(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears().on("2026-04-21").deliberates().approves("closing")
    served.on("2026-04-22").decides("R1").voids("served")
    with pytest.raises(BadInput, match="以后的登记以它为前提"):
        served.on("2026-04-23").serves("decision", "P1").voids("decision_issued")


def test_a_reason_is_seen_in_the_journal_the_panel_and_the_office_s_own_file(
    served: Story,
) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears().replaces("周建国", "李敏", "王强")
    served.serves("panel_notice", "P1", "R1")
    served.records("panel_accepted", party="P1").records("panel_accepted", party="R1")
    for gate, approver, words in (
        ("heard", "高明", "不能说明理由"),
        ("hearing_notice_in_time", "高明", "没有缺什么"),
        ("panel_replaced", "李敏", "部门负责人批准"),
    ):
        with pytest.raises(BadInput, match=words):
            override_gate(
                served.desk, served.case_id, gate=gate, on=served.day, reason="急",
                approver=served.staff[approver],
            )  # fmt: skip
    open_ = [line for line in served.page().gates if line.gate]
    assert [(line.gate, line.tone) for line in open_] == [("panel_replaced", Tone.WARNING)]
    served.overrides("panel_replaced", "王强看了审理录像和笔录")
    assert not [line for line in served.page().gates if line.gate]
    (said,) = [line for line in served.page().gates if "王强" in line.text]
    assert (said.state, said.text) == ("✓ 已说明理由", "王强看了审理录像和笔录（高明批准）")
    assert "说明理由继续办理" in served.journal()
    served.on("2026-04-21").deliberates("周建国", "李敏", "王强").approves("closing", "decision")
    rendered = preview(served.desk, served.case(), Order("closing_approval"))
    assert "王强没有参加2026-04-20的口头审理" in pdf_text(rendered.pdf)
    served.decides("R1")
    decision = preview(served.desk, served.case(), Order("decision"))
    assert "审理录像" not in pdf_text(decision.pdf), "it never leaves the office"


def test_today_says_how_much_a_case_lacks_before_it_is_decided(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    assert served.on_today("gates") == []
    served.on("2026-04-20").hears()
    (line,) = served.on_today("gates")
    assert line.startswith("合议") and "可以办理" in line
    served.records("limitation_pleaded", from_="R1", text="三年已过")
    (line,) = served.on_today("gates")
    assert "还差1项" in line
