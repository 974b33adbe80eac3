"""文书 as the clerk works: states, reasons, search, the way to the paper, files and printouts."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.entities import Document, DocumentFile
from models.queries.lists import papers as lists
from models.services.office.office import set_setting
from models.services.shared.documents import Order, make_documents
from models.services.shared.paper_state import void_paper
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.growth import clipped
from tests.ui.partial_play import play_until
from ui.output import file_choice
from ui.output.papers import printing
from ui.pages.case.page import CasePage
from ui.pages.documents.columns import CASE_AT, NUMBER_AT, STATE_AT, TITLE_AT, WHO_AT, WHY_AT
from ui.pages.documents.page import DocumentsPage
from ui.shell.main_window import MainWindow

TABS = {"": 0, "draft": 1, "approval": 2, "final": 3, "issued": 4, "void": 5}


def page_of(window: MainWindow, settle: support.Settle) -> DocumentsPage:
    """Open the page by its shortcut."""
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, DocumentsPage)
    return page


def turn_to(page: DocumentsPage, state: str) -> None:
    """Click a tab."""
    place = page.bar.tabRect(TABS[state]).center()
    QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=place)


def column(page: DocumentsPage, number: int) -> list[str]:
    """Return a column as it is on the screen."""
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


@pytest.fixture
def papers(window: MainWindow, read: support.Read, settle: support.Settle) -> DocumentsPage:
    """Return the page with papers of S2 in every state: docketed, the respondent not yet served."""

    def make(desk: Desk) -> None:
        case_id = play_until(desk, "S2", date(2026, 5, 14))
        make_documents(desk, case_id, (Order("request"), Order("panel_notice", "R1")), final=True)
        make_documents(desk, case_id, (Order("decision", "R1"), Order("hearing_notice", "P1")))
        make_documents(desk, case_id, (Order("acceptance_notice", "P1"),), final=True)
        rows = {row.form_id: row.id for row in Document.select()}
        void_paper(desk, rows["panel_notice"], reason="合议组成员改变")
        Document.update(state="issued").where(Document.id == rows["acceptance_notice"]).execute()

    read(window, make)
    return page_of(window, settle)


def test_states_stand_in_sign_and_word(papers: DocumentsPage) -> None:
    assert sorted(column(papers, STATE_AT)) == sorted(
        ["✓ 已送达", "○ 草稿", "○ 草稿", "✕ 已作废", "● 已定稿"]
    )
    shown = [papers.bar.tabText(n) for n in range(papers.bar.count())]
    assert shown == ["全部 5", "草稿 2", "待签批", "已定稿 1", "已送达 1", "已作废 1"]
    void = column(papers, STATE_AT).index("✕ 已作废")
    font = papers.model.index(void, TITLE_AT).data(Qt.ItemDataRole.FontRole)
    assert font.strikeOut()


@pytest.mark.parametrize(
    ("state", "title"), [("final", "请求书"), ("void", "合议组"), ("issued", "受理")]
)
def test_a_tab_shows_its_state_only(
    window: MainWindow, papers: DocumentsPage, settle: support.Settle, state: str, title: str
) -> None:
    turn_to(papers, state)
    settle(window)
    assert len(papers.model.rows) == 1 and title in column(papers, TITLE_AT)[0]
    assert papers.table.isColumnHidden(WHY_AT)


def test_all_papers_leave_the_room_to_titles_and_names(papers: DocumentsPage) -> None:
    assert len(papers.model.rows) > 3 and papers.table.isColumnHidden(WHY_AT)


def test_a_number_of_its_own_is_seen_on_whatever_page_of_the_list(
    window: MainWindow,
    papers: DocumentsPage,
    settle: support.Settle,
    read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert papers.table.isColumnHidden(NUMBER_AT)
    oldest = papers.model.rows[-1].id

    def renumber(_desk: Desk) -> None:
        Document.update(number="禾知收〔2026〕1号").where(Document.id == oldest).execute()

    read(window, renumber)
    monkeypatch.setattr(lists, "PAGE", 2)
    QTest.keyClick(window, Qt.Key.Key_F5)
    settle(window)
    # As many pages are read as there is room for: the number may be among them already.
    seen = any(row.number == "禾知收〔2026〕1号" for row in papers.model.rows)
    assert papers.table.isColumnHidden(NUMBER_AT) != seen
    while papers.model.canFetchMore(QModelIndex()):
        QTest.keyClick(papers.table, Qt.Key.Key_End)
        settle(window)
    assert column(papers, NUMBER_AT)[-1] == "禾知收〔2026〕1号"
    assert not papers.table.isColumnHidden(NUMBER_AT)


def test_why_a_paper_is_still_a_draft(
    window: MainWindow, papers: DocumentsPage, qtbot: QtBot, settle: support.Settle,
    read: support.Read,
) -> None:  # fmt: skip
    turn_to(papers, "draft")
    settle(window)
    qtbot.waitUntil(lambda: "……" not in column(papers, WHY_AT))
    why = dict(zip(column(papers, TITLE_AT), column(papers, WHY_AT), strict=True))
    assert "缺口头审理日期" in why["口头审理通知书"]
    decision = next(text for title, text in why.items() if "裁决书" in title)
    assert "裁决主文" in decision and "未设定" not in decision
    # An office that takes its position back sees it at once.
    read(window, lambda desk: set_setting(desk, "position.court.decision", None, source="测试"))
    QTest.keyClick(window, Qt.Key.Key_F5)
    settle(window)
    qtbot.waitUntil(
        lambda: any("未设定（设置→本局口径）" in text for text in column(papers, WHY_AT)),
    )


def test_approval_sheets_wait_until_they_are_signed(
    window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    case_id = read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 11), only=1))
    page = page_of(window, settle)
    turn_to(page, "approval")
    settle(window)
    assert (
        page.model.rows == [] and "另有1件等待签批的案件还没有制作审批表" in page.stack.words.text()
    )
    order = Order("docketing_approval")
    window.context.worker.do(make_documents, case_id, (order,))
    settle(window)  # the page hears of the command by itself
    assert column(page, STATE_AT) == ["⚠ 待签批"] and page.bar.tabText(2) == "待签批 1"
    hint = page.model.index(0, STATE_AT).data(Qt.ItemDataRole.ToolTipRole)
    assert hint == "⚠ 待签批（草稿）"
    from tests.services.support import approve

    read(window, lambda desk: approve(desk, case_id, "docketing"))
    QTest.keyClick(window, Qt.Key.Key_F5)
    settle(window)
    assert page.model.rows == []
    turn_to(page, "draft")
    settle(window)
    assert column(page, STATE_AT) == ["○ 草稿"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("青筐里", 5), ("hyq", 5), ("口头审理", 1), ("青筐里 裁决书", 1), ("2026〕", 5),
     ("没有的", 0)],
)  # fmt: skip
def test_papers_are_searched(
    window: MainWindow, papers: DocumentsPage, settle: support.Settle, typed: str, found: int
) -> None:
    support.type_text(papers.words, typed)
    QTest.keyClick(papers.words, Qt.Key.Key_Return)
    settle(window)
    assert len(papers.model.rows) == found == papers.total
    assert papers.stack.words.isVisible() == (found == 0)
    papers.words.setFocus()
    papers.words.selectAll()
    QTest.keyClick(papers.words, Qt.Key.Key_Delete)
    QTest.keyClick(papers.words, Qt.Key.Key_Return)
    settle(window)
    assert papers.total == 5


def test_enter_goes_to_the_paper_in_its_case(
    window: MainWindow, papers: DocumentsPage, settle: support.Settle
) -> None:
    table = papers.table
    assert table.hasFocus()
    wanted = next(n for n, row in enumerate(papers.model.rows) if row.form_id == "request")
    for _ in range(wanted):
        QTest.keyClick(table, Qt.Key.Key_Down)
    row = table.current()
    assert row is not None
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(window)
    case = window.stack.currentWidget()
    assert isinstance(case, CasePage) and case.case_id == row.case_id
    tab = case.papers
    stored, shown = tab.stored.current(), tab.view.shown
    assert tab.isVisible() and stored is not None and stored.id == row.id
    assert shown is not None and shown.title.startswith(row.title)
    # Back and to another paper of the same case.
    page = page_of(window, settle)
    page.table.go_to(0)
    support.press(page, "到案件的文书")
    settle(window)
    stored = tab.stored.current()
    assert stored is not None and stored.id == page.model.rows[0].id


def test_space_previews_and_follows_the_list(
    window: MainWindow, papers: DocumentsPage, qtbot: QtBot, settle: support.Settle
) -> None:
    def shown() -> str:
        paper = papers.preview.view.shown
        return paper.title if paper else ""

    QTest.keyClick(papers.table, Qt.Key.Key_Space)
    first, second = papers.model.rows[:2]
    qtbot.waitUntil(lambda: shown().startswith(first.title))
    assert papers.preview.isVisible() and papers.table.isVisible()
    QTest.keyClick(papers.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown().startswith(second.title))
    window.resize(960, 540)
    settle(window)
    assert papers.preview.isVisible() and not papers.table.isVisible()
    assert clipped(papers) == []
    papers.preview.setFocus()
    focused = papers.preview.focusProxy()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert papers.table.isVisible() and not papers.preview.isVisible()
    assert papers.table.hasFocus()


def choose_all(page: DocumentsPage) -> None:
    """Choose every line by keys."""
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_a_void_paper_is_marked_and_only_looked_at(
    papers: DocumentsPage, window: MainWindow, settle: support.Settle, qtbot: QtBot
) -> None:
    row = next(n for n, one in enumerate(papers.model.rows) if one.state == "void")
    papers.table.go_to(row)
    assert not papers.save_button.isEnabled() and not papers.print_button.isEnabled()
    assert "其中1份已作废" in papers.hint.text()
    papers.preview.show_paper(papers.table.current())
    settle(window)
    view = papers.preview.view
    assert view.shown is not None and "（已作废）" in view.title.text()
    assert "只供查看" in view.note.text()
    assert not any(one.isEnabled() for one in (view.docx, view.pdf, view.paper))
    page = view.area.widget().findChildren(QLabel)[0].pixmap().toImage()
    seen = [page.pixelColor(x, page.height() // 2) for x in range(page.width())]
    assert any(one.red() > 180 and one.green() < 160 for one in seen), "the mark"


def test_several_are_saved_in_both_formats(
    window: MainWindow, papers: DocumentsPage, qtbot: QtBot, settle: support.Settle,
    read: support.Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(file_choice, "open_folder", lambda *_a: str(tmp_path))
    choose_all(papers)
    assert "已选5份，其中1份已作废" in papers.hint.text()
    for turn in (1, 2):  # a second time nothing is overwritten
        support.press(papers, "另存4份…")
        qtbot.waitUntil(papers.work.isHidden)
        settle(window)
        assert len(list(tmp_path.glob("*.pdf"))) == len(list(tmp_path.glob("*.docx"))) == 4 * turn
        assert "✓ 4份文书已存到" in papers.export.said.text()
    row = next(r for r in papers.model.rows if r.form_id == "hearing_notice")
    name = f"{row.case_number}_{row.title}_{row.who}.pdf"

    def stored(desk: Desk) -> bytes:
        from models.queries.documents import stored_file

        return stored_file(desk, row.id, "pdf")

    assert (tmp_path / name).read_bytes() == read(window, stored)

    read(window, lambda desk: lose(desk, row.id, "docx"))
    support.press(papers, "另存4份…")
    qtbot.waitUntil(papers.work.isHidden)
    settle(window)
    assert (len(list(tmp_path.glob("*.pdf"))), len(list(tmp_path.glob("*.docx")))) == (12, 11)
    assert "有1个文件不见了或者被改动过，没有存" in papers.export.said.text()
    assert name.replace(".pdf", ".docx") in papers.export.said.text()


def lose(desk: Desk, paper: int, suffix: str) -> None:
    """Take a stored file away behind the program's back."""
    row = DocumentFile.get(DocumentFile.document == paper, DocumentFile.format == suffix)
    (desk.path / "files" / row.path).unlink()


