# pyright: basic
"""A dialog around a form: checks, runs a service command on the worker, shows refusals in place."""

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.changes import Changes
from models.errors import BadInput, Stale
from models.services.arguments.shapes import Argument, Plain
from models.services.shared.glyphs import rare, unprintable
from ui.shell import messages
from ui.shell.help import PREFIX, dialog_help
from ui.widgets.form import Form
from ui.widgets.layout import EDGE, SteadyArea, button, label, on_screen, widest
from ui.widgets.order import go_on
from ui.work.tasks import Worker

log = logging.getLogger(__name__)
SCREEN_MARGIN = 60
Command = Callable[..., Changes]
Plan = tuple[Command, tuple[Argument, ...], Mapping[str, Argument]]


class FormDialog(QDialog):
    """Fill in, save, done. `saved` carries the Changes; typed text is not lost unasked."""

    saved = Signal(object)

    def __init__(
        self, title: str, worker: Worker, parent: QWidget | None = None, explain: str = "",
        helped: str = "",
    ) -> None:  # fmt: skip
        """`helped` is the area under which F1 finds the fields (resources/help)."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(widest(self, 620))
        self.worker = worker
        self._dirty = False
        self._closing = False
        self._saving = False
        self._confirmed: list[str] = []  # what was asked about before saving
        outer = QVBoxLayout(self)
        outer.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        outer.addWidget(label(title, "subtitle"))
        if explain:
            outer.addWidget(label(explain, "secondary"))
        self.form = Form()
        self.area = SteadyArea(self.form)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from field to field
        outer.addWidget(self.area, 1)
        self.message = label("", "problem")
        self.message.hide()
        outer.addWidget(self.message)
        line = QHBoxLayout()
        line.addStretch(1)
        self.cancel_button = button("取消", self.reject)
        self.save_button = button("保存", self.save, "primary")
        self.save_button.setDefault(True)
        line.addWidget(self.cancel_button)
        line.addWidget(self.save_button)
        outer.addLayout(line)
        self.form.edited.connect(self._edited)
        self.setProperty(PREFIX, helped or "dialog")
        dialog_help(self, worker)

    def command(self, values: dict[str, Plain]) -> Plan:
        """Return the service command with its arguments; each dialog says its own."""
        raise LookupError(f"{type(self).__name__} has no command for {sorted(values)}")

    def last_seen(self) -> int | None:
        """Return what the user has seen of the case that the command is about (`Worker.do`)."""

    def _edited(self) -> None:
        self._dirty = True
        self.message.hide()

    def save(self) -> None:
        """Check the form, then run the command; refusals come back beside their fields."""
        # A flag, not a disabled button: that would hand the focus on and select what was typed.
        if self._saving:
            return
        if not self.form.check():
            self._make_room()
            return
        values = self.form.values()
        if rare(values):
            self.worker.ask(
                lambda _desk: unprintable(values), self._go_on, owner=self, latest="glyphs"
            )
        else:
            self._go_on([])

    def _go_on(self, lost: list[str]) -> None:
        """Ask about unusual days and about what cannot be printed, or run the command."""
        doubts = [*self.form.unusual_dates(), *lost]
        if self._saving:
            return
        if doubts and doubts != self._confirmed:
            self._ask_about(doubts)
            return
        command, args, fields = self.command(self.form.values())
        self._saving = True
        self.worker.do(
            command, *args, done=self._done, failed=self._failed, owner=self,
            last_seen=self.last_seen(), **fields,
        )  # fmt: skip

    def _ask_about(self, doubts: list[str]) -> None:
        def agreed() -> None:
            self._confirmed = doubts
            self.save()

        words = "\n".join(doubts)
        messages.ask(self, f"请核对：\n\n{words}", "没有错，保存", agreed, "回去改")

    def _done(self, changes: Changes) -> None:
        self._closing = True
        self.saved.emit(changes)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        if isinstance(error, Stale):  # the page behind is read again, so that it can be sent again
            self.message.setText(str(error))
            self.message.show()
            return
        if not isinstance(error, BadInput):
            messages.show_error(error, self)
            return
        rest = self.form.show_problems(error.problems)
        self._make_room()
        self.message.setText("\n".join(p.problem for p in rest))
        self.message.setVisible(bool(rest))

    def _make_room(self) -> None:
        """Grow by what the form has become longer, as far as the screen goes; then it scrolls."""
        view = self.area.viewport()
        more = self.form.grid.totalHeightForWidth(view.width()) - view.height()
        most = self.screen().availableGeometry().height() - SCREEN_MARGIN
        self.resize(self.width(), max(self.height(), min(self.height() + more, most)))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab goes as the eye does: rows that were added are before the buttons."""
        return go_on(self, forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter saves from any field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Put the cursor into the first field, unless the dialog has said where it goes."""
        super().showEvent(event)
        on_screen(self)
        inside = self.focusWidget()
        if inside is None or not self.form.isAncestorOf(inside):
            shown = [r.field for r in self.form.rows.values() if not r.field.isHidden()]
            if shown:
                shown[0].setFocus()

    def reject(self) -> None:
        """Ask once before typed text is thrown away; Esc, 取消 and the window's ✕ all come here."""
        if self._saving and not self._closing:
            return  # it is being written: “given up” would not be true
        if self._dirty and not self._closing and self.isVisible():
            messages.ask(
                self, "已填写的内容还没有保存，要放弃吗？", "放弃", self._abandon, "继续填写"
            )
            return
        super().reject()

    def _abandon(self) -> None:
        self._closing = True
        self.reject()

    def mark_unsaved(self) -> None:
        """What is in the form was typed and is not saved: closing asks."""
        self._dirty = True

    def close_unasked(self) -> None:
        """Close; what was typed is not wanted any more."""
        self._abandon()
