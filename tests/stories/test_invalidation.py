"""A utility model whose invalidation was accepted: the panel goes on, or the case rests."""

import pytest

from models.queries.dialogs.context import StepContext, step_context
from models.rules.events import GroundFound, InvalidationResult
from tests.stories.story import Story

KEY = "invalidation-1"
WHY = "请求人提交的专利权评价报告未发现缺陷"


@pytest.fixture
def accepted(story: Story) -> Story:
    """Return a case docketed on 20 May whose invalidation was accepted on 10 June."""
    story.on("2026-05-18").files().on("2026-05-20").dockets().serves("acceptance_notice", "P1")
    story.on("2026-05-22").serves("request_copy panel_notice evidence_notice", "R1")
    story.on("2026-06-08").answers("R1").serves("answer_copy", "P1", of="R1")
    story.does("record_invalidation", party="R1")
    story.on("2026-06-10").does("accept_invalidation", invalidation=KEY, number="5W112233")
    return story


def seen(story: Story, command: str) -> StepContext:
    """Return what the dialog of a command begins with."""
    return step_context(story.desk, story.case_id, command)


def test_the_panel_goes_on_and_the_reason_is_in_the_decision(accepted: Story) -> None:
    assert "consider_invalidation" in accepted.steps()
    before = accepted.date("conclude")
    accepted.on("2026-06-15").does(
        "consider_invalidation", invalidation=KEY, suspends=False,
        grounds=[GroundFound("29_2", WHY), GroundFound("29_5", "")],
    )  # fmt: skip
    assert "consider_invalidation" not in accepted.steps()
    assert accepted.date("conclude") == before, "going on leaves the clocks untouched"
    assert accepted.stage() == ("docketed", "open")
    assert seen(accepted, "issue_decision").invalidation.procedure == (
        "禾川县青筐里塑业有限公司于2026年6月8日请求宣告涉案专利权无效（编号5W112233），国家知识产权局于"
        "2026年6月10日受理。合议组于2026年6月15日决定不中止处理，继续审理，理由是："
        f"{WHY}（《专利纠纷行政裁决和调解办法》第二十九条第二项）。"
    )
    rows = dict(accepted.entry("invalidation_considered").fields)
    assert rows["中止处理"] == "否"
    assert WHY in str(rows)


def test_a_case_that_rests_for_it_has_the_clocks_of_any_suspension(accepted: Story) -> None:
    accepted.on("2026-06-15").does(
        "consider_invalidation", invalidation=KEY, suspends=True, reason="受理通知书已经提交"
    )
    assert "suspend_for_invalidation" in accepted.steps()
    assert accepted.stage() == ("docketed", "open"), "the choice alone is no suspension"
    reason = seen(accepted, "start_pause").invalidation.suspension
    assert reason == "受理通知书已经提交（《专利纠纷行政裁决和调解办法》第二十八条第一项）"
    untouched = accepted.date("conclude")
    accepted.pauses("suspension")
    assert "suspend_for_invalidation" not in accepted.steps()
    assert accepted.stage() == ("docketed", "suspended")
    accepted.on("2026-07-10")
    rested = accepted.date("conclude")
    assert rested != untouched and rested.endswith("suspended")
    accepted.does("decide_invalidation", invalidation=KEY, result=InvalidationResult.UPHELD)
    assert accepted.date("conclude") == rested, "CNIPA's decision ends no pause"
    accepted.on("2026-07-15").resumes("suspension-1")
    resumed = accepted.date("conclude")
    accepted.voids("invalidation_decided").voids("invalidation_considered")
    assert accepted.date("conclude") == resumed, "the pause is all that counts"
    # [6月15日, 7月15日)是30日：8月20日加30日是9月19日周六，顺延到9月20日（调休上班）。
    assert resumed == "2026-09-20 running"
    procedure = seen(accepted, "issue_decision").invalidation.procedure
    assert procedure.endswith("本案自2026年6月15日起中止处理，自2026年7月15日起恢复。")


def test_what_follows_is_offered_when_it_can_occur(accepted: Story) -> None:
    may = accepted.may()
    assert "decide_invalidation" in may
    assert not {"accept_invalidation", "sue_invalidation", "settle_invalidation"} & may
    accepted.on("2026-06-20").does(
        "decide_invalidation", invalidation=KEY, result=InvalidationResult.WHOLLY
    )
    assert {"sue_invalidation", "settle_invalidation"} <= accepted.may()
    assert "dismiss_invalid" not in accepted.may()
    accepted.does("settle_invalidation", invalidation=KEY, text="各方声明不起诉")
    assert "dismiss_invalid" in accepted.may()
    assert "consider_invalidation" not in accepted.steps()


def test_an_invalidation_that_the_request_told_of_is_asked_for(story: Story) -> None:
    story.request["patent"]["invalidation"] = "accepted"
    story.on("2026-05-18").files().on("2026-05-20").dockets()
    assert "record_invalidation" in story.steps()
    story.does("record_invalidation", name="某塑料制品厂")
    assert "record_invalidation" not in story.steps()
    assert "accept_invalidation" in story.may()
