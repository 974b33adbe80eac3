"""What was put right in a request is told so that people can read it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from models import reference
from models.rules.intake.differences import differences
from models.rules.intake.parties import keyed

Sample = Callable[[str], dict[str, Any]]
FIRST, SECOND = "禾川县钰禾丰节水器材有限公司", "禾川县旺田喜农机配件经营部"


@pytest.fixture
def s1(sample: Sample) -> dict[str, Any]:
    """Return a request against two, the acts of each by its key."""
    data: dict[str, Any] = dict(keyed(sample("S1")))
    return data | {"acts": [{"act": "make", "by": "R1"}, {"act": "sell", "by": "R2"}]}


def told(before: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Return the lines of a change."""
    after = copy.deepcopy(before)
    change(after)
    found = differences(reference.intake_rules(), before, after)
    return [f"{one.field}：{one.was} → {one.now}" for one in found]


def test_a_party_that_is_gone_is_one_line(s1: dict[str, Any]) -> None:
    assert told(s1, lambda r: r["respondents"].pop(0)) == [f"被请求人1：{FIRST} → （已移除）"]


def test_a_party_that_came_is_told_by_its_fields(s1: dict[str, Any]) -> None:
    new = {"id": "R3", "name": "王二", "phone": "0357-5550303"}
    assert told(s1, lambda r: r["respondents"].append(new)) == [
        "被请求人3 姓名或名称： → 王二", "被请求人3 联系电话： → 0357-5550303",
    ]  # fmt: skip


def test_acts_and_papers_are_told_by_whose_they_are(s1: dict[str, Any]) -> None:
    def moved(request: dict[str, Any]) -> None:
        request["acts"][0]["by"] = "R2"

    assert told(s1, moved) == [
        f"被控行为（{FIRST}）：制造 → ", f"被控行为（{SECOND}）：销售 → 制造、销售",
    ]  # fmt: skip
    lines = told(s1, lambda r: r["papers"].pop(0))
    assert len(lines) == 1 and lines[0].startswith("材料（汾宁晟禾沃灌溉设备有限公司）：请求书、")


def test_a_row_that_is_gone_does_not_change_those_after_it(s1: dict[str, Any]) -> None:
    assert told(s1, lambda r: r["evidence"].pop(0)) == ["证据1：专利证书及授权文本 → （已移除）"]


def test_who_is_named_otherwise_is_the_same_agent(s1: dict[str, Any]) -> None:
    def renamed(request: dict[str, Any]) -> None:
        request["agents"][0] |= {"name": "顾临江", "for": "R1"}

    assert told(s1, renamed) == [
        f"代理人1 代理谁：汾宁晟禾沃灌溉设备有限公司 → {FIRST}", "代理人1 姓名：顾临川 → 顾临江",
    ]  # fmt: skip


def test_a_value_that_is_empty_or_left_out_is_the_same(s1: dict[str, Any]) -> None:
    assert (
        told(s1, lambda r: r["patent"].update(product_note="", holder=r["patent"]["holder"])) == []
    )
