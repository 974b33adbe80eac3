"""方案: kept, read by older and newer programs, renamed, deleted; never audited."""

from dataclasses import fields
from typing import Any

import pytest

from models.entities import Audit, Draft
from models.errors import BadInput
from models.queries.lists.saved_filters import (
    KIND,
    Conditions,
    built_in,
    from_json,
    saved_filters,
    to_json,
)
from models.services.office import filters
from models.store.desk import Desk

EVERYTHING = Conditions(
    "农机 2026", "mediation", "opinion", "unfinished", 3, overdue=True, soon=True, sort="due"
)


def mine(desk: Desk) -> dict[str, Conditions]:
    return {one.name: one.conditions for one in saved_filters(desk) if not one.built_in}


@pytest.mark.parametrize("conditions", [Conditions(), EVERYTHING, Conditions(handler="mine")])
def test_what_is_saved_comes_back(desk: Desk, conditions: Conditions) -> None:
    audited = Audit.select().count()
    assert filters.save_filter(desk, "  我的方案 ", conditions) == "我的方案"
    assert mine(desk) == {"我的方案": conditions}
    assert Audit.select().count() == audited
    assert from_json(to_json(conditions)) == conditions


def test_those_that_come_with_the_program_come_first_and_stay(desk: Desk) -> None:
    filters.save_filter(desk, "一", Conditions())
    names = [one.name for one in saved_filters(desk)]
    assert names == [*(one.name for one in built_in()), "一"]
    for one in built_in():
        with pytest.raises(BadInput, match="内置方案"):
            filters.save_filter(desk, one.name, Conditions(), overwrite=True)
        filters.delete_filter(desk, one.name)
    assert [one.name for one in saved_filters(desk)] == names


@pytest.mark.parametrize("name", ["", "  ", "长" * 41, "a\x00b", "两\n行"])
def test_a_name_that_is_none(desk: Desk, name: str) -> None:
    filters.save_filter(desk, "好", Conditions())
    for act in (
        lambda: filters.save_filter(desk, name, Conditions()),
        lambda: filters.rename_filter(desk, "好", name),
    ):
        with pytest.raises(BadInput) as refused:
            act()
        assert refused.value.problems[0].field == "name"
    assert mine(desk) == {"好": Conditions()}


def test_a_taken_name_is_overwritten_only_when_said(desk: Desk) -> None:
    filters.save_filter(desk, "甲", Conditions())
    with pytest.raises(BadInput, match="已经有“甲”"):
        filters.save_filter(desk, "甲", EVERYTHING)
    assert mine(desk) == {"甲": Conditions()}
    filters.save_filter(desk, "甲", EVERYTHING, overwrite=True)
    assert mine(desk) == {"甲": EVERYTHING}


def test_renaming_keeps_the_conditions_and_the_others(desk: Desk) -> None:
    filters.save_filter(desk, "甲", EVERYTHING)
    filters.save_filter(desk, "乙", Conditions())
    with pytest.raises(BadInput, match="已经有“乙”"):
        filters.rename_filter(desk, "甲", "乙")
    assert filters.rename_filter(desk, "甲", " 丙 ") == "丙"
    assert mine(desk) == {"丙": EVERYTHING, "乙": Conditions()}
    assert filters.rename_filter(desk, "丙", "丙") == "丙"
    with pytest.raises(BadInput, match="“甲”已经删除"):
        filters.rename_filter(desk, "甲", "丁")


def test_deleting_twice_is_no_error(desk: Desk) -> None:
    filters.save_filter(desk, "甲", EVERYTHING)
    filters.delete_filter(desk, "甲")
    filters.delete_filter(desk, "甲")
    assert mine(desk) == {}


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ({}, Conditions()),
        ([], Conditions()),
        ("x", Conditions()),
        ({"search": 7, "kind": "mediation", "moon": "full"}, Conditions(kind="mediation")),
        ({"overdue": "yes", "soon": 1, "handler": True}, Conditions()),
        ({"handler": "mine", "sort": None}, Conditions(handler="mine")),
    ],
)
def test_what_another_version_wrote_is_read_as_far_as_it_is_understood(
    desk: Desk, kept: Any, read: Conditions
) -> None:
    with desk.unaudited():
        Draft.put(kind=KIND, key="旧", content=kept, updated_at=desk.now())
    assert mine(desk) == {"旧": read}


def test_every_condition_is_kept() -> None:
    """A condition that is added later must be written and read, or saving would lose it."""
    changed = to_json(EVERYTHING)
    assert set(changed) == {one.name for one in fields(Conditions)}
    for name in changed:
        assert getattr(EVERYTHING, name) != getattr(Conditions(), name), name
        less = {k: v for k, v in changed.items() if k != name}
        assert from_json(less) != EVERYTHING, name
