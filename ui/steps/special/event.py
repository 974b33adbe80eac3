"""Journal events: the fields follow the event that is chosen, from the classes of events."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtWidgets import QWidget

from models.queries.dialogs.context import StepContext
from models.rules.events.shapes import Kind, Part, Shape, parts_of
from models.rules.procedure.catalogue import journal_events
from models.services.arguments.shapes import Plain
from ui.shell.context import Context
from ui.steps.dialog import CommandDialog
from ui.steps.fields import make_field
from ui.steps.spec import DialogSpec, FieldSpec
from ui.widgets.fields import Choice, ChoiceField
from ui.widgets.values import text

# A field of an event that is called like an argument of the command is handed over with a “_”.
_TAKEN = {"kind", "on", "case_id"}
_TYPES = {
    Kind.TEXT: "text", Kind.ITEM: "text", Kind.DATE: "date", Kind.INT: "int", Kind.BOOL: "bool",
    Kind.PARTY: "party", Kind.CHOICE: "choice",
}  # fmt: skip


@cache
def event_types() -> dict[str, tuple[str, tuple[FieldSpec, ...]]]:
    """Return what can be recorded in the journal: name and fields by event type."""
    return {
        cls.type: (cls.label, tuple(_spec(part) for part in parts_of(cls)))
        for cls in journal_events()
    }


def _spec(part: Part) -> FieldSpec:
    """Return the field of a dialog for a field of an event."""
    kind = _type_of(part.shape)
    if part.shape.kind is Kind.TEXT and kind == "text" and not part.words.line:
        kind = "long"
    codes = part.shape.codes
    group = codes.__name__.lower() if codes else ""
    needed = part.needed
    return FieldSpec(part.key, part.words.label, kind, needed, choices=group, optional=not needed)


def _type_of(shape: Shape) -> str:
    if shape.many:
        return "parties" if shape.kind is Kind.PARTY else "lines"
    return _TYPES[shape.kind]


class EventDialog(CommandDialog):
    """Shows the fields of the chosen event; those of the others are made when first needed."""

    def __init__(
        self,
        context: Context,
        spec: DialogSpec,
        info: StepContext,
        party: str | None = None,
        preset: Mapping[str, Plain] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.types = event_types()
        self._begin_with = dict(preset or {})
        super().__init__(context, spec, info, party, preset, parent)

    def started(self) -> None:
        """Offer the events by name."""
        offered: list[Choice] = [(kind, label) for kind, (label, _) in self.types.items()]
        chosen = self.form.field("kind")
        assert isinstance(chosen, ChoiceField)
        for value, label in offered:
            chosen.box.addItem(label, value)
        wanted = self._begin_with.get("kind") or self.start(self.spec.field("kind"))
        chosen.set_value(wanted if wanted in self.types else "note_recorded")

    def follow(self) -> None:
        """Show the rows of the chosen event."""
        kind = text(self.form.field("kind").value())
        for one in self.types[kind][1]:
            name = f"{kind}.{one.name}"
            if name not in self.form.rows:
                self._add(name, one)
        for name in self.form.rows:
            if "." in name:
                self.form.show_row(name, shown=name.startswith(f"{kind}."))
        super().follow()

    def _add(self, name: str, spec: FieldSpec) -> None:
        field = make_field(spec, self.info, self.start)
        self.form.add(name, spec.label, field, required=spec.required)
        self.effect.follow(name, field)
        value = self._begin_with.get(spec.name)
        if value is None and spec.type == "party":
            value = self.start(FieldSpec("", "", "party", default="=party"))
        if value is not None:
            field.set_value(value)

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return the event's own fields by their names; empty ones are left out."""
        own = {name: value for name, value in values.items() if "." not in name}
        for name, value in values.items():
            field = name.rpartition(".")[2]
            if "." in name and value not in (None, "", []):
                own[f"{field}_" if field in _TAKEN else field] = value
        return own
