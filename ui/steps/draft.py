"""What is typed into a step's dialog outlives a power cut: kept while typing, offered next time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.rules.events import Json
from models.services.intake import KeptDraft
from ui.arguments import Plain
from ui.context import Context
from ui.intake.draft import DraftKeeper, moment_words
from ui.steps.dialog import CommandDialog
from ui.widgets.layout import button, label

KIND = "step"
UNDER_TITLE = 2  # title and explanation stand above


def key_of(
    case_id: int, command: str, party: str | None, preset: Mapping[str, Plain] | None, step: str
) -> str:
    """Return the name of a draft: one for each thing that can be opened on a case."""
    kind = str((preset or {}).get("kind", ""))
    return ":".join((str(case_id), command, party or "", kind, step))


class StepDraft(QObject):
    """Keeps one dialog's fields; they come back when the dialog is opened again."""

    def __init__(self, dialog: CommandDialog, context: Context, key: str) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self.keeper = DraftKeeper(context, self._typed, self, kind=KIND)
        self.keeper.key = key
        self._there = False  # whether there may be anything to forget
        dialog.form.edited.connect(self._touched)
        dialog.saved.connect(self._drop)
        dialog.rejected.connect(self._drop)

    def restore(self, kept: KeptDraft, again: Callable[[], None]) -> None:
        """Show what was typed last time, and say so; `again` opens the dialog as it would be."""
        self._there = True
        form = self.dialog.form
        typed = kept.content.get("values")
        values = typed if isinstance(typed, dict) else {}
        form.set_values(values)
        self.dialog.follow()
        form.set_values(values)  # rows that only the first round has brought
        self.dialog.mark_unsaved()
        line = QHBoxLayout()
        words = f"⚠ 上次没有保存的内容（{moment_words(kept.at)}）已经恢复，可以接着填写。"
        self.words = label(words, "warning")
        line.addWidget(self.words, 1)
        line.addWidget(button("丢弃，重新填写", lambda: self._begin_again(again)))
        outer = self.dialog.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertLayout(UNDER_TITLE, line)

    def _touched(self) -> None:
        self._there = True
        self.keeper.touch()

    def _drop(self) -> None:
        if self._there:
            self.keeper.drop()

    def _begin_again(self, again: Callable[[], None]) -> None:
        self.dialog.close_unasked()
        again()

    def _typed(self) -> dict[str, Json]:
        rows = self.dialog.form.rows.items()
        values: dict[str, Json] = {name: row.field.typed() for name, row in rows}
        return {"values": values, "title": self.dialog.spec.title}
