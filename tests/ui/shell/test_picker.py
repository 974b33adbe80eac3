"""The month beside a typed day: opened by key or button, marks holidays, takes a day or none."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from models.rules.calendar import DayOverride, WorkCalendar
from tests.ui.shell.test_fields import shown
from tests.ui.support import type_text
from ui.widgets.days.picker import DayPicker, InForce, said_of
from ui.widgets.fields import DateField

TODAY = date(2026, 9, 30)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    """Return a shown field that knows its day."""
    made = DateField(TODAY)
    shown(qtbot, made)
    made.edit.setFocus()
    return made


def opened(field: DateField, qtbot: QtBot) -> DayPicker:
    """Open the month by its key."""
    QTest.keyClick(field.edit, Qt.Key.Key_Down, ALT)
    found = field.findChildren(DayPicker)
    assert len(found) == 1
    qtbot.waitUntil(found[0].isVisible)
    return found[0]


def test_the_keys_pick_a_day(field: DateField, qtbot: QtBot) -> None:
    picker = opened(field, qtbot)
    assert picker.month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert picker.said.text() == "2026年9月30日 周三，工作日"
    edited: list[bool] = []
    field.edited.connect(lambda: edited.append(True))
    view = picker.month.focusProxy() or picker.month
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert picker.said.text() == "2026年10月1日 周四，国庆节（休）"
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.edit.text() == "2026-10-01")
    assert edited == [True] and QApplication.focusWidget() is field.edit
    qtbot.waitUntil(lambda: not field.findChildren(DayPicker))


def test_escape_leaves_what_is_typed(field: DateField, qtbot: QtBot) -> None:
    type_text(field, "3-9")
    picker = opened(field, qtbot)
    assert picker.month.selectedDate() == QDate(2026, 3, 9)
    QTest.keyClick(picker.month, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not field.findChildren(DayPicker))
    assert field.value() == date(2026, 3, 9) and field.isVisible()


def test_the_button_in_the_field_opens_it(field: DateField, qtbot: QtBot) -> None:
    (button,) = field.edit.findChildren(QToolButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    (picker,) = field.findChildren(DayPicker)
    assert picker.screen().availableGeometry().contains(picker.frameGeometry())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 14), "2026年2月14日 周六，调休上班（班）"),
        (date(2026, 3, 1), "2026年3月1日 周日，休息日"),
        (date(2027, 10, 1), "周五，国庆节（休）；2027年的放假安排还没有公布，暂估"),
    ],
)
def test_what_a_day_is_is_said(day: date, words: str) -> None:
    assert words in said_of(day)


def test_the_calendar_of_the_folder_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    own = WorkCalendar([DayOverride(date(2026, 9, 30), "rest", "地方假日")])
    monkeypatch.setattr(InForce, "calendar", own)
    assert said_of(TODAY) == "2026年9月30日 周三，地方假日（休）"
