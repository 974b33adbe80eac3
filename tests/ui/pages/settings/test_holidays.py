"""节假日: pasting the notice, the years that are loaded, withdrawing one."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.reference.rule_store import calendar_of
from tests.ui import support
from tests.ui.partial_play import play_until
from ui.pages.settings.holiday_page import HolidayPage, WithdrawDialog
from ui.pages.settings.page import SettingsPage
from ui.shell import targets
from ui.shell.main_window import MainWindow

HEAD = "国务院办公厅关于2027年部分节假日安排的通知\n现将2027年放假调休日期的具体安排通知如下。\n"
ITEMS = (
    "一、元旦：1月1日（周五）至3日（周日）放假，共3天。",
    "二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）上班。",
    "三、清明节：4月5日（周一）放假，与周末连休。",
    "四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。",
    "五、端午节：6月9日（周三）放假1天，不调休。",
    "六、中秋节：9月15日（周三）放假1天，不调休。",
    "七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。",
)
TAIL = "\n国务院办公厅\n2026年11月2日\n"


def holidays(window: MainWindow, settle: support.Settle) -> HolidayPage:
    """Go to the page of holidays."""
    window.go(targets.Settings(group="holidays"))
    settle(window)
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    return page.holidays


def paste(page: HolidayPage, text: str) -> None:
    """Paste over what is in the field, as a person does."""
    QApplication.clipboard().setText(text)
    page.notice.field.edit.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_V):
        QTest.keyClick(page.notice.field.edit, key, Qt.KeyboardModifier.ControlModifier)


def years(page: HolidayPage) -> list[str]:
    """Return the lines of the years."""
    return [
        " ".join(support.cell(page.years, row, column) for column in range(5))
        for row in range(support.rows(page.years))
    ]


def test_a_pasted_notice_is_read_confirmed_imported_and_withdrawn(
    window: MainWindow, settle: support.Settle, read: support.Read, qtbot: QtBot
) -> None:
    page = holidays(window, settle)
    assert years(page)[0].startswith("2026年 ✓ 已公布") and "程序自带" in years(page)[0]
    assert not page.notice.import_button.isEnabled() and not page.withdraw_button.isEnabled()
    paste(page, HEAD + "\n".join(ITEMS) + TAIL)
    assert page.notice.said.text().startswith("✓ 2027年：放假26天，调休上班3天。")
    assert support.cell(page.notice.days, 0, 0) == "2027年1月1日 周五"
    assert not read(window, lambda desk: calendar_of(desk).is_announced(2027))
    support.press(page, "导入这些日子")
    settle(window)
    assert page.result.text().startswith("✓ 已导入") and page.notice.field.empty()
    assert read(window, lambda desk: calendar_of(desk).is_announced(2027))
    assert read(window, lambda desk: calendar_of(desk).is_workday(date(2027, 2, 14)))
    assert years(page)[0].startswith("2027年 ✓ 已公布 26天 3天 国务院办公厅关于2027年")
    page.years.selectRow(0)
    assert support.cell(page.days, 0, 2) == "元旦"
    support.press(page, "撤回这一年…")
    dialog = page.findChildren(WithdrawDialog)[-1]
    support.type_text(dialog.form.field("reason"), "录错了")
    support.press(dialog, "保存")
    settle(window)
    assert years(page)[0].startswith("2026年") and not page.withdraw_button.isEnabled()


def test_a_wrong_sentence_is_named_and_nothing_can_be_imported(
    window: MainWindow, settle: support.Settle
) -> None:
    page = holidays(window, settle)
    wrong = ITEMS[0].replace("周五", "周四")
    paste(page, HEAD + "\n".join([wrong, *ITEMS[1:]]) + TAIL)
    assert "“一、元旦" in page.notice.said.text()
    assert "2027年1月1日是星期五，不是星期四" in page.notice.said.text()
    assert page.notice.said.objectName() == "problem"
    assert not page.notice.import_button.isEnabled() and page.notice.days.isHidden()
    paste(page, HEAD + "\n".join(ITEMS[:-1]) + TAIL)
    assert "没有写到国庆节，这份通知不算全年已公布" in page.notice.said.text()
    assert page.notice.import_button.isEnabled()
    paste(page, "不是通知")
    assert "没有写是哪一年的安排" in page.notice.said.text()


def test_the_dates_that_a_notice_moves_are_listed(
    window: MainWindow, settle: support.Settle, read: support.Read
) -> None:
    read(window, lambda desk: play_until(desk, "S2", date(2026, 5, 14)))
    page = holidays(window, settle)
    paste(page, HEAD.replace("2027", "2026") + "一、端午节：5月21日放假1天。" + TAIL)
    support.press(page, "导入这些日子")
    settle(window)
    shown = [support.cell(page.table, row, 3) for row in range(support.rows(page.table))]
    assert "2026-05-22" in shown
