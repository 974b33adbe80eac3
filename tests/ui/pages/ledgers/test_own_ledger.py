"""A ledger that an office keeps besides appears in the window, filled and listed by keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from models.entities import LedgerRow
from models.reference import additions
from tests.own_ledger import add_to
from tests.ui import support
from tests.ui.conftest import OpenWindow
from ui.pages.intake.page import IntakePage
from ui.pages.ledgers.dialog import EntryDialog
from ui.pages.ledgers.page import LedgerPage
from ui.pages.ledgers.paper import PaperDialog
from ui.pages.today.page import TodayPage
from ui.shell import targets
from ui.shell.help import HelpPanel
from ui.shell.main_window import MainWindow
from ui.shell.palette import Palette

INTAKE = """
[intake]
button = "转为收案"
channel = "other"
name = "borrower"
"""


@pytest.fixture
def window(open_window: OpenWindow, desk_folder: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an office that keeps a ledger of borrowed dossiers."""
    add_to(desk_folder, INTAKE)
    yield open_window(desk_folder)
    additions.use(tmp_path / "nothing")


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> LedgerPage:
    """Go there by a click in the navigation."""
    nav = window.nav
    [item] = nav.findItems("借阅", Qt.MatchFlag.MatchExactly)
    QTest.mouseClick(
        nav.viewport(), Qt.MouseButton.LeftButton, pos=nav.visualItemRect(item).center()
    )
    support.settled(qtbot, window)
    found = window.stack.currentWidget()
    assert isinstance(found, LedgerPage)
    return found


def titles(nav: QListWidget) -> list[str]:
    """Return what the navigation offers."""
    return [nav.item(row).text() for row in range(nav.count())]


def dialog(page: LedgerPage, kind: type[Any], qtbot: QtBot) -> Any:
    """Wait for a dialog of the page."""
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[-1]


def lend(page: LedgerPage, window: MainWindow, qtbot: QtBot, name: str, due: str) -> None:
    """Enter a row by keys; the day and the clerk are there already."""
    support.press(page, "新借阅")
    form: EntryDialog = dialog(page, EntryDialog, qtbot)
    support.type_text(form.form.field("borrower"), name)
    support.type_text(form.form.field("volumes"), "2")
    support.type_text(form.form.field("deposit"), "123.50")
    support.type_text(form.form.field("due_on"), due)
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    support.settled(qtbot, window)


def column(page: LedgerPage, number: int) -> list[str]:
    """Return what a column of the list shows."""
    model = page.table.lines
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def test_it_stands_behind_its_neighbour_in_the_bar_and_in_the_palette(window: MainWindow) -> None:
    assert titles(window.nav)[2:6] == ["案件", "告知", "借阅", "送达"]
    window.open_palette()
    palette = window.findChildren(Palette)[-1]
    palette.edit.setText("借阅")
    assert [palette.list.item(row).text().strip("　") for row in range(palette.list.count())] == [
        "借阅"
    ]
    palette.close()


