"""Looks at the register and a longer term: what the services take, and what the page says."""

from datetime import date
from typing import Any

import pytest

from models.cases.loading import load
from models.errors import BadInput
from models.queries.case_page.page import case_page
from models.rules.patent.term import valid_until
from models.services.proceedings.patent import check_patent, extend_term
from models.store.desk import Desk
from tests.services import support
from tests.services.test_journal import docketed  # noqa: F401 (a fixture)
from ui.verbs.playing.scenario import Clock

DAY = date(2026, 5, 20)


def matter(desk: Desk, case_id: int) -> dict[str, str]:
    """Return the rows on the patent as the page of the case shows them."""
    return dict(case_page(desk, case_id).matter[0].rows)


def test_the_page_says_how_long_the_patent_lasts_and_when_it_was_checked(
    desk: Desk,
    clock: Clock,
    docketed: int,  # noqa: F811
) -> None:
    assert matter(desk, docketed)["专利有效至"] == "2032年4月17日"
    assert matter(desk, docketed)["最近核查"] == "⚠ 还没有核查专利权状态，裁决前须核查"
    check_patent(
        desk, docketed, on=DAY, source="专利登记簿副本", in_force=True,
        paid_until=date(2027, 4, 18),
    )  # fmt: skip
    said = "2026年5月20日　专利登记簿副本：专利权有效，年费缴纳至2027年4月18日"
    assert matter(desk, docketed)["最近核查"] == said
    clock.day = date(2026, 6, 20)
    again = f"{said}　⚠ 上次核查距今已超过30日，裁决前须核查"
    assert matter(desk, docketed)["最近核查"] == again


def test_a_look_says_where_and_what_is_wrong(desk: Desk, docketed: int) -> None:  # noqa: F811
    for said, field in (
        ({"on": date(2026, 5, 21), "source": "登记簿", "in_force": True}, "on"),
        ({"on": date(2026, 4, 1), "source": "登记簿", "in_force": True}, "on"),
        ({"on": DAY, "source": " ", "in_force": True}, "source"),
        ({"on": DAY, "source": "登记簿", "in_force": False}, "text"),
    ):
        given: dict[str, Any] = said
        with pytest.raises(BadInput) as error:
            check_patent(desk, docketed, **given)
        assert [p.field for p in error.value.problems] == [field]
    check_patent(desk, docketed, on=DAY, source="登记簿", in_force=False, text="未缴年费终止")
    assert "已经终止或者失效" in matter(desk, docketed)["最近核查"]


def test_only_an_invention_lasts_longer_than_the_law_says(
    desk: Desk,
    docketed: int,  # noqa: F811
) -> None:
    with pytest.raises(BadInput, match="只有发明专利"):
        extend_term(desk, docketed, on=DAY, until=date(2033, 1, 1), source="决定")


def test_a_longer_term_is_entered_with_its_source(
    desk: Desk, staff: dict[str, int], request_s2: dict[str, Any]
) -> None:
    request_s2["patent"] |= {"kind": "invention", "number": "201910048126.0"}
    request_s2["patent"]["filed_on"] = "2019-06-12"
    request_s2["received_on"] = "2026-05-18"
    case_id = support.file(desk, request_s2)
    for until, source, field in (
        (date(2039, 6, 11), "决定", "until"),
        (date(2041, 1, 5), "", "source"),
    ):
        with pytest.raises(BadInput) as error:
            extend_term(desk, case_id, on=DAY, until=until, source=source)
        assert [p.field for p in error.value.problems] == [field]
    extend_term(desk, case_id, on=DAY, until=date(2041, 1, 5), source="期限补偿审批决定")
    state = load(desk, case_id).state()
    assert valid_until(state.patent, state.log) == date(2041, 1, 5)
    assert matter(desk, case_id)["专利有效至"] == "2041年1月5日"
