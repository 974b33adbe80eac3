# pyright: basic
"""One setting on the page: label, editor, why it is there, who confirmed it, what waits for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.backup.second_copy import require_usable
from models.errors import BadInput
from models.queries.help import Topic, topic
from models.queries.settings_view import SettingView
from models.queries.signs import with_sign
from models.rules import places
from models.store.settings.definitions import Definition, Value, validate
from ui.output import file_choice
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.fields import ChoiceField, DateField, Field, LongField, NumberField, TextField
from ui.widgets.layout import button, label

LABEL_WIDTH = 190


def editor(item: Definition, context: Context) -> Field:
    """Return the input that fits the setting's type."""
    if item.choices:
        choices = [(choice.value, choice.label) for choice in item.choices]
        return ChoiceField(choices, optional=item.default is None)
    if item.type == "bool":
        return ChoiceField([(True, "是"), (False, "否")], optional=item.default is None)
    if item.type == "int":
        return NumberField()
    if item.type == "date":
        return DateField(context.today())
    field = LongField(3) if item.pattern == "remedy" else TextField()
    if item.example:
        field.edit.setPlaceholderText(f"例如：{item.example}")
    return field


class SettingRow(QWidget):
    """Knows what was typed and whether that differs from what is in force."""

    edited = Signal()

    def __init__(self, view: SettingView, context: Context, confirm: Callable[[str], None]) -> None:
        super().__init__()
        self.item = view.info.definition
        self.view = view
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 8)
        line.setSpacing(14)
        self.name = QLabel(self.item.label)
        self.name.setWordWrap(True)
        self.name.setFixedWidth(LABEL_WIDTH)
        self.name.setContentsMargins(0, 7, 0, 0)  # beside the text of the input
        column = QVBoxLayout()
        column.setSpacing(3)
        self.field = editor(self.item, context)
        if isinstance(self.field, LongField):
            self.field.input.setMaximumHeight(self.field.input.minimumHeight())
        self.name.setBuddy(self.field)
        self.field.setAccessibleName(self.item.label)
        self.field.input.setAccessibleName(self.item.label)
        self.field.input.setObjectName(f"field:{self.item.key}")
        self.problem = label("", "problem")
        self.waiting = label("", "warning")
        self.confirmed = label("", "secondary", wrap=False)
        self.confirm_button = button(
            "确认此值", lambda: confirm(self.item.key), "link", f"确认此值：{self.item.label}"
        )
        self.suggest_button = button(
            "填入建议文字", self._suggest, "link", f"填入建议文字：{self.item.label}"
        )
        under = QHBoxLayout()
        under.addWidget(self.confirmed)
        under.addWidget(self.confirm_button)
        under.addWidget(self.suggest_button)
        if self.item.pattern == "folder":
            self._add_folder_buttons(under, context)
        under.addStretch(1)
        column.addWidget(self.field)
        column.addWidget(self.problem)
        column.addWidget(self.waiting)
        column.addLayout(under)
        column.addWidget(label(self.item.source, "secondary"))
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self.field.edited.connect(self._edited)
        self.show_view(view)

    def _add_folder_buttons(self, line: QHBoxLayout, context: Context) -> None:
        """Let the folder be chosen, and tried before anything depends on it."""

        def choose() -> None:
            if chosen := file_choice.open_folder(self, f"选择{self.item.label}"):
                self.field.set_value(chosen)
                self._edited()
                test()

        def good(_none: None) -> None:
            self.tested.setText(with_sign("good", "可以使用"))

        def bad(error: Exception) -> None:
            if isinstance(error, BadInput):
                self.show_problem(error.problems[0].problem)
            else:
                messages.show_error(error, self)

        def test() -> None:
            self.tested.setText("")
            folder = Path(str(self.typed() or ""))
            context.worker.ask(
                lambda desk: require_usable(folder, desk.path), good, bad, owner=self, latest="test"
            )

        self.tested = label("", "good", wrap=False)
        line.addWidget(button("选择文件夹…", choose, "link", f"选择{self.item.label}"))
        line.addWidget(button("测试", test, "link", f"测试{self.item.label}"))
        line.addWidget(self.tested)
        self.field.edited.connect(lambda: self.tested.setText(""))

    def help_topic(self) -> Topic:
        """Explain the setting (F1) by what settings.toml says and who confirmed it."""
        found = topic(f"settings.{self.item.key}")
        return replace(found, notes=(_confirmed(self.view),))

    @property
    def dirty(self) -> bool:
        """Whether what is typed differs from what is in force."""
        return not self.says(self.view)

    def says(self, view: SettingView) -> bool:
        """Whether what is typed is what this reading of the setting says."""
        if self.field.problem():  # no value yet, but not nothing either
            return False
        return (self.typed() or None) == (view.info.value or None)

    def typed(self) -> Value:
        """Return what is typed, as the settings service keeps it (０３１０００ is 031000)."""
        typed = self.field.value()
        value = typed if isinstance(typed, str | int | date) else None
        if isinstance(value, str):
            value = places.kept(value)
        try:
            return validate(self.item.key, value)
        except BadInput:
            return value  # what is wrong is said by `check`

    def show_view(self, view: SettingView) -> None:
        """Show what is in force now; typed text is replaced."""
        self.view = view
        info = view.info
        self.field.blockSignals(True)
        if not (info.value is None and isinstance(self.field, ChoiceField)):
            self.field.set_value(_readable(info.value))
        elif isinstance(self.field, ChoiceField):
            self.field.box.setCurrentIndex(0)
        self.field.blockSignals(False)
        self.waiting.setText(f"⚠ 未设定：{view.drafts}只能是草稿" if view.drafts else "")
        self.waiting.setVisible(bool(view.drafts))
        self.confirmed.setText(_confirmed(view))
        self.confirmed.setHidden(bool(view.drafts))  # said already, with what waits for it
        unconfirmed = self.item.group == "position" and not info.confirmed
        self.confirm_button.setVisible(unconfirmed and info.value is not None)
        self.suggest_button.setVisible(bool(self.item.suggestion) and not info.value)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Show a problem under the field, or take it away."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.field.mark(wrong=bool(text))

    def check(self) -> bool:
        """Check what is typed; the problem is under the field."""
        text = self.field.problem()
        if not text:
            try:
                validate(self.item.key, self.typed())
            except BadInput as refused:
                text = refused.problems[0].problem
        self.show_problem(text)
        return not text

    def _edited(self) -> None:
        self.check()
        self.edited.emit()

    def _suggest(self) -> None:
        self.field.set_value(_readable(self.item.suggestion))
        self.field.setFocus()
        self._edited()


def _readable(value: Value) -> Value:
    """Return a value with {court} as {法院名称}."""
    return places.shown(value) if isinstance(value, str) else value


def _confirmed(view: SettingView) -> str:
    info = view.info
    if not info.confirmed:
        return "默认值，尚未确认" if info.value is not None else "未设定"
    day = info.confirmed_on.isoformat() if info.confirmed_on else ""
    source = f"，依据：{info.source}" if info.source else ""
    if not info.confirmed_by:
        return f"{day} 填写，没有写明谁确认{source}".strip()
    return f"✓ {info.confirmed_by} {day} 确认{source}"
