"""Service by publication: under way, effective, voided, given up for another way."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story


@pytest.fixture
def published(story: Story) -> Story:
    """Return a case docketed on 5 March whose request is published from 6 March on."""
    story.on("2026-03-02").files().on("2026-03-05").dockets().serves("acceptance_notice", "P1")
    return story.on("2026-03-06").publishes("request_copy panel_notice", "R1")


def test_while_it_is_under_way_nobody_is_asked_to_serve(published: Story) -> None:
    published.publishes("evidence_notice", "R1").on("2026-03-20")
    assert published.stage() == ("docketed", "suspended")
    assert "serve_request R1" not in published.steps()
    assert "serve_request 禾川县青筐里塑业有限公司" not in published.to_serve()
    assert published.under_way() == [
        "请求书副本 禾川县青筐里塑业有限公司 2026-04-05",
        "合议组成员告知书 禾川县青筐里塑业有限公司 2026-04-05",
        "举证通知书 禾川县青筐里塑业有限公司 2026-04-05",
    ]
    assert published.served() == ["受理通知书 郝砚秋 2026-03-05"]
    assert published.dates("answer") == {}, "nothing has been received yet"
    # 第37条：公告期间不计入。[3月6日, 3月20日)是14日，6月5日加14日是端午节6月19日，顺延至22日。
    assert published.date("conclude") == "2026-06-22 suspended"
    assert published.clock_text() == "结案期限暂停计算"


def test_on_the_last_day_it_takes_effect_and_the_answer_period_begins(published: Story) -> None:
    published.on("2026-04-04")
    assert published.stage() == ("docketed", "suspended")
    published.on("2026-04-05")
    # 民诉法第95条的公告期间为本局口径30日：3月6日的第30日是4月5日（清明假期中，送达日不顺延）。
    assert published.stage() == ("docketed", "open")
    # 第22条第1款：5个工作日是3月12日；公告送达不可能按期。
    assert published.date("serve_request", "R1") == "2026-03-12 met_late → 2026-04-05"
    # 第22条：15日，4月20日周一。
    assert published.date("answer", "R1") == "2026-04-20 running"
    # 扣除30日：6月5日加30日是7月5日周日，顺延。
    assert published.date("conclude") == "2026-07-06 running"
    assert published.under_way() == []
    assert published.served(search="青筐里", method="publication") == [
        "合议组成员告知书 禾川县青筐里塑业有限公司 2026-04-05",
        "请求书副本 禾川县青筐里塑业有限公司 2026-04-05",
    ]
    # 第5条：3个工作日，4月7、8、9日。
    assert published.date("recusal", "R1") == "2026-04-09 running"


def test_a_pause_that_follows_from_publication_is_not_ended_by_hand(published: Story) -> None:
    published.on("2026-03-10")
    assert "end_pause" not in published.steps()
    with pytest.raises(BadInput, match=r"已经结束|结果"):
        published.resumes("pub-R1-1")
    with pytest.raises(BadInput, match="请作废那一条"):
        published.voids("tolling_started")


def test_voided_publication_leaves_no_pause_and_wants_service_again(published: Story) -> None:
    published.on("2026-03-16").voids("served").voids("served")
    assert published.stage() == ("docketed", "open")
    assert published.date("conclude") == "2026-06-05 running"
    assert published.under_way() == []
    assert published.to_serve()["serve_request 禾川县青筐里塑业有限公司"] == "2026-03-12"
    assert published.listed() == "overdue 送达请求书副本 2026-03-12"
    assert "送达请求书副本（禾川县青筐里塑业有限公司） 2026-03-12" in published.on_today("overdue")
    published.mails("request_copy", "R1", sent="2026-03-13", tracking="1234567890123")
    assert published.date("serve_request", "R1") == "2026-03-12 met_late → 2026-03-16"
    assert published.date("answer", "R1") == "2026-03-31 running"
    assert published.served(search="1234567890123") == [
        "请求书副本 禾川县青筐里塑业有限公司 2026-03-16"
    ]
    assert published.journal().count("作废“送达”") == 2


def test_whoever_turns_up_meanwhile_is_served_and_the_earlier_day_counts(published: Story) -> None:
    published.on("2026-03-18").serves("request_copy", "R1")
    assert published.date("answer", "R1") == "2026-04-02 running", "15日，自3月18日起"
    assert published.date("serve_request", "R1") == "2026-03-12 met_late → 2026-03-18"
    published.on("2026-04-06")
    assert published.date("answer", "R1") == "2026-04-02 lapsed", "公告期满不使答辩期重新起算"


def test_an_agreement_is_never_published(published: Story) -> None:
    published.on("2026-04-08").settles("P1", "R1")
    with pytest.raises(BadInput, match="须送交本人"):
        published.publishes("agreement", "R1")
    assert published.to_serve() == {
        "serve_agreement 郝砚秋": "", "serve_agreement 禾川县青筐里塑业有限公司": "",
    }  # fmt: skip
    published.serves("agreement", "P1", "R1")
    assert published.to_serve() == {}


def test_a_decision_published_starts_the_time_to_sue_when_it_takes_effect(published: Story) -> None:
    published.on("2026-04-21").fixes_hearing("2026-05-12")
    published.serves("panel_notice evidence_notice", "P1", "R1")
    published.serves("hearing_notice", "P1", "R1").on("2026-05-12").hears("R1")
    published.on("2026-05-13").deliberates().approves("closing")
    basis = "《专利纠纷行政裁决和调解办法》第二十六条、第三十一条"
    published.on("2026-05-14").decides("R1", basis=basis)
    published.serves("decision", "P1").publishes("decision", "R1")
    assert published.stage() == ("serving", "closed")
    assert published.dates("sue") == {"P1": "2026-05-29 running"}  # 专利法第65条：15日
    published.on("2026-06-12")
    assert published.stage() == ("serving", "closed")
    published.on("2026-06-13")
    # 5月14日的第30日是6月13日；起诉期15日至6月28日周日，顺延。
    assert published.stage() == ("closed", "closed")
    assert published.date("sue", "R1") == "2026-06-29 running"
    # 第80条第2款：起诉期届满后3个月，9月29日。
    assert published.dates("enforce_office") == {"R1": "2026-09-29 running"}
    assert published.date("conclude") == "2026-07-06 met → 2026-05-14", "结案后的公告不再扣除"
