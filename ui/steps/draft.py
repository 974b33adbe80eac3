"""What is typed into a step's dialog outlives a power cut: kept while typing, offered next time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.queries import signs
from models.rules.events import Json
from models.rules.usable import told, typed_values, usable
from models.services.arguments.shapes import Plain
from models.services.shared.drafts import KeptDraft
from ui.shell.context import Context
from ui.steps.dialog import CommandDialog
from ui.widgets.layout import button, label
from ui.work.draft import DraftKeeper, moment_words
from ui.work.rest import UnreadRest

KIND = "step"
UNDER_TITLE = 2  # title and explanation are above


def key_of(
    case_id: int, command: str, party: str | None, preset: Mapping[str, Plain] | None, step: str
) -> str:
    """Return the name of a draft: one for each thing that can be opened on a case."""
    kind = str((preset or {}).get("kind", ""))
    return ":".join((str(case_id), command, party or "", kind, step))


class StepDraft(QObject):
    """Keeps one dialog's fields; they come back when the dialog is opened again."""

    def __init__(
        self, dialog: CommandDialog, context: Context, key: str, again: Callable[[], None]
    ) -> None:
        """`again` opens the dialog as it would be."""
        super().__init__(dialog)
        self.dialog = dialog
        self.again = again
        self.keeper = DraftKeeper(context, self._typed, self, kind=KIND)
        self.keeper.key = key
        self._there = False  # whether there may be anything to forget
        self._reloading = False  # the dialog gives way to a new one as soon as it is kept
        self.keeper.kept.connect(self._reopen)
        dialog.form.edited.connect(self._touched)
        dialog.saved.connect(self._drop)
        dialog.rejected.connect(self._drop)
        dialog.outdated.connect(self._reload)

    def restore(self, kept: KeptDraft) -> None:
        """Show what was typed last time, and say so, and what has happened in the case since."""
        self._there = True
        form = self.dialog.form
        typed, lost = typed_values(kept.content)
        form.set_values(usable(typed, form.like())[0])
        self.dialog.follow()
        values, unread = usable(typed, form.like())  # also of rows that the first round has brought
        form.set_values(values)
        for name in values.keys() - form.rows.keys():
            lost += told(name, values[name])
        self.keeper.rest = "\n".join(filter(None, (kept.rest, *lost, *unread)))
        self.dialog.mark_unsaved()
        line = QHBoxLayout()
        words = (
            f"{signs.CARE} 上次没有保存的内容（{moment_words(kept.at)}）已经恢复，可以接着填写。"
        )
        if kept.since:
            words += f"这以后案件又有新的登记：{kept.since}，请核对后再保存。"
        self.words = label(words, "warning")
        line.addWidget(self.words, 1)
        line.addWidget(button("丢弃，重新填写", self._begin_again))
        outer = self.dialog.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertLayout(UNDER_TITLE, line)
        rest = UnreadRest()
        rest.show_text(self.keeper.rest)
        outer.insertWidget(UNDER_TITLE + 1, rest)

    def _touched(self) -> None:
        self._there = True
        self._reloading = False
        self.keeper.touch()

    def _drop(self) -> None:
        if self._there:
            self.keeper.drop(self.keeper.key)

    def _begin_again(self) -> None:
        self.dialog.close_unasked()
        self.again()

    def _reload(self) -> None:
        """Open the dialog on the case as it is now; it stays until what was typed is on disk."""
        self._reloading = True
        self.keeper.touch()
        self.keeper.flush()

    def _reopen(self) -> None:
        if not self._reloading:
            return
        self._reloading = False
        self._there = False  # the draft stays: it is what the new dialog begins with
        self._begin_again()

    def _typed(self) -> dict[str, Json]:
        rows = self.dialog.form.rows.items()
        values: dict[str, Json] = {name: row.field.typed() for name, row in rows}
        seen = self.dialog.info.last_seen
        return {"values": values, "title": self.dialog.spec.title, "last_seen": seen}
