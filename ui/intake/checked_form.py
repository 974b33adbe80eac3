"""Fields that are checked in words while they are typed: red keeps out, amber only asks to look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from models.rules.events import Json
from models.rules.intake.fields import Context, check_field
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LongField,
    TextField,
    TickField,
    plain,
)
from ui.widgets.form import Form
from ui.widgets.layout import Card
from ui.widgets.values import record, text
from ui.widgets.wheel import guard

LABEL_WIDTH = 84
COLUMN_GAP = 20
AnyField = TypeVar("AnyField", bound=Field)


@dataclass
class About:
    """What one section must know of another: checks and lists depend on it."""

    today: date
    received_on: date | None = None
    filed_on: date | None = None
    kind: str = "adjudication"
    patent_kind: str = ""
    parties: dict[str, str] = field(default_factory=dict)  # "requester:1" -> its name

    def values(self) -> dict[str, str | date | None]:
        """Return the context of `check_field`."""
        return {
            "as_of": self.today,
            "received_on": self.received_on,
            "filed_on": self.filed_on,
            "patent_kind": self.patent_kind,
        }


def typed(one: Field) -> Json:
    """Return what stands in a field, texts and dates as typed."""
    if isinstance(one, LongField):
        return plain(one.edit.toPlainText())
    if isinstance(one, TextField):
        return plain(one.edit.text()).replace("\n", " ")
    if isinstance(one, DateField):
        return one.edit.text()
    return one.typed()


class CheckedForm(QWidget):
    """Two columns of labelled fields under one name each; `changed` names the field typed into."""

    changed = Signal(str)

    def __init__(self, prefix: str, about: About, columns: int = 2) -> None:
        super().__init__()
        self.prefix = prefix
        self.about = about
        self.setProperty("help", f"intake.{prefix}".rstrip("."))
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(COLUMN_GAP)
        self.forms: list[Form] = []
        for _ in range(columns):
            form = Form()
            form.grid.setColumnMinimumWidth(0, LABEL_WIDTH)
            line.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
            self.forms.append(form)
        self.where: dict[str, Form] = {}
        # Not isHidden(): a card that was just made is hidden until the next turn of the loop.
        self._left_out: set[str] = set()
        self.extra: dict[str, Callable[[], Context]] = {}
        self._loading = False

    def add(
        self,
        name: str,
        text: str,
        one: AnyField,
        column: int = 0,
        *,
        required: bool = False,
        hint: str = "",
    ) -> AnyField:
        """Add a field (see Form.add)."""
        self.forms[column].add(name, text, one, required=required, hint=hint)
        self.where[name] = self.forms[column]
        if isinstance(one, ChoiceField):
            guard(one.box)
            # A long name of a choice must not push the page wider than the window.
            one.box.setMinimumContentsLength(6)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            one.box.setSizeAdjustPolicy(policy)
        one.edited.connect(partial(self._edited, name))
        return one

    def field(self, name: str) -> Field:
        """Return a field."""
        return self.where[name].field(name)

    def value(self, name: str) -> Json:
        """Return what stands in one field, None when it is not shown."""
        return typed(self.field(name)) if self.shown(name) else None

    def text(self, name: str) -> str:
        """Return the text in one field without blanks at its ends, "" when it is not shown."""
        return text(self.value(name)).strip()

    def values(self) -> dict[str, Json]:
        """Return what stands in the fields that are shown."""
        return {name: typed(self.field(name)) for name in self.where if self.shown(name)}

    def shown(self, name: str) -> bool:
        """Whether a field belongs to the request as it is now."""
        return name not in self._left_out

    def set_values(self, values: Mapping[str, Json]) -> None:
        """Show these values; a name that is not given is emptied."""
        self._loading = True
        try:
            for name in self.where:
                one, value = self.field(name), values.get(name)
                if value is None and isinstance(one, ChoiceField):
                    one.box.setCurrentIndex(0)
                else:
                    one.set_value(value)
        finally:
            self._loading = False
        self.check_all()

    def show_row(self, name: str, *, shown: bool) -> None:
        """Show or hide a field."""
        self.where[name].show_row(name, shown=shown)
        if shown:
            self._left_out.discard(name)
        else:
            self._left_out.add(name)

    def rename(self, name: str, text: str) -> None:
        """Give a field another label."""
        row = self.where[name].rows[name]
        row.label.setText(text)
        row.text = text
        row.field.setAccessibleName(text)
        if (target := row.field.focusProxy()) is not None:
            target.setAccessibleName(text)

    def _edited(self, name: str) -> None:
        if not self._loading:  # then all are checked at the end
            self.check(name)
        self.changed.emit(name)

    def check(self, name: str, *, empty: bool = True) -> None:
        """Check one field and show what is found beside it."""
        row = self.where[name].rows[name]
        given = typed(row.field)
        if not isinstance(given, str) or isinstance(row.field, ChoiceField | TickField):
            row.show("")
            return
        if not given.strip() and not empty:
            row.show("")
            return
        about = self.about.values()
        if name in self.extra:
            about |= self.extra[name]()
        path = f"{self.prefix}.{name}".strip(".").replace("operator_", "operator.")
        found = check_field(path, given, about)
        wrong = [f.text for f in found if f.level == "error"]
        hints = [f.text for f in found if f.level != "error"]
        hint = f"⚠ {'；'.join(hints)}" if hints else ""
        row.show(wrong[0] if wrong else hint, "problem" if wrong else "warning")

    def check_all(self) -> None:
        """Check what has been typed; what is empty waits for the check of the whole."""
        for name in self.where:
            self.check(name, empty=False)

    def show_problem(self, name: str, text: str, kind: str = "problem") -> bool:
        """Show a refusal beside its field; False when there is no such field."""
        if name not in self.where or not self.shown(name):
            return False
        self.where[name].rows[name].show(text, kind)
        return True

    def target(self, name: str) -> QWidget | None:
        """Return the input to put the cursor into."""
        if name in self.where and self.shown(name):
            return self.field(name).focusProxy()
        return next((self.field(n).focusProxy() for n in self.where if self.shown(n)), None)


class Section(Card):
    """A card of the request that knows its values and where its fields are."""

    edited = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self.setAccessibleName(heading)

    def values(self) -> Json:
        """Return what stands in the section."""
        return {}

    def set_values(self, values: Json) -> None:
        """Show values."""

    def refresh(self) -> None:
        """Follow what other sections say (`About`)."""

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field."""
        return None

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return False


class FormSection(Section):
    """A section that is one checked form."""

    def __init__(self, heading: str, prefix: str, about: About, columns: int = 2) -> None:
        super().__init__(heading)
        self.about = about
        self.form = CheckedForm(prefix, about, columns)
        self.form.changed.connect(self._changed)
        self.body.addWidget(self.form)

    def _changed(self, name: str) -> None:
        self.edited.emit()

    def values(self) -> dict[str, Json]:
        """Return what stands in the fields."""
        return self.form.values()

    def set_values(self, values: Json) -> None:
        """Show values."""
        self.form.set_values(record(values))

    def target(self, index: int | None, name: str) -> QWidget | None:
        """Return the input of a field."""
        return self.form.target(name)

    def show_problem(self, index: int | None, name: str, text: str) -> bool:
        """Show a refusal beside its field."""
        return self.form.show_problem(name, text)


def column_in(card: Card) -> QVBoxLayout:
    """Return a column inside a card, for cards in the card."""
    column = QVBoxLayout()
    column.setSpacing(12)
    card.body.addLayout(column)
    return column
