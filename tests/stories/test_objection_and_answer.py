"""A jurisdiction objection, rejected or upheld; more time to answer; evidence periods."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story


@pytest.fixture
def served(story: Story) -> Story:
    """Return a case docketed on 5 March and served on 9 March (answer until 24 March)."""
    story.on("2026-03-02").files().on("2026-03-05").dockets().serves("acceptance_notice", "P1")
    return story.on("2026-03-09").serves("request_copy panel_notice", "R1")


def test_an_objection_is_decided_within_five_workdays_and_those_days_do_not_count(
    served: Story,
) -> None:
    served.on("2026-03-20").objects("R1")
    # 第9条：5个工作日，3月23日至27日。
    assert served.date("decide_objection", "R1") == "2026-03-27 running"
    assert "decide_objection R1" in served.steps()
    assert served.stage() == ("docketed", "suspended")
    served.on("2026-03-23")
    # 第37条第2款：异议期间不计，[20日, 23日)是3日，6月8日周一。
    assert served.date("conclude") == "2026-06-08 suspended"
    served.on("2026-03-25").decides_objection("R1", upheld=False)
    assert served.date("decide_objection", "R1") == "2026-03-27 met → 2026-03-25"
    assert served.date("conclude") == "2026-06-10 running", "5日"
    assert served.stage() == ("docketed", "open")
    assert "decide_objection R1" not in served.steps()
    served.serves("objection_decision", "R1")
    assert served.journal()[-5:] == [
        "收到管辖权异议", "不计入期限的期间开始", "管辖权异议决定", "不计入期限的期间结束", "送达",
    ]  # fmt: skip


def test_time_to_answer_after_a_rejected_objection_is_the_panels_to_give(served: Story) -> None:
    served.on("2026-03-20").objects("R1").on("2026-03-24").decides_objection("R1", upheld=False)
    assert served.date("answer", "R1") == "2026-03-24 running", "异议不使答辩期停止"
    # 第22条：合议组决定；届满日4月5日在清明假期，顺延至4月7日。
    served.extends_answer("R1", "2026-04-05")
    assert served.date("answer", "R1") == "2026-04-07 running"
    assert served.date("conclude") == "2026-06-09 running", "只扣异议的4日，延长答辩期不扣"
    served.on("2026-04-07")
    assert served.on_today("due") == [
        "答辩（禾川县青筐里塑业有限公司） 2026-04-07",
    ]
    served.answers("R1")
    assert served.date("answer", "R1") == "2026-04-07 met → 2026-04-07"
    assert served.on_today("due") == []
    # 第22条第2款：4月8、9、10、13、14日。
    assert served.date("forward_answer", "R1") == "2026-04-14 running"


def test_an_objection_decided_late_is_late_and_the_days_still_do_not_count(served: Story) -> None:
    served.on("2026-03-20").objects("R1").on("2026-03-30")
    assert served.date("decide_objection", "R1") == "2026-03-27 overdue"
    assert served.listed(overdue=True).startswith("overdue")
    served.decides_objection("R1", upheld=False)
    assert served.date("decide_objection", "R1") == "2026-03-27 met_late → 2026-03-30"
    assert served.date("conclude") == "2026-06-15 running", "10日"


def test_an_objection_upheld_ends_the_case_by_transfer(served: Story) -> None:
    served.on("2026-03-20").objects("R1").on("2026-03-26").decides_objection("R1", upheld=True)
    assert served.stage() == ("closed", "closed")
    assert served.date("conclude") == "2026-06-11 met → 2026-03-26"
    # 结案前已过的当事人期限。
    assert served.date("answer", "R1") == "2026-03-24 lapsed"
    assert served.listed(status="closed") == "closed"
    assert served.listed(status="unfinished") == ""
    assert not [step for step in served.steps() if step.startswith("serve_request")]
    with pytest.raises(BadInput, match="已经结案"):
        served.on("2026-03-27").fixes_hearing("2026-04-20")


def test_a_second_objection_of_the_same_party_waits_for_the_first(served: Story) -> None:
    served.on("2026-03-16").objects("R1")
    with pytest.raises(BadInput, match="尚未决定"):
        served.objects("R1")
    served.on("2026-03-18").decides_objection("R1", upheld=False)
    with pytest.raises(BadInput, match="没有待决定"):
        served.decides_objection("R1", upheld=False)
    served.on("2026-03-20").objects("R1").on("2026-03-24").decides_objection("R1", upheld=False)
    # 两段：[16日, 18日)2日，[20日, 24日)4日。
    assert served.date("conclude") == "2026-06-11 running"


def test_a_decision_typed_wrongly_is_voided_and_the_pause_goes_on(served: Story) -> None:
    served.on("2026-03-20").objects("R1").on("2026-03-24").decides_objection("R1", upheld=True)
    served.voids("jurisdiction_objection_decided")
    assert served.stage() == ("docketed", "suspended")
    assert "decide_objection R1" in served.steps()
    assert served.date("decide_objection", "R1") == "2026-03-27 running"
    assert served.date("answer", "R1") == "2026-03-24 running"


def test_the_evidence_period_is_extended_on_application_and_the_days_added_do_not_count(
    served: Story,
) -> None:
    served.on("2026-03-10").serves("evidence_notice", "R1").serves("evidence_notice", "P1", days=20)
    # 第54条：不少于15日；另行指定20日。
    assert served.dates("evidence") == {"R1": "2026-03-25 running", "P1": "2026-03-30 running"}
    assert served.dates("request_appraisal") == served.dates("evidence"), "第53条：举证期满前"
    served.on("2026-03-25")
    with pytest.raises(BadInput, match=r"不得少于15.*第54条"):
        served.serves("evidence_notice", "R1", days=7)
    assert served.date("conclude") == "2026-06-05 running"


def test_a_shorter_evidence_period_needs_the_parties_agreement(served: Story) -> None:
    served.on("2026-03-10").serves("evidence_notice", "R1", days=7, agreed=True)
    # 第54条：双方协商并经认可的可以短于15日。
    assert served.dates("evidence") == {"R1": "2026-03-17 running"}
    served.on("2026-03-18")
    assert served.date("evidence", "R1") == "2026-03-17 lapsed"
