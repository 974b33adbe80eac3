# pyright: basic
"""The dialog of a service command, built from its specification."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import BadInput, Stale
from models.queries.dialogs.context import StepContext
from models.queries.signs import Tone, with_sign
from models.rules.events.codes import Matter
from models.rules.problem import Problem
from models.services.arguments.commands import COMMANDS, arguments
from models.services.arguments.shapes import Plain, Plan, nested
from models.services.shared.rehearsal import effect_of
from models.store.desk import Desk
from ui.shell import messages
from ui.shell.context import Context
from ui.steps.defaults import resolve
from ui.steps.effect import EffectLine
from ui.steps.fields import TickList, make_field, offers
from ui.steps.rows import RowsField
from ui.steps.spec import DialogSpec, FieldSpec
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import DateField, NumberField
from ui.widgets.layout import EDGE, bring, button, label, larger, restyle
from ui.widgets.values import day

WIDTH, WIDE = 680, 940
SHORT = 240  # a day or a number
MARGIN = 60  # of the screen, for the frame of the window
FRAME = 2 * EDGE + 24  # beside the form: edges and scroll bar
CHROME = 190  # title, explanation, live line and buttons
LIVE_DELAY_MS = 250
LOOK, EFFECT = "look", "effect"  # the questions of which only the newest answer counts
T = TypeVar("T")
_ROW = re.compile(r"^(?P<field>.+?)\[(?P<row>\d+)\]\.?(?P<sub>\w*)$")


class CommandDialog(FormDialog):
    """Fields from data, defaults from the case, refusals beside the fields they are about.

    `outdated`: the case was changed meanwhile, and is to be read again with what was typed kept.
    """

    outdated = Signal()

    def __init__(
        self,
        context: Context,
        spec: DialogSpec,
        info: StepContext,
        party: str | None = None,
        preset: Mapping[str, Plain] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            spec.title, context.worker, parent, f"{info.number}　{spec.explain}", spec.command
        )
        self.setModal(True)
        self.context = context
        self.spec = spec
        self.info = info
        self.party = party
        self.live = label("", "secondary")
        self.live.setAccessibleName("保存前的提示")
        self.live.hide()
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(outer.count() - 2, self.live)
        matter = spec.approval.get("matter")
        named = Matter(matter).label if matter else ""
        self.approve = button(f"尚未登记{named}，去登记…", self._approve, "link")
        self.approve.hide()
        outer.insertWidget(outer.count() - 2, self.approve)
        if spec.finals and info.finals:
            kept = f"已经定稿的文书保持原文：{'、'.join(info.finals)}"
            outer.insertWidget(2, label(with_sign(Tone.WARNING, kept), Tone.WARNING))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LIVE_DELAY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.timeout.connect(self._look_at_periods)
        self.effect = EffectLine(self.form)
        self.form.grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        for one in spec.fields:
            self.add_field(one)
        self.form.set_values(dict(preset or {}))
        self.started()
        self.follow()
        self.form.edited.connect(self.follow)
        self._dirty = False
        self._fit()
        self._go_to_first_empty()

    # ---- building

    def add_field(self, spec: FieldSpec, name: str = "") -> None:
        """Add a row of the form with its default value."""
        field = make_field(spec, self.info, self.start)
        path = name or spec.name
        self.form.add(path, spec.label, field, required=spec.required, hint=spec.hint)
        if isinstance(field, RowsField | TickList):
            # A table is beside the top of its label, not beside its middle.
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self.form.grid.setAlignment(self.form.rows[path].label, top)
        self.effect.follow(path, field)
        if isinstance(field, DateField | NumberField):
            field.edit.setFixedWidth(SHORT)
            field.column.setAlignment(field.edit, Qt.AlignmentFlag.AlignLeft)
        value = self.start(spec)
        if value is not None:
            field.set_value(value)
        if spec.if_any and not offers(field):
            self.form.show_row(path, shown=False)

    def start(self, spec: FieldSpec) -> Plain:
        """Return the value a field begins with."""
        return resolve(spec, self.info, self.party)

    def started(self) -> None:
        """Do what a special dialog does once its fields are there."""

    def follow(self) -> None:
        """Show and mark the fields that what is chosen needs; look ahead a moment later."""
        for one in self.spec.fields:
            row = self.form.rows[one.name]
            if one.show_when:
                self.form.show_row(one.name, shown=self._chosen(one.show_when))
            if one.needed_when:
                row.ask(row.text, required=self._chosen(one.needed_when))
            if isinstance(row.field, RowsField):
                columns = (f for f in one.fields if f.show_when and not self._chosen(f.show_when))
                row.field.leave_out(frozenset(f.name for f in columns))
        self.approve.setVisible(self._lacks_approval())
        self.worker.forget(self, LOOK)
        self.worker.forget(self, EFFECT)
        self.effect.clear()
        self._timer.start()

    def _lacks_approval(self) -> bool:
        """Whether the approval demanded is not on record (of an extension: of that day)."""
        matter = self.spec.approval.get("matter")
        if not matter or not self._chosen(self.spec.approval_when):
            return False
        days = [on for name, on in self.info.approved if name == matter]
        return self._on() not in days if self.spec.extends else not days

    def _on(self) -> date:
        return day(self.form.field("on").value()) or self.info.today

    def _approve(self) -> None:
        """Record the approval where it is demanded; then this dialog is read again."""
        from ui.steps import open_step  # which imports this module

        preset: dict[str, Plain] = {**self.spec.approval, "on": self._on()}
        open_step(
            self.context, self, self.info.case_id, "record_approval", preset=preset,
            saved=lambda _changes: self.outdated.emit(),
        )  # fmt: skip

    def _chosen(self, conditions: Mapping[str, Sequence[Plain]]) -> bool:
        for name, wanted in conditions.items():
            if self.form.field(name).isHidden():
                return False
            value = self.form.field(name).value()
            found = value if isinstance(value, list) else [value]
            if not any(v in wanted for v in found):
                return False
        return True

    def look(self) -> None:
        """Say before saving what would happen; special dialogs do."""

    def ask_ahead(self, read: Callable[[Desk], T], tell: Callable[[T], None]) -> None:
        """Ask what would happen; the answer is not told once anything has been changed."""
        self.worker.ask(read, tell, lambda _error: self.say(""), owner=self, latest=LOOK)

    def _look_at_periods(self) -> None:
        """Ask what saving would do to the periods; what cannot be saved does nothing to them."""
        values = self.effect.values()
        if values is None:
            return
        try:
            command, _case, fields = self.command(values)
        except BadInput:
            return
        self.worker.ask(
            lambda desk: effect_of(desk, command, self.info.case_id, fields),
            self._tell_effect, lambda _error: None, owner=self, latest=EFFECT,
        )  # fmt: skip

    def _tell_effect(self, text: str) -> None:
        self.effect.show(text)
        if text:
            self._make_room()

    def say(self, text: str, kind: str = "secondary") -> None:
        """Show the line above the buttons; kind is secondary, warning, problem or good."""
        self.live.setText(text)
        self.live.setVisible(bool(text))
        restyle(self.live, kind)

    def tell(self, tone: Tone, text: str) -> None:
        """Show a state above the buttons, by its sign and colour."""
        self.say(with_sign(tone, text), tone)

    def _fit(self) -> None:
        """Be as high as the form needs, never higher than the screen."""
        room = self.screen().availableGeometry()
        wanted = self.form.minimumSizeHint().width() + FRAME
        usual = round((WIDE if self.spec.wide else WIDTH) * larger(self))
        width = min(max(wanted, usual), room.width() - MARGIN)
        needed = self.form.sizeHint().height() + CHROME
        self.resize(width, max(320, min(needed, room.height() - MARGIN)))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Only now the type is known that the fields are drawn in."""
        super().showEvent(event)
        self._fit()
        inside = self.focusWidget()
        if inside is not None and self.form.isAncestorOf(inside):
            bring(inside, inside)

    def _go_to_first_empty(self) -> None:
        """What comes first in the form comes first: a table that is not filled in is no less so."""
        rows = [r for r in self.form.rows.values() if not r.field.isHidden()]
        for row in rows:
            cell = row.field.first_empty() if isinstance(row.field, RowsField) else None
            if cell is not None or (row.required and row.field.empty()):
                (cell or row.field).setFocus()
                return
        if rows:
            rows[0].field.setFocus()

    # ---- saving

    def last_seen(self) -> int | None:
        """Return what the dialog was filled from: its presets may rest on anything of the case."""
        return self.info.last_seen

    def shape(self, values: Mapping[str, Plain]) -> Mapping[str, Plain]:
        """Return the form's values as the command names them; special dialogs change some."""
        return values

    def command(self, values: Mapping[str, Plain]) -> Plan:
        """Return the command of the specification with its arguments."""
        name = self.spec.command
        filled = arguments(name, nested(self.shape(values)))
        return COMMANDS[name], (self.info.case_id,), filled

    def save(self) -> None:
        """Check the fields and every row of the tables, then run the command."""
        fine = self.form.check()
        tables = [
            r.field
            for r in self.form.rows.values()
            if isinstance(r.field, RowsField) and not r.field.isHidden()
        ]
        complete = [one.complete() for one in tables] if fine else []
        if not fine or not all(complete):
            self.form.go_to_fault()
            return
        super().save()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Stale):
            self._saving = False
            messages.outdated(error, self.outdated.emit, self)
            return
        if not isinstance(error, BadInput):
            super()._failed(error)
            return
        rest = [p for p in map(self._renamed, error.problems) if not self._under_row(p)]
        super()._failed(BadInput(rest))
        self.form.go_to_fault()

    def _renamed(self, problem: Problem) -> Problem:
        path = self.spec.problems.get(problem.field, problem.field)
        return Problem(path, problem.problem)

    def _under_row(self, problem: Problem) -> bool:
        """Show a refusal of one row under that row."""
        found = _ROW.match(problem.field)
        if found is None:
            return False
        for name, row in self.form.rows.items():
            mine = name == found["field"] or name.endswith(f".{found['field']}")
            if mine and isinstance(row.field, RowsField):
                return row.field.show_problem(int(found["row"]), found["sub"], problem.problem)
        return False
