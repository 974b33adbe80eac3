"""Several requesters and respondents, each with days of its own; a foreign one."""

import pytest

from models.errors import BadInput
from tests.stories.story import Story, company


@pytest.fixture
def many(story: Story) -> Story:
    """Return a case of two requesters against three respondents, docketed on Thursday 5 March."""
    story.request["requesters"].append(company("汾宁市邵家苗圃有限公司", standing="patentee"))
    story.request["patent"]["holder"] = "郝砚秋、汾宁市邵家苗圃有限公司"
    story.request["respondents"] += [
        company("禾川县大筐塑业有限公司"),
        company(
            "禾川县小筐经营部",
            kind="sole_trader",
            legal_rep="甲某",
            operator={"name": "甲某", "id_no": ""},
        ),
    ]
    papers = ("business_licence", "legal_rep_certificate")
    story.request["papers"] += [{"id": paper, "of": "requester:2"} for paper in papers]
    return story.on("2026-03-02").files().on("2026-03-05").dockets()


def test_each_respondent_has_the_days_of_its_own_service(many: Story) -> None:
    # 办法第22条：立案之日起5个工作日（3月6、9、10、11、12日）送达。
    assert many.dates("serve_request") == {f"R{n}": "2026-03-12 running" for n in (1, 2, 3)}
    many.on("2026-03-09").serves("request_copy", "R1")
    many.on("2026-03-12").serves("request_copy", "R2")
    many.on("2026-03-13").serves("request_copy", "R3")
    assert many.dates("serve_request") == {
        "R1": "2026-03-12 met → 2026-03-09",
        "R2": "2026-03-12 met → 2026-03-12",
        "R3": "2026-03-12 met_late → 2026-03-13",
    }
    # 第22条：收到之日起15日；3月28日是周六，顺延到周一。
    assert many.dates("answer") == {
        "R1": "2026-03-24 running",
        "R2": "2026-03-27 running",
        "R3": "2026-03-30 running",
    }
    assert many.dates("object_jurisdiction") == many.dates("answer"), "第9条：答辩期内提出"
    assert many.dates("answer_foreign") == {}


def test_what_is_to_be_served_shrinks_party_by_party(many: Story) -> None:
    assert many.to_serve() == {
        "serve_acceptance 郝砚秋": "2026-03-09",
        "serve_acceptance 汾宁市邵家苗圃有限公司": "2026-03-09",
        "serve_request 禾川县青筐里塑业有限公司": "2026-03-12",
        "serve_request 禾川县大筐塑业有限公司": "2026-03-12",
        "serve_request 禾川县小筐经营部": "2026-03-12",
    }
    set_ = "panel_notice evidence_notice"
    many.on("2026-03-06").serves(f"acceptance_notice {set_}", "P1")
    many.serves(f"request_copy {set_}", "R2").on("2026-03-10")
    assert many.to_serve() == {
        "serve_acceptance 汾宁市邵家苗圃有限公司": "2026-03-09",
        "serve_request 禾川县青筐里塑业有限公司": "2026-03-12",
        "serve_request 禾川县小筐经营部": "2026-03-12",
    }
    assert many.on_today("overdue") == [
        "立案或者不予立案的通知（汾宁市邵家苗圃有限公司） 2026-03-09"
    ]
    assert many.listed(overdue=True) == "overdue 立案或者不予立案的通知 2026-03-09"
    many.serves("acceptance_notice", "P2")
    assert many.dates("docket_notice") == {
        "P1": "2026-03-09 met → 2026-03-06",
        "P2": "2026-03-09 met_late → 2026-03-10",
    }
    assert many.listed(overdue=True) == ""
    assert many.on_today("overdue") == []


def test_an_answer_has_reached_the_requesters_when_it_reached_the_last(many: Story) -> None:
    many.on("2026-03-09").serves("request_copy", "R1", "R2", "R3")
    many.on("2026-03-20").answers("R1")
    # 第22条第2款：收到答辩书之日起5个工作日（3月23日至27日）。
    assert many.dates("forward_answer") == {"R1": "2026-03-27 running"}
    assert many.to_serve()["forward_answer 郝砚秋"] == "2026-03-27"
    many.on("2026-03-24").serves("answer_copy", "P1", of="R1")
    assert many.date("forward_answer", "R1") == "2026-03-27 running"
    assert "forward_answer 汾宁市邵家苗圃有限公司" in many.to_serve()
    many.on("2026-03-30")
    assert many.date("forward_answer", "R1") == "2026-03-27 overdue"
    many.serves("answer_copy", "P2", of="R1")
    assert many.date("forward_answer", "R1") == "2026-03-27 met_late → 2026-03-30"
    assert not [line for line in many.to_serve() if line.startswith("forward_answer")]


