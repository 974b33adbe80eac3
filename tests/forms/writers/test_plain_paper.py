"""Lists and reports as PDF: numbered pages, plain text that can be copied, nothing as markup."""

import pypdfium2
import pytest

from forms.plain_paper import PlainPaper, PlainTable, assemble_plain
from forms.writers.plain import write_plain

HEADS = ("生效日", "案号", "行为人")


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def sizes(pdf: bytes) -> set[tuple[float, float]]:
    """Return the sizes of the pages in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        return {(round(p.get_width() / 72 * 25.4), round(p.get_height() / 72 * 25.4))
                for p in document}  # fmt: skip


def test_a_list_has_its_head_on_every_page_and_its_pages_are_numbered() -> None:
    rows = [("2026-05-01", f"知裁字〔2026〕{n}号", "甲公司") for n in range(60)]
    table = PlainTable(HEADS, rows, notes=("另有1行",), whole=(0, 1))
    made = write_plain(PlainPaper("送达登记", ("共60行",), (table,), lying=True))
    pages = texts(made)
    assert sizes(made) == {(297, 210)} and len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页" in page and f"共 {len(pages)} 页" in page
        # Written as they are, not as radicals: they can be copied and looked for.
        assert "生效日" in page and "行为人" in page
    assert "知裁字〔2026〕59号" in pages[-1] and "另有" in pages[-1]


def test_what_people_typed_is_no_markup_and_an_unknown_sign_does_not_spoil_the_list() -> None:
    table = PlainTable(HEADS, [("<b>甲</b> & 乙", "笑😀脸\ufdd0", "一\t二\n三")])
    made = write_plain(PlainPaper("今日待办", (), (table,), ("审核人：",)))
    (page,) = texts(made)
    assert sizes(made) == {(210, 297)}
    for words in ("<b>甲</b> & 乙", "笑〓脸", "一 二", "审核人："):
        assert words in page


@pytest.mark.parametrize(("practice", "marked"), [(True, True), (False, False)])
def test_practice_is_told_on_every_page(practice: bool, marked: bool) -> None:
    rows = [("一", "二", "三")] * 60
    paper = PlainPaper("台账", (), (PlainTable(HEADS, rows),), practice=practice)
    assert all(("不作数" in page) == marked for page in texts(write_plain(paper)))


def test_a_number_is_not_broken_for_a_long_text_beside_it() -> None:
    number = "知裁字〔2026〕123号"
    rows = [("2026-05-01", number, "很长的说明" * 60, "另一栏很长的说明" * 20)]
    table = PlainTable((*HEADS, "说明"), rows, whole=(0, 1))
    (page,) = texts(write_plain(PlainPaper("台账", (), (table,))))
    assert number in page and "2026-05-01" in page


def test_an_empty_table_is_a_head_only() -> None:
    paper = assemble_plain(PlainPaper("台账", ("共0行",), (PlainTable(HEADS, ()),)))
    assert paper.text().split("\n") == ["台账", "共0行", *HEADS]