class Asked(QDialog):
    """Stands for the system's print dialog."""

    found: "list[Asked]" = []  # noqa: RUF012 - what was opened, for the test

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self.printer = printer
        self.found.append(self)


@pytest.fixture
def to_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have everything printed into files of this folder."""
    monkeypatch.setattr(printing, "QPrintDialog", Asked)
    monkeypatch.setattr(Asked, "found", [])
    return tmp_path


def test_several_are_printed_each_with_its_copies(
    window: MainWindow, papers: DocumentsPage, qtbot: QtBot, settle: support.Settle,
    to_files: Path, read: support.Read,
) -> None:  # fmt: skip
    choose_all(papers)
    support.press(papers, "打印4份…")
    box = Asked.found[0]
    assert box.isVisible() and box.windowTitle() == "打印4份文书"
    box.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    box.printer.setOutputFileName(str(to_files / "印.pdf"))
    box.accept()
    qtbot.waitUntil(lambda: "✓ 4份文书已送往打印机" in papers.export.said.text())
    rows = papers.model.rows

    def copies(desk: Desk) -> int:
        from models.queries.documents import copies_of

        return sum(copies_of(desk, row.id) for row in rows if row.state != "void")

    assert f"共{read(window, copies)}份" in papers.export.said.text()
    made = sorted(to_files.glob("印_*.pdf"))
    assert [path.name for path in made] == [f"印_{n}.pdf" for n in range(1, 5)]
    for path in made:
        with pypdfium2.PdfDocument(path.read_bytes()) as paper:
            assert len(paper) >= 1
    support.run_deferred()


def test_printing_is_cancelled_between_two_pages(
    window: MainWindow, papers: DocumentsPage, qtbot: QtBot, settle: support.Settle, to_files: Path
) -> None:
    choose_all(papers)
    support.press(papers, "打印4份…")
    box = Asked.found[0]
    box.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    box.printer.setOutputFileName(str(to_files / "印.pdf"))
    box.accept()
    qtbot.waitUntil(lambda: papers.work.bar.value() >= 1)
    QTest.mouseClick(papers.work.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(papers.work.isHidden)
    assert papers.export.said.text().startswith("已取消，先前的")
    assert len(list(to_files.glob("印_*.pdf"))) < 5
    assert papers.print_button.isEnabled()
    support.run_deferred()


def test_the_list_is_exported_with_reasons(
    window: MainWindow, papers: DocumentsPage, settle: support.Settle, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(file_choice, "save_as", lambda *_a: str(tmp_path / "文书.csv"))
    turn_to(papers, "draft")
    settle(window)
    support.press(papers, "导出表格…")
    settle(window)
    data = (tmp_path / "文书.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert [r["文书"] for r in rows] == column(papers, TITLE_AT)
    assert [r["受送达人"] for r in rows] == column(papers, WHO_AT)
    assert all(r["为什么还是草稿"].startswith("缺") for r in rows)
    assert rows[0]["案号"] == column(papers, CASE_AT)[0] and "青筐里" in rows[0]["当事人"]


def test_no_papers_says_how_to_make_them(
    open_window: OpenWindow, tmp_path: Path, settle: support.Settle
) -> None:
    page = page_of(open_window(tmp_path / "empty"), settle)
    assert page.stack.words.isVisible() and "勾选要制作的文书" in page.stack.words.text()
    for one in (page.case_button, page.preview_button, page.save_button, page.print_button):
        assert not one.isEnabled()


@pytest.mark.parametrize("size", [(1280, 680), (960, 540)])
def test_nothing_is_clipped(
    window: MainWindow, papers: DocumentsPage, settle: support.Settle, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle(window)
    assert clipped(papers) == []
    assert papers.table.horizontalScrollBar().maximum() == 0
    value: Any = papers.table.horizontalHeader().length()
    assert value <= papers.table.viewport().width()
