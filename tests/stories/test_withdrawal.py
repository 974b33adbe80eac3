"""The request is withdrawn: before an answer, after it, by staying away; other dismissals."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story


@pytest.fixture
def served(story: Story) -> Story:
    """Return a case docketed on 5 March and served on 9 March."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice evidence_notice", "P1")
    return story.on("2026-03-09").serves("request_copy", "R1")


def test_withdrawn_before_the_answer(served: Story) -> None:
    served.on("2026-03-12").dismisses("withdrawn")
    assert served.date("conclude") == "2026-06-05 met → 2026-03-12"
    # 结案时未满的程序期限随结案终止。
    assert served.date("answer", "R1") == "2026-03-24 ended"
    assert served.date("evidence", "P1") == "2026-03-20 ended"
    assert served.stage() == ("serving", "closed")
    assert served.steps() == {"serve_dismissal P1", "serve_dismissal R1"}
    row = dict(served.entry("case_dismissed").fields)
    assert "撤回请求" in row["情形"] and "第36条第1款第2项" in row["依据"]
    served.on("2026-03-13").serves("dismissal_decision", "P1")
    assert served.stage() == ("serving", "closed")
    served.on("2026-03-16").serves("dismissal_decision", "R1")
    assert served.stage() == ("closed", "closed")
    assert served.steps() == set()
    assert served.dates("sue") == {}, "对撤销案件的起诉期限由决定书写明，不在期限表"
    served.on("2026-06-08")
    assert served.date("answer", "R1") == "2026-03-24 ended"
    assert served.on_today("overdue") == []


def test_withdrawn_after_the_answer_that_was_not_yet_forwarded(served: Story) -> None:
    served.on("2026-03-20").answers("R1").on("2026-03-23").dismisses("withdrawn")
    assert served.date("answer", "R1") == "2026-03-24 met → 2026-03-20"
    assert served.date("forward_answer", "R1") == "2026-03-27 ended"
    assert "forward_answer" not in served.steps()
    served.on("2026-04-01")
    assert served.on_today("overdue") == []


def test_what_was_late_when_the_case_ended_stays_late(served: Story) -> None:
    served.on("2026-03-20").answers("R1").on("2026-03-30").dismisses("withdrawn")
    # 第22条第2款的5个工作日在结案前已过。
    assert served.date("forward_answer", "R1") == "2026-03-27 missed"
    line = next(d for d in served.page().dates if d.rule == "forward_answer")
    assert line.status_text == "结案前已逾期"


def test_a_dismissal_needs_its_approval_and_a_known_ground(served: Story) -> None:
    from models.services.closing import decision

    served.on("2026-03-12")
    with pytest.raises(BadInput, match="尚未登记结案审批"):
        decision.dismiss_case(
            served.desk, served.case_id, on=served.day, reason="撤回", ground="withdrawn"
        )
    with pytest.raises(BadInput, match="没有“weather”这种撤销案件的情形"):
        served.dismisses("weather")
    assert served.stage() == ("docketed", "open")


def test_no_decision_follows_an_approved_dismissal(served: Story) -> None:
    served.on("2026-03-12").approves("closing", "dismissal")
    assert "dismiss_approved" in served.steps()
    assert not {"decide", "deliberate", "schedule_hearing"} & (served.steps() | served.may())
    assert served.listed().startswith(("running", "soon"))


@pytest.mark.parametrize(
    ("ground", "article"),
    [
        ("conditions_unmet", "第36条第1款第1项"),
        ("requester_gone", "第36条第1款第3项"),
        ("respondent_gone", "第36条第1款第4项"),
        ("claims_unspecified", "第36条第2款"),
        ("no_jurisdiction", "第9条"),
        ("foreign_papers", "第18条第4款"),
        ("time_defence", "第19条"),
        ("other", "第36条第1款第5项"),
    ],
)
def test_each_ground_cites_its_article(served: Story, ground: str, article: str) -> None:
    served.on("2026-03-12").dismisses(ground)
    assert article in dict(served.entry("case_dismissed").fields)["依据"]
    assert served.listed(status="closed") == "closed"


def test_a_requester_who_stays_away_from_the_hearing_is_dismissed(served: Story) -> None:
    served.on("2026-04-01").fixes_hearing("2026-04-20").serves("hearing_notice", "P1", "R1")
    served.on("2026-04-20").hears("P1")
    # 第26条：请求人无正当理由不参加的，按撤回请求处理；第36条第1款第2项。
    assert dict(served.entry("hearing_held").fields)["缺席"] == "郝砚秋"
    assert [line.text for line in served.page().gates if "视为撤回" in line.text]
    served.on("2026-04-22").dismisses("absent").serves("dismissal_decision", "P1", "R1")
    assert "第26条" in dict(served.entry("case_dismissed").fields)["依据"]
    assert served.stage() == ("closed", "closed")


def test_a_dismissal_voided_goes_on_as_before(served: Story) -> None:
    served.on("2026-03-12").dismisses("withdrawn").on("2026-03-13").voids("case_dismissed")
    assert served.stage() == ("docketed", "open")
    assert served.date("answer", "R1") == "2026-03-24 running"
    assert served.date("conclude") == "2026-06-05 running"
    assert "dismiss_approved" in served.steps(), "the approval still stands"
    served.voids("approval_recorded")
    assert "schedule_hearing" in served.steps()
