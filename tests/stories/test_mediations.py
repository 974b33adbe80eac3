"""Mediation in its own right: agreed, failed, refused, silent; ownership; advisory opinions."""

import pytest

from models.errors import BadInput
from models.services.office import office
from tests.stories.story import Story, company


@pytest.fixture
def asked(mediation: Story) -> Story:
    """Return a request of Monday 16 March, the opinion notice served on Wednesday 18 March."""
    mediation.on("2026-03-16").files()
    assert mediation.dates("med_serve") == {"R1": "2026-03-23 running"}  # 第65条：5个工作日
    return mediation.on("2026-03-18").serves("opinion_notice", "R1")


@pytest.fixture
def docketed(asked: Story) -> Story:
    """Return the same, consented to on 27 March and docketed on 1 April."""
    asked.on("2026-03-27").opines("R1", consent=True)
    # 第66条第1款：5个工作日，3月30、31日，4月1、2、3日。
    assert asked.dates("med_docket") == {"R1": "2026-04-03 running"}
    asked.on("2026-04-01").dockets_mediation("2026-04-14")
    assert asked.dates("med_docket") == {"R1": "2026-04-03 met → 2026-04-01"}
    return asked


def test_agreed(docketed: Story) -> None:
    assert docketed.dates("med_notice") == {"P1": "2026-04-03 running", "R1": "2026-04-03 running"}
    docketed.on("2026-04-02").serves("mediation_notice", "P1", "R1")
    docketed.on("2026-04-14").mediates("P1", "R1").settles("P1", "R1")
    assert docketed.stage() == ("serving", "closed")
    # 第69条：协议书由双方签字并加盖公章，送交双方；不得留置。
    assert set(docketed.to_serve()) == {
        "serve_agreement 温若岚",
        "serve_agreement 禾川县霁泽滴灌设备有限公司",
    }
    assert docketed.papers() == {"agreement", "proof_of_service"}
    docketed.on("2026-04-15").serves("agreement", "P1").on("2026-04-16").serves("agreement", "R1")
    assert docketed.stage() == ("closed", "closed")
    assert docketed.to_serve() == {}
    assert docketed.dates("judicial_confirm") == {}, "本局口径没有开放司法确认"
    assert docketed.dates("med_conclude_ownership") == {}, "第70条只限权属纠纷"


def test_judicial_confirmation_is_an_office_position(docketed: Story) -> None:
    office.set_setting(docketed.desk, "position.judicial_confirm", True)
    docketed.on("2026-04-14").mediates("P1", "R1").settles("P1", "R1")
    # 民事诉讼法第205条：30日，5月14日周四。
    assert docketed.dates("judicial_confirm") == {"": "2026-05-14 running"}
    docketed.on("2026-05-15")
    assert docketed.date("judicial_confirm") == "2026-05-14 lapsed"


def test_failed(docketed: Story) -> None:
    docketed.on("2026-04-14").mediates("P1", "R1")
    assert "record_agreement" in docketed.steps()
    docketed.on("2026-04-15").dismisses_mediation()
    assert docketed.stage() == ("serving", "closed")
    assert docketed.steps() == {"serve_dismissal P1", "serve_dismissal R1"}
    docketed.serves("dismissal_notice", "P1", "R1")
    assert docketed.stage() == ("closed", "closed")
    assert docketed.on_today("unserved") == []


def test_the_requester_stays_away(docketed: Story) -> None:
    docketed.on("2026-04-14").mediates("R1", absent=("P1",))
    # 第67条：请求人无正当理由不参加的，按主动撤回处理，撤销案件并通知双方。
    docketed.dismisses_mediation("请求人未到，按主动撤回处理")
    assert docketed.steps() == {"serve_dismissal P1", "serve_dismissal R1"}


def test_absence_is_dismissed_under_its_own_article(docketed: Story) -> None:
    docketed.on("2026-04-14").mediates("R1", absent=("P1",))
    docketed.dismisses_mediation("请求人未到，按主动撤回处理")
    assert "第67条" in dict(docketed.entry("case_dismissed").fields)["依据"]