def test_an_answer_posted_in_time_is_in_time_and_is_forwarded_from_its_arrival(many: Story) -> None:
    many.on("2026-03-13").serves("request_copy", "R3")
    # 民诉法第85条：期满前交邮的，不算过期。第22条第2款的5个工作日自收到起算，清明4月4日至6日不计。
    many.on("2026-04-02").answers("R3", posted="2026-03-30")
    assert many.date("answer", "R3") == "2026-03-30 met → 2026-03-30"
    assert many.date("forward_answer", "R3") == "2026-04-10 running"
    many.on("2026-04-03").voids("answer_received").answers("R3")
    assert many.date("answer", "R3") == "2026-03-30 met_late → 2026-04-03"
    assert many.entry("answer_received").voided == ""
    assert many.journal().count("收到答辩书") == 2
    assert "作废“收到答辩书”" in many.journal()


def test_silence_of_one_does_not_touch_the_others(many: Story) -> None:
    many.on("2026-03-09").serves("request_copy", "R1", "R2", "R3")
    many.on("2026-03-24").answers("R2")
    many.on("2026-03-25")
    assert many.dates("answer") == {
        "R1": "2026-03-24 lapsed",
        "R2": "2026-03-24 met → 2026-03-24",
        "R3": "2026-03-24 lapsed",
    }
    lines = {line.key: line.status_text for line in many.page().dates if line.rule == "answer"}
    assert lines == {"R1": "未答辩", "R2": "按期 3月24日", "R3": "未答辩"}
    # 第22条：未提交不影响处理；今日不催当事人的期限。
    assert many.on_today("overdue") == [
        "立案或者不予立案的通知（郝砚秋） 2026-03-09",
        "立案或者不予立案的通知（汾宁市邵家苗圃有限公司） 2026-03-09",
    ]
    many.answers("R1")
    assert many.date("answer", "R1") == "2026-03-24 met_late → 2026-03-25"


def test_the_list_finds_the_case_under_each_of_its_parties(many: Story) -> None:
    for words in ("郝砚秋", "邵家苗圃", "小筐", "fnssj", "青筐里 大筐", "202229800452.5", "ZL2022"):
        assert many.listed(search=words), words
    for words in ("无此人", "郝砚秋 无此人", "xyzw"):
        assert not many.listed(search=words), words
    header = many.page().header.parties
    assert "请求人 郝砚秋、汾宁市邵家苗圃有限公司" in header
    assert "禾川县小筐经营部（经营者 甲某）" in header


def test_a_respondent_without_a_home_in_china_has_thirty_days(story: Story) -> None:
    story.request["respondents"][0] |= {"domiciled_in_prc": False, "region": "foreign"}
    story.request["respondents"].append(company("禾川县大筐塑业有限公司"))
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.on("2026-03-09").serves("request_copy", "R1", "R2")
    # 第22条：在中国境内无固定住所的30日（4月8日，周三），其余15日。
    assert story.dates("answer_foreign") == {"R1": "2026-04-08 running"}
    assert story.dates("answer") == {"R2": "2026-03-24 running"}
    assert story.dates("object_jurisdiction") == {
        "R1": "2026-04-08 running",
        "R2": "2026-03-24 running",
    }
    story.on("2026-03-25")
    assert story.date("object_jurisdiction", "R2") == "2026-03-24 lapsed"
    story.extends_answer("R1", "2026-04-20")
    assert story.dates("answer_foreign") == {"R1": "2026-04-20 running"}
    with pytest.raises(BadInput, match="2026-04-20"):
        story.extends_answer("R1", "2026-04-20")
    story.on("2026-04-13").answers("R1")
    assert story.dates("answer_foreign") == {"R1": "2026-04-20 met → 2026-04-13"}


def test_publication_abroad_takes_the_longer_period(story: Story) -> None:
    story.request["respondents"][0] |= {"domiciled_in_prc": False, "region": "foreign"}
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.on("2026-03-06").publishes("request_copy panel_notice", "R1")
    # 民诉法第283条：境外公告60日；3月6日的第60日是5月5日，公告期满日不顺延（本局口径）。
    assert story.under_way() == [
        "请求书副本 禾川县青筐里塑业有限公司 2026-05-05",
        "合议组成员告知书 禾川县青筐里塑业有限公司 2026-05-05",
    ]
    story.on("2026-05-06")
    # 公告的60日不计入结案期限（第37条）：6月5日加60日是8月4日。
    assert story.date("conclude") == "2026-08-04 running"
    assert story.dates("answer_foreign") == {"R1": "2026-06-04 running"}
    assert story.under_way() == []
