"""In every dialog and in 设置, 保存 leads to the first fault: it is seen, with the cursor."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import support
from tests.ui.surfaces import Tour
from ui.pages.settings.group import GroupPage
from ui.pages.settings.page import SettingsPage
from ui.shell import targets
from ui.widgets.dialog import FormDialog

LOW = 420  # of a dialog: not all its fields are seen


def texts(form: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Return what can be typed into, from top to bottom."""
    found = [w for kind in (QLineEdit, QPlainTextEdit) for w in support.visible(form, kind)]
    return sorted((w for w in found if not w.isReadOnly()), key=lambda w: top(w, form))


def top(widget: QWidget, form: QWidget) -> int:
    """Return how far down in the form a widget is."""
    return widget.mapTo(form, QPoint(0, 0)).y()


def write(target: QLineEdit | QPlainTextEdit, words: str) -> None:
    """Type into a field in place of what is there."""
    if isinstance(target, QLineEdit):
        target.setText(words)
        target.textEdited.emit(words)
    else:
        target.setPlainText(words)


def faults(form: QWidget) -> list[QLabel]:
    """Return what is said to be wrong, from top to bottom."""
    said = [w for w in support.visible(form, QLabel) if w.objectName() == "problem" and w.text()]
    return sorted(said, key=lambda w: top(w, form))


def unseen(dialog: FormDialog) -> str:
    """Say why the first fault is not in front of whoever pressed 保存, or ""."""
    said = faults(dialog.form)
    if not said:
        return "nothing is said"
    view = dialog.area.viewport()
    first = said[0].mapTo(view, QPoint(0, 0)).y()
    if first < 0 or first + said[0].height() > view.height():
        return f"“{said[0].text()}” is out of sight at {first} of {view.height()}"
    inside = dialog.focusWidget()
    if inside is None or not dialog.form.isAncestorOf(inside):
        return f"the cursor is in {inside}"
    fields = (row.field for row in dialog.form.rows.values())
    field = next((one for one in fields if one.isAncestorOf(inside)), inside)
    below = top(said[0], dialog.form) - top(field, dialog.form) - field.height()
    return "" if below <= 80 else f"the cursor is {below} pixels above “{said[0].text()}”"


def test_dialogs(tour: Tour, qtbot: QtBot) -> None:
    wrong: dict[str, str] = {}
    tried = 0
    for name, dialog in tour.each_dialog():
        if not isinstance(dialog, FormDialog) or not texts(dialog.form):
            continue
        dialog.setMaximumHeight(LOW)
        dialog.resize(dialog.width(), LOW)
        QApplication.processEvents()
        dialog.area.verticalScrollBar().setValue(0)
        write(texts(dialog.form)[-1], "____")
        dialog.save_button.setFocus()
        dialog.save_button.click()
        if not faults(dialog.form):  # a day or a number may need no text: asked about otherwise
            wrong[name] = "nothing is said"
            continue
        tried += 1
        for _turn in range(3):  # the texts get their places, then it is scrolled
            QApplication.processEvents()
        if why := unseen(dialog):
            wrong[name] = why
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())
    assert tried > 40


def test_settings(tour: Tour, qtbot: QtBot) -> None:
    tour.go(targets.Settings("office"))
    page = tour.window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    group = next(g for g in page.findChildren(GroupPage) if g.group == "office")
    tour.window.resize(960, 540)
    rows = list(group.rows.values())
    for row in (rows[1], rows[-1]):
        row.field.set_value("____")
        row.field.edited.emit()
    rows[0].field.setFocus()
    group.save()
    qtbot.waitUntil(lambda: tour.window.focusWidget() is rows[1].field.input)
    rows[1].field.set_value("已填写")
    group.save()
    seen = rows[-1].problem
    qtbot.waitUntil(lambda: not seen.visibleRegion().isEmpty())
    assert tour.window.focusWidget() is rows[-1].field.input
