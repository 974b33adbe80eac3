"""The folder's database is gone or is another: put a backup back, or take what is there."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from models.errors import AbsentDesk, ForeignDesk
from ui.output import file_choice
from ui.shell import messages
from ui.widgets.layout import button, label
from ui.work.tasks import Worker

if TYPE_CHECKING:
    from models.backup.restore import Restored

KINDS = "备份（desk-*.db *.db）;;所有文件（*）"
Lost = AbsentDesk | ForeignDesk


class LostDialog(QDialog):
    """Says what is wrong and offers the two ways on; rejected when neither is taken."""

    def __init__(self, error: Lost, worker: Worker, actor: str) -> None:
        super().__init__()
        self.setWindowTitle("数据文件夹打不开")
        self.setMinimumWidth(560)
        self.error, self.worker, self.actor = error, worker, actor
        column = QVBoxLayout(self)
        gone = isinstance(error, AbsentDesk)
        column.addWidget(label("数据库不见了" if gone else "数据库被换过", "subtitle"))
        column.addWidget(label(error.what))
        self.message = label("", "problem")
        self.message.hide()
        column.addWidget(self.message)
        box = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.restore_button = button("从备份恢复…", self.choose, "primary")
        self.adopt_button = button("从头开始…" if gone else "就用现在这份…", self.ask)
        self.close_button = button("关闭", self.reject)
        for one in (self.restore_button, self.adopt_button, self.close_button):
            box.addButton(one, role)
        column.addWidget(box)
        self.close_button.setFocus()

    def choose(self) -> None:
        """Ask for the backup, then put it back."""
        chosen = file_choice.open_one(self, "选择备份", KINDS)
        if chosen:
            self._work(partial(_put_back, self.error.folder, Path(chosen), self.actor), self._back)

    def ask(self) -> None:
        """Ask once before taking what is there, twice before a new database."""
        if isinstance(self.error, ForeignDesk):
            words = "它没有的登记不会回来。确认以后就用现在这份数据库吗？"
            messages.ask(self, words, "就用这份", self._adopt)
            return
        words = "会建立一个没有案件的新数据库；原来的文书和备份都留着。要从头开始吗？"
        messages.ask(self, words, "从头开始", self._ask_again)

    def _ask_again(self) -> None:
        words = "再确认一次：有备份的，应当从备份恢复。真的不恢复，从头开始吗？"
        messages.ask(self, words, "确认从头开始", self._adopt)

    def _adopt(self) -> None:
        fresh = isinstance(self.error, AbsentDesk)
        self._work(partial(_take, self.error.folder, self.actor, fresh=fresh), self._done)

    def _work(self, task: "Callable[[], Restored | None]", done: "Ended") -> None:
        for one in (self.restore_button, self.adopt_button, self.close_button):
            one.setEnabled(False)
        self.worker.replace(task, done, self._failed, owner=self)

    def _back(self, done: "Restored | None") -> None:
        from models.queries.restore_view import UNKNOWN_NUMBERS

        if done is None or done.numbers_known:
            self.accept()
            return
        self.message.setText(UNKNOWN_NUMBERS)
        self.message.show()
        self.close_button.setText("知道了")
        self.close_button.setEnabled(True)
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.accept)

    def _done(self, _nothing: "Restored | None") -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        for one in (self.restore_button, self.adopt_button, self.close_button):
            one.setEnabled(True)
        self.message.setText(f"✕ {messages.words(error)}")
        self.message.show()


Ended = Callable[["Restored | None"], None]


def _put_back(folder: Path, path: Path, actor: str) -> "Restored | None":
    """Restore a backup and note it in the audit."""
    from models.backup import restore
    from models.services.office.opening import open_desk

    done = restore.restore(folder, path, actor, datetime.now(UTC))
    open_desk(folder, actor).close()  # the restore gets its entry in the audit
    return done


def _take(folder: Path, actor: str, *, fresh: bool) -> "Restored | None":
    """Take what is there and note it in the audit."""
    from models.services.office.opening import open_desk
    from models.services.office.upkeep import record_adoption

    with open_desk(folder, actor, adopt=True) as desk:
        record_adoption(desk, fresh=fresh)