def test_refused_in_writing(asked: Story) -> None:
    asked.on("2026-03-27").opines("R1", consent=False)
    # 第66条第2款：收到之日起5个工作日。
    assert asked.dates("med_refuse") == {"R1": "2026-04-03 running"}
    assert asked.dates("med_docket") == {}
    asked.on("2026-04-01").refuses_mediation("R1")
    assert asked.stage() == ("refused", "refused")
    assert asked.date("med_refuse", "R1") == "2026-04-03 met → 2026-04-01"
    assert set(asked.to_serve()) == {"serve_refusal 温若岚"}
    asked.serves("mediation_refusal_notice", "P1")
    assert asked.to_serve() == {}


def test_silence_counts_as_refusal_when_the_period_is_over(asked: Story) -> None:
    # 第65条：15日，4月2日周四。
    assert asked.dates("med_opinion") == {"R1": "2026-04-02 running"}
    asked.on("2026-04-02")
    assert asked.dates("med_refuse") == {}
    with pytest.raises(BadInput, match="尚未届满"):
        asked.refuses_mediation("R1")
    asked.on("2026-04-03")
    assert asked.dates("med_opinion") == {"R1": "2026-04-02 lapsed"}
    # 期满之日起5个工作日：4月3、7、8、9、10日（清明4日至6日）。
    assert asked.dates("med_refuse") == {"R1": "2026-04-10 running"}
    assert "refuse_mediation R1" in asked.steps()
    # 迟到的同意仍是同意。
    asked.on("2026-04-07").opines("R1", consent=True)
    assert asked.dates("med_refuse") == {}
    assert asked.dates("med_docket") == {"R1": "2026-04-14 running"}
    assert asked.dates("med_opinion") == {"R1": "2026-04-02 met_late → 2026-04-07"}


def test_a_change_of_mind_before_docketing_counts(asked: Story) -> None:
    asked.on("2026-03-27").opines("R1", consent=True).on("2026-03-30").opines("R1", consent=False)
    assert asked.dates("med_docket") == {}
    assert asked.dates("med_refuse") == {"R1": "2026-04-07 running"}  # 3月31日，4月1、2、3、7日
    with pytest.raises(BadInput, match="没有被请求人同意"):
        asked.dockets_mediation("2026-04-14")
    asked.on("2026-03-31").opines("R1", consent=True)
    assert asked.dates("med_docket") == {"R1": "2026-04-08 running"}  # 4月1、2、3、7、8日


def test_of_two_respondents_only_the_one_who_consents_takes_part(mediation: Story) -> None:
    mediation.request["respondents"].append(company("禾川县管件有限公司"))
    mediation.on("2026-03-16").files().on("2026-03-18").serves("opinion_notice", "R1", "R2")
    mediation.on("2026-03-27").opines("R2", consent=True)
    mediation.on("2026-04-01").dockets_mediation("2026-04-14")
    assert mediation.dates("med_notice") == {"P1": "2026-04-03 running", "R2": "2026-04-03 running"}
    assert "serve_mediation_notice R1" not in mediation.steps()
    with pytest.raises(BadInput, match="未同意调解"):
        mediation.serves("mediation_notice", "R1")
    mediation.on("2026-04-07").refuses_mediation("R1").serves("mediation_refusal_notice", "P1")
    assert mediation.stage() == ("mediating", "open")
    mediation.on("2026-04-14").mediates("P1", "R2")
    with pytest.raises(BadInput, match="禾川县管件有限公司尚未签字"):
        mediation.settles("P1", "R1")
    mediation.settles("P1", "R2").serves("agreement", "P1", "R2")
    assert mediation.stage() == ("closed", "closed"), "who takes no part gets no agreement"


