"""Fields: what is typed becomes a value, or a reason why not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.rules.problem import Problem
from tests.ui.support import type_text
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LinesField,
    LongField,
    NumberField,
    TextField,
    TickField,
    TicksField,
)
from ui.widgets.form import Form

TODAY = date(2026, 3, 12)
DAY = date(2026, 3, 9)
AB = [("a", "甲"), ("b", "乙")]


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget for the test."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.mark.parametrize(
    "typed",
    ["20260309", "3-9", "3月9日", "2026-03-09", "2026年3月9日", "2026.3.9", "2026/3/9", "３月９日",
     "3/9", " 2026-3-9 "],
)  # fmt: skip
def test_days_as_people_type_them(qtbot: QtBot, typed: str) -> None:
    field = DateField(TODAY)
    shown(qtbot, field)
    type_text(field, typed)
    assert (field.value(), field.problem()) == (DAY, "")
    field.edit.editingFinished.emit()
    assert field.edit.text() == "2026-03-09"


@pytest.mark.parametrize("typed", ["2026-02-30", "13-1", "昨天", "0", "20261301", "99999999"])
def test_what_is_no_day_says_why(qtbot: QtBot, typed: str) -> None:
    field = DateField(TODAY)
    shown(qtbot, field)
    type_text(field, typed)
    assert field.value() is None
    assert field.problem()
    assert not field.problem().isascii()
    assert not field.empty()
    field.edit.editingFinished.emit()
    assert field.edit.text() == typed, "what was typed is not thrown away"


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("126000", 12_600_000), ("126,000.5", 12_600_050), ("0.07", 7), ("1.15", 115),
     ("３００元", 30000), ("", None)],
)  # fmt: skip
def test_yuan_become_fen_to_the_last(qtbot: QtBot, typed: str, fen: int | None) -> None:
    field = NumberField(yuan=True)
    shown(qtbot, field)
    type_text(field, typed)
    assert (field.value(), field.problem()) == (fen, "")


@pytest.mark.parametrize("typed", ["一百", "1.234", "nan", "inf", "1e9", "-5", "99999999999999"])
def test_what_is_no_amount_says_why(qtbot: QtBot, typed: str) -> None:
    field = NumberField(yuan=True)
    shown(qtbot, field)
    type_text(field, typed)
    assert field.problem()


def test_whole_numbers(qtbot: QtBot) -> None:
    field = NumberField()
    shown(qtbot, field)
    type_text(field, "12")
    assert field.value() == 12
    field.edit.clear()
    type_text(field, "1.5")
    assert (field.value(), field.problem()) == (None, "请填写整数")
    field.set_value(7)
    assert field.value() == 7


def test_amounts_are_shown_as_typed() -> None:
    field = NumberField(yuan=True)
    for fen in (7, 115, 12_600_050, 999_999_999_999):
        field.set_value(fen)
        assert field.value() == fen


def test_tab_leaves_a_long_text(qtbot: QtBot) -> None:
    form = Form()
    first, second = LongField(), TextField()
    form.add("a", "事实和理由", first)
    form.add("b", "备注", second)
    shown(qtbot, form)
    first.setFocus()
    type_text(first, "第一行\n第二行")
    QTest.keyClick(first.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.edit
    assert first.value() == "第一行\n第二行"


def test_undo_in_text(qtbot: QtBot) -> None:
    for field in (TextField(), LongField()):
        shown(qtbot, field)
        type_text(field, "abc")
        QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert field.value() == ""


def test_paste_from_word_is_plain(qtbot: QtBot) -> None:
    field = LongField()
    shown(qtbot, field)
    field.setFocus()
    QApplication.clipboard().setText("一、事实\r\n二、理由\u000b三")
    QTest.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "二、理由" in field.value()
    assert "\r" not in field.value()
    assert field.problem() == ""


def test_lines_pasted_into_one_line_become_blanks(qtbot: QtBot) -> None:
    field = TextField()
    shown(qtbot, field)
    field.edit.setText("汾宁市\r\n农机\n公司")  # as the clipboard may hand it over
    assert field.value() == "汾宁市 农机 公司"
    assert field.problem() == ""


def test_lines(qtbot: QtBot) -> None:
    field = LinesField()
    shown(qtbot, field)
    type_text(field, "一\n\n二")
    assert field.value() == ["一", "二"]


@pytest.mark.parametrize(
    ("make", "value"),
    [
        (TextField, "汾宁"), (LongField, "一\n二"), (LinesField, ["一", "二"]),
        (lambda: DateField(TODAY), DAY), (NumberField, 3), (lambda: NumberField(yuan=True), 305),
        (lambda: ChoiceField(AB), "b"), (lambda: TickField("是"), True),
        (lambda: TicksField(AB), ["b"]),
    ],
)  # fmt: skip
def test_what_is_set_is_read(qapp: QApplication, make: Callable[[], Field], value: Any) -> None:
    del qapp
    field = make()
    field.set_value(value)
    assert field.value() == value
    assert not field.empty()


def test_labels_buddies_and_names(qtbot: QtBot) -> None:
    form = Form()
    form.add("on", "收到日期", DateField(TODAY), required=True)
    form.add("kind", "类别", ChoiceField([("a", "甲")]))
    form.add("who", "送达给", TicksField([("P1", "甲公司"), ("R1", "乙公司")]))
    shown(qtbot, form)
    labels = [w for w in form.findChildren(QLabel) if w.buddy() is not None]
    assert [w.text() for w in labels] == ["收到日期＊", "类别", "送达给"]
    for name in ("on", "kind", "who"):
        field = form.field(name)
        target = field.focusProxy()
        assert target is not None
        assert target.objectName() == f"field:{name}"
        assert field.accessibleName()


def test_check_marks_all_and_goes_to_the_first(qtbot: QtBot) -> None:
    form = Form()
    form.add("name", "姓名", TextField(), required=True)
    form.add("on", "日期", DateField(TODAY))
    form.add("hidden", "隐藏", TextField(), required=True)
    form.show_row("hidden", shown=False)
    shown(qtbot, form)
    type_text(form.field("on"), "2026-02-30")
    assert not form.check()
    assert form.rows["name"].note.text() == "请填写姓名"
    assert "29" not in form.rows["name"].note.text()
    assert "28" in form.rows["on"].note.text()
    assert form.rows["on"].note.isVisible()
    assert QApplication.focusWidget() is form.field("name").focusProxy()
    type_text(form.field("name"), "李敏")
    assert not form.rows["name"].note.isVisible(), "it goes away while typing"
    form.field("on").set_value(DAY)
    assert form.check()
    assert form.values() == {"name": "李敏", "on": DAY}


def test_refusals_stand_beside_their_fields(qtbot: QtBot) -> None:
    form = Form()
    form.add("served.to", "送达给", TextField())
    form.add("number", "文号", TextField())
    shown(qtbot, form)
    rest = form.show_problems(
        [Problem("to", "没有这个当事人"), Problem("number[0]", "已经用过"), Problem("x", "别处")]
    )
    assert [p.problem for p in rest] == ["别处"]
    assert form.rows["served.to"].note.text() == "没有这个当事人"
    assert form.rows["number"].note.text() == "已经用过"
    form.warn("number", "与去年的相同")
    assert form.rows["number"].note.objectName() == "warning"
    assert form.field("number").focusProxy().property("wrong") is False  # type: ignore[union-attr]
