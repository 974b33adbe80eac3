"""A draft goes out as DOCX and comes back: what is taken, what is refused and where."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import pytest
from docx.document import Document as WordFile

from forms import blocks as b
from forms.assemble import assemble
from forms.edited.compare import Comparison, compare
from forms.edited.reading import read_docx
from forms.writers.docx import write_docx
from tests.forms.edited.word import Change, in_body, named, replacing, saved, say
from tests.forms.sample_facts import CATALOG, FULL, facts_for_id

PROSE: str = FULL["decision"]["evidence_text"]
CLOSING = "以上事实，有本局采纳的前述证据以及当事人陈述佐证。"


def draft(form_id: str = "decision") -> b.Paper:
    """Return a draft of a paper with all its facts."""
    spec = CATALOG.spec(form_id)
    return assemble(spec, facts_for_id(form_id), draft=True, schema=CATALOG.schema)


def back(paper: b.Paper, *changes: Change) -> Comparison:
    """Return what a copy of a paper's DOCX says otherwise after these changes."""
    data = copy = write_docx(paper)
    for change in changes:
        copy = saved(copy, change)
    return compare(paper, read_docx(data), read_docx(copy))


def refused(paper: b.Paper, *changes: Change) -> str:
    """Return the one reason why a copy is not taken."""
    found = back(paper, *changes)
    assert found.changes == ()
    [words] = found.refused
    return words


def refused_body(pattern: str, by: str) -> list[str]:
    """Return why a decision whose body was changed in place is not taken."""
    paper = draft()
    data = write_docx(paper)
    found = compare(paper, read_docx(data), read_docx(in_body(data, pattern, by)))
    assert found.changes == ()
    return list(found.refused)


@pytest.mark.parametrize("form_id", CATALOG.ids())
@pytest.mark.parametrize("gaps", [False, True], ids=["full", "with gaps"])
def test_a_draft_that_nobody_changed_comes_back_unchanged(form_id: str, gaps: bool) -> None:
    spec, facts = CATALOG.spec(form_id), facts_for_id(form_id)
    if gaps:
        facts = {key: facts[key] for key in ("office", "document")}
    paper = assemble(spec, facts, draft=True, schema=CATALOG.schema)
    assert back(paper, lambda _opened: None) == Comparison((), ())


def test_prose_and_fixed_words_come_back_as_changes_of_their_blocks() -> None:
    paper = draft()
    one = replacing(PROSE, "双方提交的证据，本局已组织质证。")
    two = replacing(CLOSING, "上述事实，有经质证的证据佐证。")
    found = back(paper, one, two)
    assert found.refused == ()
    assert [c.now for c in found.changes] == [
        "双方提交的证据，本局已组织质证。", "上述事实，有经质证的证据佐证。",
    ]  # fmt: skip
    for change in found.changes:
        block = paper.blocks[change.place]
        assert isinstance(block, b.Paragraph) and block.text == change.was
    assert [c.was for c in found.changes] == [PROSE, CLOSING]


def test_words_around_a_fact_may_change_but_not_the_fact() -> None:
    paper = draft("hearing_notice")
    by = next(
        block.text for block in paper.blocks
        if isinstance(block, b.Paragraph) and block.text.startswith("2.请在")
    )  # fmt: skip
    day = by.removeprefix("2.请在").partition("前")[0]
    kept = back(paper, replacing("交回所附回执", "把所附回执交回本局"))
    assert [c.now for c in kept.changes] == [by.replace("交回所附回执", "把所附回执交回本局")]
    words = refused(paper, replacing(day, "2026年3月31日"))
    assert day in words and "（“2.请在" in words and "不能在Word里改" in words


@pytest.mark.parametrize(
    ("form_id", "old", "new", "said"),
    [
        ("acceptance_notice", "第十二条", "第十三条", "“第十二条”"),  # an article
        ("acceptance_notice", "三个月", "六个月", "“三个月”"),  # a period
        ("answer_notice", "15日", "150日", "“15”"),  # a fact that runs into a digit
        ("answer_notice", "起15日", "起115日", "紧挨着“15”"),
        ("decision", "综上，依照《", "综上，依照旧《", "紧挨着"),
        ("decision", "《中华人民共和国专利法》", "《专利法》", "不能在Word里改"),
        ("panel_notice", "三个工作日", "五个工作日", "“三个工作日”"),
        ("agreement", "126,000", "12,600", "不能在Word里改"),
    ],
)
def test_law_periods_and_facts_are_named_when_an_edit_loses_them(
    form_id: str, old: str, new: str, said: str
) -> None:
    words = refused(draft(form_id), replacing(old, new))
    assert said in words and words.startswith("第") and "段（“" in words


def test_figures_and_law_that_change_in_prose_are_pointed_out() -> None:
    paper = draft()
    by: str = FULL["decision"]["procedure_text"]
    assert "第二十六条" in by and "2026年4月8日" in by
    one = replacing("第二十六条", "第二十七条")
    [change] = back(paper, one, replacing("2026年4月8日，本局公开", "本局公开")).changes
    assert change.gone == ("2026年4月8日", "第二十六条")
    assert change.new == ("第二十七条",)


