"""Tables over pages: no row lost, no text outside the sheet, the head on every page."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import blocks as b
from forms.layout.ops import Page, TextOp
from forms.layout.pages import lay_out
from forms.layout.style import load_style
from forms.writers.fonts import open_set
from tests.forms import papers

LAYOUTS = sorted({make().layout for make in papers.ALL.values()})
BOUNDED = settings(derandomize=True, max_examples=40)
FILLER = "请求人认为被控侵权产品落入保护范围，被请求人称不落入；"
# How many characters are in the three cells of each row.
ROWS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 700), st.integers(0, 160)), min_size=1, max_size=14
)
HEAD = ("序号", "内容", "说明")


def grid(rows: "list[tuple[int, int, int]]", *, head: bool = True) -> b.Grid:
    """Return a table whose rows begin with their number: 〇1〇, 〇2〇 …"""
    made = [b.Row(tuple(b.Cell(n, t, label=True) for n, t in enumerate(HEAD)), header=True)]
    for number, sizes in enumerate(rows, start=1):
        texts = [(FILLER * (size // len(FILLER) + 1))[:size] for size in sizes]
        texts[0] = f"〇{number}〇{texts[0]}"
        made.append(b.Row(tuple(b.Cell(n, text) for n, text in enumerate(texts))))
    return b.Grid((30.0, 80.0, 40.0), tuple(made if head else made[1:]))


def laid(layout: str, *blocks: b.Block) -> "tuple[list[Page], list[list[TextOp]]]":
    """Return the pages and of each what is in the text area, without its foot."""
    paper = b.Paper("x", "表", layout, blocks)
    pages = lay_out(paper, open_set(), load_style())
    sheet = load_style().sheet(layout)
    inside = [[op for op in page.texts if op.y <= sheet.bottom + 0.1] for page in pages]
    return pages, inside


def text_of(op: TextOp) -> str:
    return "".join(glyph.char for glyph in op.line.glyphs)


def characters(ops: "list[TextOp]") -> Counter[str]:
    return Counter(c for op in ops for c in text_of(op) if not c.isspace())


@pytest.mark.parametrize("layout", LAYOUTS)
@BOUNDED
@given(rows=ROWS)
def test_no_character_is_lost_and_the_head_stands_on_every_page(
    layout: str, rows: "list[tuple[int, int, int]]"
) -> None:
    table = grid(rows)
    pages, inside = laid(layout, table)
    body = Counter(c for text in b.pieces(b.Grid(table.widths, table.rows[1:])) for c in text)
    head = Counter("".join(HEAD))
    everything = sum((characters(ops) for ops in inside), Counter[str]())
    assert everything == body + Counter({c: n * len(pages) for c, n in head.items()})
    for ops in inside:
        assert [text_of(op) for op in ops][: len(HEAD)] == list(HEAD)


@pytest.mark.parametrize("layout", LAYOUTS)
@BOUNDED
@given(rows=ROWS)
def test_nothing_stands_outside_the_sheet(layout: str, rows: "list[tuple[int, int, int]]") -> None:
    sheet = load_style().sheet(layout)
    pages, inside = laid(layout, grid(rows))
    for page, ops in zip(pages, inside, strict=True):
        for op in ops:
            assert sheet.top <= op.y - 0.5 * op.size and op.y <= sheet.bottom
            assert sheet.left <= op.x and op.x + op.line.end <= sheet.left + sheet.width + 0.1
        for rect in page.rects:
            assert rect.y >= sheet.top - 0.1 and rect.y + rect.height <= sheet.bottom + 0.1
            assert rect.x >= sheet.left - 0.1
            assert rect.x + rect.width <= sheet.left + sheet.width + 0.1


@pytest.mark.parametrize("layout", LAYOUTS)
@BOUNDED
@given(rows=ROWS)
def test_rows_stand_in_their_order_without_overlap(
    layout: str, rows: "list[tuple[int, int, int]]"
) -> None:
    _, inside = laid(layout, grid(rows))
    places = [
        (number, op.y, text_of(op))
        for number, ops in enumerate(inside)
        for op in ops
        if text_of(op).startswith("〇")
    ]
    shown = [int(text.split("〇")[1]) for _, _, text in places]
    assert shown == list(range(1, len(rows) + 1))
    assert all(one[:2] < other[:2] for one, other in pairwise(places))
    for ops in inside:
        spots = [(round(op.x, 1), round(op.y, 1)) for op in ops]
        assert len(set(spots)) == len(spots), "no line is printed over another"


@BOUNDED
@given(rows=ROWS)
def test_the_lines_of_a_cell_are_evenly_apart(rows: "list[tuple[int, int, int]]") -> None:
    layout = LAYOUTS[0]
    sheet = load_style().sheet(layout)
    _, inside = laid(layout, grid(rows, head=False))
    for ops in inside:
        by_column: dict[float, list[float]] = {}
        for op in ops:
            by_column.setdefault(round(op.x, 1), []).append(op.y)
        for ys in by_column.values():
            assert all(other - one >= sheet.grid_line - 0.1 for one, other in pairwise(sorted(ys)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_two_tables_that_touch_share_one_frame_and_lose_nothing(layout: str) -> None:
    one, other = grid([(0, 20, 20)] * 3), grid([(5, 30, 10)] * 4, head=False)
    _, inside = laid(layout, one, other)
    expected = Counter(c for table in (one, other) for text in b.pieces(table) for c in text)
    assert sum((characters(ops) for ops in inside), Counter[str]()) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_span_over_rows_is_printed_once(layout: str) -> None:
    rows = (
        b.Row((b.Cell(0, "甲", rowspan=3), b.Cell(1, "一"), b.Cell(2, "1"))),
        b.Row((b.Cell(1, "二"), b.Cell(2, "2"))),
        b.Row((b.Cell(1, "三", span=2),)),
    )
    _, inside = laid(layout, b.Grid((30.0, 80.0, 40.0), rows))
    assert characters([op for ops in inside for op in ops]) == Counter("甲一二三12")


@BOUNDED
@given(lengths=st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_paragraphs_lose_nothing_over_pages(lengths: "list[int]") -> None:
    for layout in LAYOUTS[:1]:
        texts = [f"〇{n}〇" + (FILLER * 20)[:size] for n, size in enumerate(lengths)]
        _, inside = laid(layout, *(b.Paragraph((b.Run(text),)) for text in texts))
        assert characters([op for ops in inside for op in ops]) == Counter("".join(texts))
        marks = [text_of(op) for ops in inside for op in ops if "〇" in text_of(op)]
        assert [int(m.strip().split("〇")[1]) for m in marks] == list(range(len(texts)))
