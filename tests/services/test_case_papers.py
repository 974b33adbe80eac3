"""Papers of a case: drafts and finals, gaps by name, files and rows together, equal bytes."""

from datetime import date
from typing import Any

import pytest

from models.backup.verify import verify
from models.cases.loading import load
from models.entities import Document, DocumentFile
from models.errors import BadInput
from models.queries.documents import files_of
from models.services.office import office
from models.services.receiving.intake import file_request
from models.services.shared import documents, paper_state
from models.services.shared.documents import Order
from models.store.desk import Desk
from tests.pdf import pdf_text
from tests.services.support import docket
from ui.verbs.playing.report import papers_of


@pytest.fixture
def case_id(desk: Desk, request_s2: dict[str, Any]) -> int:
    """Return a filed request with a markup-like name and rare characters."""
    request_s2["respondents"][0]["name"] = "禾川县𠮷㼆䶮<b>&{{x}}厂"
    return file_request(desk, request_s2).ids["case"]


def test_a_final_paper_is_stored_with_files_hash_and_values(desk: Desk, case_id: int) -> None:
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    row = Document.get()
    assert row.state == "final"
    values: Any = row.values
    assert values["case"]["receipt_no"] == "禾知收〔2026〕1号"
    assert set(row.fonts) >= {"fang", "hei", "kai", "song"}
    stored = files_of(desk, case_id)[0]
    assert stored.contents["docx"].startswith(b"PK")
    assert "禾川县𠮷㼆䶮<b>&{{x}}厂" in pdf_text(stored.contents["pdf"])
    assert verify(desk) == []


def test_rendering_twice_gives_equal_bytes(desk: Desk, case_id: int) -> None:
    case = load(desk, case_id)
    first = documents.preview(desk, case, Order("request"))
    again = documents.preview(desk, case, Order("request"))
    assert (first.docx, first.pdf) == (again.docx, again.pdf)


def test_a_final_paper_names_what_is_missing_and_stores_nothing(desk: Desk, case_id: int) -> None:
    with pytest.raises(BadInput) as refused:
        documents.make_documents(desk, case_id, (Order("request"), Order("decision")), final=True)
    fields = {p.field for p in refused.value.problems}
    assert "decision.on" in fields
    assert Document.select().count() == DocumentFile.select().count() == 0
    assert verify(desk) == []


def test_gaps_are_listed_once_each(desk: Desk, case_id: int) -> None:
    case = load(desk, case_id)
    found = documents.gaps(
        desk, case, [Order("acceptance_notice", "P1"), Order("panel_notice", "P1")]
    )
    paths = [g.path for g in found]
    assert len(paths) == len(set(paths))
    assert "case.no" in paths


def test_without_the_office_set_up_papers_stay_drafts(
    bare: Desk, request_s2: dict[str, Any]
) -> None:
    case_id = file_request(bare, request_s2).ids["case"]
    with pytest.raises(BadInput, match="只能是草稿"):
        documents.make_documents(bare, case_id, (Order("correction_notice", "P1"),), final=True)
    documents.make_documents(bare, case_id, (Order("correction_notice", "P1"),))
    stored = files_of(bare, case_id)[0]
    assert stored.state == "draft"
    text = pdf_text(stored.contents["pdf"])
    assert "草稿" in text
    assert "【" in text


def test_a_character_no_font_has_is_named(desk: Desk, request_s2: dict[str, Any]) -> None:
    request_s2["product"] = "产品\U0001f9ff"
    case_id = file_request(desk, request_s2).ids["case"]
    request_s2["facts_and_reasons"] = "事实\U0001f9ff" * 30
    case_id = file_request(desk, request_s2).ids["case"]
    with pytest.raises(BadInput, match="U\\+1F9FF"):
        documents.make_documents(desk, case_id, (Order("request"),), final=True)
    assert verify(desk) == []


def test_twenty_thousand_characters_of_facts_are_printed(
    desk: Desk, request_s2: dict[str, Any]
) -> None:
    request_s2["facts_and_reasons"] = (
        "被请求人制造、销售被控产品鑫，落入权利要求1的保护范围。" * 714
    )
    assert len(request_s2["facts_and_reasons"]) <= 20_000
    case_id = file_request(desk, request_s2).ids["case"]
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    text = pdf_text(files_of(desk, case_id)[0].contents["pdf"])
    # A sentence may be parted by the foot of a page, a character may not.
    assert text.count("鑫") == 714


def test_an_issued_paper_keeps_what_it_said(desk: Desk, case_id: int) -> None:
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    before = files_of(desk, case_id)[0].contents
    office.set_setting(desk, "office.name", "改名后的局", confirmed_on=date(2026, 5, 20))
    assert files_of(desk, case_id)[0].contents == before


def test_a_paper_is_voided_once_and_with_a_reason(desk: Desk, case_id: int) -> None:
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    first = Document.get().id
    paper_state.void_paper(desk, first, reason="内容有误")
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    second = Document.select().order_by(Document.id.desc()).get().id
    with pytest.raises(BadInput, match="已经作废"):
        paper_state.void_paper(desk, first, reason="再作废")
    with pytest.raises(BadInput, match="理由"):
        paper_state.void_paper(desk, second, reason=" ")
    assert [d.state for d in Document.select().order_by(Document.id)] == ["void", "final"]
    assert verify(desk) == []


def test_a_final_paper_is_not_made_twice(desk: Desk, case_id: int) -> None:
    again = (Order("request"), Order("correction_notice", "P1"))
    with pytest.raises(BadInput, match="已有定稿") as refused:
        documents.make_documents(desk, case_id, (again[0], again[0]), final=True)
    assert [p.field for p in refused.value.problems] == ["orders[1]"]
    assert Document.select().count() == 0, "all or none"
    documents.make_documents(desk, case_id, (again[0],), final=True)
    for _ in range(2):
        documents.make_documents(desk, case_id, (again[0],))  # as many drafts as one likes
    with pytest.raises(BadInput, match="已有定稿；要改的，先作废原来的"):
        documents.make_documents(desk, case_id, (again[0],), final=True)
    assert [d.state for d in Document.select().order_by(Document.id)].count("final") == 1


def test_a_paper_to_be_served_is_voided_before_another_is_made(
    desk: Desk, case_id: int, staff: dict[str, int]
) -> None:
    docket(desk, case_id, staff)
    order = (Order("acceptance_notice", "P1"),)
    documents.make_documents(desk, case_id, order, final=True)
    office.set_setting(desk, "office.phone", "0357-5550999", confirmed_on=date(2026, 5, 20))
    with pytest.raises(BadInput, match="已有定稿"):
        documents.make_documents(desk, case_id, order, final=True)
    paper_state.void_paper(desk, Document.get().id, reason="电话有误")
    documents.make_documents(desk, case_id, order, final=True)
    assert [d.state for d in Document.select().order_by(Document.id)] == ["void", "final"]


def test_a_void_paper_bears_it_in_the_name_of_its_copies(desk: Desk, case_id: int) -> None:
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    paper_state.void_paper(desk, Document.get().id, reason="内容有误")
    documents.make_documents(desk, case_id, (Order("request"),), final=True)
    names = [one.stem for one in papers_of(desk, case_id)]
    assert ["已作废" in name for name in names] == [True, False]
