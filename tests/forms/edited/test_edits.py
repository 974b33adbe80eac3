"""Edits keep what they have to keep, apply to their own paragraph only, and add up."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import blocks as b
from forms.edited.edits import Edit, Misfit, apply_edits, merged
from forms.edited.guard import Lost, kept
from forms.marks import Prose, Range, lines, marked

TEXTS = st.text("甲乙丙于，。1 5月", min_size=1, max_size=30)


@st.composite
def fixed_texts(draw: st.DrawFn) -> tuple[str, tuple[Range, ...]]:
    """Draw a text with ranges in it that must be kept."""
    pieces = draw(st.lists(st.tuples(TEXTS, st.booleans()), min_size=1, max_size=6))
    text, ranges = "", list[Range]()
    for piece, keep in pieces:
        if keep:
            ranges.append((len(text), len(text) + len(piece)))
        text += piece
    return text, tuple(ranges)


def paper(*texts: str) -> b.Paper:
    """Return a paper of paragraphs."""
    blocks = tuple(b.Paragraph((b.Run(text),)) for text in texts)
    return b.Paper("a", "甲", "letter", (b.TitleBlock("", "甲", ""), *blocks))


def said(one: b.Paper) -> list[str]:
    """Return the texts of the paragraphs."""
    return [block.text for block in one.blocks if isinstance(block, b.Paragraph)]


@given(fixed_texts())
def test_a_text_keeps_what_it_says(drawn: tuple[str, tuple[Range, ...]]) -> None:
    text, fixed = drawn
    assert not isinstance(kept(text, fixed, text), Lost)


@given(fixed_texts(), TEXTS, st.integers(0, 200))
def test_what_is_kept_is_there_in_order(
    drawn: tuple[str, tuple[Range, ...]], more: str, at: int
) -> None:
    text, fixed = drawn
    now = text[:at] + more + text[at:]
    found = kept(text, fixed, now)
    if isinstance(found, Lost):
        return
    assert [now[a:z] for a, z in found] == [text[a:z] for a, z in fixed]
    assert sorted(found) == list(found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(fixed_texts(), st.data())
def test_another_character_within_a_fact_is_noticed(
    drawn: tuple[str, tuple[Range, ...]], data: st.DataObject
) -> None:
    text, fixed = drawn
    inside = [at for start, end in fixed for at in range(start, end)]
    if inside:
        at = data.draw(st.sampled_from(inside))
        now = text[:at] + "改" + text[at + 1 :]
        same = [text[a:z] for a, z in fixed]
        found = kept(text, fixed, now)
        assert isinstance(found, Lost) or [now[a:z] for a, z in found] == same
        if len(fixed) == 1 and text.count(text[fixed[0][0] : fixed[0][1]]) == 1:
            assert isinstance(found, Lost)


@pytest.mark.parametrize(
    ("was", "now", "lost"),
    [
        ("赔偿5000元", "共赔偿5000元整", "元整"),
        ("赔偿5000元", "赔偿5000.5元", "point"),
        ("赔偿5000元", "赔偿15000元", "digit"),
        ("赔偿5000元", "赔偿人民币，5000元", ""),
        ("赔偿5000元", "（已经）赔偿5000元。", ""),
    ],
)
def test_a_number_that_runs_into_another_is_touched(was: str, now: str, lost: str) -> None:
    fixed = ((2, 6),) if lost != "元整" else ((2, 7),)
    found = kept(was, fixed, now)
    assert isinstance(found, Lost) == bool(lost)
    if isinstance(found, Lost):
        assert found.touched


def test_marks_tell_facts_from_prose_and_leave_no_trace() -> None:
    on, prose = marked("2026年\n1月"), marked(Prose("自由的\n第一条"))
    text = f"　　于{on}立案，{prose}依第三条，\t共{marked(5)}份{marked(None)}  "
    found = lines(text)
    texts = ["　　于2026年", "1月立案，自由的", "第一条依第三条，    共5份"]
    assert [one.text for one in found] == texts
    assert [[one.text[a:z] for a, z in one.fixed] for one in found] == [
        ["2026年"], ["1月"], ["第三条", "5"],
    ]  # fmt: skip
    assert "\ufdd2" not in "".join(one.text for one in found)


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=6), st.data())
def test_edits_say_what_was_typed_and_nothing_else(texts: list[str], data: st.DataObject) -> None:
    plain = paper(*texts)
    places = data.draw(st.sets(st.integers(1, len(texts))))
    changes = {place: data.draw(TEXTS) for place in places}
    edits = merged(plain, (), changes)
    wanted = [changes.get(place, text) for place, text in enumerate(texts, 1)]
    assert said(apply_edits(plain, edits)) == wanted
    again = {place: text for place, text in enumerate(texts, 1) if place in places}
    assert merged(plain, edits, again) == ()
    assert merged(plain, edits, {}) == edits


def test_an_edit_is_never_applied_to_another_text() -> None:
    edit = Edit("甲", "乙")
    with pytest.raises(Misfit, match="套不上"):
        apply_edits(paper("丙"), (edit,))
    with pytest.raises(Misfit):
        apply_edits(paper("甲"), (replace(edit, nth=1),))
    assert said(apply_edits(paper("甲", "甲"), (replace(edit, nth=1),))) == ["甲", "乙"]


def test_an_edit_that_loses_a_fact_is_not_applied() -> None:
    block = b.Paragraph((b.Run("于5月立案"),), fixed=((1, 3),))
    one = replace(paper(), blocks=(block,))
    with pytest.raises(Misfit):
        apply_edits(one, (Edit("于5月立案", "于6月立案"),))
    made = apply_edits(one, (Edit("于5月立案", "已于5月立案"),)).blocks[0]
    assert isinstance(made, b.Paragraph) and made.fixed == ((2, 4),)
