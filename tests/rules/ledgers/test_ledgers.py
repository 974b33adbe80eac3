"""The file of a ledger: what is wrong with it is named with its line; values are typed by it."""

from datetime import date
from typing import Any

import pytest

from models.reference.ledgers import bundled
from models.rules.ledger_place import RESERVED
from models.rules.ledgers import Kind, load_ledger
from models.rules.ledgers.entry import Reading, stored, typed
from models.rules.problem import InputRefused
from tests.own_ledger import LEDGER

TODAY = date(2026, 5, 20)
BORROWING = load_ledger(LEDGER, "borrowing.toml", {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "int"', 'type = "whole"', ":44 field[4].type: 规则数据有误：“whole”"),
        ("search = true", "serach = true", ":14 field[0].serach: 规则数据有误：不是可用的键"),
        ('day = "lent_on"', 'day = "borrower"', ":6 day: 规则数据有误：“borrower”"),
        ('"sealed"]', '"borrower"]', ":103 list.filters: 规则数据有误：“borrower”"),
        ('empty = "还没有借阅记录。"', "", ":100 list.empty: 规则数据有误：缺少"),
        ('measure = "entered"\nbreak', 'measure = "e"\nbreak', ":133 figures.indicator"),
        ('id = "volumes"', 'id = "kind"', ":42 field[4].id: 规则数据有误：“kind”不能作编号"),
        ('id = "volumes"', 'id = "purpose"', ":9 field: 规则数据有误：编号重复"),
        ('choices = { suit = "应诉", audit = "评查", study = "研究" }', 'choices = "nothing"',
         ":22 field[1].choices: 规则数据有误：没有“nothing”这组名称"),
        ('needs = ["volumes"]', 'needs = ["weight"]', ":117 paper[0].needs"),
        ("workdays = 2", "workdays = 3000000", ":121 remind[0].workdays: 规则数据有误：应为0"),
        ("workdays = 2", "days = -1", ":121 remind[0].days: 规则数据有误：应为0至36500"),
        ('done = "returned_on"', 'done = "lent_on"', ":123 remind[0].done: 规则数据有误：记录"),
        ("width = 76", "width = -1", "field[1].width: 规则数据有误：应为0至"),
        ("width = 76", "limit = -1", "field[1].limit: 规则数据有误：应为0至"),
        ('required = true\nstart = "actor"', "required = true\ntyped = false",
         "field[6].typed: 规则数据有误：必填"),
        ('done = "returned_on"', 'done = "gone"', ":123 remind[0].done"),
        ('id = "borrowing"', 'id = "Borrowing"', ":2 id: 规则数据有误：只能用小写字母"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert old in LEDGER
    with pytest.raises(InputRefused) as refused:
        load_ledger(LEDGER.replace(old, new, 1), "borrowing.toml", {})
    assert said in str(refused.value)


def given(**changes: Any) -> dict[str, Any]:
    """Return a row as a file gives it, every type of field filled."""
    return {
        "borrower": " 郝砚秋 ", "purpose": "suit", "case": 3, "asked_by": "某公司", "volumes": 2,
        "deposit": 100, "keeper": 1, "lent_on": "2026-5-19", "due_on": date(2026, 6, 1),
        "sealed": True, **changes,
    }  # fmt: skip


def test_values_go_into_the_database_and_come_back_as_they_were() -> None:
    reading = Reading(BORROWING, TODAY)
    values = reading.new(given())
    assert reading.problems == []
    assert (values["borrower"], values["lent_on"]) == ("郝砚秋", date(2026, 5, 19))
    kept = stored(BORROWING, values)
    assert not {"case", "returned_on"} & kept.keys(), "kept in a column, or empty"
    assert typed(BORROWING, kept, date(2026, 5, 19), 3) == values


def test_a_row_of_another_program_reads_as_nothing_where_it_does_not_fit() -> None:
    odd: dict[str, Any] = {"borrower": 5, "volumes": "two", "due_on": "soon", "sealed": "yes"}
    values = typed(BORROWING, odd, TODAY, None)
    assert (values["borrower"], values["volumes"], values["due_on"]) == ("", None, None)
    assert values["sealed"] is False


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"volumes": -1}, "volumes", "不能小于0"),
        ({"volumes": 10**13}, "volumes", "数字太大"),
        ({"volumes": 1.5}, "volumes", "应为整数"),
        ({"borrower": 5}, "borrower", "应为文字"),
        ({"lent_on": 5}, "lent_on", "应为日期"),
        ({"lent_on": "2026-05-21"}, "lent_on", "借出日期晚于今天"),
        ({"purpose": "fun"}, "purpose", "没有这种目的"),
        ({"sealed": 1}, "sealed", "应为true或者false"),
        ({"keeper": None}, "keeper", "须填写经手人"),
    ],
)
def test_each_type_says_what_it_takes(changes: dict[str, Any], field: str, words: str) -> None:
    reading = Reading(BORROWING, TODAY)
    reading.new(given(**changes))
    assert [(one.field, one.problem) for one in reading.problems] == [(field, words)]


def test_every_type_of_field_is_used_by_some_ledger() -> None:
    used = {field.kind for one in (BORROWING, *bundled().values()) for field in one.fields}
    assert used == set(Kind)


def test_no_ledger_takes_the_name_of_a_page_or_of_a_fact() -> None:
    from forms.reading.facts_reader import load_schema
    from ui.shell.pages import PAGES

    taken = {page.id for page in PAGES} | load_schema().root.children.keys() | {"case", "deadline"}
    assert taken - bundled().keys() == RESERVED
