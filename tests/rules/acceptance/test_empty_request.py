"""Nothing is in order because it was left empty: what is not written is not found to be right."""

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.acceptance.model import OfficeScope

Checked = Callable[..., Any]
Sample = Callable[[str], dict[str, Any]]
BARE = {"received_on": "2026-03-02", "channel": "window", "requesters": [{"name": "甲公司"}],
        "respondents": [{"name": "乙公司", "kind": "company"}]}  # fmt: skip
# What nothing has to be written for: the texts say that, and not that something is in order.
NOT_ASKED = ("没有", "不必", "不是", "请求人", "外观", "发明", "被请求人明确，共1名")


@pytest.mark.parametrize("kind", ["adjudication", "mediation", "advisory"])
@pytest.mark.parametrize("party", ["company", "organisation", "natural", "sole_trader"])
def test_of_an_empty_request_nothing_is_in_order(checked: Checked, kind: str, party: str) -> None:
    raw = {**BARE, "kind": kind, "requesters": [{"name": "甲公司", "kind": party}]}
    if kind == "mediation":
        raw["mediation_kind"] = "damages"
    found = checked(raw, OfficeScope()).findings
    met = [f.text for f in found if f.state == "met"]
    assert found and not [text for text in met if not text.startswith(NOT_ASKED)], met
    claimed = ("写明了", "提交了", "属于", "是专利权人", "没有无效", "符合规定")
    assert not [text for text in met if any(word in text for word in claimed)], met


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"legal_rep": "王明", "legal_rep_post": "经理"}, "met"),
        ({"legal_rep": "王明"}, "missing"),
        ({"legal_rep": "", "legal_rep_post": ""}, "missing"),
        ({"legal_rep": "王明", "legal_rep_post": " "}, "missing"),
    ],
)
def test_a_post_is_written_only_when_it_is(
    checked: Checked, given: dict[str, str], state: str
) -> None:
    for party in ("company", "organisation"):
        raw = {**BARE, "kind": "adjudication",
               "requesters": [{"name": "甲公司", "kind": party, **given}]}  # fmt: skip
        assert checked(raw).states["legal_rep_post"] == state


@pytest.mark.parametrize(
    ("item", "empty", "state"),
    [
        ("standing", {"patent": {"holder": ""}}, "unclear"),
        ("patent", {"patent": {"holder": ""}}, "missing"),
        ("invalidation", {"patent": {"invalidation": ""}}, "unclear"),
        ("interest_proof", {"requesters": [{"standing": ""}]}, "unclear"),
        ("scope", {"requests": [], "facts_and_reasons": ""}, "unclear"),
        ("claims", {"patent": {"asserted_claims": []}}, "missing"),
        ("acts", {"acts": []}, "unclear"),
    ],
)
def test_one_thing_that_is_left_empty_is_not_in_order(
    checked: Checked, sample: Sample, item: str, empty: dict[str, Any], state: str
) -> None:
    raw = sample("S1")
    assert checked(raw).states[item] == "met"
    for key, value in empty.items():
        if isinstance(value, dict):
            raw[key].update(value)
        elif key == "requesters":
            raw[key] = [{**raw[key][0], **value[0]}]
        else:
            raw[key] = value
    assert checked(raw).states[item] == state
