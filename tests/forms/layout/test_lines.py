"""Chinese line breaking and justification, as properties over many widths."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms.layout.charset import NO_END, NO_START
from forms.layout.lines import Line, Setting, shape, typeset
from forms.layout.titles import title_breaks

SIZE = 16.0
SETTING = Setting(SIZE, 15.79)
FORBIDDEN_START = "，。、；：！？）》」』】〕”’…%"
FORBIDDEN_END = "（《「『【〔“‘"
TOKENS = (
    "请求人", "一种可折叠", "甲，", "乙。", "（丙）", "《专利法》、", "“戊己”；", "2026年", "1月",
    "26日", "第31条", "YHF-60型", "100%", "戊……", "己——", "〔2026〕3号", "ZL2019", " ", "3.5米",
    "庚：“辛", "的",
)  # fmt: skip
PROSE = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=60).map("".join)
ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Mn", "Me", "Zl", "Zp")),
    max_size=200,
)


def measure(char: str) -> tuple[int, float]:
    """Chinese characters and marks are as wide as high, the rest half of that."""
    wide = ord(char) > 0x2E7F or char in "“”‘’…—·"
    return (0, 1.0 if wide else 0.5)


def texts(lines: list[Line]) -> list[str]:
    return ["".join(glyph.char for glyph in line.glyphs) for line in lines]


@settings(max_examples=300, deadline=None)
@given(PROSE, st.floats(12 * SIZE, 40 * SIZE))
def test_no_line_starts_or_ends_with_a_forbidden_mark(text: str, width: float) -> None:
    shown = texts(typeset(text, measure, SETTING, width, first=2 * SIZE))
    for before, after in pairwise(shown):
        assert not after or after[0] not in NO_START, (before, after)
        assert not before or before[-1] not in NO_END, (before, after)
    assert set(FORBIDDEN_START) <= NO_START and set(FORBIDDEN_END) <= NO_END


@settings(max_examples=300, deadline=None)
@example("《专利法》、", 47.15625)  # exactly full, nothing to squeeze
@given(st.one_of(PROSE, ANY), st.floats(2 * SIZE, 40 * SIZE))
def test_text_is_intact_and_inside_the_frame(text: str, width: float) -> None:
    lines = typeset(text, measure, SETTING, width)
    assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert len(line.glyphs) == 1 or line.end <= width + 0.05
        assert line.places == sorted(line.places)


@settings(max_examples=200, deadline=None)
@given(st.integers(60, 400), st.floats(20 * SIZE, 40 * SIZE))
def test_chinese_lines_are_flush_right(count: int, width: float) -> None:
    text = "请求人认为被请求人制造、销售的产品落入保护范围，" * (count // 24)
    lines = typeset(text, measure, SETTING, width)
    for line in lines[:-1]:
        assert abs(line.end - width) < 0.05


def test_a_full_line_has_28_characters() -> None:
    width = 156 * 72 / 25.4
    setting = Setting(SIZE, width / 28)
    lines = typeset("汉" * 60, measure, setting, width)
    assert [len(line.glyphs) for line in lines] == [28, 28, 4]
    indented = typeset("汉" * 60, measure, setting, width, first=2 * width / 28)
    assert [len(line.glyphs) for line in indented] == [26, 28, 6]


def test_numbers_keep_their_units() -> None:
    for width in range(6 * 16, 30 * 16, 3):
        shown = texts(typeset("本局于2026年1月30日立案，第31条、3.5米、晋〔2026〕3号" * 3,
                              measure, SETTING, float(width)))  # fmt: skip
        for line in shown[1:]:
            assert line[0] not in "年月日条米号", shown


def test_a_mark_is_squeezed_beside_another() -> None:
    glyphs = shape("）。”", measure, SETTING)
    assert glyphs[0].advance < SIZE * 0.6 and glyphs[1].advance < SIZE * 0.6
    glyphs = shape("：“一", measure, SETTING)
    assert glyphs[0].advance < SIZE * 0.6 and glyphs[1].advance > SIZE * 0.9


def test_the_gap_beside_numbers_is_even() -> None:
    glyphs = shape("年12月", measure, SETTING)
    gap = SETTING.gap * SIZE
    assert abs(glyphs[0].advance - SETTING.pitch - gap) < 0.01
    assert abs(glyphs[2].advance - SIZE / 2 - gap) < 0.01
    assert shape("（12）", measure, SETTING)[2].advance == SIZE / 2


def test_a_long_address_is_cut_at_a_joint() -> None:
    url = "https://example.invalid/item/list?id=2026&from=search"
    shown = texts(typeset("网址" + url * 3, measure, SETTING, 20 * SIZE))
    assert "".join(shown) == "网址" + url * 3
    assert all(line[-1] in "-/_.@?&=" for line in shown[:-1])


def test_titles_break_evenly_and_not_inside_words() -> None:
    title = "汾宁市高新技术产业开发区市场监督管理局专利侵权纠纷行政裁决口头审理通知书"
    glyphs = shape(title, measure, Setting(22, 22))
    spans = title_breaks(glyphs, 442.0)
    parts = [title[start:end] for start, end in spans]
    assert "".join(parts) == title and len(parts) == 2
    assert min(map(len, parts)) >= 14
    assert not any(part.startswith(("理局", "裁决", "书")) for part in parts)
