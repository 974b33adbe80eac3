"""Fields that are checked while they are typed: red keeps out, amber only asks to rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QWidget

from models.queries import signs
from models.queries.signs import Tone
from models.rules.dates import read_date
from models.rules.events import Json
from models.rules.intake import checks
from models.rules.intake.checks import check_field
from models.rules.intake.fields import FieldDef, Kind, Value
from models.rules.intake.parties import LISTS
from ui.widgets.fields import (
    ChoiceField,
    DateField,
    Field,
    LongField,
    NumberField,
    TextField,
    TickField,
    plain,
)
from ui.widgets.form import REQUIRED, Form
from ui.widgets.values import text

LABEL_WIDTH = 84
COLUMN_GAP = 20
ANSWERS = ((None, "未询问"), (False, "否"), (True, "是"))


@dataclass
class About:
    """What one section must know of another: checks and lists depend on it."""

    today: date
    received_on: date | None = None
    kind: str = "adjudication"
    patent_kind: str = ""
    # The names of the parties of each list, by their keys.
    parties: dict[str, dict[str, str]] = field(
        default_factory=lambda: dict[str, dict[str, str]]((name, {}) for name in LISTS)
    )

    @property
    def everybody(self) -> dict[str, str]:
        """All parties by their keys, requesters first."""
        return {key: name for people in self.parties.values() for key, name in people.items()}


def typed(one: Field) -> Json:
    """Return what is in a field, texts and dates as typed."""
    if isinstance(one, LongField):
        return plain(one.edit.toPlainText())
    if isinstance(one, TextField):
        return plain(one.edit.text()).replace("\n", " ")
    return one.typed()


def make(rule: FieldDef, about: About) -> Field:
    """Return the input of a field of the table."""
    if rule.kind is Kind.CHOICE:
        # What is commonest comes first: it decides the rest of the card.
        codes = sorted(rule.names, key=lambda code: code != rule.start)
        blank = [(None, rule.empty)] if rule.empty else []
        return ChoiceField([*blank, *((code, rule.names[code]) for code in codes)])
    if rule.kind is Kind.ANSWER:
        return ChoiceField(ANSWERS)
    if rule.kind is Kind.PARTY:
        return ChoiceField(list(about.everybody.items()))
    if rule.kind is Kind.TICK:
        return TickField(rule.text)
    if rule.kind is Kind.DAY:
        return DateField(about.today)
    if rule.kind.many_lines:
        long = LongField(rule.rows)
        long.edit.setFixedHeight(long.edit.minimumHeight())  # it scrolls inside
        return long
    one = NumberField() if rule.kind is Kind.COUNT else TextField()
    one.edit.setPlaceholderText(rule.placeholder)
    return one


class CheckedForm(QWidget):
    """The fields of one card in two columns; `changed` names the field typed into."""

    changed = Signal(str)

    def __init__(
        self, part: str, rules: Sequence[FieldDef], about: About, columns: int = 2
    ) -> None:
        super().__init__()
        self.about = about
        self.setProperty("help", f"intake.{part}".rstrip("."))
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(COLUMN_GAP)
        self.forms: list[Form] = []
        for _ in range(columns):
            form = Form()
            form.grid.setColumnMinimumWidth(0, LABEL_WIDTH)
            line.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
            self.forms.append(form)
        self.rules = {rule.id: rule for rule in rules}
        self.where: dict[str, Form] = {}
        self.kept: dict[str, Json] = {}
        # Not isHidden(): a card that was just made is hidden until the next turn of the loop.
        self._left_out: set[str] = set()
        self._loading = False
        for rule in rules:
            self._add(rule)
        self.follow()

    def _add(self, rule: FieldDef) -> None:
        form, one = self.forms[rule.column], make(rule, self.about)
        # A field of a part that may be missing as a whole is not asked for by a star.
        starred = rule.required and not rule.parent and rule.kind is not Kind.CHOICE
        form.add(rule.id, rule.label, one, required=starred, hint=rule.hint)
        self.where[rule.id] = form
        if isinstance(one, ChoiceField):
            # A long name of a choice must not push the page wider than the window.
            one.box.setMinimumContentsLength(6)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            one.box.setSizeAdjustPolicy(policy)
        one.edited.connect(partial(self._edited, rule.id))

    def field(self, name: str) -> Field:
        """Return a field."""
        return self.where[name].field(name)

    def text_field(self, name: str) -> TextField:
        """Return a field that holds one line of text."""
        one = self.field(name)
        assert isinstance(one, TextField), name
        return one

    def code(self, name: str) -> str:
        """Return the code that is chosen in a field, "" for none."""
        return text(self.field(name).value())

    def value(self, name: str) -> Json:
        """Return what is in one field, None when it is not shown."""
        return typed(self.field(name)) if self.shown(name) else None

    def text(self, name: str) -> str:
        """Return the text in one field without blanks at its ends, "" when it is not shown."""
        return text(self.value(name)).strip()

    def values(self) -> dict[str, Json]:
        """Return what is in the fields that are shown, with what there is no field for."""
        shown = {name: typed(self.field(name)) for name in self.where if self.shown(name)}
        return self.kept | shown

    def shown(self, name: str) -> bool:
        """Whether a field belongs to the request as it is now."""
        return name not in self._left_out

    def set_values(self, values: Mapping[str, Json]) -> None:
        """Show these values; a name that is not given is emptied, an unknown one kept aside."""
        self.kept = {name: value for name, value in values.items() if name not in self.rules}
        self._loading = True
        try:
            for name in self.where:
                one, value = self.field(name), values.get(name)
                if value in (None, "") and isinstance(one, ChoiceField):
                    one.box.setCurrentIndex(0)
                else:
                    one.set_value(value)
        finally:
            self._loading = False
        self.follow()
        self.check_all()

    def follow(self) -> None:
        """Show the fields that belong to what is chosen, under the names they have then."""
        choices = [n for n in self.where if self.rules[n].kind is Kind.CHOICE]
        codes = {name: self.code(name) for name in choices}
        for name, rule in self.rules.items():
            stays = rule.stays and not self.field(name).empty()
            self._show_row(name, shown=stays or rule.shown(codes, self.about.kind))
            if rule.labels:
                self._rename(name, rule.label_for(codes.get("kind", "")))

    def _show_row(self, name: str, *, shown: bool) -> None:
        if shown == self.shown(name):
            return
        self.where[name].show_row(name, shown=shown)
        self._left_out ^= {name}
        if shown:
            self.check(name, empty=False)

    def _rename(self, name: str, text: str) -> None:
        row = self.where[name].rows[name]
        if row.text != text:
            row.label.setText(f"{text}{REQUIRED}" if row.required else text)
            row.text = text
            row.field.setAccessibleName(text)
            row.field.input.setAccessibleName(text)

    def _edited(self, name: str) -> None:
        if not self._loading:  # then all are checked at the end
            self.check(name)
            if self.rules[name].kind is Kind.CHOICE:
                self.follow()
            for other, rule in self.rules.items():
                if checks.depends_on(rule, name):
                    self.check(other, empty=False)
        self.changed.emit(name)

    def _beside(self) -> dict[str, Value]:
        """Return what the checks of one field may look at in the others."""
        return {
            name: self.day(name) if rule.kind is Kind.DAY else self.code(name)
            for name, rule in self.rules.items()
            if rule.kind in (Kind.DAY, Kind.CHOICE)
        }

    def day(self, name: str) -> date | None:
        """Return the day that is typed into a field, None when it is none."""
        given = self.text(name)
        return read_date(given, self.about.today).value if given else None

    def check(self, name: str, *, empty: bool = True) -> None:
        """Check one field and show what is found beside it."""
        if not self.shown(name):
            return
        row = self.where[name].rows[name]
        given = typed(row.field)
        chosen = isinstance(row.field, ChoiceField | TickField)
        if chosen or not isinstance(given, str) or not (empty or given.strip()):
            row.show("")
            return
        received = None if name == "received_on" else self.about.received_on
        about = checks.About(self.about.today, received, self._beside())
        found = check_field(self.rules[name], given, about)
        wrong = [f.text for f in found if f.level == "error"]
        hints = [f.text for f in found if f.level != "error"]
        hint = signs.with_sign(Tone.WARNING, "；".join(hints))
        row.show(wrong[0] if wrong else hint, Tone.PROBLEM if wrong else Tone.WARNING)

    def check_all(self) -> None:
        """Check what has been typed; what is empty waits for the check of the whole."""
        for name in self.where:
            self.check(name, empty=False)

    def check_days(self) -> None:
        """Check the days again: the day of receipt may be another one."""
        for name, rule in self.rules.items():
            if rule.kind is Kind.DAY:
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
