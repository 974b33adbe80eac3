"""Requested items outside the power, and the routing into simple and complex."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.intake.parse import parse_intake
from models.rules.intake.tables import IntakeRules
from models.rules.problem import InputRefused
from models.rules.procedure.requests import check_requests, load_requests, nothing_to_adjudicate
from models.rules.procedure.routing import (
    RoutingRules,
    check_override,
    check_panel,
    load_routing,
    route,
    suggest_answers,
)
from resources import text

Sample = Callable[[str], dict[str, Any]]
FINAL_SIMPLE = {
    "clear_right": "yes",
    "in_force": "yes",
    "comparable": "yes",
    "answered": "yes",
    "single_respondent": "yes",
    "evidence_complete": "yes",
    "written_agreed": "yes",
    "repeat": "no",
    "foreign_party": "no",
    "publication": "no",
    "appraisal": "no",
    "suspension": "no",
    "ownership": "no",
    "new_product_process": "no",
    "public_interest": "no",
    "several_patents": "no",
}


@pytest.mark.parametrize(
    ("item", "code", "mixed"),
    [
        ("赔偿损失30万元", "compensation", False),
        ("停止侵权并赔偿经济损失", "compensation", True),
        ("公开赔礼道歉", "apology", False),
        ("承担律师费2万元", "costs", False),
        ("支付许可使用费", "royalty", False),
        ("没收违法所得", "penalty", False),
    ],
)
def test_items_outside_the_power(item: str, code: str, mixed: bool) -> None:
    (found,) = check_requests(["责令停止侵权", item], load_requests(text("rules", "requests.toml")))
    assert (found.index, found.code, found.mixed) == (1, code, mixed)
    assert item in found.hint and found.basis


def test_items_within_the_power_are_left_alone() -> None:
    rules = load_requests(text("rules", "requests.toml"))
    asked = ["责令立即停止制造、销售", "销毁专用模具", "通知平台删除链接", "消除影响"]
    assert check_requests(asked, rules) == []
    money = check_requests(["赔偿1万元"], rules)
    assert nothing_to_adjudicate(["赔偿1万元"], money)
    assert not nothing_to_adjudicate(["停止侵权", "赔偿1万元"], money)
    assert not nothing_to_adjudicate([], [])
    with pytest.raises(InputRefused):
        load_requests("[[outside_power]]\ncode = 1")


def test_s2_is_simple_before_the_answer_with_two_points_open(
    sample: Sample, tables: IntakeRules, routing: RoutingRules
) -> None:
    answers = suggest_answers(parse_intake(sample("S2"), tables), routing)
    assert answers["answered"] == answers["written_agreed"] == "pending"
    answers |= {k: v for k, v in FINAL_SIMPLE.items() if k not in ("answered", "written_agreed")}
    result = route(answers, routing, "pre")
    assert (result.track, result.provisional, result.target_days) == ("simple", True, 45)
    assert result.pending == ("answered", "written_agreed")
    assert any(r.startswith("待定") for r in result.reasons)
    assert sum(r.startswith("符合") for r in result.reasons) == 5


def test_final_needs_every_answer(routing: RoutingRules) -> None:
    result = route(FINAL_SIMPLE, routing, "final", notes={"answered": "5月26日答辩"})
    assert (result.track, result.provisional, result.pending) == ("simple", False, ())
    assert next(a.note for a in result.criteria if a.criterion.id == "answered") == "5月26日答辩"
    for wrong in ({"answered": "pending"}, {"appraisal": "maybe"}, {"weather": "yes"}):
        with pytest.raises(InputRefused) as caught:
            route(FINAL_SIMPLE | wrong, routing, "final")
        assert caught.value.problems[0].field == f"answers.{next(iter(wrong))}"
    with pytest.raises(InputRefused):
        route({k: v for k, v in FINAL_SIMPLE.items() if k != "repeat"}, routing, "final")
    with pytest.raises(InputRefused):
        route({}, routing, "later")


@pytest.mark.parametrize("criterion", [k for k in FINAL_SIMPLE if k in list(FINAL_SIMPLE)[8:]])
def test_any_ground_against_makes_it_complex_with_its_article(
    criterion: str, routing: RoutingRules
) -> None:
    result = route(FINAL_SIMPLE | {criterion: "yes"}, routing, "final")
    assert (result.track, result.target_days) == ("complex", None)
    assert len(result.reasons) == 1 and "条" in result.reasons[0]


@pytest.mark.parametrize("criterion", ["in_force", "comparable", "evidence_complete"])
def test_needed_conditions(criterion: str, routing: RoutingRules) -> None:
    result = route(FINAL_SIMPLE | {criterion: "no"}, routing, "final")
    assert result.track == "complex" and result.reasons[0].startswith("不符合")


def test_too_few_conditions(routing: RoutingRules) -> None:
    few = FINAL_SIMPLE | {"clear_right": "no", "answered": "no", "written_agreed": "no"}
    assert "不足5项" in route(few, routing, "final").reasons[0]
    assert route({}, routing, "pre").track == "complex"


def test_target_days_can_be_set_by_the_office(routing: RoutingRules) -> None:
    assert route(FINAL_SIMPLE, routing, "final", simple_days=30).target_days == 30


def test_suggestions_from_the_papers(
    sample: Sample, tables: IntakeRules, routing: RoutingRules
) -> None:
    raw = sample("S1")
    raw["respondents"][0]["region"] = "foreign"
    answers = suggest_answers(parse_intake(raw, tables), routing)
    assert answers["single_respondent"] == "no" and answers["foreign_party"] == "yes"
    assert answers["new_product_process"] == "pending"
    assert route(answers, routing, "pre").track == "complex"


def test_override_needs_a_reason() -> None:
    check_override("complex", "被控产品有两种型号，比对复杂")
    for track, reason in (("complex", ""), ("fast", "被控产品有两种型号")):
        with pytest.raises(InputRefused):
            check_override(track, reason)


@pytest.mark.parametrize("size", [0, 1, 2, 4, 6])
def test_a_panel_is_never_below_three_nor_even(size: int, routing: RoutingRules) -> None:
    with pytest.raises(InputRefused, match="单数"):
        check_panel(size, routing)


def test_panels_that_are_allowed(routing: RoutingRules) -> None:
    check_panel(3, routing)
    check_panel(5, routing)
    assert routing.panel_min == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("panel_min = 3", "panel_min = 1"),
        ("panel_min = 3", "panel_min = 4"),
        ("simple_target_days = 45", "simple_target_days = 0"),
        ('for = "simple"', 'for = "easy"'),
        ("min_for_pre", "min_for_prey"),
    ],
)
def test_data_that_would_loosen_the_regulation_is_refused(old: str, new: str) -> None:
    with pytest.raises(InputRefused):
        load_routing(text("rules", "routing.toml").replace(old, new, 1))
