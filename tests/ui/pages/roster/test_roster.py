"""名册: validity as a sentence, adding and changing people, who is working."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.queries.people import people, validity
from models.services.office.ledgers import record_entry
from models.store.desk import Desk
from tests.ui import support
from ui.pages.roster.forms import StaffDialog
from ui.pages.roster.page import RosterPage
from ui.shell import targets
from ui.shell.app import chosen_actor
from ui.shell.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, settle: support.Settle) -> RosterPage:
    """Go to the page."""
    window.go(targets.Roster())
    settle(window)
    found = window.stack.currentWidget()
    assert isinstance(found, RosterPage)
    return found


def row_of(page: RosterPage, name: str) -> int:
    """Return the line of a person."""
    return next(
        r for r in range(support.rows(page.table)) if support.cell(page.table, r, 0) == name
    )


@pytest.mark.parametrize(
    ("number", "until", "words", "level"),
    [
        ("证1", date(2026, 5, 19), "已于2026-05-19到期", "problem"),
        ("证1", date(2026, 5, 20), "还有0日到期", "warning"),
        ("证1", date(2026, 7, 19), "还有60日到期", "warning"),
        ("证1", date(2026, 7, 20), "有效", "good"),
        ("证1", None, "未登记有效期", "warning"),
        ("", None, "未登记证件，不能参加合议组", ""),
    ],
)
def test_validity_in_words(number: str, until: date | None, words: str, level: str) -> None:
    assert validity(number, until, date(2026, 5, 20)) == (words, level)


def test_expired_certificates_are_named(page: RosterPage) -> None:
    assert support.cell(page.table, row_of(page, "王强"), 5) == "✕ 已于2026-04-30到期"
    assert "王强的办案资质证件已于2026-04-30到期" in page.warning.text()


def test_add_someone_with_the_issuer_the_law_asks_for(
    page: RosterPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    support.press(page, "新增人员")
    dialog = page.findChildren(StaffDialog)[-1]
    support.type_text(dialog.form.field("name"), "钱明")
    support.type_text(dialog.form.field("certificate_no"), "晋执140009")
    QTest.keyClicks(dialog.form.field("certificate_until").focusProxy(), "20290630")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    assert "办法第4条" in dialog.form.rows["certificate_issuer"].note.text()
    dialog.form.field("certificate_issuer").set_value("province")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    added = [p for p in read(window, people) if p.name == "钱明"]
    assert [(p.certificate_until, p.level) for p in added] == [(date(2029, 6, 30), "good")]
    assert row_of(page, "钱明") >= 0


def test_change_someone(
    page: RosterPage, window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    page.table.selectRow(row_of(page, "王强"))
    support.press(page, "修改")
    dialog = page.findChildren(StaffDialog)[-1]
    assert dialog.form.field("name").value() == "王强"
    dialog.form.field("certificate_until").set_value("2030-04-30")
    support.press(dialog, "保存")
    support.settled(qtbot, window)
    assert page.warning.isHidden()
    assert next(p for p in read(window, people) if p.name == "王强").level == "good"


def test_what_is_recorded_bears_the_name_of_who_works(
    page: RosterPage,
    window: MainWindow,
    store: QSettings,
    settle: support.Settle,
    read: support.Read,
) -> None:
    page.table.selectRow(row_of(page, "何静"))
    support.press(page, "设为当前工作人员")
    settle(window)
    folder = read(window, lambda desk: desk.path)
    assert chosen_actor(store, folder) == "何静"
    assert chosen_actor(store, folder / "another") == "", "another folder has its own people"

    assert "何静" in window.office.text() and "何静" in page.working.text()

    def record(desk: Desk) -> str:
        from models.entities import Audit

        told = {"told_on": desk.today(), "by_staff": 1, "person_name": "郝砚秋"}
        record_entry(desk, "notification", told)
        return [row.actor for row in Audit.select().order_by(Audit.id)][-1]

    assert read(window, record) == "何静"


def test_the_one_name_of_an_older_program_goes_to_one_folder(
    store: QSettings, tmp_path: Path
) -> None:
    store.setValue("actor", "何静")
    assert chosen_actor(store, tmp_path / "first") == "何静"
    assert chosen_actor(store, tmp_path / "second") == ""
    assert chosen_actor(store, tmp_path / "first") == "何静"