def test_ownership_has_a_closing_limit_and_dates_at_the_cnipa(mediation: Story) -> None:
    mediation.request["mediation_kind"] = "ownership"
    mediation.on("2026-03-16").files().on("2026-03-18").serves("opinion_notice", "R1")
    mediation.on("2026-03-20").records("cnipa_suspension_requested")
    # 细则第103条：1年，2027年3月20日周六，不顺延。
    assert mediation.dates("med_cnipa_suspension") == {"": "2027-03-20 running"}
    mediation.on("2026-03-27").opines("R1", consent=True)
    mediation.on("2026-04-01").dockets_mediation("2026-04-14")
    # 第70条第3款：2个月，6月1日周一。
    assert mediation.dates("med_conclude_ownership") == {"": "2026-06-01 running"}
    assert mediation.clock_text() == "距结案期限 61 日"
    mediation.on("2026-06-01").extends(1, months=1)
    assert mediation.dates("med_conclude_ownership") == {"": "2026-07-01 running"}
    mediation.on("2026-06-15").mediates("P1", "R1").settles("P1", "R1")
    # 第70条第2款：恢复手续15日，6月30日；抄送5个工作日，6月16、17、18、22、23日（端午19日至21日）。
    assert mediation.dates("med_restore") == {"": "2026-06-30 running"}
    assert mediation.dates("med_copy_cnipa") == {"": "2026-06-23 running"}
    assert "copy_to_cnipa" in mediation.steps()
    mediation.on("2026-06-24")
    assert [line for line in mediation.on_today("overdue") if "2026-06-23" in line]
    mediation.records("copied_to_cnipa").on("2026-06-25").records("restored")
    assert mediation.dates("med_copy_cnipa") == {"": "2026-06-23 met_late → 2026-06-24"}
    assert mediation.dates("med_restore") == {"": "2026-06-30 met → 2026-06-25"}
    assert mediation.dates("med_cnipa_suspension") == {"": "2027-03-20 met → 2026-06-25"}


def test_no_settlement_pause_and_no_panel_in_a_mediation(docketed: Story) -> None:
    with pytest.raises(BadInput, match="这类案件没有"):
        docketed.pauses("settlement", by="P1")
    with pytest.raises(BadInput, match="这类案件没有"):
        docketed.replaces("周建国", "李敏", "赵静")
    with pytest.raises(BadInput, match="这类案件没有"):
        docketed.objects("R1")
    assert docketed.journal()[-1] == "立案"


def test_an_advisory_case_waits_for_the_right_holder(story: Story) -> None:
    story.request |= {
        "kind": "advisory", "urging_dispatched_on": "2026-02-01",
        "urging_received_on": "2026-02-05", "holder_acted": False,
    }  # fmt: skip
    story.on("2026-02-12").files()
    # 第13条：收到之日起1个月（3月5日），或者发出之日起2个月（4月1日）。
    assert story.dates("advisory_after_receipt") == {"": "2026-03-05 running"}
    assert story.dates("advisory_after_dispatch") == {"": "2026-04-01 running"}
    assert story.dates("docketing") == {} and story.dates("conclude") == {}
    story.on("2026-03-06")
    assert story.date("advisory_after_receipt") == "2026-03-05 elapsed"
    assert story.date("advisory_after_dispatch") == "2026-04-01 running"
    assert story.on_today("overdue") == [], "等待期满不是本局逾期"
    story.records("advisory_opinion_issued", text="不落入保护范围")
    assert story.stage() == ("closed", "closed")
    assert story.steps() == set()
    assert story.listed(kind="advisory").startswith("closed")


def test_an_advisory_case_ends_when_the_holder_acts(story: Story) -> None:
    story.request |= {
        "kind": "advisory", "urging_dispatched_on": "2026-02-01",
        "urging_received_on": "2026-02-05", "holder_acted": False,
    }  # fmt: skip
    story.on("2026-02-12").files().on("2026-03-02").records("holder_acted")
    # 期内已经起诉、请求处理或者撤回警告：两个等待期都不再出现。
    assert story.dates("advisory_after_receipt") == {}
    assert story.dates("advisory_after_dispatch") == {}
