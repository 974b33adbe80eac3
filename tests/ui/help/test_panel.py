"""F1 as a clerk uses it: in the request, in a dialog, in settings, on a date, with nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import support
from tests.ui.hand import Hand
from tests.ui.pages.intake.clerk import Clerk
from ui.pages.roster.forms import StaffDialog
from ui.pages.settings.page import SettingsPage
from ui.shell import targets
from ui.shell.help import HelpPanel
from ui.shell.main_window import MainWindow
from ui.shell.pages import PAGES
from ui.shell.palette import Palette
from ui.widgets.tables import Table


def panel_of(window: QWidget) -> HelpPanel:
    """Return the panel that is open in a window."""
    found = [p for p in window.findChildren(HelpPanel) if p.isVisible() and p.window() is window]
    assert found, "no help is open"
    return found[0]


def words(panel: HelpPanel) -> str:
    """Return everything the panel says."""
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))


def field(window: QWidget, name: str) -> QWidget:
    """Return the input of a field."""
    found = window.findChild(QWidget, f"field:{name}")
    assert isinstance(found, QWidget), name
    return found


def help_on(qtbot: QtBot, window: MainWindow, target: QWidget) -> HelpPanel:
    """Go to a field and press F1."""
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_F1)
    support.settled(qtbot, window)
    return panel_of(target.window())


def test_f1_explains_the_field_with_its_article(window: MainWindow, qtbot: QtBot) -> None:
    Clerk(qtbot, window)
    panel = help_on(qtbot, window, field(window, "asserted_claims"))
    assert panel.title.text() == "权利要求"
    said = words(panel)
    assert "专利纠纷行政裁决和调解办法第36条" in said and "经释明仍不明确" in said
    assert "2025-02-01起施行" in said and "还没有经本局法制人员核对" in said
    assert "权利要求" in panel.accessibleDescription()
    assert field(window, "asserted_claims").hasFocus(), "one goes on typing"


def test_help_follows_the_cursor_and_esc_closes_it(window: MainWindow, qtbot: QtBot) -> None:
    Clerk(qtbot, window)
    claims = field(window, "asserted_claims")
    panel = help_on(qtbot, window, claims)
    QTest.keyClick(claims, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: panel.title.text() == "申请日")
    qtbot.waitUntil(lambda: "专利法第42条" in words(panel))
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Escape)
    assert not panel.isVisible() and QApplication.focusWidget() is here
    QTest.keyClick(here, Qt.Key.Key_Backtab)
    support.settled(qtbot, window)
    assert not panel.isVisible() and panel.title.text() == "申请日", "closed help follows nothing"


def test_second_f1_goes_into_the_panel_and_esc_back(window: MainWindow, qtbot: QtBot) -> None:
    Clerk(qtbot, window)
    claims = field(window, "asserted_claims")
    panel = help_on(qtbot, window, claims)
    QTest.keyClick(claims, Qt.Key.Key_F1)
    assert panel.area.hasFocus() and panel.area.accessibleName()
    QTest.keyClick(panel.area, Qt.Key.Key_Escape)
    assert not panel.isVisible() and claims.hasFocus()


def test_ticks_evidence_and_rows_know_their_fields(window: MainWindow, qtbot: QtBot) -> None:
    clerk = Clerk(qtbot, window)
    box = next(
        one for one in window.findChildren(QWidget) if one.objectName().startswith("tick:")
    )  # fmt: skip
    panel = help_on(qtbot, window, box)
    assert "办法第14条" in words(panel) or "专利法第11条" in words(panel)
    clerk.table.setCurrentCell(0, 5)
    panel = help_on(qtbot, window, clerk.table)
    assert "中文译本" in words(panel)


def test_nothing_focused_shows_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.go(targets.Roster())
    support.settled(qtbot, window)
    panel = help_on(qtbot, window, window.search)
    assert "办案资质证件" in words(panel)
    window.go(targets.Cases())
    support.settled(qtbot, window)
    assert "常用的条件可以存成方案" in words(panel), "the panel follows to another page"


def test_ctrl_k_finds_help(window: MainWindow, qtbot: QtBot) -> None:
    window.go(targets.Roster())
    support.settled(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Palette))
    box = QApplication.activeModalWidget()
    assert isinstance(box, Palette)
    support.type_text(box.edit, "依据")
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    support.settled(qtbot, window)
    assert "办案资质证件" in words(panel_of(window))


def test_help_in_a_dialog(window: MainWindow, qtbot: QtBot, settle: support.Settle) -> None:
    window.go(targets.Roster())
    settle(window)
    hand = Hand(qtbot, window)
    before = hand.dialogs()
    support.press(window, "新增人员")
    dialog = hand.newest(before)
    assert isinstance(dialog, StaffDialog)
    number = field(dialog, "certificate_no")
    panel = help_on(qtbot, window, number)
    assert panel.window() is dialog and panel.title.text() == "办案资质证件号"
    assert "只有国务院专利行政部门和省级人民政府可以颁发" in words(panel)
    support.type_text(number, "A-1")
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert not panel.isVisible() and dialog.isVisible(), "Esc closes the help first"
    assert isinstance(number, QLineEdit) and number.text() == "A-1" and number.hasFocus()
    dialog._dirty = False
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_help_in_a_step_and_in_its_rows(
    window: MainWindow, qtbot: QtBot, play: support.Play, desk_folder: Path
) -> None:
    case_id = play(desk_folder, "S1")
    hand = Hand(qtbot, window)
    page = hand.case(case_id)
    before = hand.dialogs()
    page.host.step("add_evidence")
    dialog = hand.newest(before)
    panel = help_on(qtbot, window, field(dialog, "exhibits[0].name"))
    assert panel.title.text() == "证据1 名称" and "办法第44条" in words(panel)
    assert help_on(qtbot, window, field(dialog, "on")).title.text() == "收到日期"
    assert "不少于15日" in words(panel), "the period is told by the rule pack"
    support.visible(dialog, QPushButton, text="关闭")[0].click()
    assert not panel.isVisible() and dialog.isVisible()


def test_help_of_a_setting_says_who_confirmed_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go(targets.Settings(group="position"))
    support.settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    rows = page.groups["position"].rows
    key, row = next(iter(rows.items()))
    panel = help_on(qtbot, window, field(page, key))
    said = words(panel)
    assert panel.title.text() == row.item.label and row.item.source in said
    assert "默认值，尚未确认" in said and "本局口径" in said


def test_help_of_a_date_is_its_reckoning(
    window: MainWindow, qtbot: QtBot, play: support.Play, desk_folder: Path
) -> None:
    case_id = play(desk_folder, "S1")
    page = Hand(qtbot, window).case(case_id)
    table = support.visible(page, Table, name="期限表")[0]
    panel = help_on(qtbot, window, table)
    one = page.data.dates[table.currentIndex().row()] if page.data else None
    assert one is not None and panel.title.text() == f"{one.name}（{one.who}）"
    assert one.trace[0].text in words(panel) and one.basis in words(panel)


@pytest.mark.parametrize(("wide", "high"), [(1366, 740), (1280, 680), (960, 540)])
def test_the_panel_never_pushes_the_window_apart(
    window: MainWindow, qtbot: QtBot, wide: int, high: int
) -> None:
    Clerk(qtbot, window)
    window.resize(wide, high)
    panel = help_on(qtbot, window, field(window, "asserted_claims"))
    assert (window.width(), window.height()) == (wide, high)
    claims = field(window, "asserted_claims")
    qtbot.waitUntil(lambda: not claims.visibleRegion().isEmpty())  # the cursor stays in sight
    corner = panel.mapTo(window, panel.rect().bottomRight())
    assert corner.x() <= wide and corner.y() <= high
    window.resize(1366, 740)
    QApplication.processEvents()
    assert panel.height() > 400 and panel.isVisible(), "it moves beside the page when there is room"


def test_no_page_opens_a_window_of_a_label(
    window: MainWindow, settle: support.Settle, play: support.Play, desk_folder: Path
) -> None:
    """A label or button shown before it has a parent flashes and takes the keyboard away."""
    case_id = play(desk_folder, "S1")
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if isinstance(watched, QWidget) and event.type() == QEvent.Type.Show:
                if watched.isWindow():
                    seen.append(f"{type(watched).__name__} {getattr(watched, 'text', str)()}")
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    for page in PAGES:
        window.go(support.target(page.id, case_id))
        settle(window)
    app.removeEventFilter(watch)
    assert seen == []