def test_a_row_is_typed_listed_found_and_completed(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.count.text() == "还没有借阅记录。"
    lend(page, window, qtbot, "郝砚秋", "2026-5-22")
    lend(page, window, qtbot, "武清和", "2026-6-22")
    assert (column(page, 1), column(page, 5)) == (["郝砚秋", "武清和"], ["123.50元"] * 2)
    page.table.go_to(0)
    support.press(page, "登记归还")
    form: EntryDialog = dialog(page, EntryDialog, qtbot)
    assert list(form.form.rows) == ["returned_on", "sealed"]
    support.type_text(form.form.field("returned_on"), "5-20")
    box: Any = form.form.field("sealed").focusProxy()
    QTest.keyClick(box, Qt.Key.Key_Space)
    support.press(form, "保存")
    support.settled(qtbot, window)
    assert column(page, 7) == ["2026-05-20", ""]
    shown = page.findChild(QComboBox, "filter:sealed")
    assert isinstance(shown, QComboBox)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    support.settled(qtbot, window)
    assert column(page, 1) == ["郝砚秋"]


def test_the_note_of_an_export_names_the_filters(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    lend(page, window, qtbot, "孟溪", "20260601")
    name, box = next(iter(page.head.filters.items()))
    QTest.keyClick(box, Qt.Key.Key_Down)
    support.settled(qtbot, window)
    chosen = f"{page.ledger.field(name).head}：{box.currentText()}"
    assert page._sheet().note == chosen and page.chips.words() == [chosen]
    [one] = support.visible(page.chips, QPushButton, name=f"去掉条件“{chosen}”")
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    support.settled(qtbot, window)
    assert box.currentIndex() == 0 and page._sheet().note == "" and page.chips.isHidden()


def test_what_is_missing_is_said_beside_its_field(page: LedgerPage, qtbot: QtBot) -> None:
    support.press(page, "新借阅")
    form: EntryDialog = dialog(page, EntryDialog, qtbot)
    support.press(form, "保存")
    assert form.form.rows["borrower"].note.text() == "请填写借阅人"
    groups = [one.text() for one in support.visible(form, QLabel)]
    assert groups.count("借出的案卷") == 1


def test_it_reminds_on_today_which_leads_to_the_row(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    lend(page, window, qtbot, "郝砚秋", "2026-5-22")
    lend(page, window, qtbot, "武清和", "2026-6-22")
    window.go(targets.Today())
    support.settled(qtbot, window)
    today = window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    table = today.tables["ledgers"]
    [line] = table.lines.rows
    assert (line.parties, line.what) == ("郝砚秋", "借阅：案卷借出未还")
    table.go_to(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    support.settled(qtbot, window)
    assert window.stack.currentWidget() is page
    assert column(page, 1) == ["郝砚秋"]
    window.go(targets.Ledger("borrowing"))
    support.settled(qtbot, window)
    assert column(page, 1) == ["郝砚秋", "武清和"]


def test_its_paper_is_shown_saved_and_the_list_taken_out(
    page: LedgerPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    lend(page, window, qtbot, "郝砚秋", "2026-5-22")
    page.table.go_to(0)
    support.press(page, "借阅单")
    shown: PaperDialog = dialog(page, PaperDialog, qtbot)
    assert shown.windowTitle() == "案卷借阅单"
    shown.close()
    for kind, start in (("csv", "借出,借阅人".encode()), ("pdf", b"%PDF")):
        file = tmp_path / f"借阅.{kind}"
        page.export.write(kind, page._sheet(), file)
        support.settled(qtbot, window)
        assert start in file.read_bytes()[:40]


def test_f1_explains_its_field(page: LedgerPage, window: MainWindow, qtbot: QtBot) -> None:
    support.press(page, "新借阅")
    form: EntryDialog = dialog(page, EntryDialog, qtbot)
    field = form.form.field("due_on").focusProxy()
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in form.findChildren(HelpPanel)))
    qtbot.waitUntil(
        lambda: any("哪天以前归还。" in one.text() for one in support.visible(form, QLabel))
    )


def test_a_request_that_grew_out_of_a_row_names_its_ledger(
    page: LedgerPage, window: MainWindow, qtbot: QtBot
) -> None:
    lend(page, window, qtbot, "郝砚秋", "2026-5-22")
    support.press(page, "转为收案")
    support.settled(qtbot, window)
    intake = window.stack.currentWidget()
    assert isinstance(intake, IntakePage)
    qtbot.waitUntil(intake.typing.isEnabled)
    assert intake.title.text() == "收案（由借阅记录转来）"
    intake.sections.edited.emit()
    intake.keeper.flush()
    window.go(targets.Intake(draft="new"))
    support.settled(qtbot, window)
    assert intake.title.text() == "收案"
    window.go(targets.Intake(draft="notification:1"))  # as 今日 lists it, whatever the ledger
    support.settled(qtbot, window)
    qtbot.waitUntil(intake.typing.isEnabled)
    assert intake.typing.banner.isVisible()
    assert intake.title.text() == "收案（由借阅记录转来）"
    support.read_desk(qtbot, window, lambda _desk: LedgerRow.delete().execute())
    window.go(targets.Intake(draft="new"))
    support.settled(qtbot, window)
    window.go(targets.Intake(draft="notification:1"))
    support.settled(qtbot, window)
    qtbot.waitUntil(intake.typing.isEnabled)
    assert intake.typing.banner.isVisible(), "what was typed comes back without the row"
