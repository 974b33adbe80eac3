"""Finals are made once: what is there is said, shown and may be voided; a void one bears it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.entities import Document, DocumentFile
from models.queries.places import CaseTab
from models.services.shared.documents import Order
from models.services.shared.paper_state import void_paper
from models.store.desk import Desk
from tests.ui import support
from tests.ui.pages.case.conftest import OpenCase
from ui.pages.case.papers.lacking import HAS_FINAL
from ui.pages.case.papers.page import PapersTab
from ui.shell import targets
from ui.steps.dialog import CommandDialog


def said(tab: PapersTab) -> str:
    """Return what the tab says."""
    return "\n".join(w.text() for w in support.visible(tab, QLabel))


def test_a_set_that_is_final_is_not_made_again_but_used_or_voided(
    open_case: OpenCase, settle: support.Settle, read: support.Read, qtbot: QtBot
) -> None:
    window, page = open_case("S1")
    tab = page.papers
    support.press(page.steps, "生成本组文书")
    settle(window)
    assert HAS_FINAL not in said(tab)
    support.press(tab, "生成定稿")
    settle(window)
    made = read(window, lambda _d: [(d.id, d.form_id) for d in Document.select()])
    assert said(tab).count("已生成定稿") == len(made) == 2 and HAS_FINAL not in said(tab)
    names = [item.text(0) for item in tab._items()]
    assert sum(HAS_FINAL in name for name in names) == 2

    support.press(tab, "生成定稿")
    settle(window)
    assert read(window, lambda _d: Document.select().count()) == 2, "no second set"
    assert "要改的，先作废原来的再生成" in said(tab)

    link = support.visible(tab, QPushButton, text="用已有的定稿")[0]
    link.click()
    settle(window)
    shown, one = tab.view.shown, tab.stored.current()
    assert shown is not None and one is not None
    assert one.title in shown.title and "草稿" not in shown.title
    assert tab.void_button.isEnabled()

    window.context.worker.do(void_paper, one.id, reason="内容有误")
    settle(window)
    assert said(tab).count(f"{HAS_FINAL}：") == 1
    support.press(tab, "生成定稿")
    settle(window)
    assert "要改的，先作废原来的再生成" in said(tab), "the other one is still there"


def test_a_void_paper_of_a_case_is_marked_and_goes_nowhere(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S1")
    tab = page.papers
    support.press(page.steps, "生成本组文书")
    settle(window)
    support.press(tab, "生成定稿")
    settle(window)
    first, last = read(window, lambda _d: [d.id for d in Document.select().order_by(Document.id)])
    assert tab.view.shown is not None and not tab.view.shown.void
    for number in (last, first):  # the one that is being looked at; then another, by its place
        window.context.worker.do(void_paper, number, reason="内容有误")
        settle(window)
        if number == first:
            window.go(targets.Case(page.case_id, document=number))
            settle(window)
        assert tab.view.shown is not None and tab.view.shown.void
        assert "已作废" in tab.view.title.text()
        for words in ("打印…", "另存 PDF…", "另存 Word…"):
            assert not [b for b in support.visible(tab, QPushButton, text=words) if b.isEnabled()]


def test_the_papers_on_file_are_seen_without_scrolling(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S1")
    tab = page.papers
    support.press(page.steps, "生成本组文书")
    settle(window)
    support.press(tab, "生成定稿")
    settle(window)
    for item in tab._items():
        item.setCheckState(0, Qt.CheckState.Unchecked)
    settle(window)
    window.setFixedSize(1366, 740)  # 1366×768 less the bar of the system's window
    window.go_home()
    window.go(targets.Case(page.case_id, CaseTab.PAPERS))
    settle(window)
    QApplication.processEvents()
    page.area.verticalScrollBar().setValue(0)
    view = tab.stored.viewport()
    for row in range(2):
        below = tab.stored.visualRect(tab.stored.lines.index(row, 0)).bottomLeft()
        assert view.visibleRegion().contains(below), f"row {row} is out of sight"
        assert view.mapTo(window, below).y() <= 740


@pytest.mark.parametrize(
    ("form", "party", "button"),
    [
        ("acceptance_notice", "P1", "分办…"),  # who handles the case
        ("panel_notice", "P1", "立案、编案号…"),
        ("hearing_notice", None, "确定口头审理…"),
        ("deliberation_record", None, "登记合议…"),
    ],
)
def test_what_a_paper_lacks_leads_to_where_it_is_supplied(
    open_case: OpenCase, settle: support.Settle, form: str, party: str | None, button: str
) -> None:
    window, page = open_case("S4", CaseTab.PAPERS)
    page.papers.choose_order(Order(form, party), form)
    settle(window)
    [link] = support.visible(page.papers, QPushButton, text=button)
    link.click()
    settle(window)
    [dialog] = [d for d in window.findChildren(CommandDialog) if d.isVisible()]
    assert f"{dialog.spec.title}…" == button
    dialog.close_unasked()


def test_once_the_handler_is_named_nothing_is_lacking_of_him(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S4", CaseTab.PAPERS)
    page.papers.choose_order(Order("acceptance_notice", "P1"), "受理")
    settle(window)
    assert "案件承办人" in said(page.papers)
    support.visible(page.papers, QPushButton, text="分办…")[0].click()
    settle(window)
    [dialog] = [d for d in window.findChildren(CommandDialog) if d.isVisible()]
    assert dialog.form.field("handler").focusProxy().currentText().startswith("李敏")
    support.press(dialog, "保存")
    settle(window)
    assert "案件承办人" not in said(page.papers)
    assert not support.visible(page.papers, QPushButton, text="分办…")


def test_a_missing_docx_does_not_block_its_pdf(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S1")
    tab = page.papers
    support.press(page.steps, "生成本组文书")
    settle(window)
    support.press(tab, "生成定稿")
    settle(window)

    def lose(desk: Desk) -> int:
        row = DocumentFile.get(DocumentFile.format == "docx")
        (desk.path / "files" / row.path).unlink()
        return row.document_id

    number = read(window, lose)
    window.go(targets.Case(page.case_id, document=number))
    settle(window)
    shown = tab.view.shown
    assert shown is not None and shown.pages and shown.pdf[:4] == b"%PDF"
    assert "文书文件不见了" in tab.view.note.text()
    assert not tab.view.docx.isEnabled()
    assert tab.view.pdf.isEnabled() and tab.view.paper.isEnabled()
