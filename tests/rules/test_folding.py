"""Folding: what readers take to be the same text is the same, and folding twice changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.folding import code, folded, half_width, letters
from models.rules.identity import compact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ有限公司", "abc 有限公司"),
        ("知裁〔2026〕3号", "知裁（２０２６）3号"),
        ("知裁[2026]3号", "知裁【2026】3号"),
        ("买买提·艾山", "买买提•艾山"),
        ("买买提・艾山", "买买提‧艾山"),
        ("甲—乙", "甲-乙"),
        ("“汾宁”牌", '"汾宁"牌'),
        ("隐\u200b形", "隐形"),
        ("中\u3000间\u00a0空", "中间空"),
        ("ZL 2019 1 9800137.5", "zl201919800137.5"),
        ("⼭⻄⾦属", "山西金属"),
        ("⻰⻢⻋⻔", "龙马车门"),
        ("青\u3164禾", "青禾"),
        ("青\u2800禾", "青禾"),
    ],
)
def test_the_same_to_a_reader_is_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("甲公司", "乙公司"), ("1号", "11号"), ("干", "乾"), ("a-b", "ab")]
)
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=50))
def test_width_does_not_matter(text: str) -> None:
    assert folded(half_width(text)) == folded(text)
    assert letters(half_width(text)) == letters(text)


@given(st.text(alphabet="０1２ＡbＣ -‐–—.·\u3000", max_size=20))
def test_numbers_are_kept_as_before(text: str) -> None:
    assert code(text) == compact(text)
