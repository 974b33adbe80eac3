"""Correction (art. 16) and refusal (arts. 12, 14, 20): once, completely, and then?"""

import pytest

from models.errors import BadInput
from tests.stories.story import Story


@pytest.fixture
def incomplete(story: Story) -> Story:
    """Return a request of 2 March that lacks the register copy and the identity proof."""
    story.request["papers"] = [
        p for p in story.request["papers"] if p["id"] not in ("register_copy", "id_copy")
    ]
    return story.on("2026-03-02").files()


def complete(story: Story, *papers: str) -> None:
    """Put papers back into the request."""
    story.request["papers"] += [{"id": one, "of": "requester:1"} for one in papers]


def test_while_correction_is_awaited_the_docketing_clock_is_suspended(incomplete: Story) -> None:
    # 第20条：5个工作日，3月3、4、5、6、9日。
    assert incomplete.date("docketing") == "2026-03-09 running"
    assert "request_correction" in incomplete.may()
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18")
    assert incomplete.stage() == ("correcting", "open")
    assert incomplete.date("docketing") == "2026-03-09 suspended"
    assert incomplete.date("designated", "c1") == "2026-03-18 running"
    incomplete.on("2026-03-16")
    assert incomplete.date("docketing") == "2026-03-09 suspended", "不因到期而逾期"
    assert incomplete.on_today("overdue") == []
    assert [line for line in incomplete.on_today("week") if line.endswith("2026-03-18")]


def test_correction_in_time_starts_the_clock_again(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18")
    complete(incomplete, "register_copy", "id_copy")
    incomplete.on("2026-03-18").receives_correction()
    # 本局口径：自补正之日重新起算，3月19、20、23、24、25日。
    assert incomplete.date("docketing") == "2026-03-25 running"
    assert incomplete.date("designated", "c1") == "2026-03-18 met → 2026-03-18"
    assert incomplete.stage() == ("received", "open")
    incomplete.on("2026-03-25").dockets()
    assert incomplete.date("docketing") == "2026-03-25 met → 2026-03-25"
    # 结案期限自立案之日起3个月。
    assert incomplete.date("conclude") == "2026-06-25 running"


def test_correction_posted_on_the_last_day_is_in_time(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18")
    complete(incomplete, "register_copy", "id_copy")
    incomplete.on("2026-03-20").receives_correction(posted="2026-03-18")
    assert incomplete.date("designated", "c1") == "2026-03-18 met → 2026-03-18"


def test_correction_is_asked_for_once_even_if_half_of_it_came(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18")
    with pytest.raises(BadInput, match=r"一次性告知.*已经告知过"):
        incomplete.asks_for_correction("2026-03-25")
    complete(incomplete, "register_copy")
    incomplete.on("2026-03-16").receives_correction()
    # 仍缺身份证明：指定事项没有完成，审查结论由补正变为不予立案。
    assert incomplete.date("designated", "c1") == "2026-03-18 running"
    review = incomplete.page().review
    assert review and review.result == "refuse"
    with pytest.raises(BadInput, match="一次性告知"):
        incomplete.asks_for_correction("2026-03-25")
    complete(incomplete, "id_copy")
    incomplete.on("2026-03-17").receives_correction()
    assert incomplete.date("designated", "c1") == "2026-03-18 met → 2026-03-17"
    # 最后一次补正之日起算：3月18、19、20、23、24日。
    assert incomplete.date("docketing") == "2026-03-24 running"
    assert incomplete.journal().count("补正完毕") == 2


def test_not_complied_with_the_request_is_refused(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18")
    incomplete.on("2026-03-19")
    # 期满未补正：自3月18日重新起算，3月19、20、23、24、25日。
    assert incomplete.date("docketing") == "2026-03-25 running"
    assert incomplete.date("designated", "c1") == "2026-03-18 lapsed"
    incomplete.on("2026-03-20").refuses()
    assert incomplete.stage() == ("refused", "refused")
    assert incomplete.date("docketing") == "2026-03-25 met → 2026-03-20"
    assert incomplete.listed().startswith("refused")
    assert incomplete.to_serve() == {"serve_refusal 郝砚秋": "2026-03-25"}
    assert incomplete.papers() == {"refusal_notice", "proof_of_service"}
    incomplete.on("2026-03-23").serves("refusal_notice", "P1")
    assert incomplete.date("docket_notice", "P1") == "2026-03-25 met → 2026-03-23"
    assert incomplete.to_serve() == {}
    assert incomplete.steps() == set()
    reasons = dict(incomplete.entry("not_docketed").fields)["理由"]
    assert reasons == "材料不齐全或者不符合规定，逾期未补正或者补正后仍不符合规定"


def test_a_refused_case_is_not_docketed_and_not_refused_again(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-11").on("2026-03-12").refuses()
    with pytest.raises(BadInput, match="已经不予立案"):
        incomplete.dockets()
    with pytest.raises(BadInput, match="已经不予立案"):
        incomplete.refuses()
    with pytest.raises(BadInput, match="尚未立案"):
        incomplete.serves("request_copy", "R1")
    incomplete.voids("not_docketed")
    assert incomplete.stage()[1] == "open"
    assert incomplete.date("docketing") == "2026-03-18 running", "3月12、13、16、17、18日"


def test_a_correction_asked_for_wrongly_is_voided_and_asked_for_again(incomplete: Story) -> None:
    incomplete.on("2026-03-04").asks_for_correction("2026-03-18").voids("period_set")
    assert incomplete.stage() == ("received", "open")
    assert incomplete.date("docketing") == "2026-03-09 running"
    incomplete.on("2026-03-05").asks_for_correction("2026-03-20")
    assert list(incomplete.dates("designated").values()) == ["2026-03-20 running"]
    assert incomplete.date("docketing") == "2026-03-09 suspended"


def test_a_complete_request_is_neither_corrected_nor_refused(story: Story) -> None:
    story.on("2026-03-02").files()
    with pytest.raises(BadInput, match="没有需要补正的事项"):
        story.asks_for_correction("2026-03-18")
    with pytest.raises(BadInput, match="没有不予立案的法定理由"):
        story.refuses()
    assert "request_correction" not in story.may()
    assert story.stage() == ("received", "open")


def test_docketing_is_extended_by_five_workdays_only_in_time(story: Story) -> None:
    from models.services.proceedings import extension

    story.on("2026-03-02").files().on("2026-03-09").approves("docketing_extension")
    extension.extend_docketing(story.desk, story.case_id, on=story.day, reason="特别复杂")
    # 第20条：10个工作日，3月16日周一。
    assert story.date("docketing") == "2026-03-16 running"
    assert story.date("docket_notice", "P1") == "2026-03-16 running"


def test_docketing_extended_too_late_stays_overdue(story: Story) -> None:
    from models.services.proceedings import extension

    story.on("2026-03-02").files().on("2026-03-10").approves("docketing_extension")
    extension.extend_docketing(story.desk, story.case_id, on=story.day, reason="特别复杂")
    assert story.date("docketing") == "2026-03-09 overdue"
    assert story.listed(overdue=True).startswith("overdue 立案")
