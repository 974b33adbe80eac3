"""Typed dates and texts: what is understood, and the words for what is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.dates import add_months, cn_date, read_date
from models.rules.text_checks import clean_text, text_problem

AS_OF = date(2026, 11, 22)


@pytest.mark.parametrize(
    "typed",
    [
        "20260309", "2026-3-9", "2026-03-09", "2026/3/9", "2026.3.9", "2026年3月9日",
        "２０２６年３月９日", " 2026年3月9号 ", "3-9", "3月9日", "03/09", "2026—3—9",
    ],
)  # fmt: skip
def test_spellings_of_one_day(typed: str) -> None:
    assert read_date(typed, AS_OF).value == date(2026, 3, 9)


@pytest.mark.parametrize(
    "typed",
    [
        "二〇二六年三月九日", "二○二六年三月九日", "二零二六年三月初九",
        "２０２６年３月９日 星期一",
        "2026/3/9 星期一", "2026-3-9（周一）", "2026-3-9 10:30", "2026-03-09T10:30:00+08:00",
        "2026年3月9日上午10时30分", "2026.3.9 9:05:07", "20260309 10:30", "2026/3/9 0:00",
    ],
)  # fmt: skip
def test_a_day_with_its_weekday_its_time_or_in_chinese_figures(typed: str) -> None:
    assert read_date(typed, AS_OF).value == date(2026, 3, 9)


@pytest.mark.parametrize(("typed", "day"), [
    ("二〇二六年十一月二十日", (2026, 11, 20)), ("二〇二五年十二月三十一日", (2025, 12, 31)),
    ("二〇二六年十月十日", (2026, 10, 10)), ("二〇二六年二月廿八日", (2026, 2, 28)),
])  # fmt: skip
def test_chinese_figures(typed: str, day: tuple[int, int, int]) -> None:
    assert read_date(typed).value == date(*day)


@pytest.mark.parametrize("typed", ["2026-3-9 星期二", "2026-3-9 周日", "2026年3月9日（星期天）"])
def test_a_weekday_that_is_another_one_is_said(typed: str) -> None:
    read = read_date(typed, AS_OF)
    assert read.value is None and "是星期一" in read.problem


@pytest.mark.parametrize(
    "typed",
    ["2026-3-9 甲", "2026-3-9-10", "二〇二六年十三月一日", "2026-3-9 10", "二〇二六年三月三十三日"],
)
def test_what_follows_a_day_and_is_no_time_is_not_dropped(typed: str) -> None:
    assert read_date(typed, AS_OF).value is None


def test_a_missing_year_is_said() -> None:
    assert "2026年" in read_date("3-9", AS_OF).note
    assert "没有写年份" in read_date("3-9").problem
    assert read_date("2026-3-9", AS_OF).note == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-2-30", "2026年2月只有28天，没有30日"),
        ("20260431", "2026年4月只有30天，没有31日"),
        ("2025-2-29", "只有28天"),
        ("2026-13-1", "没有13月"),
        ("2026-0-1", "没有0月"),
        ("2026-3-0", "3月没有0日"),
        ("1776-7-4", "年份1776"),
        ("明天", "不是日期"),
        ("", "没有填写"),
        ("2-30", "没有30日"),
    ],
)
def test_impossible_dates_in_words(typed: str, words: str) -> None:
    read = read_date(typed, AS_OF)
    assert read.value is None and words in read.problem


def test_leap_day_is_a_day() -> None:
    assert read_date("2028-2-29").value == date(2028, 2, 29)


@given(st.text(max_size=15))
def test_reading_a_date_never_fails(typed: str) -> None:
    read = read_date(typed, AS_OF)
    assert (read.value is None) == bool(read.problem)


def test_months_and_words() -> None:
    assert add_months(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert cn_date(date(2026, 1, 5)) == "2026年1月5日"


def test_text_is_cleaned_without_losing_its_shape() -> None:
    assert clean_text("  名称 \n") == "名称"
    assert clean_text("\u3000\u3000第一段\r\n\u3000\u3000第二段\n\n", lines=True) == (
        "\u3000\u3000第一段\n\u3000\u3000第二段"
    )
    assert clean_text(" \n\u3000", lines=True) == ""


@pytest.mark.parametrize(
    "char", ["\x00", "\x07", "\x1f", "\x7f", "\x85", "\u202e", "\u200b", "\u2028", "\ufffe"]
)
def test_control_characters_are_named(char: str) -> None:
    assert f"U+{ord(char):04X}" in text_problem(f"甲{char}乙", 200, lines=True)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1f", "\x7f", "\x85", "\u2028", "\ufffe"])
def test_control_characters_are_not_dropped_unsaid(char: str) -> None:
    assert "第1个" in text_problem(clean_text(f"{char}乙"), 200)


@pytest.mark.parametrize(
    "char",
    "\u200b\u200e\u200f\u202a\u202d\u202c\u202e\u2060\u2066\u2069\ufeff\u00ad\u061c\u3164\u2800",
)
def test_what_only_directs_drawing_or_is_blank_is_dropped(char: str) -> None:
    assert clean_text(f"{char}甲{char}乙{char}") == "甲乙"
    assert clean_text(char) == clean_text(f" {char} ", lines=True) == ""


def test_lines_surrogates_rare_characters_and_length() -> None:
    assert "换行" in text_problem("甲\n乙", 200)
    assert text_problem("甲\n\t乙", 200, lines=True) == ""
    assert "残缺" in text_problem("甲\ud842", 200)
    assert text_problem("𠮷㼆䶮", 3) == ""
    assert text_problem("甲" * 201, 200) == "有201个字，最多200个字"


@pytest.mark.parametrize("text", [
    "××县人民政府", "____有限公司", "○○科技公司", "〇〇厂", "【请填写名称】",
    "待填", "待补充", "×县人民政府", "知收〔2026〕×号", "XX县知识产权局", "xx公司", "□□街3号",
    "王（待核实）",
])  # fmt: skip
def test_a_placeholder_is_no_name(text: str) -> None:
    assert "待填写的空位" in text_problem(text, 200)


@pytest.mark.parametrize("text", [
    "[请填写]", "______", "＿＿＿＿", "××", "〇〇", "某某", "XXX", "……", "****", "？？", "待定",
    "（待填写）", "请求人称［请填写事实］。", "于____年__月__日到场", "<请输入地址>",
    "｛此处填写理由｝",
])  # fmt: skip
def test_what_is_to_be_filled_in_is_no_text_either(text: str) -> None:
    assert "待填写的空位" in text_problem(text, 200, lines=True)
    assert "待填写的空位" in text_problem(text, 200)


@pytest.mark.parametrize("text", [
    "二〇〇六年", "一九〇〇厂", "刘某某询问笔录", "某某公司", "甲×乙联名", "A×B规格", "a_b公司",
    "[2026]1号",
    "待遇公司", "【公告】第3号", "3×5号角钢", "XXL号工作服", "RXX公司", "（请求人）提交",
    "待定向井泵",
    "【请求人】证据", "旺旺号t***8购买记录", "/", "—", "无",
])  # fmt: skip
def test_what_only_looks_like_one_is_a_name(text: str) -> None:
    assert text_problem(text, 200) == ""


def test_a_quoted_judgment_may_leave_names_out() -> None:
    assert text_problem("××公司与某某厂纠纷一案，\n○○法院认定……", 200, lines=True) == ""
