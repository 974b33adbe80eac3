"""The DOCX writer: parts as expected, official fonts, real fields, spans, equal bytes."""

from __future__ import annotations

import dataclasses
import io
import os
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from forms import blocks as b
from forms.errors import GlyphError
from forms.writers.docx import write_docx
from tests.forms import papers
from tests.places import GOLDEN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GOLDEN = GOLDEN / "docx"
LAYOUTS = list(papers.ALL)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def body(paper: b.Paper) -> Any:
    return ElementTree.fromstring(parts(write_docx(paper))["word/document.xml"].encode())


def small() -> b.Paper:
    """One of every block."""
    grid = b.Grid(
        (30, 60, 66),
        (
            b.Row((b.Cell(0, "栏", label=True, span=3),), header=True),
            b.Row((b.Cell(0, "甲", label=True, rowspan=2), b.Cell(1, "值\n二"), b.Cell(2, "右"))),
            b.Row((b.Cell(1, span=2, ticks=(b.Tick("是", True), b.Tick("否", False))),)),
        ),
    )
    return b.Paper(
        form_id="small",
        title="小文书",
        layout="letter",
        meta=(("date", "2026-04-22"), ("issuer", "某局"), ("pack", "p/1")),
        blocks=(
            b.TitleBlock("某局", "小文书", "某字〔2026〕3号"),
            papers.body("某某：", "addressee"),
            papers.body("正文<b>&“𠮷”"),
            papers.body("　　自带缩进"),
            b.Heading(1, "一、标题"),
            b.Heading(2, "（一）标题"),
            b.FieldLine("电话", "0357-5550303"),
            b.TickList((b.Tick("选项", True),)),
            grid,
            b.Paragraph((b.Run("附注", "kai"),), "note"),
            b.Signature((("合议组组长", "周建国"), ("审理员", "李敏"), ("当事人", ""))),
            b.SealArea("某局", "（加盖公章处）", "2026年4月22日"),
            b.PageBreak(),
            b.Space(2),
        ),
    )


@pytest.mark.parametrize("layout", ["letter", "grid", "record"])
def test_the_parts_are_the_golden_ones(layout: str) -> None:
    kind = b.Footer("dash") if layout == "letter" else b.Footer("count", "当事人：")
    paper = dataclasses.replace(small(), layout=layout, footer=kind, draft=layout == "record")
    made = parts(write_docx(paper))
    text = "".join(f"=== {name}\n{made[name]}\n" for name in sorted(made)).replace("><", ">\n<")
    file = GOLDEN / f"small_{layout}.txt"
    if os.environ.get("REGENERATE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LAYOUTS)
def test_python_docx_reads_all_the_text(name: str) -> None:
    paper = papers.ALL[name]()
    document = docx.Document(io.BytesIO(write_docx(paper)))
    shown = "\n".join(
        "".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.iter(f"{W}p")
    )
    for piece in paper.text().split("\n"):
        assert piece in shown, piece
    assert document.core_properties.title == paper.title


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_paper_is_the_same_bytes(name: str) -> None:
    assert write_docx(papers.ALL[name]()) == write_docx(papers.ALL[name]())


def test_the_page_is_a4_with_the_letter_grid() -> None:
    section = body(papers.letter()).find(f".//{W}sectPr")
    assert section is not None
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margin.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")] == [
        "2098", "1474", "1984", "1587",
    ]  # fmt: skip
    grid = section.find(f"{W}docGrid")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("linesAndChars", "579")
    assert grid.get(f"{W}charSpace") == "-848"


def test_fonts_are_the_official_ones_with_names_to_fall_back_to() -> None:
    made = parts(write_docx(papers.letter()))
    for name, alt in (
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
        ("黑体", "SimHei"),
        ("方正小标宋简体", "方正小标宋_GBK"),
    ):
        assert f'<w:font w:name="{name}"><w:altName w:val="{alt}"/>' in made["word/fontTable.xml"]
        assert f'w:eastAsia="{name}"' in made["word/styles.xml"]
    everything = "".join(made.values())
    assert "Theme=" not in everything and "python-docx" not in everything
    assert not any("theme" in name for name in made)
    assert "<w:kinsoku/>" in made["word/styles.xml"]


