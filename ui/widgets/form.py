"""A form: labelled rows whose problems are shown beside the field.

Rows are made in one place, so that every field has its buddy and its accessible name.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from models.rules.problem import Problem
from models.rules.usable import Like
from models.services.arguments.shapes import Plain
from ui.widgets.fields import DateField, Field, LongField, TicksField
from ui.widgets.layout import GAP, bring, label, restyle

REQUIRED = "＊"
AnyField = TypeVar("AnyField", bound=Field)


class _Row:
    """One row: its label, its field, the line under the field."""

    def __init__(self, name: QLabel, field: Field, note: QLabel, required: bool, text: str) -> None:
        self.label = name
        self.field = field
        self.note = note
        self.required = required
        self.text = text
        self.hint = note.text()
        self.wrong = False

    def ask(self, text: str, *, required: bool) -> None:
        """Call the field otherwise, or ask for it; what was said of it before is taken back."""
        if (text, required) == (self.text, self.required):
            return
        self.text, self.required = text, required
        self.label.setText(f"{text}{REQUIRED}" if required else text)
        self.field.setAccessibleName(text)
        self.show(self.field.problem())

    def show(self, problem: str, kind: str = "problem") -> None:
        """Show a problem (or a warning) beside the field; without one the hint is there."""
        self.note.setText(problem or self.hint)
        restyle(self.note, kind if problem else "secondary")
        self.note.setVisible(bool(problem or self.hint))
        self.wrong = bool(problem) and kind == "problem"
        self.field.mark(wrong=self.wrong)


class Form(QWidget):
    """Labelled fields by name; checks while typing, never with a pop-up."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(GAP)
        self.grid.setColumnStretch(1, 1)
        self.rows: dict[str, _Row] = {}

    def add(
        self, name: str, text: str, field: AnyField, *, required: bool = False, hint: str = ""
    ) -> AnyField:
        """Add a row; `hint` is under the field while nothing is wrong with it."""
        title = QLabel(f"{text}{REQUIRED}" if required else text)
        title.setBuddy(field)
        field.setAccessibleName(text)
        target = field.focusProxy()
        if target is not None:
            target.setAccessibleName(text)
            target.setObjectName(f"field:{name}")
        note = label(hint, "secondary")
        line = self.grid.rowCount()
        tall = isinstance(field, LongField | TicksField)
        top = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        self.grid.addWidget(title, line, 0, top | Qt.AlignmentFlag.AlignRight)
        self.grid.addWidget(field, line, 1)
        self.grid.addWidget(note, line + 1, 1)
        note.setVisible(bool(hint))  # now: without a parent it would be a window of its own
        row = _Row(title, field, note, required, text)
        self.rows[name] = row
        field.edited.connect(lambda: self._edited(row))
        return field

    def add_heading(self, text: str) -> None:
        """Add the title of the rows that follow."""
        self.grid.addWidget(label(text, "subtitle"), self.grid.rowCount(), 0, 1, 2)

    def _edited(self, row: _Row) -> None:
        problem = row.field.problem()
        row.show(problem or row.field.remark(), "problem" if problem else "warning")
        self.edited.emit()

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return self.rows[name].field

    def show_row(self, name: str, *, shown: bool) -> None:
        """Show or hide a row; a hidden row has no value and no problem."""
        row = self.rows[name]
        row.label.setVisible(shown)
        row.field.setVisible(shown)
        row.note.setVisible(shown and bool(row.note.text()))

    def values(self) -> dict[str, Plain]:
        """Return the values of the rows that are shown."""
        return {n: r.field.value() for n, r in self.rows.items() if not r.field.isHidden()}

    def like(self) -> dict[str, Like]:
        """Return an example of what a draft keeps of the form."""
        return {name: row.field.like() for name, row in self.rows.items()}

    def set_values(self, values: Mapping[str, Plain]) -> None:
        """Show values; unknown names are left out."""
        for name, value in values.items():
            if name in self.rows:
                self.rows[name].field.set_value(value)

    def unusual_dates(self) -> list[str]:
        """Return which of the shown dates are to be asked about, each with its field's name."""
        found: list[str] = []
        for row in self.rows.values():
            if isinstance(row.field, DateField) and not row.field.isHidden():
                why = row.field.unusual()
                found += [f"{row.text}：{why}"] * bool(why)
        return found

    def check(self) -> bool:
        """Mark every wrong or missing field and go to the first; True when there is none."""
        for row in self.rows.values():
            if row.field.isHidden():
                continue
            problem = row.field.problem()
            if not problem and row.required and row.field.empty():
                problem = f"请填写{row.text}"
            row.show(problem)
        return not self.go_to_fault()

    def go_to_fault(self) -> bool:
        """Bring the first field that is marked as wrong into sight; False when there is none."""
        for row in self.rows.values():
            part = row.field.faulty()
            if (row.wrong or part) and not row.field.isHidden():
                bring(*(part or (row.field, row.note)))
                return True
        return False

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show refusals beside their fields; returns those that belong to no field here."""
        rest: list[Problem] = []
        for one in problems:
            name = next((n for n in self.rows if _belongs(one.field, n)), None)
            if name is None or self.rows[name].field.isHidden():
                rest.append(one)
                continue
            self.rows[name].show(one.problem)
        self.go_to_fault()
        return rest

    def warn(self, name: str, text: str) -> None:
        """Show a warning beside a field; it blocks nothing."""
        if name in self.rows:
            self.rows[name].show(text, "warning")


def _belongs(path: str, name: str) -> bool:
    """Whether a problem's field path is this field, or a part of it, or its last part."""
    return path == name or path.startswith((f"{name}.", f"{name}[")) or name.endswith(f".{path}")
