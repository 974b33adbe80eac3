"""A draft goes out, is edited and comes back as its next version; everything else is refused."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.edited.compare import Change
from forms.edited.reading import MOST
from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Audit, Document
from models.errors import BadInput
from models.queries.documents import files_of, stored_file
from models.queries.edited_papers import edits_of
from models.services.office import office
from models.services.papers.returned import Returned, look_at, take_edited_paper
from models.services.receiving.intake import file_request
from models.services.shared import documents, paper_state
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.forms.edited.word import Change as Typing
from tests.forms.edited.word import replacing, saved, with_parts
from tests.pdf import pdf_text
from tests.services.support import docket, words

ORDER = Order("acceptance_notice", "P1")
OLD = "送达地址、联系方式或者代理人有变更的，请及时书面告知本局。"
NEW = "送达地址、联系方式或者代理人变更以后，请马上告知本局。"
EDIT = replacing(OLD, NEW)


@pytest.fixture
def case_id(desk: Desk, request_s2: dict[str, Any], staff: dict[str, int]) -> int:
    """Return a case that is docketed."""
    made = file_request(desk, request_s2).ids["case"]
    docket(desk, made, staff)
    return made


@pytest.fixture
def draft(desk: Desk, case_id: int) -> int:
    """Return a stored draft of the acceptance notice."""
    return make(desk, case_id)


def make(desk: Desk, case_id: int, *orders: Order, final: bool = False) -> int:
    """Make papers and return the last one."""
    return documents.make_documents(desk, case_id, orders or (ORDER,), final=final).ids["document"]


def out(desk: Desk, document: int, folder: Path, *typed: Typing) -> Path:
    """Return the DOCX of a paper as saved elsewhere, and edited there."""
    data = stored_file(desk, document, "docx")
    for change in typed:
        data = saved(data, change)
    path = folder / f"{document}_{len(list(folder.iterdir()))}.docx"
    path.write_bytes(data)
    return path


def take(desk: Desk, case_id: int, found: Returned) -> int:
    """Take what was found and return the new draft."""
    return take_edited_paper(desk, case_id, found.document, found.changes).ids["document"]


def refusal(desk: Desk, case_id: int, path: Path) -> str:
    """Return why a file is refused; nothing is written by it."""
    before = Document.select().count(), Audit.select().count()
    with pytest.raises(BadInput) as refused:
        look_at(desk, case_id, path)
    assert (Document.select().count(), Audit.select().count()) == before
    return words(refused.value)


def said(desk: Desk, document: int) -> str:
    """Return what the PDF of a paper says."""
    return pdf_text(stored_file(desk, document, "pdf"))


def test_an_edited_draft_comes_back_as_the_next_one_and_its_final_says_it(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    first = files_of(desk, case_id)[-1].contents
    found = look_at(desk, case_id, out(desk, draft, tmp_path, EDIT))
    assert [(c.was[-len(OLD) :], c.now[-len(NEW) :]) for c in found.changes] == [(OLD, NEW)]
    entries = Audit.select().count()
    second = take(desk, case_id, found)
    assert Audit.select().count() == entries + 1
    row = Document.get_by_id(second)
    assert (row.state, row.form_id, row.addressee) == ("draft", ORDER.form_id, "P1")
    assert NEW in said(desk, second) and OLD not in said(desk, second)
    assert NEW.encode() in _body(stored_file(desk, second, "docx"))
    assert [(e.was[2:], e.now[2:]) for e in edits_of(desk, second)] == [(OLD, NEW)]
    stored = {paper.id: paper.contents for paper in files_of(desk, case_id)}
    assert stored[draft] == first, "the former one stays"

    final = make(desk, case_id, final=True)
    assert NEW in said(desk, final) and "草稿" not in said(desk, final)
    assert b"draft_" not in _part(stored_file(desk, final, "docx"), "docProps/custom.xml")
    assert verify(desk) == []


def _body(data: bytes) -> bytes:
    return _part(data, "word/document.xml")


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def test_a_third_version_keeps_the_edits_of_the_second(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    second = take(desk, case_id, look_at(desk, case_id, out(desk, draft, tmp_path, EDIT)))
    more = replacing("同时请注意下列事项", "另请注意以下几点")
    third = take(desk, case_id, look_at(desk, case_id, out(desk, second, tmp_path, more)))
    assert NEW in said(desk, third) and "另请注意以下几点" in said(desk, third)
    back = replacing(NEW, OLD)
    fourth = take(desk, case_id, look_at(desk, case_id, out(desk, third, tmp_path, back)))
    assert OLD in said(desk, fourth)
    assert ["另请注意" in e.now for e in edits_of(desk, fourth)] == [True]


def test_what_is_made_next_carries_the_edits_until_the_edited_one_is_void(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    second = take(desk, case_id, look_at(desk, case_id, out(desk, draft, tmp_path, EDIT)))
    third = make(desk, case_id)
    assert NEW in said(desk, third)
    assert NEW in pdf_text(documents.preview(desk, load(desk, case_id), ORDER).pdf)
    make(desk, case_id, Order("acceptance_notice", "P1"), Order("panel_notice", "P1"))
    for document in range(second, Document.select().count() + 1):
        paper_state.void_paper(desk, document, reason="不用这些稿")
    assert OLD in said(desk, make(desk, case_id))


def test_an_unedited_copy_changes_nothing(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    found = look_at(desk, case_id, out(desk, draft, tmp_path, lambda _opened: None))
    assert found.changes == ()
    with pytest.raises(BadInput, match="没有改动"):
        take(desk, case_id, found)


def test_a_changed_fact_is_refused_with_its_paragraph(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    path = out(desk, draft, tmp_path, EDIT, replacing("第二十条", "第二十一条"))
    told = refusal(desk, case_id, path)
    assert "“第二十条”" in told and told.startswith("file: 第") and "（“你方于" in told


def test_what_no_paper_may_say_is_refused_with_its_paragraph(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    told = refusal(
        desk, case_id, out(desk, draft, tmp_path, replacing(OLD, "请联系[请填写姓名]。"))
    )
    assert "待填写的空位" in told and "段（“4.请联系" in told


def test_a_character_without_a_glyph_keeps_the_edited_draft_from_being_final(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    path = out(desk, draft, tmp_path, replacing(OLD, "请联系本局\U0001f9ff。"))
    take(desk, case_id, look_at(desk, case_id, path))
    with pytest.raises(BadInput, match="U\\+1F9FF"):
        make(desk, case_id, final=True)
    assert verify(desk) == []


def test_files_that_are_none_of_the_drafts_are_refused(
    desk: Desk, case_id: int, draft: int, request_s2: dict[str, Any], tmp_path: Path
) -> None:
    shown = tmp_path / "预览.docx"
    shown.write_bytes(documents.preview(desk, load(desk, case_id), ORDER).docx)
    assert "不是案卷里存的草稿" in refusal(desk, case_id, shown)
    final = make(desk, case_id, Order("panel_notice", "P1"), final=True)
    assert "定稿不能改" in refusal(desk, case_id, out(desk, final, tmp_path))
    other = file_request(desk, request_s2).ids["case"]
    theirs = make(desk, other, Order("request"))
    assert "不是本案的" in refusal(desk, case_id, out(desk, theirs, tmp_path))
    assert "禾知收〔2026〕2号" in refusal(desk, case_id, out(desk, theirs, tmp_path))
    (tmp_path / "a.docx").write_bytes(b"%PDF-1.7 " * 99)
    assert "不是Word文档" in refusal(desk, case_id, tmp_path / "a.docx")
    with (tmp_path / "b.docx").open("wb") as large:
        large.truncate(MOST + 1)
    assert "太大" in refusal(desk, case_id, tmp_path / "b.docx")


@pytest.mark.parametrize("value", [b">2<", b">[0-9a-f]{64}<"], ids=["number", "text"])
def test_a_draft_of_another_folder_is_refused(
    desk: Desk, case_id: int, draft: int, value: bytes, tmp_path: Path
) -> None:
    data = stored_file(desk, make(desk, case_id), "docx")
    name = "docProps/custom.xml"
    other = re.sub(value, b">" + b"9" * 64 + b"<" if b"a-f" in value else b">9<", _part(data, name))
    path = tmp_path / "别处.docx"
    path.write_bytes(with_parts(data, {name: other}))
    assert "对不上" in refusal(desk, case_id, path)


def test_void_outdated_and_overtaken_drafts_are_refused(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    path = out(desk, draft, tmp_path, EDIT)
    again = make(desk, case_id)  # says the same: the copy is as good as one of it
    assert look_at(desk, case_id, path).document == again
    found = look_at(desk, case_id, path)
    take(desk, case_id, found)
    assert "更新的一稿" in refusal(desk, case_id, path)
    with pytest.raises(BadInput, match="更新的一稿"):
        take(desk, case_id, found)


def test_a_void_draft_is_refused(desk: Desk, case_id: int, draft: int, tmp_path: Path) -> None:
    path = out(desk, draft, tmp_path, EDIT)
    found = look_at(desk, case_id, path)
    paper_state.void_paper(desk, draft, reason="不要了")
    assert "已经作废" in refusal(desk, case_id, path)
    with pytest.raises(BadInput, match="已经作废"):
        take(desk, case_id, found)


def test_a_paper_that_is_final_is_refused(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    path = out(desk, draft, tmp_path, EDIT)
    make(desk, case_id, final=True)
    assert "已有定稿" in refusal(desk, case_id, path)


def test_a_draft_that_the_record_has_left_behind_is_refused(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    path = out(desk, draft, tmp_path, EDIT)
    found = look_at(desk, case_id, path)
    office.set_setting(
        desk, "authority.principal", "另一个知识产权局", confirmed_on=date(2026, 5, 20)
    )
    assert "已经过时" in refusal(desk, case_id, path)
    with pytest.raises(BadInput, match="已经过时"):
        take(desk, case_id, found)


def test_the_next_day_the_draft_is_still_the_same(
    desk: Desk, case_id: int, draft: int, clock: Any, tmp_path: Path
) -> None:
    clock.day = date(2026, 5, 21)
    new = take(desk, case_id, look_at(desk, case_id, out(desk, draft, tmp_path, EDIT)))
    assert "2026年5月20日" in said(desk, new)


def test_a_change_that_nobody_compared_is_refused(
    desk: Desk, case_id: int, draft: int, tmp_path: Path
) -> None:
    [good] = look_at(desk, case_id, out(desk, draft, tmp_path, EDIT)).changes
    for place, was, now in (
        (good.place, "别的", "新的"), (0, good.was, good.now), (999, good.was, good.now),
    ):  # fmt: skip
        with pytest.raises(BadInput, match="已经过时"):
            take_edited_paper(desk, case_id, draft, (Change(good.number, place, was, now),))
    assert Document.select().count() == 1
