"""Suits against a decision, what the courts make of it, its enforcement and performance."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.rules.events import CourtResult, Instance, Ruling
from models.services.closing.courts import JudgmentIn
from models.services.office.office import set_setting
from tests.stories.story import Story, refused


@pytest.fixture
def decided(story: Story) -> Story:
    """Return a case decided against its one respondent on 21 April and served that day."""
    story.on("2026-03-02").files().on("2026-03-05").dockets().ripens()
    story.on("2026-04-20").deliberates().approves("closing").on("2026-04-21").decides("R1")
    return story.serves("decision", "P1", "R1")


@pytest.fixture
def sued(decided: Story) -> Story:
    """Return it with the respondent's suit, answered by the office."""
    decided.on("2026-05-06").records("suit_filed", from_="R1")
    decided.on("2026-05-12").records("complaint_received", of="R1")
    return decided.on("2026-05-20").records("defence_filed", of="R1")


def judged(
    told: Story, result: CourtResult, instance: Instance = Instance.FIRST, **more: Any
) -> Story:
    """Record a judgment that came in today."""
    kind = Ruling.RULING if result is CourtResult.WITHDRAWN else Ruling.JUDGMENT
    return told.does("record_judgment", judgment=JudgmentIn(kind, instance, result, **more))


def test_upheld_in_two_instances_then_urged_and_enforced(sued: Story) -> None:
    assert sued.dates("enforce_office") == {}, "whoever sued in time is not enforced against"
    assert "还没有登记生效的裁判" in refused(sued, lambda s: s.serves("demand_letter", "R1"))[0][1]
    judged(sued.on("2026-09-01"), CourtResult.UPHELD)
    assert sued.date("appeal") == "2026-09-16 running"
    assert "settle_judgment" in sued.may()
    sued.on("2026-09-10").records("appeal_filed")
    assert "还没有登记生效的裁判" in refused(sued, lambda s: s.serves("demand_letter", "R1"))[0][1]
    final = sued.on("2026-12-01")
    judged(final, CourtResult.UPHELD, Instance.SECOND, final_on=final.day)
    # 行诉解释第156条3个月，第153条2年：两个都列出。
    assert sued.date("enforce_judged", "R1") == "2027-03-01 running"
    assert sued.date("enforce_judged_long", "R1") == "2028-12-01 running"
    assert {
        "serve_demand",
        "record_performance",
    } <= sued.may() and "settle_judgment" not in sued.may()
    said = [line.text for line in sued.page().gates]
    assert any("2027-03-01、2028-12-01届满；本局口径是3个月" in text for text in said)
    sued.on("2026-12-02").serves("demand_letter", "R1")
    found = refused(sued, lambda s: s.records("enforcement_applied", of="R1"))
    assert "10个工作日" in found[0][1]
    sued.on("2026-12-17").records("enforcement_applied", of="R1")
    assert sued.date("enforce_judged", "R1") == "2027-03-01 met → 2026-12-17"
    assert sued.dates("enforce_holder") == {}


def test_after_three_months_a_reason_is_needed_unless_the_office_reads_two_years(
    sued: Story,
) -> None:
    judged(sued.on("2026-09-01"), CourtResult.UPHELD)
    sued.on("2026-09-17").does("settle_judgment")
    assert sued.date("enforce_judged", "R1") == "2026-12-17 running"
    sued.on("2026-12-02").serves("demand_letter", "R1").on("2026-12-21")
    assert sued.date("enforce_judged", "R1") == "2026-12-17 overdue"
    found = refused(sued, lambda s: s.records("enforcement_applied", of="R1"))
    assert "到2026-12-17已经届满" in found[0][1]
    assert sued.date("enforce_holder", "R1") == "2027-06-17 running", "the holder has six months"
    assert sued.lacks("holder_enforcement") == []
    set_setting(sued.desk, "position.enforcement_after_judgment", "two_years")
    sued.records("enforcement_applied", of="R1")


def test_a_suit_taken_back_is_as_none(sued: Story) -> None:
    sued.on("2026-06-01")
    judged(sued, CourtResult.WITHDRAWN, final_on=sued.day)
    # 视同没有起诉：仍自起诉期届满（5月6日）起3个月。
    assert sued.date("enforce_office", "R1") == "2026-08-06 running"
    assert sued.dates("enforce_judged") == {}
    sued.serves("demand_letter", "R1")


