# pyright: basic
"""The line under a day that says what saving would do to the periods of the case."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from models.services.arguments.shapes import Plain
from ui.widgets.fields import DateField, Field, LinesField, LongField, NumberField, TextField
from ui.widgets.form import Form
from ui.widgets.layout import label

UNTYPED = "（未填）"  # no period depends on what is written


class EffectLine:
    """Is under the day that was edited last, to begin with under the first."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._lines: dict[str, QLabel] = {}
        self._edited = ""

    def follow(self, name: str, field: Field) -> None:
        """Be under this field once it is edited, if it is a day."""

        def edited() -> None:
            self._edited = name

        field.edited.connect(edited)

    def clear(self) -> None:
        """Say nothing: something has been changed."""
        for name, line in self._lines.items():
            line.hide()
            self._described(name, "")

    def show(self, text: str) -> None:
        """Say what would happen; "" says nothing."""
        self.clear()
        name = self._under()
        if not text or not name:
            return
        line = self._lines.get(name) or self._made(name)
        line.setText(text)
        line.show()
        self._described(name, text)

    def _described(self, name: str, text: str) -> None:
        """Tell those who hear the field what is said below it."""
        field = self.form.field(name)
        assert isinstance(field, DateField)
        field.edit.setAccessibleDescription(text)

    def values(self) -> dict[str, Plain] | None:
        """Return what would be saved, None while a field is wrong or no day is asked for.

        Prose that is still to be written is made up.
        """
        shown = {n: r for n, r in self.form.rows.items() if not r.field.isHidden()}
        if not self._under() or any(row.field.problem() for row in shown.values()):
            return None
        missing = {n for n, r in shown.items() if r.required and r.field.empty()}
        if not all(_prose(shown[name].field) for name in missing):
            return None  # whom or what it is about is still to be chosen
        return {**self.form.values(), **dict.fromkeys(missing, UNTYPED)}

    def _under(self) -> str:
        days = [
            name
            for name, row in self.form.rows.items()
            if isinstance(row.field, DateField) and not row.field.isHidden()
        ]
        return self._edited if self._edited in days else next(iter(days), "")

    def _made(self, name: str) -> QLabel:
        """Put a line below the note of a row."""
        note, grid = self.form.rows[name].note, self.form.grid
        place = grid.getItemPosition(grid.indexOf(note))
        assert isinstance(place, tuple)
        made = self._lines[name] = label("", "secondary")
        made.setAccessibleName("对期限的影响")
        below = QVBoxLayout()
        below.addWidget(note)
        below.addWidget(made)
        grid.addLayout(below, place[0], place[1])
        return made


def _prose(field: Field) -> bool:
    return isinstance(field, TextField | LongField) and not isinstance(
        field, NumberField | LinesField
    )
