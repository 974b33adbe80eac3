"""A folder whose database is gone or is another: the window offers the ways on, then opens."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from models.backup import backup
from models.queries.restore_view import UNKNOWN_NUMBERS
from models.store import mark
from models.store.db import FILE_NAME, connection
from models.store.desk import Desk
from tests.store.writing import take_in
from tests.ui import support
from ui.output import file_choice
from ui.shell.app import Opening, make_window
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock
from ui.work.lost import LostDialog


@pytest.fixture
def used(tmp_path: Path, clock: Clock) -> Path:
    """Return a folder of two cases with a backup of the first."""
    with Desk.open(tmp_path / "data", "张三", clock.today, clock.now) as desk:
        take_in(desk, "R1")
        backup.make(desk)
        take_in(desk, "R2")
    return tmp_path / "data"


def opening(
    folder: Path, store: QSettings, clock: Clock, qtbot: QtBot
) -> tuple[Opening, LostDialog]:
    """Open the window over the folder, as far as its question."""
    window = make_window(folder, "张三", store, clock)
    qtbot.addWidget(window)
    found = Opening(window, lambda _code: None)
    qtbot.waitUntil(lambda: hasattr(found, "dialog"))
    assert isinstance(found.dialog, LostDialog) and not window.isVisible()
    return found, found.dialog


def cases(window: MainWindow, qtbot: QtBot) -> int:
    """Return the number of cases once the window is there."""
    qtbot.waitUntil(window.isVisible)
    answers: list[int] = []

    def count(desk: Desk) -> int:
        return connection(desk.db).execute("SELECT count(*) FROM case_file").fetchone()[0]

    window.context.worker.ask(count, answers.append, owner=window)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def agree(dialog: LostDialog, words: str) -> None:
    """Answer the question that is open."""
    (box,) = [b for b in dialog.findChildren(QMessageBox) if b.isVisible()]
    support.press(box, words)


def test_a_backup_is_put_back(
    used: Path, store: QSettings, clock: Clock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    settle: support.Settle,
) -> None:  # fmt: skip
    (used / FILE_NAME).unlink()
    (used / mark.FILE_NAME).unlink()
    path = backup.listing(used)[0].path
    found, dialog = opening(used, store, clock, qtbot)
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(used / "files"))
    support.press(dialog, "从备份恢复…")
    qtbot.waitUntil(lambda: dialog.message.text().startswith("✕"))
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(path))
    support.press(dialog, "从备份恢复…")
    qtbot.waitUntil(lambda: dialog.message.text() == UNKNOWN_NUMBERS)
    support.press(dialog, "知道了")
    assert cases(found.window, qtbot) == 1
    settle(found.window)
    found.window.close()


def test_a_new_database_is_begun_after_two_questions(
    used: Path, store: QSettings, clock: Clock, qtbot: QtBot, settle: support.Settle
) -> None:
    (used / FILE_NAME).unlink()
    found, dialog = opening(used, store, clock, qtbot)
    support.press(dialog, "从头开始…")
    agree(dialog, "从头开始")
    assert not (used / FILE_NAME).exists()
    agree(dialog, "确认从头开始")
    assert cases(found.window, qtbot) == 0
    settle(found.window)
    found.window.close()


def test_an_older_database_is_taken_after_a_question(
    used: Path, store: QSettings, clock: Clock, qtbot: QtBot, settle: support.Settle
) -> None:
    shutil.copy(backup.listing(used)[0].path, used / FILE_NAME)
    found, dialog = opening(used, store, clock, qtbot)
    assert "少了最后1次操作" in " ".join(w.text() for w in support.visible(dialog, QLabel))
    support.press(dialog, "就用现在这份…")
    agree(dialog, "就用这份")
    assert cases(found.window, qtbot) == 1
    settle(found.window)
    found.window.close()