@pytest.mark.parametrize("result", [CourtResult.REVOKED, CourtResult.CHANGED])
def test_a_judgment_that_ends_the_decision_leaves_nothing_to_enforce(
    sued: Story, result: CourtResult
) -> None:
    judged(sued.on("2026-09-01"), result)
    assert "没有有效" not in "".join(sued.may())
    sued.on("2026-09-17").does("settle_judgment")
    assert sued.dates("enforce_judged") == sued.dates("enforce_office") == {}
    assert not {"serve_demand", "record_performance", "apply_enforcement"} & sued.may()
    assert "没有裁决责令" in refused(sued, lambda s: s.serves("demand_letter", "R1"))[0][1]
    # 第83条第2款：20个工作日。
    assert sued.date("publish_change").endswith("running")
    assert sued.stage() == ("closed", "closed")
    sued.voids("judgment_effective")
    assert "record_performance" in sued.may(), "voided, it never took effect"
    assert sued.dates("publish_change") == {}


def test_a_revoked_decision_is_made_again(sued: Story) -> None:
    judged(sued.on("2026-09-01"), CourtResult.REMADE)
    sued.on("2026-09-17").does("settle_judgment")
    assert sued.stage() == ("deliberation", "open") or sued.stage()[1] == "open"
    assert sued.date("remake") == "2026-12-17 running"
    assert sued.dates("conclude") == sued.dates("sue") == sued.dates("publish") == {}
    assert sued.date("publish_change").endswith("running")
    assert "deliberate" in sued.steps() and "record_judgment" not in sued.may()
    assert "责令重新作出" in refused(sued, lambda s: s.voids("decision_issued"))[0][1]
    assert refused(sued, lambda s: s.decides("R1"))
    sued.on("2026-10-12").deliberates().approves("closing").on("2026-10-13").decides("R1")
    assert sued.date("remake") == "2026-12-17 met → 2026-10-13"
    assert sued.stage() == ("serving", "closed")
    assert {"serve_decision P1", "serve_decision R1"} <= sued.steps()
    sued.serves("decision", "P1", "R1")
    assert sued.date("sue", "R1") == "2026-10-28 running"
    assert sued.date("publish").endswith("running")
    sued.on("2026-10-29").serves("demand_letter", "R1")
    assert sued.date("enforce_office", "R1") == "2027-01-28 running"


def test_the_time_to_decide_again_is_what_the_judgment_says_or_the_office(sued: Story) -> None:
    set_setting(sued.desk, "position.remake_months", 2)
    sued.on("2026-09-01")
    judged(sued, CourtResult.REMADE, Instance.SECOND, final_on=sued.day)
    assert sued.date("remake") == "2026-11-02 running"
    sued.voids("judgment_received")
    assert sued.dates("remake") == {} and sued.stage() == ("closed", "closed")
    until = date(2026, 10, 15)
    judged(sued, CourtResult.REMADE, Instance.SECOND, final_on=sued.day, remake_by=until)
    assert sued.date("remake") == "2026-10-15 running"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": Ruling.RULING}, "judgment.kind"),
        ({"final_on": date(2026, 8, 31)}, "judgment.final_on"),
        ({"final_on": date(2026, 9, 2)}, "judgment.final_on"),
        ({"remake_by": date(2026, 12, 1)}, "judgment.remake_by"),
    ],
)
def test_a_judgment_says_what_fits_together(sued: Story, more: dict[str, Any], field: str) -> None:
    sued.on("2026-09-01")
    good = JudgmentIn(Ruling.JUDGMENT, Instance.FIRST, CourtResult.UPHELD)
    wrong = replace(good, **more)
    found = refused(sued, lambda s: s.does("record_judgment", judgment=wrong))
    assert field in [name for name, _ in found]


def test_a_decision_that_is_only_found_unlawful_still_stands(sued: Story) -> None:
    sued.on("2026-09-01")
    judged(sued, CourtResult.UNLAWFUL, Instance.RETRIAL, final_on=sued.day)
    assert sued.date("enforce_judged", "R1") == "2026-12-01 running"
    assert sued.dates("publish_change") == {}
    sued.serves("demand_letter", "R1")


def test_without_a_judgment_nothing_takes_effect(sued: Story) -> None:
    assert "没有等待生效的裁判" in refused(sued, lambda s: s.does("settle_judgment"))[0][1]


def test_performance_is_recorded_item_by_item(decided: Story) -> None:
    found = refused(decided, lambda s: s.does("record_performance", party="R1", items=[2]))
    assert "没有责令" in found[0][1]
    assert refused(decided, lambda s: s.does("record_performance", party="P1", items=[1]))
    assert refused(decided, lambda s: s.does("record_performance", party="R1", items=[]))
    decided.on("2026-05-11").does("record_performance", party="R1", items=[1], text="已经停产")
    assert decided.dates("enforce_office") == {} and "record_performance" not in decided.may()
    found = refused(decided, lambda s: s.does("record_performance", party="R1", items=[1]))
    assert "已经登记履行" in found[0][1]
    assert "已经履行" in refused(decided, lambda s: s.serves("demand_letter", "R1"))[0][1]
    decided.voids("item_performed")
    assert set(decided.dates("enforce_office")) == {"R1"}