def test_page_numbers_are_fields_odd_and_even() -> None:
    made = parts(write_docx(papers.letter()))
    assert " PAGE " in made["word/footer1.xml"] and " PAGE " in made["word/footer2.xml"]
    assert 'w:jc w:val="right"' in made["word/footer1.xml"]
    assert 'w:jc w:val="left"' in made["word/footer2.xml"]
    assert "<w:evenAndOddHeaders/>" in made["word/settings.xml"]
    assert " NUMPAGES " in parts(write_docx(papers.record()))["word/footer1.xml"]


def test_every_row_covers_the_grid() -> None:
    for name in ("notice", "grid", "record"):
        for table in body(papers.ALL[name]()).iter(f"{W}tbl"):
            columns = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
            for row in table.iter(f"{W}tr"):
                spans = 0
                for cell in row.iter(f"{W}tcPr"):
                    span = cell.find(f"{W}gridSpan")
                    count = int(span.get(f"{W}val")) if span is not None else 1
                    width = cell.find(f"{W}tcW")
                    assert int(width.get(f"{W}w")) == sum(columns[spans : spans + count])
                    spans += count
                assert spans == len(columns)


def test_drafts_carry_a_watermark_and_finals_do_not() -> None:
    made = parts(write_docx(papers.letter(draft=True)))
    for name in ("word/header1.xml", "word/header2.xml"):
        assert 'string="草稿"' in made[name]
    assert not any("header" in name for name in parts(write_docx(papers.letter())))


def test_signature_and_seal_stay_with_the_text() -> None:
    root = body(papers.notice())
    found = [p for p in root.iter(f"{W}p") if "特此通知" in "".join(p.itertext())]
    assert found[0].find(f"{W}pPr/{W}keepNext") is not None
    seal = [p for p in root.iter(f"{W}p") if "加盖公章处" in "".join(p.itertext())]
    assert seal[0].find(f"{W}pPr/{W}keepNext") is not None


def test_markup_and_rare_characters_are_text() -> None:
    nasty = "<w:b/>&amp; ]]> \"'𠮷㼆䶮"
    root = body(papers.letter(extra=nasty))
    assert any(nasty in "".join(p.itertext()) for p in root.iter(f"{W}p"))


def test_characters_xml_cannot_hold_are_named() -> None:
    with pytest.raises(GlyphError) as caught:
        write_docx(papers.letter(extra="a\x0bb"))
    assert "U+000B" in str(caught.value)


def test_twenty_thousand_characters_in_a_cell_may_break() -> None:
    root = body(papers.grid(facts="请求人认为，" * 3400))
    rows = [r for r in root.iter(f"{W}tr") if "事实和理由" in "".join(r.itertext())]
    assert rows[0].find(f"{W}trPr/{W}cantSplit") is None
    others = [r for r in root.iter(f"{W}tr") if "专利号" in "".join(r.itertext())]
    assert others[0].find(f"{W}trPr/{W}cantSplit") is not None


def test_properties_in_schema_order() -> None:
    # Word refuses a file whose paragraph properties are out of order.
    order = [
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "tabs", "kinsoku",
        "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc",
        "outlineLvl",
    ]  # fmt: skip
    for layout in LAYOUTS:
        for name, text in parts(write_docx(papers.ALL[layout]())).items():
            if not re.search(r"word/(document|styles|footer)", name):
                continue
            for props in ElementTree.fromstring(text.encode()).iter(f"{W}pPr"):
                places = [order.index(child.tag.removeprefix(W)) for child in props]
                assert places == sorted(places), (name, ElementTree.tostring(props))
