# pyright: basic
"""从备份恢复: choose a backup, see what it holds and what would be lost, put it back."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.backup import restore
from models.backup.paper_copies import some
from models.errors import KnownError
from models.queries.restore_view import UNKNOWN_NUMBERS, Choices, Preview, preview
from models.queries.signs import Tone
from models.services.office.upkeep import RESTORED
from ui.output import file_choice
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.layout import EDGE, button, label, larger, on_screen, restyle, widest
from ui.work.long_work import LongWork, Progress

EXPLAIN = "数据库整个换成备份时的样子；现在的数据库改名留在数据文件夹里，不会删除。"
KINDS = "备份（desk-*.db *.db）;;所有文件（*）"
SEEN_ROWS = 6


class RestoreDialog(QDialog):
    """Opened with the backups of the folder; `restored` carries what to say, and in which tone."""

    restored = Signal(str, str)

    def __init__(self, context: Context, found: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从备份恢复")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(widest(self, 600))
        self.context = context
        self._choices = found
        self._preview: Preview | None = None
        self._running = False
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(label("从备份恢复", "subtitle"))
        column.addWidget(label(EXPLAIN, "secondary"))
        self.list = QListWidget()
        self.list.setAccessibleName("备份")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        name = label("选择备份", "secondary")
        name.setBuddy(self.list)
        column.addWidget(name)
        column.addWidget(self.list)
        self.other_button = button("选择其他文件…", self.choose_file)
        line = QHBoxLayout()
        line.addWidget(self.other_button)
        line.addStretch(1)
        column.addLayout(line)
        self.holds, self.lost, self.papers = label(""), label(""), label("", "secondary")
        self.message = label("", "problem")
        for text in (self.holds, self.lost, self.papers, self.message):
            text.hide()
            column.addWidget(text)
        self.work = LongWork(context.worker, "恢复", cancellable=True)
        column.addWidget(self.work)
        column.addLayout(self._buttons())
        for choice in found.found:
            self._add(choice.path, choice.words)
        rows = max(3, min(self.list.count(), SEEN_ROWS))
        self.list.setFixedHeight(round(rows * 26 * larger(self)) + 8)
        self.list.currentItemChanged.connect(self._look)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._say(self.message, "这个数据文件夹里还没有备份，请选择其他文件。", "secondary")

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        self.cancel_button = button("取消", self.reject)
        self.restore_button = button("恢复…", self.ask, "primary")
        self.restore_button.setEnabled(False)
        line.addWidget(self.cancel_button)
        line.addWidget(self.restore_button)
        return line

    def _add(self, path: Path, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, str(path))
        item.setToolTip(str(path))
        self.list.addItem(item)
        return item

    def choose_file(self) -> None:
        """Take a backup from elsewhere: the second place, an old PC's disk."""
        chosen = file_choice.open_one(self, "选择备份", KINDS)
        if chosen:
            self.list.setCurrentItem(self._add(Path(chosen), chosen))
            self.list.scrollToItem(self.list.currentItem())

    def _look(self) -> None:
        """Read what the chosen backup holds."""
        item = self.list.currentItem()
        path = Path(item.data(Qt.ItemDataRole.UserRole))
        self._preview = None
        self.restore_button.setEnabled(False)
        self.context.worker.ask(
            lambda desk: preview(desk, path), partial(self._show, path),
            partial(self._refused, path), owner=self,
        )  # fmt: skip

    def _is_chosen(self, path: Path) -> bool:
        item = self.list.currentItem()
        return item is not None and Path(item.data(Qt.ItemDataRole.UserRole)) == path

    def _show(self, path: Path, found: Preview) -> None:
        if not self._is_chosen(path):
            return  # another one has been chosen meanwhile
        self._preview = found
        self.restore_button.setEnabled(True)
        self.message.hide()
        self._say(self.holds, found.holds, "")
        lost = f"⚠ 恢复后没有了：{found.lost}。" if found.lost else "✓ 备份以后没有新的登记。"
        self._say(self.lost, lost, "warning" if found.lost else "good")
        kind = "warning" if found.warned else "secondary"
        self._say(self.papers, f"⚠ {found.papers}。" if found.warned else found.papers, kind)

    def _refused(self, path: Path, error: Exception) -> None:
        if self._is_chosen(path):
            for text in (self.holds, self.lost, self.papers):
                text.hide()
            self._say(self.message, f"✕ {messages.words(error)}", "problem")

    def _say(self, text: QLabel, words: str, kind: str) -> None:
        text.setText(words)
        restyle(text, kind)
        text.setVisible(bool(words))
        self._grow()

    def _grow(self) -> None:
        """Give wrapped text its room: a dialog keeps its height when lines are added."""
        column = self.layout()
        if column is not None:
            column.activate()
            wanted = column.totalHeightForWidth(self.width())
            self.resize(self.width(), max(self.height(), wanted))
            on_screen(self)

    def ask(self) -> None:
        """Ask in clear words before anything is exchanged."""
        if self._preview is None:
            return
        lost = f"恢复后没有了：{self._preview.lost}。\n\n" if self._preview.lost else ""
        box = messages.ask(
            self, f"要恢复成这份备份吗？\n\n{self._preview.holds}。\n\n{lost}{EXPLAIN}", "恢复",
            self._restore,
        )  # fmt: skip
        for text in box.findChildren(QLabel, "qt_msgbox_label"):
            text.setMinimumWidth(round(420 * min(larger(self), 1.4)))  # else a column of words

    def _restore(self) -> None:
        if self._preview is None:
            return
        path, found, actor = self._preview.path, self._choices, self.context.actor
        self._run(running=True)

        def task(progress: Progress) -> restore.Restored:
            return restore.restore(
                found.folder, path, actor, datetime.now(UTC), places=found.places, progress=progress
            )

        self.work.start_apart(task, partial(self._reopen, path), self._failed)
        self._grow()

    def _run(self, *, running: bool) -> None:
        self._running = running
        for widget in (self.list, self.other_button, self.cancel_button, self.restore_button):
            widget.setEnabled(not running)

    def _reopen(self, path: Path, done: restore.Restored) -> None:
        """Open the desk again, which notes the restore in its audit; then every view is new."""
        self.context.backup_note = ""

        def opened(_actor: str) -> None:
            self._run(running=False)
            self.context.worker.changed.emit(RESTORED)
            tone = Tone.GOOD if done.numbers_known and not done.missing else Tone.WARNING
            self.restored.emit(_words(path, done), tone)
            self.accept()

        self.context.worker.ask(lambda desk: desk.actor, opened, self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self._run(running=False)
        self._say(self.message, f"✕ {messages.words(error)}", "problem")
        if not isinstance(error, KnownError):
            messages.show_error(error, self)

    def reject(self) -> None:
        """Stay while the data folder is being exchanged; 取消 beside the bar ends that."""
        if not self._running:
            super().reject()


def _words(path: Path, done: restore.Restored) -> str:
    old = f"原来的数据库另存为{done.aside}。" if done.aside else ""
    papers = f"取回文书文件{done.fetched}份。" if done.fetched else ""
    if done.missing:
        papers += f"⚠ 还缺{len(done.missing)}份：{some(done.missing)}。"
    numbers = "" if done.numbers_known else f"\n{UNKNOWN_NUMBERS}"
    return f"✓ 已经恢复{path.name}。{papers}\n{old}".rstrip() + numbers
