# pyright: basic
"""Input fields that know their own value, check it while it is typed, and say what is wrong.

Every field has `value()`, `set_value()`, `problem()` ("" when fine) and emits `edited`.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.canonical import plain as as_json
from models.rules.dates import DateRead, read_date, unusual
from models.rules.events import Json
from models.rules.text_checks import (
    LINE_LIMIT,
    REMOVED,
    TEXT_LIMIT,
    clean_text,
    text_problem,
    without_marks,
)
from models.rules.usable import Like, OneOf
from models.services.arguments.shapes import Plain
from ui.widgets.icons import icon
from ui.widgets.layout import label
from ui.widgets.values import items
from ui.widgets.wheel import combo

Choice = tuple[Plain, str]
WHOLE = re.compile(r"-?[0-9]{1,12}")
ADJUST = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
LEAST_CHOICE = 16  # half-width characters
YUAN = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")


# What Word and Excel put between lines, into empty table cells and around words.
PASTED = str.maketrans({"\v": "\n", "\f": "\n", "\a": None, "\u2028": "\n", "\u2029": "\n",
                        "\t": " ", "\u00a0": " "})  # fmt: skip


def plain(text: str) -> str:
    """Return pasted text with ordinary line ends and blanks."""
    return text.translate(PASTED)


def _removed(text: str) -> str:
    return REMOVED if without_marks(text) != text else ""


class Field(QWidget):
    """Base of all fields: a column with one focusable widget."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)

    def take(self, widget: QWidget) -> None:
        """Put the input widget in; it gets the focus of the field."""
        self.column.addWidget(widget)
        self.setFocusProxy(widget)
        self.input = widget

    def value(self) -> Plain:
        """Return the value as the services want it; None or "" when empty."""
        return None

    def set_value(self, value: Plain) -> None:
        """Show a value."""

    def typed(self) -> Json:
        """Return what is here as a draft keeps it: JSON that `set_value` brings back."""
        return as_json(self.value())

    def like(self) -> Like:
        """Return an example of what a draft keeps of it."""
        return self.typed()

    def problem(self) -> str:
        """Say what is wrong with what is typed; "" when nothing is."""
        return ""

    def remark(self) -> str:
        """Say what will be kept otherwise than it is typed; "" when nothing is."""
        return ""

    def empty(self) -> bool:
        """Whether nothing has been entered."""
        return self.value() in (None, "", [], ())

    def faulty(self) -> tuple[QWidget, QWidget] | None:
        """Return which part of it is marked as wrong and where that is said, None for no part."""
        return None

    def mark(self, *, wrong: bool) -> None:
        """Show or take away the red frame."""
        if self.input.property("wrong") != wrong:
            self.input.setProperty("wrong", wrong)
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)


class TextField(Field):
    """One line of text."""

    def __init__(self, limit: int = LINE_LIMIT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = limit
        self.edit = QLineEdit()
        self.edit.textEdited.connect(self.edited)
        self.take(self.edit)

    def value(self) -> str:
        """Return the text without blanks at its ends."""
        return clean_text(plain(self.edit.text())).replace("\n", " ").strip()

    def set_value(self, value: Plain) -> None:
        """Show a text."""
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)  # a long text shows its beginning

    def problem(self) -> str:
        """Refuse control characters and texts that are too long."""
        return text_problem(self.value(), self.limit)

    def remark(self) -> str:
        """Say that invisible characters are dropped."""
        return _removed(self.edit.text())


