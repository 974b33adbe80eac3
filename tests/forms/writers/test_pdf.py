"""The PDF writer: text that copies out right, embedded fonts, pages, feet, long texts, bytes."""

from __future__ import annotations

import io
import json
import random
import re

import pypdf
import pypdfium2
import pytest
import reportlab

import resources
from forms import blocks as b
from forms.errors import GlyphError
from forms.layout.flow import Pager
from forms.layout.pages import lay_out
from forms.layout.style import MM, load_style
from forms.writers.fonts import open_set
from forms.writers.pdf import write_pdf
from tests.forms import papers

LAYOUTS = list(papers.ALL)


def pages(data: bytes) -> list[str]:
    """The text of each page as pdfium copies it out, without line ends."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [text.replace("\r", "").replace("\n", "") for text in texts]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_reportlab_is_the_version_the_unicode_map_was_tested_with() -> None:
    assert reportlab.__version__.startswith("5.")


@pytest.mark.parametrize("name", LAYOUTS)
def test_all_text_copies_out(name: str) -> None:
    paper = papers.ALL[name]()
    shown = squeezed("".join(pages(write_pdf(paper))))
    for piece in paper.text().split("\n"):
        # A piece may be cut by a page foot; its halves must be there in order.
        wanted = squeezed(piece)
        assert wanted in shown or all(part in shown for part in (wanted[:12], wanted[-12:])), piece


def test_rare_characters_copy_out_in_every_reader() -> None:
    data = write_pdf(papers.letter())
    assert "禾川县𠮷禾丰节水器材有限公司（𠮷、㼆、䶮）" in "".join(pages(data))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert "𠮷、㼆、䶮" in reader.pages[0].extract_text()


def test_numbers_copy_out_without_spaces() -> None:
    text = "".join(pages(write_pdf(papers.letter())))
    assert "请求人于2026年1月26日向本局提出处理请求" in text
    assert "晋宁知法裁字〔2026〕3号" in text


def test_every_font_is_an_embedded_subset() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(papers.letter(draft=True))))
    names: set[str] = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            entry = font.get_object()
            names.add(str(entry["/BaseFont"]).partition("+")[2])
            assert "/FontFile2" in entry["/FontDescriptor"].get_object()
            assert "/ToUnicode" in entry
    assert not any("Helvetica" in name for name in names)
    assert {"FandolFang-Regular", "FandolHei-Regular", "FandolSong-Bold"} <= names


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_paper_is_the_same_bytes(name: str) -> None:
    assert write_pdf(papers.ALL[name]()) == write_pdf(papers.ALL[name]())


def test_properties_name_the_paper() -> None:
    info = pypdf.PdfReader(io.BytesIO(write_pdf(papers.letter()))).metadata
    assert info is not None
    assert info.title == "专利侵权纠纷行政裁决书" and info.author == "汾宁市知识产权局"
    assert info.subject == "decision v1" and "pack=order81-2025/3" in str(info.keywords)


def test_page_numbers_stand_outside() -> None:
    paper = papers.letter()
    style = load_style()
    sheet = style.sheet("letter")
    made = lay_out(paper, open_set(), style)
    assert len(made) >= 3
    for number, page in enumerate(made, 1):
        foot = page.texts[-1]
        assert "".join(g.char for g in foot.line.glyphs) == f"— {number} —"
        start, end = foot.line.places[0], foot.line.end
        if number % 2:
            assert abs(end - (sheet.width - 14)) < 0.1
        else:
            assert abs(start - 14) < 0.1
    assert "第1页共3页" in squeezed(pages(write_pdf(papers.record()))[0])


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_stands_outside_the_frame(name: str) -> None:
    style = load_style()
    paper = papers.ALL[name]()
    sheet = style.sheet(paper.layout)
    for page in lay_out(paper, open_set(), style):
        for op in page.texts:
            assert op.x + op.line.end <= sheet.left + sheet.width + 0.3
            assert op.x >= sheet.left - 0.01
        feet = 2 if paper.footer.sign_line else 0
        for op in page.texts[: len(page.texts) - 1 - feet]:
            assert sheet.top < op.y < sheet.bottom + 0.1


def test_a_letter_is_22_lines_of_28_characters() -> None:
    style = load_style()
    sheet = style.sheet("letter")
    assert (round(sheet.char, 2), round(sheet.line, 2)) == (15.79, 28.99)
    assert abs(sheet.top / MM - 37) < 0.01 and abs(sheet.left / MM - 28) < 0.01
    body = tuple(papers.body("汉" * 280, "flush") for _ in range(8))
    paper = b.Paper("x", "题", "letter", (b.TitleBlock("", "", ""), *body))
    made = lay_out(paper, open_set(), style)
    full = made[1].texts[:-1]
    assert len(full) == 22 and {len(op.line.glyphs) for op in full} == {28}
    assert abs(full[1].y - full[0].y - 28.99) < 0.01


def test_signature_and_seal_are_never_alone_on_a_page() -> None:
    for lines in range(1, 24):
        filler = tuple(papers.body("汉" * 20) for _ in range(lines))
        closing = (
            b.Signature((("合议组组长", "周建国"), ("审理员", "李敏"))),
            b.SealArea("汾宁市知识产权局", "（加盖公章处）", "2026年4月22日"),
            b.FieldLine("本局地址", "山西省汾宁市"),
        )
        paper = b.Paper("x", "题", "letter", (b.TitleBlock("", "题", ""), *filler, *closing))
        made = lay_out(paper, open_set(), load_style())
        last = ["".join(g.char for g in op.line.glyphs) for op in made[-1].texts]
        assert any(text == "汉" * 20 for text in last), (lines, last)
        assert any("加盖公章处" in text for text in last)


def test_a_seal_after_a_table_takes_the_last_row_along() -> None:
    for count in range(8, 26):
        rows = tuple(b.Row((b.Cell(0, f"第{n}项"), b.Cell(1, "文字"))) for n in range(count))
        seal = b.SealArea("汾宁市知识产权局", "（加盖公章处）", "2026年4月22日")
        blocks = (b.TitleBlock("", "题", ""), b.Grid((40, 116), rows), seal)
        made = lay_out(b.Paper("x", "题", "letter", blocks), open_set(), load_style())
        assert made[-1].rects, count


def test_headings_are_not_left_at_the_foot() -> None:
    for lines in range(14, 23):
        filler = tuple(papers.body("汉" * 20) for _ in range(lines))
        paper = b.Paper(
            "x", "题", "letter",
            (b.TitleBlock("", "题", ""), *filler, b.Heading(1, "一、标题"), papers.body("字" * 90)),
        )  # fmt: skip
        for page in lay_out(paper, open_set(), load_style()):
            shown = ["".join(g.char for g in op.line.glyphs) for op in page.texts[:-1]]
            assert not shown or shown[-1] != "一、标题"


@pytest.mark.parametrize("name", ["letter", "grid", "record"])
def test_twenty_thousand_characters(name: str) -> None:
    rng = random.Random(5)
    text = "".join(
        rng.choice("请求人认为被请求人制造销售，。、“”（）《》2026年abc") for _ in range(20000)
    )
    made = {
        "letter": lambda: papers.letter(extra=text),
        "grid": lambda: papers.grid(facts=text),
        "record": lambda: papers.record(text=text),
    }[name]()
    data = write_pdf(made)
    shown = pages(data)
    assert len(shown) > 10
    style = load_style()
    sheet = style.sheet(made.layout)
    for page in lay_out(made, open_set(), style):
        for rect in page.rects:
            assert rect.y + rect.height <= sheet.bottom + 0.1
    if name == "grid":
        joined = "".join(squeezed(part.replace("事实和理由", "")) for part in shown)
        assert squeezed(text)[9000:9020] in joined


def test_a_row_over_pages_is_closed_and_keeps_its_label() -> None:
    made = lay_out(papers.record(text=papers.CLAIM * 20), open_set(), load_style())
    tables = [page for page in made if page.rects]
    assert len(tables) >= 2
    for page in tables:
        outer = [rect for rect in page.rects if rect.line == load_style().table.outer]
        inner = [rect for rect in page.rects if rect.line == load_style().table.line]
        assert len(outer) == 1
        bottom = outer[0].y + outer[0].height
        assert any(abs(rect.y + rect.height - bottom) < 0.1 for rect in inner)
        words = ["".join(g.char for g in op.line.glyphs) for op in page.texts]
        assert "审理要点" in words


def test_header_rows_come_again() -> None:
    header = b.Row((b.Cell(0, "名称", label=True), b.Cell(1, "内容", label=True)), header=True)
    rows = tuple(b.Row((b.Cell(0, f"第{n}项"), b.Cell(1, "文字"))) for n in range(80))
    paper = b.Paper(
        "x", "表", "grid", (b.Grid((40, 116), (header, *rows)),), footer=b.Footer("count")
    )
    for text in pages(write_pdf(paper)):
        assert "名称" in text and "内容" in text


def test_a_character_no_font_has_is_named() -> None:
    with pytest.raises(GlyphError) as caught:
        write_pdf(papers.letter(extra="\U000e0041与\u0e01"))
    assert "\u0e01" in caught.value.characters and "U+0E01" in str(caught.value)
    write_pdf(papers.letter())


def test_a_draft_comes_out_with_a_stand_in_for_what_no_font_has() -> None:
    made = write_pdf(papers.letter(draft=True, extra="公司\u0e01与\ue000号"))
    assert "公司〓与〓号" in "".join(pages(made)).replace("\n", "")


def test_what_has_no_ink_may_be_there() -> None:
    write_pdf(papers.letter(extra="零宽\u200b字\u200d与\ufe00异体\u00a0空格"))


def test_a_stand_in_for_a_box_is_refused_as_text() -> None:
    with pytest.raises(GlyphError):
        write_pdf(papers.letter(extra="\ufdd0"))


def test_a_draft_says_so_on_every_page() -> None:
    for page in pypdf.PdfReader(io.BytesIO(write_pdf(papers.letter(draft=True)))).pages:
        assert "草稿" in page.extract_text()
    assert "草稿" not in "".join(pages(write_pdf(papers.letter())))


def test_font_files_are_those_that_were_built() -> None:
    listed = json.loads(resources.text("fonts", "fonts.json"))["fonts"]
    hashes = open_set().hashes()
    assert hashes == {entry["role"]: entry["sha256"] for entry in listed}
    assert set(hashes) == {"fang", "kai", "hei", "song", "fallback"}


def test_a_table_ends_on_the_grid_of_the_letter() -> None:
    sheet = load_style().sheet("letter")
    pager = Pager(sheet)
    pager.y += sheet.line * 3 + 5
    pager.to_grid()
    assert abs(pager.y - sheet.top - 4 * sheet.line) < 0.01
