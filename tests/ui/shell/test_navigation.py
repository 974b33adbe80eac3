"""Going about: mouse, shortcuts, search box, Ctrl+K, the way back, what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.changes import Changes
from tests.ui.conftest import OpenWindow
from tests.ui.support import Settle, type_text
from ui.pages.base import Page
from ui.shell import main_window, pages, targets
from ui.shell.actions import ACTIONS, Act
from ui.shell.context import Context
from ui.shell.main_window import MainWindow
from ui.shell.pages import PageSpec
from ui.shell.palette import Palette


class Plain(Page[targets.Target]):
    """A page that notes what it was told."""

    shows = frozenset({"setting"})

    def __init__(self, context: Context, *_given: str) -> None:
        super().__init__(context)
        self.told: list[targets.Target | str] = []

    def open(self, target: targets.Target) -> None:
        """Note it."""
        self.told.append(target)

    def refresh(self) -> None:
        """Note it."""
        self.told.append("refresh")


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the window pages of our own: these tests are about the shell alone."""
    table = tuple(
        PageSpec(p.id, p.title, __name__, "Plain", p.target, p.in_bar, p.given) for p in pages.PAGES
    )
    monkeypatch.setattr(PageSpec, "load", lambda _spec: Plain)
    monkeypatch.setattr(main_window, "PAGES", table)


def current(window: MainWindow) -> str:
    """Return the id of the page that is shown."""
    shown = window.stack.currentWidget()
    return next(name for name, page in window._made.items() if page is shown)


def page(window: MainWindow, name: str) -> Plain:
    """Return a page that has been made."""
    made = window._made[name]
    assert isinstance(made, Plain)
    return made


def test_starts_on_the_first_page(window: MainWindow) -> None:
    assert current(window) == "today"
    assert window.nav.currentItem().text() == "今日"


def test_navigation_by_mouse(window: MainWindow) -> None:
    for row in range(window.nav.count()):
        item = window.nav.item(row)
        where = window.nav.visualItemRect(item).center()
        QTest.mouseClick(window.nav.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert current(window) == pages.PAGES[row].id
        assert window.nav.currentRow() == row


def test_the_bar_has_no_page_of_one_case(window: MainWindow) -> None:
    texts = [window.nav.item(row).text() for row in range(window.nav.count())]
    assert texts == ["今日", "收案", "案件", "告知", "送达", "文书", "统计", "名册", "设置"]


@pytest.mark.parametrize(
    ("key", "name"),
    [(Qt.Key.Key_1, "today"), (Qt.Key.Key_2, "intake"), (Qt.Key.Key_3, "cases"),
     (Qt.Key.Key_4, "notification"), (Qt.Key.Key_5, "serving"), (Qt.Key.Key_6, "documents"),
     (Qt.Key.Key_7, "statistics"), (Qt.Key.Key_8, "roster"), (Qt.Key.Key_9, "settings")],
)  # fmt: skip
def test_navigation_by_shortcut(window: MainWindow, qtbot: QtBot, key: Qt.Key, name: str) -> None:
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: current(window) == name)


def test_one_case_belongs_to_the_cases_in_the_bar(window: MainWindow, settle: Settle) -> None:
    window.go(targets.Case(case_id=7))
    settle(window)
    assert window.nav.currentItem().text() == "案件"
    assert page(window, "case").told == [targets.Case(7)]


def test_search_box_goes_to_the_cases(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    QTest.keyClicks(window.search, "fnjm")
    qtbot.waitUntil(lambda: current(window) == "cases")  # without Enter, after a moment
    settle(window)
    assert page(window, "cases").told == [targets.Cases("fnjm")]
    assert window.search.hasFocus(), "one may go on typing"
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert page(window, "cases").told[-1] == targets.Cases("fnjm")


def test_palette_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Palette))
    box = QApplication.activeModalWidget()
    assert isinstance(box, Palette)
    QTest.keyClicks(box.edit, "sz")
    assert [box.list.item(r).text().split()[0] for r in range(box.list.count())] == ["设置"]
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: current(window) == "settings")


