"""方案: chosen, saved, overwritten, renamed, deleted by keys and clicks; kept with the desk."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models.entities import Draft
from models.queries.lists.saved_filters import Conditions, built_in, from_json, saved_filters
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand
from tests.ui.pages.cases.test_cases import many
from tests.ui.partial_play import play_until
from ui.pages.cases.page import CasesPage
from ui.pages.cases.saved import NONE, NameDialog
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock
from ui.widgets.dialog import FormDialog


@pytest.fixture
def page(window: MainWindow, read: support.Read, settle: support.Settle) -> CasesPage:
    """Return the page over one open case that is due tomorrow."""
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    return page_of(window, settle)


def page_of(window: MainWindow, settle: support.Settle) -> CasesPage:
    """Go to the page."""
    window.go(targets.Cases())
    settle(window)
    found = window.stack.currentWidget()
    assert isinstance(found, CasesPage)
    return found


def choose(box: QComboBox, text: str) -> None:
    """Choose by the keyboard, as a person does: arrows, one after the other."""
    box.setFocus()
    wanted = box.findText(text)
    assert wanted >= 0, f"{text} is not offered: {[box.itemText(i) for i in range(box.count())]}"
    for _ in range(60):
        if box.currentIndex() == wanted:
            return
        down = wanted > box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    raise AssertionError(f"{text} cannot be reached")


def save_as(qtbot: QtBot, window: MainWindow, name: str) -> FormDialog:
    """Open 存为方案 and type a name."""
    hand = Hand(qtbot, window)
    before = hand.dialogs()
    support.press(window, "存为方案…")
    dialog = hand.newest(before)
    edit = dialog.form.field("name").focusProxy()
    assert isinstance(edit, QLineEdit) and edit.hasFocus()
    edit.clear()
    if name:
        support.type_text(edit, name)
    return dialog


def enter(dialog: FormDialog) -> None:
    """Press Enter in the name."""
    target = dialog.form.field("name").focusProxy()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_Return)


def saved_names(read: support.Read, window: MainWindow) -> list[str]:
    """Return what has been saved here."""
    return [f.name for f in read(window, saved_filters) if not f.built_in]


def test_built_in_filters_choose_their_conditions(
    page: CasesPage, window: MainWindow, settle: support.Settle
) -> None:
    assert page.saved.box.currentText() == NONE
    choose(page.saved.box, "七日内到期")
    settle(window)
    assert page.bar.soon.isChecked() and page.bar.sort.currentText() == "期限最近在前"
    choose(page.saved.box, "本局逾期")
    settle(window)
    assert page.overdue.isChecked() and not page.bar.soon.isChecked()
    assert page.model.rows == []
    choose(page.saved.box, "我承办的未结案件")
    settle(window)
    assert page.bar.handler.currentText() == "我承办的"
    assert page.bar.status.currentText() == "未结案"
    assert not page.saved.rename_button.isEnabled() and not page.saved.delete_button.isEnabled()
    support.press(page, "清除条件")
    settle(window)
    assert page.saved.box.currentText() == NONE and len(page.model.rows) == 1


def test_mine_are_those_of_whoever_works(
    page: CasesPage, window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    row = page.model.rows[0]
    window.context.actor = row.handler or "无人"
    choose(page.saved.box, "我承办的未结案件")
    settle(window)
    assert [r.id for r in page.model.rows] == ([row.id] if row.handler else [])
    window.context.actor = "别人"
    window.refresh_page()
    settle(window)
    assert page.model.rows == []


def test_soon_is_within_seven_days(
    page: CasesPage, window: MainWindow, clock: Clock, settle: support.Settle
) -> None:
    QTest.mouseClick(page.bar.soon, Qt.MouseButton.LeftButton)
    settle(window)
    assert len(page.model.rows) == 1  # due tomorrow
    clock.day = date(2026, 4, 1)
    window.refresh_page()
    settle(window)
    assert page.model.rows == []


def test_saved_by_keys_and_there_after_reopening(
    page: CasesPage, window: MainWindow, qtbot: QtBot, read: support.Read,
    settle: support.Settle, desk_folder: Path, open_window: OpenWindow,
) -> None:  # fmt: skip
    choose(page.bar.kind, "行政裁决")
    QTest.mouseClick(page.bar.soon, Qt.MouseButton.LeftButton)
    dialog = save_as(qtbot, window, "李敏的𠮷案")
    enter(dialog)
    qtbot.waitUntil(lambda: page.saved.box.currentText() == "李敏的𠮷案")
    assert saved_names(read, window) == ["李敏的𠮷案"]
    window.close()
    again = open_window(desk_folder)
    page2 = page_of(again, settle)
    assert page2.saved.box.currentText() == NONE
    choose(page2.saved.box, "李敏的𠮷案")
    settle(again)
    assert page2.bar.kind.currentText() == "行政裁决" and page2.bar.soon.isChecked()
    assert page2.bar.stage.currentText() == "全部"


def test_search_text_is_saved_too(
    page: CasesPage, window: MainWindow, qtbot: QtBot, settle: support.Settle
) -> None:
    window.go(targets.Cases(search="没有这个人"))
    settle(window)
    enter(save_as(qtbot, window, "查人"))
    settle(window)
    support.press(page, "清除条件")
    settle(window)
    assert len(page.model.rows) == 1
    choose(page.saved.box, "查人")
    settle(window)
    assert page.chips.words() == ["查找：没有这个人"] and page.model.rows == []


def test_changing_a_condition_leaves_the_filter_as_it_is(
    page: CasesPage, window: MainWindow, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    choose(page.bar.status, "办理中")
    enter(save_as(qtbot, window, "在办"))
    settle(window)
    assert page.saved.box.currentText() == "在办"
    choose(page.bar.status, "已结案")
    settle(window)
    assert page.saved.box.currentText() == NONE
    # The name of what was changed is offered, and has to be overwritten knowingly.
    hand = Hand(qtbot, window)
    before = hand.dialogs()
    support.press(window, "存为方案…")
    dialog = hand.newest(before)
    assert dialog.form.field("name").value() == "在办"
    enter(dialog)
    settle(window)
    note = dialog.form.rows["name"].note
    assert dialog.isVisible() and note.text() == "已经有“在办”，请另起名称，或者勾选覆盖"
    tick = dialog.form.field("overwrite").focusProxy()
    assert tick is not None
    QTest.keyClick(tick, Qt.Key.Key_Space)
    support.press(dialog, "保存")
    settle(window)
    [mine] = [f for f in read(window, saved_filters) if not f.built_in]
    assert mine.conditions.status == "closed"


def test_rename_and_delete(
    page: CasesPage, window: MainWindow, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    for name in ("甲", "乙"):
        enter(save_as(qtbot, window, name))
        settle(window)
    hand = Hand(qtbot, window)
    before = hand.dialogs()
    support.press(window, "更名…")
    dialog = hand.newest(before)
    edit = dialog.form.field("name").focusProxy()
    assert isinstance(edit, QLineEdit)
    edit.clear()
    support.type_text(edit, "甲")
    enter(dialog)
    settle(window)
    assert dialog.form.rows["name"].note.text() == "已经有“甲”，请另起名称"
    edit.clear()
    support.type_text(edit, "丙")
    enter(dialog)
    settle(window)
    assert saved_names(read, window) == ["丙", "甲"] and page.saved.box.currentText() == "丙"
    support.press(window, "删除")
    box = window.findChildren(QMessageBox)[-1]
    assert "丙" in box.text()
    next(b for b in box.findChildren(QPushButton) if b.text() == "删除").click()
    settle(window)
    assert saved_names(read, window) == ["甲"] and page.saved.box.currentText() == NONE
    assert page.saved.box.findText("丙") < 0 and not page.saved.delete_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "请填写名称"), ("　", "请填写名称"), ("长" * 5000, "有5000个字，最多40个字"),
     ("七日内到期", "“七日内到期”是内置方案的名称，请另起一个"),
     ("甲\ufdd0乙", "第2个字符是不可见的控制字符（U+FDD0），请删除后重填")],
)  # fmt: skip
def test_names_that_are_refused_beside_the_field(
    page: CasesPage, window: MainWindow, qtbot: QtBot, read: support.Read,
    settle: support.Settle, name: str, said: str,
) -> None:  # fmt: skip
    dialog = save_as(qtbot, window, name)
    enter(dialog)
    settle(window)
    assert isinstance(dialog, NameDialog) and dialog.isVisible()
    assert dialog.form.rows["name"].note.text() == said
    assert saved_names(read, window) == []


def test_what_another_version_wrote_is_read_as_far_as_it_goes(
    page: CasesPage, window: MainWindow, read: support.Read, settle: support.Settle
) -> None:
    def odd(desk: Desk) -> None:
        rows = {"坏": ["不是表"], "新": {"kind": "mediation", "colour": 3, "overdue": "yes",
                                         "handler": 999, "stage": "nobody"}}  # fmt: skip
        with desk.unaudited():
            for key, content in rows.items():
                Draft.insert(
                    kind="filter", key=key, content=content, updated_at=desk.now()
                ).execute()

    read(window, odd)
    window.refresh_page()
    settle(window)
    for name in ("坏", "新"):
        choose(page.saved.box, name)
        settle(window)
    assert page.bar.kind.currentText() == "行政调解" and not page.overdue.isChecked()
    assert page.bar.handler.currentText() == "全部" and page.bar.stage.currentText() == "全部"
    assert from_json({"handler": True}) == Conditions()


def test_drafts_of_today_and_the_audit_know_nothing_of_filters(
    page: CasesPage, window: MainWindow, qtbot: QtBot, read: support.Read, settle: support.Settle
) -> None:
    from models.queries.lists.today import today_view

    before = read(window, lambda desk: desk.db.execute_sql("SELECT count(*) FROM audit").fetchone())
    enter(save_as(qtbot, window, "甲"))
    settle(window)
    after = read(window, lambda desk: desk.db.execute_sql("SELECT count(*) FROM audit").fetchone())
    assert before == after
    cards = read(window, today_view)
    assert "甲" not in repr(cards)


def test_every_built_in_filter_is_understood(page: CasesPage) -> None:
    for one in built_in():
        page.bar.show_value(one.conditions)
        assert page.bar.value() == one.conditions, one.name


@pytest.mark.parametrize("large", [False, True])
def test_nothing_scrolls_sideways_in_a_small_window(
    window: MainWindow, read: support.Read, settle: support.Settle, large: bool
) -> None:
    read(window, many)  # so that the table scrolls down
    page = page_of(window, settle)
    if large:
        window.toggle_large()
    window.resize(960, 540)
    settle(window)
    try:
        assert (window.width(), window.height()) == (960, 540)
        assert page.table.horizontalScrollBar().maximum() == 0
        for one in (page.saved, page.bar):
            assert one.width() <= page.width()
            for child in one.children():
                if isinstance(child, QWidget) and child.isVisible():
                    assert child.geometry().right() <= one.width()
                    assert child.geometry().bottom() <= one.height()
    finally:
        if large:
            window.toggle_large()


def test_reached_by_tab_with_names(page: CasesPage, window: MainWindow) -> None:
    page.saved.box.setFocus()
    names = []
    for _ in range(12):
        focused = window.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName() or getattr(focused, "text", str)())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert names[:2] == ["方案", "存为方案…"]
    assert {"类型", "阶段", "状态", "承办人", "排序", "七日内到期", "只看本局逾期的"} <= set(names)
