"""The case page worked with mouse and keys, then looked at on the screen and in the database."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.entities import Document, EventRow, Evidence
from models.queries.places import CaseTab
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.pages.case.conftest import OpenCase
from ui.pages.case.dialogs import EvidenceDialog, VoidEventDialog
from ui.pages.case.page import CasePage
from ui.pages.case.papers.page import ROLE
from ui.shell import targets
from ui.verbs.playing.scenario import Clock
from ui.widgets.dialog import FormDialog
from ui.widgets.layout import Card


def labels(parent: QWidget) -> list[str]:
    """Return the texts that can be seen."""
    return [w.text() for w in support.visible(parent, QLabel)]


def go_to(page: CasePage, name: str) -> None:
    """Click the tab with this title."""
    place = next(n for n in range(page.bar.count()) if page.bar.tabText(n).split()[0] == name)
    middle = page.bar.tabRect(place).center()
    support.QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=middle)


def dialog(page: QWidget, kind: type[VoidEventDialog] | type[EvidenceDialog]) -> QWidget:
    """Return the open dialog of a kind."""
    found = [w for w in page.window().findChildren(kind) if w.isVisible()]
    assert found
    return found[0]


def test_head_and_next_step(open_case: OpenCase) -> None:
    _window, page = open_case("S1")
    shown = labels(page)
    assert "晋宁知法裁字〔2026〕3号" in shown
    assert "距结案期限 35 日" in shown
    assert any(t.startswith("送达口头审理通知书") for t in shown)
    titles = [page.bar.tabText(n) for n in range(page.bar.count())]
    assert titles == [
        "期限", "当事人 4", "专利与证据", "送达 19", "文书", "材料", "审理", "还差什么 10", "日志"
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["S1", "S3", "S4"])
def test_the_head_stays_and_leaves_three_fifths_to_what_scrolls(
    open_case: OpenCase, settle: support.Settle, name: str
) -> None:
    window, page = open_case(name)
    window.resize(1366, 768)
    settle(window)
    for place in range(page.bar.count()):
        page.bar.setCurrentIndex(place)
        settle(window)
        assert page.area.viewport().height() >= 0.6 * window.height(), page.bar.tabText(place)
        bar = page.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        support.run_deferred()
        assert page.header.visibleRegion().boundingRect().height() == page.header.height()
        assert page.steps.visibleRegion().boundingRect().height() == page.steps.height()


def test_in_a_low_window_the_head_scrolls_away(open_case: OpenCase, settle: support.Settle) -> None:
    window, page = open_case("S1", CaseTab.DEADLINES)
    window.resize(960, 540)
    settle(window)
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    support.run_deferred()
    assert page.header.visibleRegion().isEmpty()
    window.resize(1366, 768)
    settle(window)
    assert not page.header.visibleRegion().isEmpty()
    assert page.bar.isVisible() and page.area.isVisible()


def test_the_head_gives_way_in_a_small_window_with_large_type(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S1")
    window.resize(960, 540)
    window.toggle_large()
    try:
        settle(window)
        page.header.stage.setText("调解（专利申请权归属）　送达与答辩　承办人 欧阳建国")
        support.run_deferred()
        assert page.area.horizontalScrollBar().maximum() == 0, "nothing lies outside at the right"
    finally:
        window.toggle_large()


@pytest.mark.parametrize("name", ["S1", "S3", "S4"])
def test_every_tab_one_primary_button_per_card(open_case: OpenCase, name: str) -> None:
    window, page = open_case(name)
    for place in range(page.bar.count()):
        page.bar.setCurrentIndex(place)
        for card in support.visible(page, Card):
            main = [b for b in support.visible(card, QPushButton) if b.objectName() == "primary"]
            assert len(main) <= 1
        for button in support.visible(page, QPushButton):
            assert button.accessibleName()
        assert page.area.horizontalScrollBar().maximum() == 0
    assert window.isVisible()


def test_it_scrolls_but_never_sideways_when_small(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S3")
    window.resize(960, 540)
    settle(window)
    for place in range(page.bar.count()):
        page.bar.setCurrentIndex(place)
        settle(window)
        assert page.area.horizontalScrollBar().maximum() == 0, page.bar.tabText(place)


def test_voiding_an_entry_strikes_it_through_and_moves_the_dates(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S1", "journal")
    tab = page.journal
    row = next(n for n, e in enumerate(tab.table.lines.rows) if e.type == "served")
    tab.table.selectRow(row)
    before = tab.table.current()
    assert before is not None
    chosen = before.id
    support.press(tab.detail, "作废…")
    box = dialog(page, VoidEventDialog)
    assert isinstance(box, VoidEventDialog)
    support.press(box, "作废")
    assert box.isVisible(), "without a reason nothing is voided"
    field = box.form.field("reason").focusProxy()
    assert field is not None
    support.type_text(field, "登记错了日期")
    support.press(box, "作废")
    settle(window)
    assert chosen not in [e.id for e in tab.table.lines.rows], "what is voided is folded away"
    support.press(tab, "已作废 1 条　显示")
    tab.table.selectRow(tab.table.lines.find(chosen))
    after = tab.table.current()
    assert after is not None and after.id == chosen
    assert "登记错了日期" in after.voided
    assert tab.void_button.isHidden()
    font = tab.table.lines.data(tab.table.currentIndex(), Qt.ItemDataRole.FontRole)
    assert isinstance(font, QFont) and font.strikeOut()
    voids = read(window, lambda _d: EventRow.select().where(EventRow.voids == chosen).count())
    assert voids == 1
    assert page.data is not None
    notice = next(d for d in page.data.dates if (d.rule, d.key) == ("hearing_notice", "R1"))
    assert notice.open
    assert page.bar.tabText(page.bar.currentIndex()) == "日志"


def test_adding_evidence(open_case: OpenCase, settle: support.Settle, read: support.Read) -> None:
    window, page = open_case("S3", "matter")
    before = page.matter.table.lines.rowCount()
    support.press(page, "补充证据…")
    box = dialog(page, EvidenceDialog)
    assert isinstance(box, EvidenceDialog)
    field = box.form.field("name").focusProxy()
    assert field is not None
    support.type_text(field, "展会照片")
    support.press(box, "保存")
    settle(window)
    assert page.matter.table.lines.rowCount() == before + 1
    names = read(window, lambda _d: [e.name for e in Evidence.select()])
    assert "展会照片" in names


def test_papers_of_a_step_are_ticked_shown_and_made(
    open_case: OpenCase,
    settle: support.Settle,
    read: support.Read,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    window, page = open_case("S1")
    support.press(page.steps, "生成本组文书")
    tab = page.papers
    settle(window)
    qtbot.waitUntil(lambda: tab.view.shown is not None)
    assert {o.form_id for o in tab.ticked()} == {"hearing_notice", "hearing_reply"}
    assert tab.view.shown is not None and tab.view.shown.pages
    assert tab.final_button.isEnabled(), labels(tab)
    support.press(tab, "生成定稿")
    settle(window)
    stored = read(window, lambda _d: [(d.form_id, d.state) for d in Document.select()])
    assert ("hearing_notice", "final") in stored
    told = [w for w in tab.lacking.findChildren(QLabel) if "口头审理通知书" in w.text()]
    assert told and all(w.text().startswith("✓") and "已生成定稿" in w.text() for w in told)
    assert not [w for w in tab.lacking.findChildren(QLabel) if w.text().startswith("⚠")]
    assert tab.stored.lines.rowCount() == len(stored)
    target = tmp_path / "说明.pdf"
    tab.view.save_to("pdf", str(target))
    settle(window)
    assert target.read_bytes().startswith(b"%PDF")
    assert any("已存到" in t for t in labels(tab))


def test_save_dialog_opens_without_stopping_the_window(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S3")
    support.press(page, "打印期限计算说明…")
    settle(window)
    tab = page.papers
    assert tab.view.shown is not None
    assert tab.tree.currentItem().data(0, ROLE).order.form_id == "deadline_explanation"
    support.press(tab, "另存 PDF…")
    box = [d for d in page.window().findChildren(QFileDialog) if d.isVisible()]
    assert len(box) == 1
    box[0].reject()
    support.run_deferred()


def test_saving_where_it_cannot_be_written_says_so(
    open_case: OpenCase,
    settle: support.Settle,
    worker_errors: list[Exception],
    tmp_path: Path,
) -> None:
    window, page = open_case("S3")
    support.press(page, "打印期限计算说明…")
    settle(window)
    (tmp_path / "文件").write_bytes(b"")  # no folder
    page.papers.view.save_to("pdf", str(tmp_path / "文件" / "x.pdf"))
    settle(window)
    assert [str(e) for e in worker_errors if "写不进去" in str(e)]
    worker_errors.clear()


def test_review_leads_to_the_correction(open_case: OpenCase) -> None:
    _window, page = open_case("S4")
    assert page.bar.tabText(page.bar.currentIndex()) == "审查"
    shown = labels(page)
    assert "审查意见：补正" in shown
    main = [b.text() for b in support.visible(page.review, QPushButton)]
    assert main == ["补正…", "立案审批…", "不予立案审批…"]


def test_the_chosen_rows_of_a_case_are_not_those_of_the_next(
    open_case: OpenCase, settle: support.Settle, read: support.Read
) -> None:
    window, page = open_case("S3")
    first = page.case_id
    second = read(window, lambda desk: support.play_on(desk, ("S1",)))
    tables = {CaseTab.DEADLINES: page.deadlines.table, CaseTab.JOURNAL: page.journal.table}
    for tab, table in tables.items():
        page.show_tab(tab)
        QTest.keyClick(table, Qt.Key.Key_Down)
        assert table.currentIndex().row() > 0
    for tab, table in tables.items():
        window.go(targets.Case(second, tab))
        settle(window)
        assert table.currentIndex().row() == (0 if table.lines.rows else -1)
        window.go(targets.Case(first, tab))
        settle(window)


def test_only_changes_of_this_case_are_read_again(
    open_case: OpenCase, settle: support.Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.changes import Changes

    window, page = open_case("S3")
    asked: list[int] = []
    monkeypatch.setattr(page, "refresh", lambda: asked.append(1))
    page.changed(Changes("serve", page.case_id + 1, frozenset({"event"})))
    assert not asked
    page.changed(Changes("serve", page.case_id, frozenset({"event"})))
    assert asked == [1]
    settle(window)


def test_a_case_that_is_not_there_is_said_on_the_page(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S3")
    window.go(targets.Case(case_id=99))
    settle(window)
    assert "没有编号为99的案件" in labels(page)
    assert page.steps.isHidden()


def test_desk_is_untouched_by_looking(open_case: OpenCase, read: support.Read) -> None:
    window, page = open_case("S3")

    def count(desk: Desk) -> int:
        return int(desk.db.execute_sql("SELECT count(*) FROM audit").fetchone()[0])

    before = read(window, count)
    for name in ("当事人", "专利与证据", "送达", "文书", "材料", "审理", "日志"):
        go_to(page, name)
    assert read(window, count) == before


def test_the_main_step_opens_its_dialog(open_case: OpenCase, settle: support.Settle) -> None:
    window, page = open_case("S1")
    support.press(page.steps, "办理…")
    settle(window)
    found = [d for d in window.findChildren(FormDialog) if d.isVisible()]
    assert len(found) == 1
    found[0].close()
    support.run_deferred()


def test_a_mediation_has_its_own_tab_and_steps(
    open_window: OpenWindow,
    desk_folder: Path,
    play: support.Play,
    settle: support.Settle,
    clock: Clock,
    qtbot: QtBot,
) -> None:
    case_id = play(desk_folder, "S1", "S10")
    clock.day = date(2026, 11, 5)
    window = open_window(desk_folder)
    window.go(targets.Case(case_id=case_id, tab=CaseTab.PROCEEDINGS))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasePage)
    assert page.bar.tabText(page.bar.currentIndex()) == "调解"
    qtbot.waitUntil(lambda: {"意见陈述", "调解协议"} <= set(labels(page)))
    shown = labels(page)
    assert any("126,000" in t for t in shown)
    go_to(page, "文书")
    settle(window)
    forms = {o.order.form_id for o in page.papers._offers.papers}
    assert "agreement" in forms
    assert "decision" not in forms


def test_a_clock_set_back_before_the_case_shows_the_page_all_the_same(
    open_window: OpenWindow, desk_folder: Path, play: support.Play, settle: support.Settle
) -> None:
    case_id = play(desk_folder, "S1", "S10")
    window = open_window(desk_folder)
    window.go(targets.Case(case_id=case_id))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, CasePage)
    assert page.bar.count() > 0


def test_proceedings_are_not_shown_half_laid_out(
    open_case: OpenCase, settle: support.Settle
) -> None:
    window, page = open_case("S3", CaseTab.PROCEEDINGS)
    tab = page.tabs[CaseTab.PROCEEDINGS]
    assert page.data is not None and tab.updatesEnabled()
    tab.show_case(page.data)
    assert not tab.updatesEnabled(), "the rest of the cards is still to come"
    settle(window)
    assert tab.updatesEnabled()


def test_what_was_recorded_wrongly_can_be_put_right_in_a_closed_case(open_case: OpenCase) -> None:
    _window, page = open_case("S3", day=date(2026, 6, 1))
    assert page.data is not None and page.data.concluded
    assert page.steps.other.button.isVisible()
    page.steps.other.button.click()
    (menu,) = page.findChildren(QMenu, options=Qt.FindChildOption.FindChildrenRecursively)
    titles = [action.text() for action in menu.actions()]
    menu.close()
    assert "更正送达登记" in titles and "作废几条记录" in titles
    assert "追加当事人" not in titles and "取消口头审理" not in titles
