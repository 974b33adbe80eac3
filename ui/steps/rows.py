"""A list of records inside a form: a table of short fields, or blocks with long texts.

Rows are added and removed with buttons that the keyboard reaches; a fixed list (one row per party,
per panel member, per criterion) has neither. Problems are under their own row.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.rules.events import Json
from models.rules.usable import Like
from models.services.arguments.shapes import Plain
from ui.steps.spec import FieldSpec
from ui.widgets.fields import ChoiceField, DateField, Field, LongField, TicksField
from ui.widgets.layout import GAP, button, clear, label
from ui.widgets.values import as_json, mappings

Make = Callable[[FieldSpec], Field]
Start = Callable[[FieldSpec], Plain]
CAPTION = "caption"
NARROW = 96
SEVERAL, ROW_CHOICE = 4, 5  # fields in a row; then characters of a choice in it
DAY_FRAME = 50  # px beside the text of a day: its frame and the button of the calendar
CAPTION_WIDTH = 210


class Row:
    """One record: its fields by name, what it keeps unseen, the line of its problems."""

    def __init__(self, fields: dict[str, Field], kept: dict[str, Plain]) -> None:
        self.fields = fields
        self.kept = kept
        self.note = label("", "problem")
        self.note.hide()
        self.faulty: Field | None = None

    @property
    def caption(self) -> str:
        """What the row is about, when it was given."""
        return str(self.kept.get(CAPTION, ""))

    def value(self) -> dict[str, Plain]:
        """Return the record."""
        kept = {k: v for k, v in self.kept.items() if k != CAPTION}
        return kept | {name: field.value() for name, field in self.fields.items()}

    def typed(self) -> dict[str, Json]:
        """Return the record as a draft keeps it, with what it is about."""
        kept = {name: as_json(one) for name, one in self.kept.items()}
        return kept | {name: field.typed() for name, field in self.fields.items()}

    def like(self) -> dict[str, Like]:
        """Return an example of the record."""
        kept = {name: as_json(one) for name, one in self.kept.items()}
        return kept | {name: field.like() for name, field in self.fields.items()}

    def problem(self) -> tuple[str, str]:
        """Return the first field in which what is typed is wrong, and what is; "" for none."""
        wrong = ((name, field.problem()) for name, field in self.fields.items())
        return next((one for one in wrong if one[1]), ("", ""))

    def show(self, problem: str, name: str = "") -> None:
        """Show a problem under the row and mark its field."""
        self.faulty = self.fields.get(name, next(iter(self.fields.values()))) if problem else None
        self.note.setText(problem)
        self.note.setVisible(bool(problem))
        for one, field in self.fields.items():
            field.mark(wrong=bool(problem) and one == name)


class RowsField(Field):
    """A list of dicts, typed row by row; `start` gives a new row's first values."""

    def __init__(
        self, spec: FieldSpec, make: Make, start: Start, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.setObjectName(f"field:{spec.name}")  # of the table as a whole, for F1
        self.rows: list[Row] = []
        self._make = make
        self._start = start
        self._shown: list[QWidget] = []
        self._left_out: frozenset[str] = frozenset()
        self.input = QFrame()
        self.body = QVBoxLayout(self.input)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GAP)
        self.column.addWidget(self.input)
        self.add_button = button(spec.add or "增加一行", self.add_by_hand)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self.column.addLayout(line)
        # Now: without a parent it would be a window of its own.
        self.add_button.setVisible(not spec.fixed)

    # ---- values

    def value(self) -> Sequence[Mapping[str, Plain]]:
        """Return the records in their order."""
        out = self._left_out
        return [{k: v for k, v in row.value().items() if k not in out} for row in self.rows]

    def typed(self) -> list[Json]:
        """Return the records as a draft keeps them."""
        return [row.typed() for row in self.rows]

    def like(self) -> list[dict[str, Like]]:
        """Return examples of the records."""
        return [row.like() for row in self.rows]

    def set_value(self, value: Plain) -> None:
        """Show these records instead of what was there."""
        for row in self.rows:
            self._let_go(row)
        self.rows = [self._row(one) for one in mappings(value)]
        self._arrange()

    def problem(self) -> str:
        """Say what is wrong with what is typed, naming its row."""
        for number, row in enumerate(self.rows):
            name, wrong = row.problem()
            if wrong:
                return f"{self._title(number)}{self._label(name)}：{wrong}"
        return ""

    def mark(self, *, wrong: bool) -> None:
        """Show under each row what is wrong in it, or take away all that was said of them."""
        super().mark(wrong=wrong)
        for row in self.rows:
            name, problem = row.problem()
            if problem or not wrong:
                row.show(f"{self._label(name)}：{problem}" if problem else "", name)

    def faulty(self) -> tuple[QWidget, QWidget] | None:
        """Return the marked field of the first row of which something is said."""
        return next(((row.faulty, row.note) for row in self.rows if row.faulty), None)

    def empty(self) -> bool:
        """Whether there is no row."""
        return not self.rows

    def first_empty(self) -> Field | None:
        """Return the first field of a row that is still to be filled in."""
        asked = [one.name for one in self._specs if one.required]
        cells = (row.fields[name] for row in self.rows for name in asked)
        return next((field for field in cells if field.empty()), None)

    def complete(self) -> bool:
        """Mark every required field left empty, under its row; True when there is none."""
        good = True
        for row in self.rows:
            lacking = [
                one for one in self.spec.fields if one.required and row.fields[one.name].empty()
            ]
            first = lacking[0] if lacking else None
            row.show(
                f"请填写{'、'.join(o.label for o in lacking)}" if lacking else "",
                first.name if first else "",
            )
            good = good and not lacking
        return good

    def show_problem(self, number: int, name: str, problem: str) -> bool:
        """Show a refusal under a row; False when there is no such row."""
        if number >= len(self.rows):
            return False
        self.rows[number].show(problem, name)
        return True

    def setFocus(  # noqa: N802 - Qt's name
        self, _reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Go to the first field of the first row, or to the button that adds one."""
        if self.rows:
            next(iter(self.rows[0].fields.values())).setFocus()
        else:
            self.add_button.setFocus()

    def leave_out(self, names: frozenset[str]) -> None:
        """Hide these fields of every row; they keep what was typed but have no value."""
        if names != self._left_out:
            self._left_out = names
            self._arrange()

    @property
    def _specs(self) -> list[FieldSpec]:
        return [spec for spec in self.spec.fields if spec.name not in self._left_out]

    # ---- rows

    def add_by_hand(self) -> None:
        """Add an empty row and go to it."""
        self.rows.append(self._row({}))
        self._arrange()
        next(iter(self.rows[-1].fields.values())).setFocus()
        self.edited.emit()

    def remove(self, row: Row) -> None:
        """Take a row away; the focus goes to the button that adds one."""
        self.rows.remove(row)
        self._let_go(row)
        self._arrange()
        self.add_button.setFocus()
        self.edited.emit()

    def _row(self, values: Mapping[str, Plain]) -> Row:
        fields: dict[str, Field] = {}
        for spec in self.spec.fields:
            field = self._make(spec)
            field.set_value(values[spec.name] if spec.name in values else self._start(spec))
            field.edited.connect(self.edited.emit)
            if spec.narrow or spec.type in ("bool", "int"):
                field.setMaximumWidth(NARROW)
            if isinstance(field, ChoiceField) and len(self.spec.fields) > SEVERAL:
                first = spec is self.spec.fields[0]  # what the row is about
                field.box.setMinimumContentsLength((3 if first else 2) * ROW_CHOICE)
            if isinstance(field, DateField):  # a whole day is seen, also in large type
                wide = field.fontMetrics().horizontalAdvance("2026-12-30")
                field.setMinimumWidth(wide + DAY_FRAME)
            fields[spec.name] = field
        names = {spec.name for spec in self.spec.fields}
        return Row(fields, {k: v for k, v in values.items() if k not in names})

    def _let_go(self, row: Row) -> None:
        for widget in [*row.fields.values(), row.note]:
            widget.setParent(None)
            widget.deleteLater()

    def _title(self, number: int) -> str:
        row = self.rows[number]
        if row.caption:
            return f"{row.caption} "
        return f"{(self.spec.item or '第{}行').format(number + 1)} "

    def _label(self, name: str) -> str:
        return next(f.label for f in self.spec.fields if f.name == name)

    # ---- layout

    def _arrange(self) -> None:
        again = self.body.count() > 0
        for row in self.rows if again else ():
            # Ours: not to be thrown away with the old layout.
            for widget in [*row.fields.values(), row.note]:
                widget.setParent(self.input)
        clear(self.body)
        if not self.rows:
            return
        made = [self._block(n, r) for n, r in enumerate(self.rows)] if self.spec.blocks else []
        for widget in made or [self._table()]:
            self.body.addWidget(widget)
            widget.setVisible(True)  # at once, so that the focus can go there
        for number, row in enumerate(self.rows):
            for name, field in row.fields.items():
                if again or name in self._left_out:
                    field.setVisible(name not in self._left_out)
            if row.note.isHidden() == bool(row.note.text()):
                row.note.setVisible(bool(row.note.text()))
            self._name(number, row)

    def _name(self, number: int, row: Row) -> None:
        for name, field in row.fields.items():
            text = f"{self._title(number)}{self._label(name)}"
            field.setAccessibleName(text)
            target = field.focusProxy()
            if target is not None:
                target.setAccessibleName(text)
                target.setObjectName(f"field:{self.spec.name}[{number}].{name}")

    def _remove_button(self, number: int, row: Row) -> QWidget:
        name = f"删除{self._title(number).strip()}"
        return button("删除", lambda: self.remove(row), "link", name)

    def _table(self) -> QWidget:
        table = QWidget(self.input)
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        below = [f for f in self._specs if self._goes_below(f)]
        beside = [f for f in self._specs if f not in below]
        for place, text in enumerate(["", *(f.label for f in beside)]):
            shown = self.spec.caption if not place else text
            grid.addWidget(label(shown, "secondary", wrap=False), 0, place)
        for number, row in enumerate(self.rows):
            line = number * 3 + 1
            shown = label(self._title(number).strip(), wrap=bool(row.caption))
            if row.caption:
                shown.setMinimumWidth(CAPTION_WIDTH)
            grid.addWidget(shown, line, 0)
            for place, spec in enumerate(beside, start=1):
                grid.addWidget(row.fields[spec.name], line, place)
                grid.setColumnStretch(place, 2 if spec.type in ("text", "long") else 0)
            if not self.spec.fixed:
                grid.addWidget(self._remove_button(number, row), line, len(row.fields) + 1)
            if below:
                words = QHBoxLayout()
                for spec in below:
                    words.addWidget(label(spec.label, "secondary", wrap=False))
                    words.addWidget(row.fields[spec.name], 1)
                grid.addLayout(words, line + 1, 1, 1, len(beside))
            grid.addWidget(row.note, line + 2, 1, 1, len(row.fields))
        return table

    def _goes_below(self, spec: FieldSpec) -> bool:
        """Whether a text has its own line: beside many fields a few letters of it were seen."""
        crowded = len(self._specs) > SEVERAL and not self.spec.fixed
        return crowded and spec.type == "text"

    def _block(self, number: int, row: Row) -> QWidget:
        block = QFrame(self.input)
        block.setObjectName("card")
        column = QVBoxLayout(block)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(self._title(number).strip(), "secondary"), 1)
        if not self.spec.fixed:
            head.addWidget(self._remove_button(number, row))
        column.addLayout(head)
        for group in _lines(self._specs, row.fields):
            line = QHBoxLayout()
            line.setSpacing(GAP)
            for spec in group:
                field = row.fields[spec.name]
                name = QLabel(f"{spec.label}＊" if spec.required else spec.label)
                name.setBuddy(field)
                tall = isinstance(field, LongField | TicksField)
                line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag(0))
                line.addWidget(field, 3 if spec.type == "text" else 2)
            column.addLayout(line)
        column.addWidget(row.note)
        return block


def _lines(specs: Sequence[FieldSpec], fields: Mapping[str, Field]) -> list[list[FieldSpec]]:
    """Put short fields side by side; a long one has its own line."""
    lines: list[list[FieldSpec]] = [[]]
    for spec in specs:
        if isinstance(fields[spec.name], LongField | TicksField):
            lines += [[spec], []]
        else:
            lines[-1].append(spec)
    return [line for line in lines if line]