def test_a_gap_of_a_draft_is_not_filled_in_word() -> None:
    spec = CATALOG.spec("decision")
    facts = {key: facts_for_id("decision")[key] for key in ("office", "document", "patent")}
    paper = assemble(spec, facts, draft=True, schema=CATALOG.schema)
    words = refused(paper, replacing("【案由】", "外观设计专利侵权纠纷"))
    assert "“【案由】”是案件记录" in words


def _add(opened: WordFile) -> None:
    named(opened, "以上事实").insert_paragraph_before("另查明，被请求人已停止销售。")


def _remove(opened: WordFile) -> None:
    element = named(opened, "以上事实")._p
    element.getparent().remove(element)


def _split(opened: WordFile) -> None:
    say(named(opened, "以上事实"), "以上事实，")
    named(opened, "以上事实")._p.addnext(deepcopy(named(opened, "以上事实")._p))


def _swap(opened: WordFile) -> None:
    one = named(opened, "以上事实")._p
    one.getparent().insert(1, one)


def _blank_out(opened: WordFile) -> None:
    say(named(opened, "以上事实"), "")


@pytest.mark.parametrize("change", [_add, _remove, _split, _swap, _blank_out])
def test_paragraphs_are_neither_added_nor_removed_split_nor_moved(change: Change) -> None:
    found = back(draft(), change)
    assert found.changes == ()
    assert found.refused
    assert all(words.startswith("第") and "段落" in words for words in found.refused)


@pytest.mark.parametrize(
    "begins", ["专利侵权纠纷行政裁决书", "一、当事人", "合议组组长", "（加盖公章"]
)
def test_titles_headings_signatures_and_seals_are_the_programs_own(begins: str) -> None:
    def change(opened: WordFile) -> None:
        say(named(opened, begins), "改过的文字")

    assert "由程序填写，不能在Word里改" in refused(draft(), change)


def test_the_text_of_a_table_is_named_by_its_row() -> None:
    def change(opened: WordFile) -> None:
        opened.tables[0].rows[1].cells[1].text = "另一项专利"

    words = refused(draft("hearing_notice"), change)
    assert words.startswith("第1个表格第2行：")


def test_another_row_of_a_table_is_refused() -> None:
    words = refused(draft("hearing_notice"), lambda opened: opened.tables[0].add_row() and None)
    assert words.startswith("第1个表格的行数：")


def test_how_it_looks_is_nobodys_concern() -> None:
    def change(opened: WordFile) -> None:
        for paragraph in opened.paragraphs:
            paragraph.style = "Note"
            for run in paragraph.runs:
                run.bold = True
        opened.add_paragraph("")
        named(opened, "以上事实").insert_paragraph_before("  ")
        opened.add_page_break()

    assert back(draft(), change) == Comparison((), ())


def test_a_foot_that_was_changed_is_refused() -> None:
    def change(opened: WordFile) -> None:
        opened.sections[0].footer.paragraphs[0].add_run("内部资料")

    assert "页眉或者页脚" in refused(draft(), change)


RUN = r"(<w:r>(?:(?!</w:r>).)*以上事实.*?</w:r>)"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (r'<w:ins w:id="1" w:author="a">\1</w:ins>', "修订"),
        (r'\1<w:del w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>', "修订"),
        (r'<w:commentRangeStart w:id="0"/>\1<w:commentRangeEnd w:id="0"/>', "批注"),
        (r'\1<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注"),
        (r"\1<w:r><w:drawing/></w:r>", "图片"),
        (r"\1<w:r><w:pict/></w:r>", "图片"),
        (r"\1<w:r><w:br/></w:r>", "换行"),
        (r'\1<w:fldSimple w:instr="DATE"><w:r><w:t>9</w:t></w:r></w:fldSimple>', "域"),
        (r"<w:sdt><w:sdtContent>\1</w:sdtContent></w:sdt>", "内容控件"),
        (r'\1<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "符号"),
        (r"\1<w:mystery/>", "只保留文字"),
    ],
)
def test_what_no_paper_holds_is_refused_with_its_place(by: str, said: str) -> None:
    [words] = refused_body(RUN, by)
    assert said in words
    assert words.startswith("第") and "以上事实" in words


def test_a_paragraph_mark_that_is_still_tracked_is_refused() -> None:
    tracked = '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:r><w:t>以上事实'
    [words] = refused_body(r"<w:p>(?:(?!<w:p>).)*?以上事实", tracked)
    assert "修订" in words


def test_links_and_marks_of_a_word_processor_are_looked_through() -> None:
    paper = draft()
    data = write_docx(paper)
    copy = in_body(
        data, RUN,
        r'<w:bookmarkStart w:id="1" w:name="a"/><w:hyperlink>\1</w:hyperlink><w:proofErr/>'
        r'<w:r><w:lastRenderedPageBreak/></w:r><w:bookmarkEnd w:id="1"/>',
    )  # fmt: skip
    assert compare(paper, read_docx(data), read_docx(copy)) == Comparison((), ())


def test_properties_survive_a_word_processor() -> None:
    paper = replace(draft(), origin=(("draft_case", "7"),))
    data = saved(write_docx(paper), lambda _opened: None)
    assert read_docx(data).properties["draft_case"] == "7"