class LongField(Field):
    """Several lines of text; Tab goes on to the next field."""

    def __init__(
        self, lines: int = 4, limit: int = TEXT_LIMIT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.limit = limit
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(self.edit.fontMetrics().lineSpacing() * lines + 18)
        self.edit.textChanged.connect(self.edited.emit)
        self.take(self.edit)

    def value(self) -> str:
        """Return the text; line breaks stay."""
        return clean_text(plain(self.edit.toPlainText()), lines=True).strip()

    def set_value(self, value: Plain) -> None:
        """Show a text."""
        self.edit.setPlainText("" if value is None else str(value))

    def problem(self) -> str:
        """Refuse control characters and texts that are too long."""
        return text_problem(self.value(), self.limit, lines=True)

    def remark(self) -> str:
        """Say that invisible characters are dropped."""
        return _removed(self.edit.toPlainText())


class LinesField(LongField):
    """A list of texts, one per line."""

    def value(self) -> list[str]:
        """Return the lines that are not empty."""
        return [line.strip() for line in super().value().splitlines() if line.strip()]

    def set_value(self, value: Plain) -> None:
        """Show a list of texts."""
        self.edit.setPlainText("\n".join(str(line) for line in items(value)))

    def problem(self) -> str:
        """Check the whole text, then each line for itself."""
        found = [text_problem(super().value(), self.limit, lines=True)]
        found += (text_problem(line, self.limit, lines=True) for line in self.value())
        return next(filter(None, found), "")


class DateField(Field):
    """A day typed as 20260309, 3-9, 3月9日 …; shown in full when the field is left."""

    def __init__(self, today: date, parent: QWidget | None = None, *, years: int = 1) -> None:
        """`years` ahead of this one need not be asked about."""
        self.pick_action: QAction | None = None  # events come before it is there
        super().__init__(parent)
        self.today = today
        self.years = years
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("如 20260309、3-9、3月9日")
        self.edit.textEdited.connect(self.edited)
        self.edit.editingFinished.connect(self._tidy)
        self.take(self.edit)
        place = QLineEdit.ActionPosition.TrailingPosition
        act = self.pick_action = self.edit.addAction(icon("calendar"), place)
        act.setText("选择日期")
        act.triggered.connect(self.pick)

    def pick(self) -> None:
        """Open the month of the day that is typed, or of today."""
        from ui.widgets.days.picker import DayPicker  # loaded when somebody picks

        DayPicker(self.edit, self.value() or self.today, self._picked)

    def _picked(self, day: date) -> None:
        self.edit.setFocus()
        self.edit.setText(day.isoformat())
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Alt+Down opens the month, as it opens a list of choices."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the icon in the colours of the mode."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.pick_action:
            self.pick_action.setIcon(icon("calendar"))

    def _read(self) -> DateRead:
        return read_date(self.edit.text(), self.today)

    def _tidy(self) -> None:
        found = self._read().value if self.edit.text().strip() else None
        if found:
            self.edit.setText(found.isoformat())

    def value(self) -> date | None:
        """Return the day, None when empty or no day."""
        return self._read().value if self.edit.text().strip() else None

    def typed(self) -> str:
        """Return the text, also of half a day."""
        return self.edit.text()

    def set_value(self, value: Plain) -> None:
        """Show a day (a date or its ISO text)."""
        self.edit.setText("" if value is None else str(value))

    def unusual(self) -> str:
        """Say why the day is to be asked about, "" when it is not."""
        day = self.value()
        return unusual(day, self.today, self.years) if day else ""

    def problem(self) -> str:
        """Say why what is typed is no day."""
        return (self._read().problem or "") if self.edit.text().strip() else ""

    def empty(self) -> bool:
        """Whether nothing is typed (a wrong day is not nothing)."""
        return not self.edit.text().strip()


class NumberField(TextField):
    """A whole number; `yuan` takes 元 with two decimals and gives 分."""

    def __init__(self, *, yuan: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(20, parent)
        self.yuan = yuan
        if yuan:
            self.edit.setPlaceholderText("元")

    def _typed(self) -> str:
        """Return what is typed, full-width digits as plain ones, without marks between them."""
        text = unicodedata.normalize("NFKC", self.edit.text()).replace(",", "").strip()
        return text.removesuffix("元").strip() if self.yuan else text

    def value(self) -> int | None:
        """Return the number (分 when yuan), None when empty or no number."""
        found = (YUAN if self.yuan else WHOLE).fullmatch(self._typed())
        if found is None:
            return None
        return int(Decimal(found[0]) * (100 if self.yuan else 1))

    def typed(self) -> Json:
        """Return the number, or what is no number yet as it is typed."""
        number = self.value()
        return self.edit.text() or None if number is None else number

    def set_value(self, value: Plain) -> None:
        """Show a number."""
        if self.yuan and isinstance(value, int):
            value = f"{Decimal(value) / 100:.2f}"
        super().set_value(value)

    def problem(self) -> str:
        """Say that it is no number, too large, or less than 0."""
        typed = self._typed()
        if not typed:
            return ""
        number = self.value()
        if number is None:
            return "请填写金额，最多两位小数" if self.yuan else "请填写整数"
        return "不能小于0" if number < 0 else ""

    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.edit.text().strip()


class ChoiceField(Field):
    """One of a few values; typing the first character finds it."""

    def __init__(
        self, choices: Sequence[Choice], *, optional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = combo()
        offered = [(None, "（未选）"), *choices] if optional else list(choices)
        # The longest name must not push a form wider than its window.
        self.box.setSizeAdjustPolicy(ADJUST)
        longest = max((len(text) for _value, text in offered), default=0)
        self.box.setMinimumContentsLength(min(LEAST_CHOICE, 2 * longest))
        self.box.addItems([text for _value, text in offered])
        for place, (value, _text) in enumerate(offered):
            self.box.setItemData(place, value)
        self.box.currentIndexChanged.connect(self.edited)
        self.take(self.box)

    def value(self) -> Plain:
        """Return the chosen value."""
        return self.box.currentData()

    def set_value(self, value: Plain) -> None:
        """Choose a value; an unknown one changes nothing."""
        place = next((i for i in range(self.box.count()) if self.box.itemData(i) == value), -1)
        if place >= 0:
            self.box.setCurrentIndex(place)

    def like(self) -> OneOf:
        """Return what can be chosen."""
        return OneOf([as_json(self.box.itemData(n)) for n in range(self.box.count())])


class TickField(Field):
    """Yes or no."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(text)
        self.box.toggled.connect(self.edited)
        self.take(self.box)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Plain) -> None:
        """Tick it or not."""
        self.box.setChecked(bool(value))

    def empty(self) -> bool:
        """No is an answer."""
        return False


class TicksField(Field):
    """Any number of a few values, each with a box."""

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[tuple[Plain, QCheckBox]] = []
        for value, text in choices:
            box = QCheckBox(text)
            box.toggled.connect(self.edited)
            self.column.addWidget(box)
            self.boxes.append((value, box))
        self.input: QWidget = self.boxes[0][1] if self.boxes else self._nothing()
        self.setFocusProxy(self.input)

    def _nothing(self) -> QWidget:
        """Return what says that there is nothing to tick; it takes the cursor as a box would."""
        self.column.addWidget(made := label("没有可选的", "secondary"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def value(self) -> list[Plain]:
        """Return the ticked values."""
        return [value for value, box in self.boxes if box.isChecked()]

    def set_value(self, value: Plain) -> None:
        """Tick these values."""
        for one, box in self.boxes:
            box.setChecked(one in items(value))

    def like(self) -> list[OneOf]:
        """Return what can be ticked."""
        return [OneOf([as_json(one) for one, _box in self.boxes])]
