"""The dialogs of a ledger: a new row, or some fields of one that is there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from models.queries.lists.ledger import EntryRow
from models.queries.people import Person
from models.rules.ledgers import Dialog, Kind, LedgerDef, LedgerField
from models.services.arguments.shapes import Plain
from models.services.office.ledgers import record_entry, update_entry
from ui.shell.context import Context
from ui.widgets.dialog import FormDialog, Plan
from ui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LongField,
    NumberField,
    TextField,
    TickField,
    TicksField,
)

NOBODY = "请先在“名册”登记工作人员"


class EntryDialog(FormDialog):
    """Everything that can be preset is preset, so that a row takes under a minute."""

    def __init__(
        self,
        context: Context,
        ledger: LedgerDef,
        dialog: Dialog,
        people: Sequence[Person],
        row: EntryRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        explain = dialog.explain
        if row is not None:
            called = f"{row.entry.called}　{row.entry.day.isoformat()} {ledger.title}"
            explain = f"{called}\n{explain}" if explain else called
        super().__init__(dialog.button, context.worker, parent, explain, ledger.id)
        self._ledger, self._row = ledger, row
        self._fields = [ledger.field(name) for name in dialog.fields]
        group = ""
        for field in self._fields:
            if field.group != group:
                group = field.group
                self.form.add_heading(group)
            self._add(field, context.today(), people)
        self.form.set_values(self._preset(context, people) if row is None else _values(row))
        self._dirty = False
        self.resize(660, 640 if len(self._fields) > HALF else 380)

    def _add(self, field: LedgerField, today: date, people: Sequence[Person]) -> None:
        hint = field.hint
        if field.kind is Kind.STAFF and not any(one.active for one in people):
            hint = NOBODY
        made = make_field(field, today, self._offered(field, people))
        self.form.add(field.id, field.label, made, required=field.required, hint=hint)

    def _offered(self, field: LedgerField, people: Sequence[Person]) -> list[Choice]:
        """Return what can be chosen; a value that the row has already stays among it."""
        now = self._row.entry.values.get(field.id) if self._row else None
        if field.kind is Kind.STAFF:
            return [(one.id, one.name) for one in people if one.active or one.id == now]
        offered: list[Choice] = list(field.choices.items())
        if field.kind is Kind.CHOICE and isinstance(now, str) and now and now not in field.choices:
            offered.append((now, now))
        return offered

    def _preset(self, context: Context, people: Sequence[Person]) -> dict[str, Plain]:
        mine = next((p.id for p in people if p.active and p.name == context.actor), None)
        starts: dict[str, Plain] = {"today": context.today(), "actor": mine, "": None}
        return {
            one.id: one.default if starts[one.start] is None else starts[one.start]
            for one in self._fields
        }

    def command(self, values: dict[str, Plain]) -> Plan:
        """Enter the row, or write what was changed in it."""
        if self._row is None:
            return record_entry, (self._ledger.id, values), {}
        return update_entry, (self._ledger.id, self._row.entry.id, values), {}


HALF = 5  # fields that need no tall window


def make_field(field: LedgerField, today: date, offered: Sequence[Choice]) -> Field:
    """Return the input of a field."""
    match field.kind:
        case Kind.LONG:
            return LongField(field.lines, field.limit)
        case Kind.DATE:
            return DateField(today)
        case Kind.CHOICE if field.required or field.default:
            return ChoiceField(offered)
        case Kind.CHOICE:
            return ChoiceField([("", field.unset or "（未选）"), *offered])
        case Kind.CHOICES:
            return TicksField(offered)
        case Kind.STAFF:
            return ChoiceField(offered, optional=True)  # nobody is named unasked
        case Kind.BOOL:
            return TickField(field.tick)
        case Kind.INT | Kind.YUAN:
            return NumberField(yuan=field.kind is Kind.YUAN)
        case Kind.TEXT | Kind.PARTY | Kind.CASE:
            return TextField(field.limit)


def _values(row: EntryRow) -> dict[str, Plain]:
    """Return what is in the row as its dialog shows it: a case by its number."""
    fields = row.entry.ledger.fields
    return {
        one.id: row.texts[one.id] if one.kind is Kind.CASE else row.entry.values[one.id]
        for one in fields
    }
