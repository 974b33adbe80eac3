"""Dates, numbers and amounts as Chinese papers write them, read back by a reader of their own."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.filters import cn_date, cn_datetime, cn_join, cn_num, rmb, rmb_upper

OFTEN = settings(derandomize=True, max_examples=400)
CAPITALS = {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
FIGURES = {c: n for n, c in enumerate("零一二三四五六七八九")}
SMALL = {"拾": 10, "佰": 100, "仟": 1000}
PLAIN = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}


def whole(text: str, digits: dict[str, int], small: dict[str, int]) -> int:
    """Read a Chinese whole number the way a cashier does: by units of ten, then 万 and 亿."""
    total = section = digit = 0
    for char in text:
        if char in digits:
            digit = digits[char]
        elif char in small:
            section += (digit if digit else 1) * small[char]
            digit = 0
        else:
            total = (total + section + digit) * LARGE[char] if char == "亿" else (
                total + (section + digit) * LARGE[char]
            )  # fmt: skip
            section = digit = 0
    return total + section + digit


def fen_of(text: str) -> int:
    """Read an amount in capital figures back into 分."""
    sign = -1 if text.startswith("负") else 1
    rest = text.removeprefix("负").removesuffix("整")
    yuan, _, small = rest.rpartition("元") if "元" in rest else ("", "", rest)
    fen = whole(yuan, CAPITALS, SMALL) * 100 if yuan else 0
    for char, unit in (("角", 10), ("分", 1)):
        place = small.find(char)
        if place > 0:
            fen += CAPITALS[small[place - 1]] * unit
    return sign * fen


@OFTEN
@given(st.one_of(st.integers(0, 10**6), st.integers(0, 10**13)))
def test_capital_figures_say_the_amount(fen: int) -> None:
    text = rmb_upper(fen)
    assert fen_of(text) == fen, text
    assert "零零" not in text and (fen < 100 or not text.startswith("零")), text
    assert text.endswith("整") == (fen % 100 == 0), text


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (12_600_000, "壹拾贰万陆仟元整"),
        (150_000, "壹仟伍佰元整"),
        (100_500, "壹仟零伍元整"),
        (1_000_000_000, "壹仟万元整"),
        (10_001_00, "壹万零壹元整"),
        (100_050, "壹仟元伍角"),
        (123_456, "壹仟贰佰叁拾肆元伍角陆分"),
    ],
)
def test_amounts_that_papers_have_shown(fen: int, text: str) -> None:
    assert rmb_upper(fen).replace("元零", "元") == text


@OFTEN
@given(st.integers(-(10**12), 10**12))
def test_plain_amounts_have_their_thousands_and_no_empty_fen(fen: int) -> None:
    text = rmb(fen)
    assert text.endswith("元")
    number = text.removesuffix("元").replace(",", "")
    yuan, _, rest = number.partition(".")
    sign = -1 if yuan.startswith("-") else 1
    assert sign * (abs(int(yuan)) * 100 + int(rest or 0)) == fen
    assert len(rest) in (0, 2) and rest != "00"
    groups = yuan.lstrip("-").split(",") if "," in yuan else text.lstrip("-").split(",")
    assert all(len(part.partition(".")[0].removesuffix("元")) == 3 for part in groups[1:])


def test_numerals_say_their_number() -> None:
    for number in range(10_000):
        text = cn_num(number)
        assert whole(text, FIGURES, PLAIN) == number, text
        assert "零零" not in text and (number == 0 or not text.endswith("零")), text
        assert not text.startswith("一十"), "十二, not 一十二"


def test_a_number_beyond_has_its_figures() -> None:
    assert (cn_num(10_000), cn_num(-1), cn_num(110), cn_num(1010)) == (
        "10000", "-1", "一百一十", "一千零一十",
    )  # fmt: skip


@OFTEN
@given(st.dates())
def test_a_date_has_no_padding_and_can_be_read_back(day: date) -> None:
    text = cn_date(day)
    year, rest = text.split("年")
    month, rest = rest.split("月")
    assert date(int(year), int(month), int(rest.removesuffix("日"))) == day
    assert not month.startswith("0") and not rest.startswith("0")


@OFTEN
@given(st.datetimes())
def test_a_time_follows_its_date_and_full_hours_stand_alone(at: datetime) -> None:
    text = cn_datetime(at)
    assert text.startswith(cn_date(at.date()))
    time = text.removeprefix(cn_date(at.date()))
    hour, _, minute = time.partition("时")
    assert (int(hour), int(minute.removesuffix("分") or 0)) == (at.hour, at.minute)
    assert ("分" in time) == (at.minute != 0)
    assert cn_datetime(at.date()) == cn_date(at.date())


@OFTEN
@given(st.lists(st.one_of(st.none(), st.just(""), st.sampled_from(("甲", "乙公司", "丙、丁")))))
def test_joining_leaves_out_what_is_empty(items: "list[str | None]") -> None:
    text = cn_join(items, sep="；")
    assert text.split("；") == [one for one in items if one] or (text == "" and not any(items))


@pytest.mark.parametrize("shown", [cn_date, cn_datetime, cn_join, rmb, rmb_upper, cn_num])
def test_nothing_stays_nothing(shown: object) -> None:
    assert callable(shown)
    assert shown(None) == ""


def test_one_text_is_not_taken_apart() -> None:
    assert cn_join("甲乙丙") == "甲乙丙"
    assert cn_join([1, 2, 0]) == "1、2、0"
    assert (rmb(0), rmb(5), rmb(-150)) == ("0元", "0.05元", "-1.50元")
