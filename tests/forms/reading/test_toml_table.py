"""TOML read by type: what is wrong is said with the place and the key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from forms.errors import SpecError
from forms.reading.toml_table import Table, parse_toml

TEXT = """
word = "甲"
yes = true
three = 3
half = 0.5
words = ["甲", "乙"]
mixed = ["甲", 1]
day = 2026-01-05
one = { word = "乙" }
[[row]]
word = "丙"
[[row]]
"""
FILE = parse_toml(TEXT, "a.toml")


def test_values_come_out_with_their_types() -> None:
    assert FILE.text("word") == "甲" and FILE.text("none", "") == ""
    assert FILE.flag("yes") and not FILE.flag("none")
    assert (FILE.whole("three"), FILE.whole("none", 4)) == (3, 4)
    assert (FILE.number("three"), FILE.number("half"), FILE.number("none", 1)) == (3.0, 0.5, 1.0)
    assert FILE.texts("words") == ("甲", "乙") and FILE.texts("none", ("丁",)) == ("丁",)
    assert FILE.text_or_whole("three", "1") == "3" and FILE.text_or_whole("none", "1") == "1"
    assert FILE.choice("word", ("甲", "乙")) == "甲" and FILE.choice("none", ("甲",), "") == ""
    assert FILE.table("one").text("word") == "乙"
    assert [row.place for row in FILE.tables("row")] == ["a.toml: row 1", "a.toml: row 2"]
    assert len(FILE.one_or_more("one")) == 1 and len(FILE.one_or_more("row")) == 2
    assert FILE.tables("none") == [] and FILE.numbers("none") == ()


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda t: t.text("three"), "a.toml: three has the wrong type (int)"),
        (lambda t: t.text("none"), "a.toml: none is missing"),
        (lambda t: t.flag("word"), "a.toml: word has the wrong type (str)"),
        (lambda t: t.whole("yes"), "a.toml: yes has the wrong type (bool)"),
        (lambda t: t.whole("half"), "a.toml: half has the wrong type (float)"),
        (lambda t: t.number("yes"), "a.toml: yes has the wrong type (bool)"),
        (lambda t: t.number("day"), "a.toml: day has the wrong type (date)"),
        (lambda t: t.texts("word"), "a.toml: word has the wrong type (str)"),
        (lambda t: t.texts("mixed"), "a.toml: mixed: expected texts"),
        (lambda t: t.numbers("mixed"), "a.toml: mixed: expected numbers"),
        (lambda t: t.choice("word", ("乙",)), "a.toml: word is '甲', not one of 乙"),
        (lambda t: t.text_or_whole("half", "1"), "a.toml: half has the wrong type (float)"),
        (lambda t: t.table("word"), "a.toml: word has the wrong type (str)"),
        (lambda t: t.tables("words"), "a.toml: words: expected a list of tables"),
        (lambda t: t.tables("row")[1].text("word"), "a.toml: row 2: word is missing"),
        (lambda t: t.table("one").only("name"), "a.toml: one: unknown key 'word'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(read: Callable[[Table], None], said: str) -> None:
    with pytest.raises(SpecError) as caught:
        read(FILE)
    assert str(caught.value) == said


def test_broken_toml_is_said_with_its_line() -> None:
    with pytest.raises(SpecError, match=r"a\.toml: .*line 2"):
        parse_toml("a = 1\nb = x\n", "a.toml")