def test_palette_arrows_and_escape(window: MainWindow, qtbot: QtBot) -> None:
    window.open_palette()
    box = window.findChild(Palette)
    assert box is not None
    QTest.keyClick(box.edit, Qt.Key.Key_Down)
    QTest.keyClick(box.edit, Qt.Key.Key_Return)
    assert current(window) == "intake"
    window.open_palette()
    again = next(p for p in window.findChildren(Palette) if p.isVisible())
    type_text(again.edit, "没有这个命令")
    QTest.keyClick(again.edit, Qt.Key.Key_Return)  # nothing fits: nothing happens
    QTest.keyClick(again, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert current(window) == "intake"


def test_back_goes_the_way_back(window: MainWindow) -> None:
    window.go(targets.Cases(search="x"))
    window.go(targets.Case(case_id=3))
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert current(window) == "cases"
    assert page(window, "cases").told[-1] == targets.Cases("x")
    window.go_back()
    window.go_back()
    assert current(window) == "today"


def test_where_one_is_already_is_no_step_of_the_way(window: MainWindow) -> None:
    window.go(targets.Cases())
    for key in (Qt.Key.Key_5, Qt.Key.Key_5):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    shown = current(window)
    assert shown not in ("today", "cases")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert current(window) == "cases"


def test_refresh_key(window: MainWindow) -> None:
    before = len(page(window, "today").told)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert page(window, "today").told[before:] == ["refresh"]


def test_no_shortcut_is_given_twice() -> None:
    given = [action.shortcut for action in ACTIONS if action.shortcut]
    assert len(set(given)) == len(given)


def test_every_shortcut_is_one_and_every_command_can_be_run(window: MainWindow) -> None:
    known = {p.target for p in pages.PAGES}
    for action in ACTIONS:
        target = action.target
        assert target in window._acts if isinstance(target, Act) else type(target) in known
        assert QKeySequence(action.shortcut).toString() == action.shortcut


def test_dark_and_large_are_remembered(
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    store: QSettings,
    qapp: QApplication,
) -> None:
    light, small = qapp.palette().window().color(), qapp.font().pointSizeF()
    QTest.keyClick(
        window,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    window.toggle_large()
    assert qapp.palette().window().color() != light
    assert qapp.font().pointSizeF() > small
    store.sync()
    kept = QSettings(store.fileName(), QSettings.Format.IniFormat)
    assert (kept.value("dark", type=bool), kept.value("large", type=bool)) == (True, True)
    window.context.worker.close()
    again = open_window(tmp_path / "other")
    assert (again.context.dark, again.context.large) == (True, True)
    again.toggle_dark()
    again.toggle_large()
    assert qapp.palette().window().color() == light


def test_office_and_person_are_shown(window: MainWindow, settle: Settle) -> None:
    settle(window)
    assert "李敏" in window.office.text()
    assert "尚未" not in window.office.text()


def announce(window: MainWindow, *kinds: str) -> None:
    """Let a command change things of these kinds."""
    window.context.worker.do(lambda _desk: Changes("probe", kinds=frozenset(kinds)))


def test_changes_reach_the_page_that_is_shown(window: MainWindow, settle: Settle) -> None:
    before = len(page(window, "today").told)
    announce(window, "party")
    settle(window)
    assert page(window, "today").told[before:] == [], "nothing that it shows"
    announce(window, "setting", "party")
    settle(window)
    assert page(window, "today").told[before:] == ["refresh"]


def test_a_page_out_of_sight_reads_when_it_is_gone_to(window: MainWindow, settle: Settle) -> None:
    window.go(targets.Cases())
    settle(window)
    before = len(page(window, "today").told)
    announce(window, "setting")
    settle(window)
    assert page(window, "today").told[before:] == []
    window.go_back()
    assert page(window, "today").told[before:] == [targets.Today()]
