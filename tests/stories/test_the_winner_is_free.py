"""A rejected request orders nobody: no steps, no clocks, no papers against who was found free."""

import pytest

from models.rules.events import OrderItem
from models.services.closing import decision
from models.services.shared import documents
from tests.stories.story import Story, company, refused

_BASIS = "《专利纠纷行政裁决和调解办法》第三十一条"


@pytest.fixture
def two(story: Story) -> Story:
    """Return a case against two respondents, deliberated and approved on 21 April."""
    story.on("2026-03-02").files().on("2026-03-05").dockets()
    story.serves("acceptance_notice panel_notice evidence_notice", "P1")
    story.on("2026-03-09").serves("request_copy panel_notice evidence_notice", "R1")
    story.joins(company("禾川县大筐塑业有限公司"))
    story.serves("request_copy joinder_notice panel_notice evidence_notice", "R2")
    story.on("2026-04-01").fixes_hearing("2026-04-20")
    story.serves("hearing_notice", "P1", "R1", "R2").on("2026-04-20").hears()
    return story.on("2026-04-21").deliberates().approves("closing")


def draft(result: str, *items: OrderItem) -> decision.Decision:
    """Return a decision with these items."""
    return decision.Decision(
        result, "请求停止侵权。", "未答辩。", "已经审理。", ("查明属实。",), "证据属实。",
        ("理由成立。",), (_BASIS,), items, {"R1": ("make",), "R2": ("make",)},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parties", "acts", "named"),
    [
        (("R1",), (), "“责令何人”里的禾川县青筐里塑业有限公司"),
        (("R1", "R2"), ("make",), "禾川县大筐塑业有限公司"),
        ((), ("make",), "所列的行为"),
    ],
)
def test_a_rejected_request_binds_nobody(
    two: Story, parties: tuple[str, ...], acts: tuple[str, ...], named: str
) -> None:
    wrong = draft("rejected", OrderItem("驳回请求人的请求。", parties, acts))
    found = refused(two, lambda s: decision.issue_decision(s.desk, s.case_id, wrong, on=s.day))
    assert [field for field, _ in found] == ["order[0]"]
    assert named in found[0][1] and "不责令任何人停止" in found[0][1]


def test_nothing_is_enforced_against_who_was_found_free(two: Story) -> None:
    two.decides().serves("decision", "P1", "R1", "R2")
    assert "record_performance" not in two.may()
    two.on("2026-06-01")
    assert two.dates("enforce_office") == two.dates("enforce_holder") == {}
    for kind, fields in (
        ("performance_due", {"due_on": "2026-06-30"}), ("performed", {}),
        ("enforcement_applied", {}), ("holder_enforcement_applied", {}),
    ):  # fmt: skip
        found = refused(two, lambda s, k=kind, f=fields: s.records(k, of="R1", **f))
        assert "没有裁决责令这名当事人停止侵权" in found[0][1]
    assert "没有裁决责令" in refused(two, lambda s: s.serves("demand_letter", "R1"))[0][1]


def test_of_two_respondents_only_the_one_who_was_ordered_is_bound(two: Story) -> None:
    two.decides("R1").serves("decision", "P1", "R1", "R2").on("2026-06-01")
    assert set(two.dates("enforce_office")) == {"R1"}
    assert "没有裁决责令" in refused(two, lambda s: s.serves("demand_letter", "R2"))[0][1]
    refused(two, lambda s: s.records("performance_due", of="R2", due_on="2026-06-30"))
    refused(two, lambda s: s.records("enforcement_applied", of="P1"))
    two.serves("demand_letter", "R1")
    too_early = refused(two, lambda s: s.records("enforcement_applied", of="R1"))
    assert "10个工作日到2026-06-15还没有届满" in too_early[0][1]
    two.on("2026-06-16").records("enforcement_applied", of="R1")
    with_ground = refused(two, lambda s: s.voids("decision_issued"))
    assert "请先作废" in with_ground[0][1]


def test_after_an_agreement_both_sides_may_owe_something(two: Story) -> None:
    two.settles("P1", "R1", "R2").on("2026-05-04").records("performed", of="P1")
    two.records("performed", of="R2")
    assert "没有裁决责令" in refused(two, lambda s: s.serves("demand_letter", "R1"))[0][1]


def test_a_dismissed_case_obliges_nobody(two: Story) -> None:
    two.dismisses("withdrawn")
    found = refused(two, lambda s: s.records("performance_due", of="R1", due_on="2026-06-30"))
    assert "没有裁决责令" in found[0][1]


def test_a_rejecting_decision_is_published(two: Story) -> None:
    two.decides().serves("decision", "P1", "R1", "R2").on("2026-05-10").publishes_decision()
    order = documents.Order("publication_sheet")
    case = two.case()
    assert documents.gaps(two.desk, case, [order]) == []
    printed = documents.preview(two.desk, case, order, draft=False).values["publication"]
    assert isinstance(printed, dict)
    listed = printed["infringer"]
    assert isinstance(listed, list) and len(listed) == 2
    assert [one["name"] for one in listed if isinstance(one, dict)] == [
        case.name_of("R1"), case.name_of("R2"),
    ]  # fmt: skip


def test_no_paper_of_a_rejected_case_asks_for_who_infringed(two: Story) -> None:
    two.decides().serves("decision", "P1", "R1", "R2").on("2026-05-10").publishes_decision()
    case = two.case()
    lacking = {
        (spec.id, gap.path)
        for _title, spec, orders in documents.offers_of(case)
        for gap in documents.gaps(two.desk, case, orders)
        if gap.path.split(".")[0] in ("decision", "publication")
    }
    assert not lacking
