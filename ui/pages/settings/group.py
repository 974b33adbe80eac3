"""A group of settings with its own 保存: only what was changed is saved, all of it or nothing."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import BadInput
from models.queries.settings_view import SettingView
from models.queries.signs import with_sign
from models.services.arguments.shapes import Plain, Plan
from models.services.office.office import set_settings
from models.store.settings.definitions import Value
from ui.pages.settings.row import SettingRow
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import DateField, TextField
from ui.widgets.layout import EDGE, Card, Scroll, bring, button, label

POSITION = ("确认本局口径", "本局有权确定口径的人，如法制机构负责人")
SETTING = ("谁确认这些设置", "还没有选定当前工作人员，请写明是谁填写和确认的")


class ConfirmDialog(FormDialog):
    """Who confirmed a position of the office or a setting, when, on what ground."""

    def __init__(
        self,
        context: Context,
        values: Mapping[str, Value],
        names: str,
        parent: QWidget | None = None,
        asked: tuple[str, str] = POSITION,
    ) -> None:
        """`asked` is the title, and the hint below who confirms."""
        title, hint = asked
        super().__init__(title, context.worker, parent, names, "confirm_setting")
        self._values = values
        self.form.add("confirmed_by", "确认人", TextField(), required=True, hint=hint)
        self.form.add("confirmed_on", "确认日期", DateField(context.today()), required=True)
        self.form.add("source", "依据", TextField(), hint="如会议纪要、批示、文件号，可以不填")
        self.form.set_values({"confirmed_on": context.today()})
        self._dirty = False

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Save the settings with their confirmation."""
        return set_settings, (self._values,), {**values}


class GroupPage(QWidget):
    """One group: its rows scroll, 保存 stays in sight."""

    def __init__(self, group: str, title: str, explain: str, context: Context) -> None:
        super().__init__()
        self.group = group
        self.context = context
        self.rows: dict[str, SettingRow] = {}
        self._saving = False
        self._saved = False  # what was typed last
        self._saved_first: SettingRow | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        page = Scroll()
        self.card = Card(title)
        self.card.body.addWidget(label(explain, "secondary"))
        page.column.addWidget(self.card)
        page.column.addStretch(1)
        column.addWidget(page, 1)
        line = QHBoxLayout()
        line.setContentsMargins(EDGE, 0, EDGE, EDGE)
        self.state = label("", "secondary", wrap=False)
        self.undo_button = button("放弃更改", self.undo)
        self.save_button = button("保存", self.save, "primary", f"保存{title}")
        line.addWidget(self.state)
        line.addStretch(1)
        line.addWidget(self.undo_button)
        line.addWidget(self.save_button)
        column.addLayout(line)
        self._refresh_state()

    def show_setting(self, view: SettingView) -> None:
        """Show what is in force of one setting; what is being typed stays."""
        key = view.info.key
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = SettingRow(view, self.context, self.confirm)
            row.edited.connect(self._edited)
            self.card.body.addWidget(row)
        elif not row.dirty or row.says(view):
            row.show_view(view)
        self._refresh_state()

    def _edited(self) -> None:
        self._saved = False
        self._refresh_state()

    @property
    def dirty(self) -> bool:
        """Whether something typed here is not saved."""
        return any(row.dirty for row in self.rows.values())

    def go_to(self, key: str) -> None:
        """Put the cursor into a setting; without a key into the first that papers wait for."""
        row = self.rows.get(key) or next((r for r in self.rows.values() if r.view.drafts), None)
        if row is not None:
            bring(row.field, row)

    def undo(self) -> None:
        """Show again what is in force."""
        for row in self.rows.values():
            row.show_view(row.view)
        self._refresh_state()

    def save(self) -> None:
        """Check, then save what changed; positions ask who confirmed them."""
        changed = [row for row in self.rows.values() if row.dirty]
        wrong = [row for row in changed if not row.check()]
        if wrong:
            bring(wrong[0].field, wrong[0].problem)
            return
        if not changed:
            return
        self._saved_first = changed[0]
        values = {row.item.key: row.typed() for row in changed}
        if self.group == "position" or not self.context.signed:
            self._ask_confirmation(values)
            return
        if self._saving:
            return
        self._saving = True
        self.context.worker.do(
            set_settings, values, confirmed_by=self.context.actor,
            confirmed_on=self.context.today(), done=lambda _c: self._done(),
            failed=self._failed, owner=self,
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter saves from any setting, as it does in a dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)

    def confirm(self, key: str) -> None:
        """Confirm a default value as the office's own position."""
        row = self.rows[key]
        if row.check():
            self._ask_confirmation({key: row.typed()})

    def _ask_confirmation(self, values: Mapping[str, Value]) -> None:
        names = "、".join(self.rows[key].item.label for key in values)
        asked = POSITION if self.group == "position" else SETTING
        dialog = ConfirmDialog(self.context, values, names, self, asked)
        dialog.saved.connect(self._done)
        dialog.open()

    def _done(self) -> None:
        self._saving = False
        self._saved = True
        self._refresh_state()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        self._refresh_state()
        if not isinstance(error, BadInput):
            messages.show_error(error, self)
            return
        for problem in reversed(error.problems):  # the first one has the cursor at the end
            row = self.rows.get(problem.field)
            if row is not None:
                row.show_problem(problem.problem)
                bring(row.field, row.problem)

    def _refresh_state(self) -> None:
        number = sum(row.dirty for row in self.rows.values())
        if not number and self._saved_first and self.window().focusWidget() is self.save_button:
            # The button goes off: what is typed next must not land in whatever comes after it.
            self._saved_first.field.setFocus()
        saved = with_sign("good", "已保存") if self._saved else ""
        self.state.setText(f"有{number}项更改还没有保存" if number else saved)
        self.save_button.setEnabled(bool(number))
        self.undo_button.setEnabled(bool(number))
