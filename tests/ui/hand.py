"""A clerk's hand: opens steps where the window offers them and fills dialogs by keys and clicks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import support
from ui.pages.case.page import CasePage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.steps.dialog import CommandDialog
from ui.steps.rows import RowsField
from ui.steps.spec import FieldSpec
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    NumberField,
    TickField,
    TicksField,
)

CLEARED = ("text", "long", "lines", "int", "date", "yuan")
BUTTONS = {"serve": ("service", "登记送达…"), "record_event": ("journal", "登记其他事件…")}


def click(widget: QWidget) -> None:
    """Click a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def made_elsewhere(dialog: CommandDialog) -> None:
    """Tick that the papers of a service were not made here, where a dialog asks for it."""
    for name in ("served.outside", "attempt.outside"):
        if name in dialog.form.rows:
            put(dialog.form.field(name), True)


def put(field: Field, value: Any, spec: FieldSpec | None = None) -> None:
    """Enter a value into a field as a person does; None and "" empty it."""
    if isinstance(field, RowsField):
        _put_rows(field, value or [])
    elif isinstance(field, ChoiceField):
        _choose(field, value)
    elif isinstance(field, TicksField):
        for one, box in field.boxes:
            _tick(box, (one in (value or ())) != box.isChecked())
    elif isinstance(field, TickField):
        _tick(field.box, bool(value) != field.box.isChecked())
    else:
        _write(field, _typed(field, value))
    del spec


def _typed(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(field, NumberField) and field.yuan:
        return f"{value / 100:.2f}"
    if isinstance(field, DateField):
        return str(value).replace("-", "")
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value)


def _tick(box: QWidget, differs: bool) -> None:
    if differs:
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)


def _choose(field: ChoiceField, value: Any) -> None:
    box = field.box
    found = [n for n in range(box.count()) if box.itemData(n) == value]
    assert found, f"{value!r} is not offered: {[box.itemText(n) for n in range(box.count())]}"
    box.setFocus()
    step = found[0] - box.currentIndex()
    for _ in range(abs(step)):
        QTest.keyClick(box, Qt.Key.Key_Down if step > 0 else Qt.Key.Key_Up)
    assert box.currentData() == value


def _write(field: Field, text: str) -> None:
    edit = field.focusProxy()
    assert isinstance(edit, QLineEdit | QPlainTextEdit)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    if text:
        support.type_text(edit, text)


def _put_rows(field: RowsField, records: list[Mapping[str, Any]]) -> None:
    if field.spec.fixed:
        for row in field.rows:
            own = {k: v for k, v in row.kept.items() if k != "caption"}
            for record in records:
                if all(record.get(k, v) == v for k, v in own.items()):
                    _put_row(field, row.fields, record)
        return
    while len(field.rows) < len(records):
        click(field.add_button)
    while len(field.rows) > len(records):
        place = field.rows[-1]
        name = f"删除{field._title(len(field.rows) - 1).strip()}"
        click(support.visible(field, QPushButton, name=name)[0])
        assert place not in field.rows
    for row, record in zip(field.rows, records, strict=True):
        _put_row(field, row.fields, record)


def _put_row(field: RowsField, fields: Mapping[str, Field], record: Mapping[str, Any]) -> None:
    for sub in field.spec.fields:
        if sub.name in record:
            put(fields[sub.name], record[sub.name])
        elif sub.type in CLEARED:
            put(fields[sub.name], None)


class Hand:
    """Works in a window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def settle(self) -> None:
        """Wait until the worker is idle."""
        support.settled(self.qtbot, self.window)

    def case(self, case_id: int) -> CasePage:
        """Go to a case, as a line of the list does, and wait for it."""
        self.window.go(targets.Case(case_id=case_id))
        self.settle()
        shown = self.window.stack.currentWidget()
        assert isinstance(shown, CasePage)
        return shown

    def newest(self, before: set[QDialog]) -> FormDialog:
        """Wait for the dialog that was opened and return it."""

        def opened() -> list[FormDialog]:
            return [
                d for d in self.window.findChildren(FormDialog) if d.isVisible() and d not in before
            ]

        self.qtbot.waitUntil(lambda: bool(opened()))
        self.settle()
        return opened()[-1]

    def dialogs(self) -> set[QDialog]:
        """Return the dialogs that are there."""
        return set(self.window.findChildren(QDialog))

    def open(self, page: CasePage, command: str, party: str | None) -> CommandDialog:
        """Open a step where the window offers it: a tab's button, or the card 下一步."""
        before = self.dialogs()
        found = self._button(page, command, party)
        if found is None:
            self._other(page, command)
        else:
            click(found)
        made = self.newest(before)
        assert isinstance(made, CommandDialog)
        assert made.spec.command == command
        return made

    def _button(self, page: CasePage, command: str, party: str | None) -> QPushButton | None:
        if command in BUTTONS:
            tab, text = BUTTONS[command]
            self.tab(page, tab)
            return support.visible(page, QPushButton, text=text)[0]
        assert page.data is not None
        lines = [s for s in page.data.steps if s.command == command]
        fitting = [s for s in lines if s.party == party] or lines
        if not fitting:
            return None  # no next step: 其他办理
        line = fitting[0]
        if page.steps.more.isVisible() and "项可以办理" in page.steps.more.text():
            click(page.steps.more)
            QApplication.processEvents()
        names = (f"办理：{line.name}{line.who}", f"办理：{line.name}")
        for name in names:
            found = support.visible(page, QPushButton, name=name)
            if found:
                return found[0]
        raise AssertionError(f"no button for {command}")

    def _other(self, page: CasePage, command: str) -> None:
        """Choose a command in the menu 其他办理."""
        support.press(page, "其他办理…")
        menu: Any = page.steps.other.button.findChild(QMenu)
        assert menu is not None
        found = [a for a in menu.actions() if a.data() == command]
        assert found, f"{command} is offered nowhere"
        place = menu.actionGeometry(found[0]).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    def tab(self, page: CasePage, name: str) -> None:
        """Click a tab of the case page."""
        bar = page.findChild(QTabBar)
        assert isinstance(bar, QTabBar)
        place = next(n for n in range(bar.count()) if bar.tabData(n) == name)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        self.settle()

    def fill(self, dialog: CommandDialog, values: Mapping[str, Any]) -> None:
        """Enter all values and remove what the script does not give."""
        done: set[str] = set()
        for _ in range(2):  # choices bring further fields
            for name in list(dialog.form.rows):
                row = dialog.form.rows[name]
                if name in done or row.field.isHidden():
                    continue
                if name in values:
                    put(row.field, values[name])
                    done.add(name)
                elif self._to_clear(dialog, name):
                    put(row.field, None)
        left = [n for n in values if n not in done]
        assert not left, f"{dialog.spec.command} shows no field for {left}"

    @staticmethod
    def _to_clear(dialog: CommandDialog, name: str) -> bool:
        spec = next((f for f in dialog.spec.fields if f.name == name), None)
        return spec is not None and (spec.type in CLEARED or spec.optional)

    def save(self, dialog: FormDialog) -> None:
        """Press the button that saves; the dialog must close."""
        words = dialog.save_button.text()
        before = dialog.windowTitle()
        with self.qtbot.waitSignal(dialog.saved, raising=False) as saved:
            support.press(dialog, words)
        if not saved.signal_triggered:
            notes = [f"{n}: {r.note.text()}" for n, r in dialog.form.rows.items() if r.note.text()]
            raise AssertionError(f"{before} was not saved: {dialog.message.text()} {notes}")
        self.settle()


def day(value: Any) -> date:
    """Return a step's day."""
    assert isinstance(value, date)
    return value
