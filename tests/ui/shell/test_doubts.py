"""Unusual days, and what no font has, are asked about before they are saved, in every dialog."""

from datetime import date

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.changes import Changes
from models.services.arguments.shapes import Plain
from models.store.desk import Desk
from tests.ui.hand import put
from tests.ui.support import Settle, press, type_text
from ui.shell.main_window import MainWindow
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import DateField, TextField

given: list[Plain] = []


def take(_desk: Desk, day: date) -> Changes:
    """Take the day."""
    given.append(day.isoformat())
    return Changes("taken")


class Dialog(FormDialog):
    """A dialog with one day."""

    def command(self, values: dict[str, Plain]) -> Plan:
        """Hand the day over."""
        day = values["until"]
        assert isinstance(day, date)
        return take, (day,), {}


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2062-05-20", "在明年以后"), ("2028-01-01", "在明年以后"),
        ("1900-01-01", "早于专利法施行"),
        ("1984-12-31", "早于专利法施行"), ("2027-12-31", ""), ("1985-04-01", ""),
    ],
)  # fmt: skip
def test_an_unusual_day_is_asked_about(
    window: MainWindow, qtbot: QtBot, settle: Settle, typed: str, asked: str
) -> None:
    given.clear()
    dialog = Dialog("期限", window.context.worker, window)
    dialog.form.add("until", "届满日", DateField(date(2026, 5, 20)), required=True)
    dialog.show()
    type_text(dialog.form.field("until"), typed)
    press(dialog, "保存")
    settle(window)
    if asked:
        assert not given
        (box,) = dialog.findChildren(QMessageBox)
        assert f"届满日：{box.text().rpartition('：')[2]}" in box.text() and asked in box.text()
        press(box, "回去改")
        settle(window)
        assert not given and dialog.isVisible()
        press(dialog, "保存")
        box = dialog.findChildren(QMessageBox)[-1]
        press(box, "没有错，保存")
        settle(window)
    assert given == [typed]


class Named(FormDialog):
    """A dialog with one name."""

    def command(self, values: dict[str, Plain]) -> Plan:
        """Hand the name over."""
        return take_name, (str(values["name"]),), {}


def take_name(_desk: Desk, name: str) -> Changes:
    """Take the name."""
    given.append(name)
    return Changes("taken")


@pytest.mark.parametrize(("typed", "asked"), [
    ("𩽹记鱼行", "U+29F79"), ("青\ue5e5禾", "U+E5E5"), ("10⁻³毫米", "U+207B"), ("𠮷田农具", ""),
    ("䶮山公司", ""), ("青禾公司", ""),
])  # fmt: skip
def test_what_no_font_has_is_asked_about(
    window: MainWindow, qtbot: QtBot, settle: Settle, typed: str, asked: str
) -> None:
    given.clear()
    dialog = Named("当事人", window.context.worker, window)
    dialog.form.add("name", "名称", TextField(), required=True)
    dialog.show()
    put(dialog.form.field("name"), typed)
    press(dialog, "保存")
    settle(window)
    if asked:
        assert not given
        (box,) = dialog.findChildren(QMessageBox)
        assert asked in box.text() and "〓" in box.text()
        press(box, "没有错，保存")
        settle(window)
    assert given == [typed]
