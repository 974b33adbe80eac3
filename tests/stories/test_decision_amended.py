"""The office puts its own decision right, changes or revokes it (Order 81 art. 33)."""

from typing import Any

import pytest

from models.rules.events import Amending, DecisionChanged, OrderItem, Righted
from models.services.closing.amending import Change, Revocation
from models.services.office.office import set_setting
from models.services.shared import documents
from tests.stories.story import Story, refused

SLIP = Righted("第二页第一段", "2019年3月6日", "2019年6月3日")
REJECTED = (OrderItem("驳回请求人的请求。"),)
BASIS = ("《专利纠纷行政裁决和调解办法》第三十三条",)


@pytest.fixture
def decided(story: Story) -> Story:
    """Return a case decided against its one respondent on 21 April and served that day."""
    story.on("2026-03-02").files().on("2026-03-05").dockets().ripens()
    story.on("2026-04-20").deliberates().approves("closing").on("2026-04-21").decides("R1")
    return story.serves("decision", "P1", "R1")


def righted(told: Story, *items: Righted, **more: Any) -> Story:
    """Put the decision right today."""
    said = {"reason": "申请日有笔误。", "approver": told.staff["高明"]} | more
    return told.does("right_decision", items=items or (SLIP,), **said)


def changed(told: Story, **more: Any) -> Story:
    """Change the decision today so that it rejects the request."""
    whole: dict[str, Any] = {
        "ground": Amending.ERROR, "result": "rejected", "order": REJECTED,
        "reasons": ("比对有误。",), "basis": BASIS,
    }  # fmt: skip
    return told.does("change_decision", change=Change(**(whole | more)),
                     approver=told.staff["高明"])  # fmt: skip


def revoked(told: Story, **more: Any) -> Story:
    """Revoke the decision today."""
    whole: dict[str, Any] = {
        "ground": Amending.ERROR, "reasons": ("适用法律有误。",), "basis": BASIS,
    }  # fmt: skip
    return told.does("revoke_decision", revocation=Revocation(**(whole | more)),
                     approver=told.staff["高明"])  # fmt: skip


def invalidated(told: Story, result: str, claims: str = "") -> Story:
    """Let an invalidation run through before CNIPA, with effect today."""
    told.does("record_invalidation", party="R1", number="5W1")
    told.does("accept_invalidation", invalidation="invalidation-1")
    told.does("decide_invalidation", invalidation="invalidation-1", result=result, claims=claims)
    return told.does("settle_invalidation", invalidation="invalidation-1", text="期满未起诉")


def printed(told: Story, form: str) -> Any:
    """Return what a paper prints under `amended`, once nothing is missing for it."""
    order = documents.Order(form)
    assert documents.gaps(told.desk, told.case(), [order]) == []
    return documents.preview(told.desk, told.case(), order, draft=False).values["amended"]


def test_a_slip_is_put_right_and_everybody_is_served(decided: Story) -> None:
    before = decided.date("sue", "R1"), decided.dates("enforce_office")
    righted(decided.on("2026-04-27"))
    assert {"serve_righting P1", "serve_righting R1"} <= decided.steps()
    assert printed(decided, "decision_righting")["righting"]["items"] == [
        {"place": "第二页第一段", "stood": "2019年3月6日", "stands": "2019年6月3日"}
    ]
    decided.serves("decision_righting", "P1", "R1")
    assert not {s for s in decided.steps() if s.startswith("serve_righting")}
    assert (decided.date("sue", "R1"), decided.dates("enforce_office")) == before
    righted(decided.on("2026-04-28"), Righted("主文", "权力要求", "权利要求"))
    assert "serve_righting R1" in decided.steps(), "the second one has to be served too"


@pytest.mark.parametrize(
    ("items", "more", "field"),
    [
        ((Righted("", "一", "二"),), {}, "items[0].place"),
        ((SLIP, Righted("主文", "一", "一")), {}, "items[1].stands"),
        ((), {"reason": " "}, "reason"),
        ((), {"approver": 0}, "approver"),
    ],
)
def test_what_is_put_right_is_said_whole(
    decided: Story, items: tuple[Righted, ...], more: dict[str, Any], field: str
) -> None:
    found = refused(decided.on("2026-04-27"), lambda s: righted(s, *items, **more))
    assert [name for name, _ in found] == [field]


def test_only_a_decision_that_was_made_is_amended(story: Story) -> None:
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    for act in (righted, changed, revoked):
        assert "尚未作出" in refused(story, act)[0][1]
    assert "没有更正裁决书" in refused(story, lambda s: s.serves("decision_righting", "R1"))[0][1]


