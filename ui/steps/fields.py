"""Fields of a dialog made from their specification and what is known of the case."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from models import reference
from models.queries import signs
from models.queries.dialogs.context import StepContext, StepStaff
from models.services.arguments.shapes import Plain
from ui.steps.defaults import together
from ui.steps.rows import RowsField
from ui.steps.spec import FieldSpec, choices
from ui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    LongField,
    NumberField,
    TextField,
    TickField,
    TicksField,
)
from ui.widgets.layout import SteadyArea

Start = Callable[[FieldSpec], Plain]
MOST_LINES = 14
ITEM_SHOWN = 26  # characters of an item of the operative part
LISTED = 9  # boxes of a list that are in sight
FRAME = 24  # border, padding and document margin above and below a text


class TickGrid(TicksField):
    """Boxes to tick, in columns."""

    def __init__(
        self, offered: Sequence[Choice], columns: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__((), parent)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        for number, (value, text) in enumerate(offered):
            box = QCheckBox(text)
            box.toggled.connect(self.edited)
            grid.addWidget(box, number // columns, number % columns)
            self.boxes.append((value, box))
        grid.setColumnStretch(columns, 1)
        self.inner = inner
        self.column.addWidget(inner)
        if self.boxes:
            self.input = self.boxes[0][1]
            self.setFocusProxy(self.input)


class TickList(TickGrid):
    """Boxes to tick one below the other; many of them scroll within a few lines."""

    def __init__(self, offered: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(offered, 1, parent)
        if len(offered) <= LISTED:
            return
        area = SteadyArea(self.inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from box to box
        area.setFixedHeight(self.boxes[0][1].sizeHint().height() * LISTED)
        self.column.addWidget(area)
        for _, box in self.boxes:
            box.installEventFilter(self)
        self.area = area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Bring the box that has the focus into sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.area.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)


def make_field(spec: FieldSpec, info: StepContext, start: Start) -> Field:
    """Return the input field of a specification."""
    if spec.type == "rows":
        return RowsField(spec, lambda sub: make_field(sub, info, start), start)
    makers: dict[str, Callable[[], Field]] = {
        "text": TextField,
        "long": lambda: grow(LongField(spec.lines), spec.lines),
        "lines": lambda: grow(LinesField(spec.lines), spec.lines),
        "date": lambda: DateField(info.today),
        "int": NumberField,
        "yuan": lambda: NumberField(yuan=True),
        "bool": lambda: TickField("是"),
        "choice": lambda: ChoiceField(offered(spec, info), optional=spec.optional),
        "party": lambda: ChoiceField(_parties(spec, info), optional=spec.optional),
        "parties": lambda: TickGrid(_parties(spec, info)),
        "staff": lambda: ChoiceField(_staff(info), optional=True),
        "staffs": lambda: TickGrid(_staff(info, certified=True)),
        "agent": lambda: ChoiceField(_agents(info), optional=True),
        "documents": lambda: TickGrid(_documents(info), 3),
        "entries": lambda: TickList(offered(spec, info)),
        "acts": lambda: TickGrid(list(info.acts.items()), 4),
        "papers": lambda: TickGrid(list(reference.names()["paper"].items()), 2),
    }
    return makers[spec.type]()


def offers(field: Field) -> bool:
    """Whether a list has anything in it: boxes to tick, rows to fill in."""
    if isinstance(field, RowsField):
        return bool(field.rows)
    return not isinstance(field, TicksField) or bool(field.boxes)


def grow(field: LongField, lines: int) -> LongField:
    """Let a text field be as high as its text, within limits."""
    edit = field.edit

    def follow() -> None:
        shown = min(max(lines, int(edit.document().size().height())), MOST_LINES)
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * shown + FRAME)

    # The row takes no more room than the text, so that the label is beside its first line.
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    edit.textChanged.connect(follow)
    follow()
    return field


def offered(spec: FieldSpec, info: StepContext) -> Sequence[Choice]:
    """Return the values of a choice field."""
    asked: dict[str, Sequence[Choice]] = {
        "=pauses": info.pauses, "=voidable": info.voidable, "=services": info.services,
        "=numbers": info.numbers, "=joined": info.joined, "=events": (),
        "=past_acts": info.past_acts, "=witnesses": list(reference.witnesses().items()),
        "=receivers": [(one.id, one.name) for one in reference.receivers().values()],
        "=people": _signers(info),
        "=heads": [(s.name, s.name) for s in info.staff if s.role == "dept_head"],
        "=co_owners": [(name, name) for name in info.co_owners],
        "=invalidations": info.invalidation.waiting, "=joinable": info.joinable,
        "=together": [(one.id, one.number) for one in info.together if one.open],
        "=parting": [(info.case_id, f"{info.number}（本案）"),
                     *((one.id, one.number) for one in info.together)],
        "=order_items": _order_items(info),
    }  # fmt: skip
    return asked[spec.choices] if spec.choices in asked else choices(spec)


def _signers(info: StepContext) -> list[Choice]:
    """Return who of the office may sign: each by name, and the panel together."""
    panel = together(info)
    own: list[Choice] = [
        (s.name, f"{s.name}（{reference.name('post', s.role)}）") for s in info.staff
    ]
    return [(panel, f"合议组：{panel}"), *own] if panel else own


def _order_items(info: StepContext) -> list[Choice]:
    """Return the items of the operative part that tell somebody to do something."""
    if info.standing is None:
        return []
    items = list(enumerate(info.standing.order_items, start=1))
    named = [one for one in items if one[1].parties] or items[:1]  # an older entry names nobody
    return [(no, f"第{no}项　{_begins(item.text)}") for no, item in named]


def _begins(text: str) -> str:
    """Return how a long text begins: a tick has one line."""
    return text if len(text) <= ITEM_SHOWN else f"{text[:ITEM_SHOWN]}……"


def _parties(spec: FieldSpec, info: StepContext) -> list[Choice]:
    return [(p.key, f"{p.side_name}　{p.name}") for p in info.side(spec.side)]


def _staff(info: StepContext, *, certified: bool = False) -> list[Choice]:
    """Return the staff, or only those who hold a certificate."""
    shown = [s for s in info.staff if s.certificate_no or not certified]
    return [(s.id, _called(s, info.today)) for s in shown]


def _called(staff: StepStaff, on: date) -> str:
    """Return a name with the certificate, and why that person may have to step aside."""
    doubt = f"，{signs.CARE} {staff.conflict}，核对是否回避" if staff.conflict else ""
    return f"{staff.name}（{certificate(staff, on)}{doubt}）"


def certificate(staff: StepStaff, on: date) -> str:
    """Say whether the 办案资质证件 is valid on that day."""
    if not staff.certificate_no:
        return "没有办案资质证件"
    until = staff.certificate_until
    if until is None:
        return f"{staff.certificate_no}，有效期未登记"
    words = f"{until.year}年{until.month}月{until.day}日"
    if until < on:
        return f"{staff.certificate_no}，{signs.CARE} 已于{words}到期"
    return f"{staff.certificate_no}，有效至{words}"


def _agents(info: StepContext) -> list[Choice]:
    return [
        (name, f"{name}（{p.name}，{powers}）") for p in info.parties for name, powers in p.agents
    ]


def _documents(info: StepContext) -> list[Choice]:
    names = reference.document_names()
    kinds = [*reference.served_papers().offered[info.kind]]
    kinds += [d for d in info.documents if d not in kinds]
    return [(k, names[k]) for k in kinds]
