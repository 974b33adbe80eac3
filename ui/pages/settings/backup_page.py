"""备份与检查: backups with their second place, putting one back, checking the data folder."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit

from models.backup import backup, second_copy, verify
from models.errors import SecondCopyError
from models.queries.restore_view import Choices, choices
from models.queries.settings_view import LastBackup, last_backup
from models.rules.problem import Problem
from models.services.office.office import set_settings
from models.store.desk import Desk
from ui.output import file_choice
from ui.pages.settings.restore_dialog import RestoreDialog
from ui.shell import messages
from ui.shell.context import Context
from ui.widgets.layout import Card, Scroll, button, label, restyle
from ui.work.daily_backup import BACKED_UP
from ui.work.long_work import LongWork, Progress
from ui.work.paper_copying import Made, PaperCopying

Checked = tuple[list[Problem], list[str]]  # what is wrong, what could not be compared


class BackupPage(Scroll):
    """立即备份 and 检查数据."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        card = Card("备份")
        card.body.addWidget(
            label(
                "每天自动备份一次，保存在数据文件夹里；选定另存位置（移动硬盘或网络文件夹）后，"
                "每次备份连同文书再复制一份到那里。",
                "secondary",
            )
        )
        self.last = label("")
        self.second = label("")
        self.papers = label("")
        self.daily = label("", "problem")
        self.restored = label("")
        self.restored.hide()
        self.copying = LongWork(context.worker, "另存文书", cancellable=True)
        self._papers = PaperCopying(context.worker, self)
        self.backup_button = button("立即备份", self.back_up, "primary")
        self.choose_button = button("选择另存位置…", self.choose)
        self.restore_button = button("从备份恢复…", self.choose_backup)
        for line in (self.last, self.second, self.papers, self.daily, self.copying, self.restored):
            card.body.addWidget(line)
        card.row(
            self.backup_button, self.choose_button, self.restore_button, stretch=None
        ).addStretch(1)
        self.column.addWidget(card)
        check = Card("检查数据")
        check.body.addWidget(
            label("逐项核对数据库、操作记录和每份文书的内容是否完整、有没有被改动。", "secondary")
        )
        self.work = LongWork(context.worker, "检查")
        self.result = label("")
        self.found = QPlainTextEdit()
        self.found.setReadOnly(True)
        self.found.setAccessibleName("检查结果")
        self.found.hide()
        self.check_button = button("检查数据", self.check)
        check.row(self.check_button, stretch=None).addStretch(1)
        for widget in (self.work, self.result, self.found):
            check.body.addWidget(widget)
        self.column.addWidget(check)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Read when the last backup was taken and whether it is in the second place."""
        self.daily.setText(self.context.backup_note)
        self.daily.setVisible(bool(self.context.backup_note))
        self.restore_button.setVisible(self.context.practice is None)
        self.context.worker.ask(last_backup, self._show_last, owner=self)

    def _show_last(self, found: LastBackup | None) -> None:
        self.last.setText(
            f"最近一次备份：{found.words}\n{found.path}" if found else "还没有备份过。"
        )
        text, kind = _second_words(found)
        self.second.setText(text)
        self.second.setVisible(bool(text))
        restyle(self.second, kind)
        papers = found.papers if found else ""
        self.papers.setVisible(bool(papers))
        if found and papers:
            self.papers.setText(f"✓ {papers}" if found.papers_whole else f"⚠ {papers}")
            restyle(self.papers, "good" if found.papers_whole else "warning")

    def choose(self) -> None:
        """Ask for the second place; when it can be used, keep it and try it at once."""
        chosen = file_choice.open_folder(self, "选择备份另存位置")
        if not chosen:
            return
        folder = Path(chosen)
        self.context.worker.ask(
            lambda desk: second_copy.require_usable(folder, desk.path),
            lambda _none: self._keep(str(folder)), failed=self._no_backup, owner=self,
        )  # fmt: skip

    def _keep(self, folder: str) -> None:
        who = self.context.actor if self.context.signed else ""
        self.context.worker.do(
            set_settings, {"office.backup_folder": folder}, confirmed_by=who,
            confirmed_on=self.context.today(), done=lambda _changes: self.back_up(),
            failed=self._no_backup, owner=self,
        )  # fmt: skip

    def back_up(self) -> None:
        """Take a verified backup now, and its second copy."""
        self.backup_button.setEnabled(False)

        def make(desk: Desk) -> Made | None:
            also = backup.second_place(desk)
            path = backup.make(desk, "manual", also)
            return Made(path, also) if also else None

        self.context.worker.ask(make, self._backed_up, failed=self._no_backup, owner=self)

    def _backed_up(self, made: Made | None) -> None:
        if made is None:
            self._copied("")
        else:
            self._papers.start(
                made, self.copying.begin(), self._copied, self._no_backup, whole=True
            )

    def _copied(self, said: str) -> None:
        self.copying.hide()
        self.backup_button.setEnabled(True)
        self.context.backup_note = f"⚠ {said}" if said else ""
        self.context.worker.changed.emit(BACKED_UP)

    def _no_backup(self, error: Exception) -> None:
        self.copying.hide()
        self.backup_button.setEnabled(True)
        messages.show_error(error, self)
        if isinstance(error, SecondCopyError):
            self.context.worker.changed.emit(BACKED_UP)

    def choose_backup(self) -> None:
        """Ask which backup to put back."""
        self.restore_button.setEnabled(False)

        def opened(found: Choices) -> None:
            self.restore_button.setEnabled(True)
            dialog = RestoreDialog(self.context, found, self)
            dialog.restored.connect(self._restored)
            dialog.open()

        def failed(error: Exception) -> None:
            self.restore_button.setEnabled(True)
            messages.show_error(error, self)

        self.context.worker.ask(choices, opened, failed, owner=self)

    def _restored(self, words: str, tone: str) -> None:
        self.restored.setText(words)
        self.restored.show()
        restyle(self.restored, tone)

    def check(self) -> None:
        """Check the whole data folder."""
        self.check_button.setEnabled(False)
        self.found.hide()
        self.result.setText("正在检查……")

        def run(desk: Desk, progress: Progress) -> Checked:
            def step(done: int, total: int) -> None:
                progress(done, total)

            return verify.verify(desk, step), verify.remarks(desk)

        self.work.start(run, self._checked, self._not_checked)

    def _checked(self, checked: Checked) -> None:
        problems, remarks = checked
        self.check_button.setEnabled(True)
        self.result.setText(
            f"✕ 发现{len(problems)}个问题，请停止录入并联系信息员。"
            if problems
            else "✓ 没有发现问题，数据完整。"
        )
        restyle(self.result, "problem" if problems else "good")
        lines = [f"{p.field}：{p.problem}" for p in problems]
        lines += [f"说明：{one}" for one in remarks]
        self.found.setPlainText("\n".join(lines))
        self.found.setVisible(bool(lines))

    def _not_checked(self, error: Exception) -> None:
        self.check_button.setEnabled(True)
        self.result.setText("")
        messages.show_error(error, self)


def _second_words(found: LastBackup | None) -> tuple[str, str]:
    """Return what to say of the second copy, and the look of it."""
    if found is None:
        return "", "secondary"
    if found.also is None:
        return "⚠ 还没有选定另存位置：磁盘损坏时，数据和备份会一起丢失。", "warning"
    if found.copied:
        return f"✓ 已另存到 {found.also}", "good"
    return f"⚠ 最近一次备份不在另存位置 {found.also}，请检查后点“立即备份”。", "warning"
