"""What is demanded, performed and published is the decision as it is now."""

from typing import Any

import pytest

from models.errors import BadInput
from models.facts.rulings import demand_facts
from models.rules.events import Amending, OrderItem
from models.services.closing.amending import Change, change_decision
from tests.stories.story import Story

NEW = "责令立即停止制造，并销毁专用模具。"


@pytest.fixture
def changed(story: Story) -> Story:
    """Return a decision of 21 April, served, performed in its first item and changed in May."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.on("2026-04-20").ripens()
    story.on("2026-04-21").deliberates().approves("closing").decides("R1")
    story.serves("decision", "P1", "R1")
    story.on("2026-05-11").does("record_performance", party="R1", items=[1])
    change = Change(
        Amending.ERROR, "established",
        (OrderItem(NEW, ("R1",), ("make",)), OrderItem("驳回其他请求。")),
        ("原裁决漏写专用模具。",), ("《专利纠纷行政裁决和调解办法》第三十三条",),
    )  # fmt: skip
    story.on("2026-05-20")
    change_decision(story.desk, story.case_id, change, on=story.day, approver=story.staff["高明"])
    return story


def test_the_demand_is_for_the_order_as_changed(changed: Story) -> None:
    facts: dict[str, Any] = dict(demand_facts(changed.case(), "R1"))
    assert facts["orders"] == [NEW]
    assert facts["sued"] is False


def test_the_items_of_a_change_are_performed_anew(changed: Story) -> None:
    changed.on("2026-05-25").does("record_performance", party="R1", items=[1], text="已销毁")
    with pytest.raises(BadInput, match="已经登记履行"):
        changed.does("record_performance", party="R1", items=[1])