def test_a_change_releases_who_was_ordered_and_lets_the_time_to_sue_start_again(
    decided: Story,
) -> None:
    assert decided.date("sue", "P1") == "2026-05-06 running"
    assert set(decided.dates("enforce_office")) == {"R1"}
    changed(decided.on("2026-05-11"), applied_by="R1")
    last = decided.case().log.last(DecisionChanged)
    assert last and last.event.released == ("R1",)
    assert decided.dates("enforce_office") == {}
    assert "record_performance" not in decided.may()
    assert "没有裁决责令" in refused(decided, lambda s: s.serves("demand_letter", "R1"))[0][1]
    said = printed(decided, "decision_change")["change"]
    assert said["was"][0].startswith("责令") and said["order"] == ["驳回请求人的请求。"]
    assert said["by"] == decided.case().name_of("R1") and "十五日" in said["remedy"]
    decided.serves("decision_change", "P1", "R1")
    assert decided.date("sue", "P1") == "2026-05-26 running"
    # 第83条第2款：20个工作日
    assert decided.date("publish_amendment") == "2026-06-08 running"
    decided.on("2026-05-20").records("published_change")
    assert decided.date("publish_amendment") == "2026-06-08 met → 2026-05-20"
    assert "publish_amendment" not in decided.may()


def test_who_is_still_ordered_is_urged_only_once_the_change_was_served(decided: Story) -> None:
    kept = OrderItem("责令停止制造。", ("R1",), ("make",)), OrderItem("驳回其他请求。")
    changed(decided.on("2026-05-11"), result="established", order=kept)
    found = refused(decided, lambda s: s.serves("demand_letter", "R1"))
    assert "变更决定书还没有送达" in found[0][1]
    decided.on("2026-05-12").serves("decision_change", "P1", "R1").on("2026-05-20")
    assert "起诉期到2026-05-27" in refused(decided, lambda s: s.serves("demand_letter", "R1"))[0][1]
    decided.on("2026-05-28").serves("demand_letter", "R1")
    assert decided.date("enforce_office", "R1") == "2026-08-27 running"


def test_the_office_may_hold_that_a_change_opens_no_new_time_to_sue(decided: Story) -> None:
    for name in ("suit_after_change", "publish_own_change"):
        set_setting(decided.desk, f"position.{name}", "none")
    changed(decided.on("2026-05-11")).serves("decision_change", "P1", "R1")
    assert decided.date("sue", "P1") == "2026-05-06 lapsed"
    assert decided.dates("publish_amendment") == {}
    assert printed(decided, "decision_change")["change"]["remedy"] == ""


def test_a_revoked_decision_obliges_nobody(decided: Story) -> None:
    revoked(decided.on("2026-05-11"))
    assert {"serve_revocation P1", "serve_revocation R1"} <= decided.steps()
    assert decided.dates("enforce_office") == {}
    for kind in ("performed", "enforcement_applied", "holder_enforcement_applied"):
        found = refused(decided, lambda s, k=kind: s.records(k, of="R1"))
        assert "没有裁决责令" in found[0][1]
    for act in (righted, changed, revoked):
        assert "已经撤销" in refused(decided, act)[0][1]
    assert printed(decided, "decision_revocation")["revocation"]["was"][0].startswith("责令")
    decided.serves("decision_revocation", "P1", "R1")
    assert decided.date("sue", "R1") == "2026-05-26 running"
    decided.voids("served").voids("served").voids("decision_revoked")
    assert set(decided.dates("enforce_office")) == {"R1"}, "voided, it never was revoked"


def test_an_invalidation_is_a_ground_once_it_has_effect(decided: Story) -> None:
    decided.on("2026-05-11")
    found = refused(decided, lambda s: revoked(s, ground=Amending.INVALIDATED))
    assert found[0][0] == "revocation.ground" and "没有登记已经生效" in found[0][1]
    found = refused(decided, lambda s: changed(s, ground=Amending.INVALIDATED))
    assert found[0][0] == "change.ground"
    assert "change_decision" not in decided.may()
    invalidated(decided.on("2026-06-01"), "wholly")
    assert "change_decision" in decided.may()
    revoked(decided, ground=Amending.INVALIDATED)
    assert "change_decision" not in decided.may()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"result": "perhaps"}, "change.result"),
        ({"order": ()}, "change.order"),
        ({"reasons": (" ",)}, "change.reasons"),
        ({"basis": ()}, "change.basis"),
        ({"applied_by": "P9"}, "change.applied_by"),
        ({"order": (OrderItem("责令赔偿5万元。"),)}, "change.order[0]"),
    ],
)
def test_a_change_says_all_that_its_paper_needs(
    decided: Story, more: dict[str, Any], field: str
) -> None:
    found = refused(decided.on("2026-05-11"), lambda s: changed(s, **more))
    assert field in [name for name, _ in found]
