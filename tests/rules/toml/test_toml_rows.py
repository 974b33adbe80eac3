"""Bundled rule data is read strictly: what is wrong is named with its place."""

from datetime import date

import pytest

import resources
from models.rules.problem import InputRefused
from models.rules.procedure.papers import load_papers
from models.rules.serving.methods import load_methods
from models.rules.toml.rows import Row, read_toml

WHOLE = """
name = "甲"
many = 3
open = true
since = 2021-06-01
words = ["乙", "丙"]
[names]
a = "丁"
[[row]]
id = "x"
[[row]]
id = "y"
"""


def test_values_come_typed_and_defaults_stand_in() -> None:
    data = read_toml(WHOLE, "样例.toml")
    assert (data.text("name"), data.text("none", "无")) == ("甲", "无")
    assert (data.number("many"), data.number("none", 7)) == (3, 7)
    assert (data.flag("open"), data.flag("none", False)) == (True, False)
    assert data.day("since") == date(2021, 6, 1)
    assert (data.words("words"), data.words("none", ())) == (("乙", "丙"), ())
    assert data.names("names") == {"a": "丁"}
    assert data.row("names").text("a") == "丁"
    assert data.each("row", lambda row: row.text("id")) == ("x", "y")
    assert data.rows("none") == []
    data.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "样例.toml: 不是有效的TOML"),
        ("", "样例.toml.row: 规则数据有误：缺少"),
        ("row = 3", "样例.toml:1 row: 规则数据有误：应为列表"),
        ("row = [3]", r"样例.toml:1 row\[0\]: 规则数据有误：应为TOML表"),
        ("[[row]]\nid = 3", r"样例.toml:2 row\[0\].id: 规则数据有误：应为文字"),
        ('[[row]]\nid = "x"\nidd = "y"', r"样例.toml:3 row\[0\].idd: 规则数据有误：不是可用的键"),
        ('[[row]]\nid = "x"\nn = true', r"row\[0\].n: 规则数据有误：应为整数"),
        ('[[row]]\nid = "x"\nflag = 1', r"row\[0\].flag: 规则数据有误：应为true或者false"),
        ('[[row]]\nid = "x"\nwords = "y"', r"row\[0\].words: 规则数据有误：应为文字列表"),
        ('[[row]]\nid = "x"\nwords = [1]', r"row\[0\].words: 规则数据有误：应为文字列表"),
        ('[[row]]\nid = "x"\nnames = "y"', r"row\[0\].names: 规则数据有误：应为TOML表"),
        ('[[row]]\nid = "x"\nday = "2026-2-30"', r"row\[0\].day: 规则数据有误：应为日期"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, said: str) -> None:
    def make(row: Row) -> None:
        row.text("id")
        row.number("n", 0)
        row.flag("flag", False)
        row.words("words", ())
        row.inner("names")
        row.day("day")

    with pytest.raises(InputRefused, match=said):
        read_toml(text, "样例.toml").each("row", make)


def test_a_method_of_service_asks_only_for_what_a_proof_has() -> None:
    text = resources.text("procedure", "service_methods.toml")
    assert load_methods(text)["publication"].waits
    with pytest.raises(InputRefused, match="送达情况没有“tracking_number”"):
        load_methods(text.replace('"tracking_no"', '"tracking_number"'))


def test_misspelt_papers_are_refused() -> None:
    papers = resources.text("procedure", "served.toml")
    with pytest.raises(InputRefused, match="kind: "):
        load_papers(papers.replace("kinds =", "kind =", 1))
