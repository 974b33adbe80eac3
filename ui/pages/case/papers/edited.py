"""取回改过的Word稿: a file is chosen and compared, shown paragraph by paragraph, then taken."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout

from models.changes import Changes
from models.errors import BadInput, KnownError
from models.queries import signs
from models.queries.signs import Tone
from models.rules.problem import Problem
from models.services.papers.returned import Returned, take_edited_paper
from ui.output import file_choice
from ui.pages.case.host import Host
from ui.pages.case.papers.differences import Part, Seen, edits, look
from ui.shell import messages
from ui.shell.help import PREFIX, dialog_help
from ui.widgets.layout import EDGE, button, label, on_screen, widest
from ui.widgets.tones import tone_colour

KINDS = "Word 文档 (*.docx)"
TITLE = "取回改过的Word稿"
WIDE, HIGH = 860, 460
SHOWN = 8  # reasons that are named when a file is refused
EXPLAIN = (
    "左边是案卷里的一稿，右边是取回的文字。存为新的一稿以后，原来的一稿保留，版式仍由程序排；"
    "只改这份文书，不改案件的记录。"
)
READ = "左边是程序排的文字，右边是改过的文字。"
SAME = "：文字和案卷里的一稿相同，没有要取回的"


class ChangesDialog(QDialog):
    """Each changed paragraph as it was and as it is, side by side; `take` stores them."""

    def __init__(self, host: Host, seen: Seen, take: Callable[[], None] | None = None) -> None:
        super().__init__(host.parent)
        self.setWindowTitle(TITLE if take else "取回的修改")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(widest(self, WIDE))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        outer.addWidget(label(f"{seen.title}：改了{len(seen.differences)}段", "subtitle"))
        outer.addWidget(label(EXPLAIN if take else READ, "secondary"))
        self.changes = QTextBrowser()
        self.changes.setAccessibleName("改动的段落")
        self.changes.setTabChangesFocus(True)
        self.changes.setHtml(_html(seen))
        outer.addWidget(self.changes, 1)
        self.message = label("", "problem")
        self.message.hide()
        outer.addWidget(self.message)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button("取消" if take else "关闭", self.reject))
        if take:
            self.take_button = button("存为新的一稿", take, "primary")
            self.take_button.setDefault(True)
            line.addWidget(self.take_button)
        outer.addLayout(line)
        self.setProperty(PREFIX, "edited_paper")
        dialog_help(self, host.context.worker)

    def say(self, error: KnownError) -> None:
        """Show why nothing was stored."""
        self.message.setText(messages.words(error))
        self.message.show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Open with room for several paragraphs, as far as the screen goes."""
        super().showEvent(event)
        self.resize(self.width(), max(self.height(), HIGH))
        on_screen(self)


def _html(seen: Seen) -> str:
    """Return one document: a hundred wrapped labels would take too long to lay out."""
    care = tone_colour(Tone.WARNING).name()
    rows: list[str] = []
    for one in seen.differences:
        rows.append(f'<tr><td colspan="2"><b>{escape(one.head)}</b></td></tr>')
        old = "".join(_part(part, "s", Tone.PROBLEM) for part in one.old)
        new = "".join(_part(part, "u", Tone.GOOD) for part in one.new)
        rows.append(f'<tr><td width="50%">{old}</td><td width="50%">{new}</td></tr>')
        for words in one.cautions:
            said = escape(signs.with_sign(Tone.WARNING, words))
            rows.append(f'<tr><td colspan="2" style="color: {care}">{said}</td></tr>')
    return f'<table width="100%" cellspacing="0" cellpadding="6">{"".join(rows)}</table>'


def _part(part: Part, mark: str, tone: Tone) -> str:
    text = escape(part.text)
    if not part.changed:
        return text
    return f'<{mark} style="color: {tone_colour(tone).name()}">{text}</{mark}>'


class Returning(QObject):
    """Asks for the file, shows what it changes, has it stored; `taken` gets the new draft."""

    def __init__(self, host: Host, taken: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self.host, self._taken = host, taken

    def ask(self) -> None:
        """Ask for the edited file."""
        path = file_choice.open_one(self.host.parent, TITLE, KINDS)
        if path:
            case = self.host.case_id
            work = partial(look, case_id=case, path=Path(path))
            shown = partial(self._shown, case)
            self.host.context.worker.ask(work, shown, self._refused, owner=self)

    def show_edits(self, document: int) -> None:
        """Show how a stored paper was edited."""
        work = partial(edits, document_id=document)
        show = self.host.context.worker.ask
        show(work, lambda seen: ChangesDialog(self.host, seen).open(), owner=self)

    def _shown(self, case: int, seen: Seen) -> None:
        found = seen.returned
        assert found is not None
        if not found.changes:
            self._refused(BadInput.of("file", f"{seen.title}{SAME}"))
            return
        dialog = ChangesDialog(self.host, seen, lambda: self._take(dialog, case, found))
        dialog.open()

    def _take(self, dialog: ChangesDialog, case: int, found: Returned) -> None:
        def done(changes: Changes) -> None:
            dialog.accept()
            self._taken(changes.ids["document"])

        def failed(error: Exception) -> None:
            dialog.take_button.setEnabled(True)
            if isinstance(error, KnownError):
                dialog.say(error)
            else:
                self.host.context.worker.failed.emit(error)

        dialog.take_button.setEnabled(False)  # it is being written
        self.host.context.worker.do(
            take_edited_paper, case, found.document, found.changes,
            done=done, failed=failed, owner=dialog, last_seen=self.host.last_seen,
        )  # fmt: skip

    def _refused(self, error: Exception) -> None:
        if isinstance(error, BadInput) and len(error.problems) > SHOWN:
            more = f"另有{len(error.problems) - SHOWN}处"
            error = BadInput([*error.problems[:SHOWN], Problem("file", more)])
        messages.show_error(error, self.host.parent)
