"""从备份恢复 by clicks, and the papers that follow a backup to the second place."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from models.backup import backup, paper_copies
from models.backup.verify import verify
from models.services.office.office import set_settings
from models.store.db import connection
from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.patience import Gate
from ui.output import file_choice
from ui.pages.settings.backup_page import BackupPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.restore_dialog import RestoreDialog
from ui.shell import messages, targets
from ui.shell.main_window import MainWindow
from ui.work.daily_backup import NEXT_LOOK_MS, DailyBackup


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a folder on “another disk”."""
    place = tmp_path / "另一块磁盘"
    place.mkdir()
    return place


def page_of(window: MainWindow, settle: support.Settle) -> BackupPage:
    """Go to the page."""
    window.go(targets.Settings(group="backup"))
    settle(window)
    settings = window.stack.currentWidget()
    assert isinstance(settings, SettingsPage)
    return settings.backup


def opened(qtbot: QtBot, window: MainWindow, page: BackupPage, settle: support.Settle) -> Any:
    """Open the dialog by its button."""
    support.press(page, "从备份恢复…")
    settle(window)
    qtbot.waitUntil(lambda: bool(page.findChildren(RestoreDialog)))
    (dialog,) = page.findChildren(RestoreDialog)
    settle(window)
    return dialog


def answer(dialog: RestoreDialog, text: str) -> str:
    """Answer the question and return what it said."""
    support.press(dialog, "恢复…")
    (box,) = dialog.findChildren(QMessageBox)
    said = box.text()
    (chosen,) = [b for b in box.findChildren(QPushButton) if b.text() == text]
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
    return said


def count(desk: Desk) -> int:
    """Return the number of cases."""
    return connection(desk.db).execute("SELECT count(*) FROM case_file").fetchone()[0]


def last_entry(desk: Desk) -> tuple[str, str]:
    """Return who did what last."""
    return connection(desk.db).execute(
        "SELECT actor, action FROM audit ORDER BY id DESC LIMIT 1"
    ).fetchone()  # fmt: skip


def test_a_backup_is_put_back(
    window: MainWindow, desk_folder: Path, qtbot: QtBot, settle: support.Settle,
    read: support.Read, play: support.Play,
) -> None:  # fmt: skip
    play(desk_folder, "S3")
    window.work_as("王芳")
    page = page_of(window, settle)
    support.press(page, "立即备份")
    settle(window)
    play(desk_folder, "S4")
    settle(window)
    assert read(window, count) == 2
    dialog = opened(qtbot, window, page, settle)
    assert "1件案件" in dialog.holds.text() and dialog.lost.text().startswith("⚠ 恢复后没有了")
    assert "1件案件" in dialog.lost.text()
    said = answer(dialog, "取消")
    assert dialog.lost.text().removeprefix("⚠ ") in said
    assert read(window, count) == 2 and dialog.isVisible()
    answer(dialog, "恢复")
    qtbot.waitUntil(lambda: not page.restored.isHidden())
    settle(window)
    assert not page.findChildren(RestoreDialog)
    assert read(window, count) == 1
    assert read(window, last_entry) == ("王芳", "record_restore")
    (aside,) = desk_folder.glob("replaced-*.db")
    assert str(aside) in page.restored.text() and page.restored.text().startswith("✓ 已经恢复")
    window.go(targets.Cases())
    settle(window)
    shown: Any = window.stack.currentWidget()
    assert shown.model.rowCount() == 1


def test_a_new_pc_begins_with_a_backup(
    open_window: OpenWindow, window: MainWindow, desk_folder: Path, other: Path, tmp_path: Path,
    qtbot: QtBot, settle: support.Settle, read: support.Read, play: support.Play,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    play(desk_folder, "S3", papers=True)
    page = page_of(window, settle)
    monkeypatch.setattr(file_choice, "open_folder", lambda *_a: str(other))
    support.press(page, "选择另存位置…")
    qtbot.waitUntil(lambda: page.papers.text().startswith("✓ 文书已另存"))
    settle(window)
    papers = read(window, lambda desk: len(desk.files.listing()))
    assert papers and f"文书已另存{papers}份，共{papers}份" in page.papers.text()
    window.context.worker.close()
    shutil.rmtree(desk_folder)
    new = open_window(tmp_path / "新电脑")
    settle(new)
    support.press(new.stack.currentWidget(), "从备份恢复")
    settle(new)
    settings = new.stack.currentWidget()
    assert isinstance(settings, SettingsPage) and settings.backup.isVisible()
    dialog = opened(qtbot, new, settings.backup, settle)
    assert "还没有备份" in dialog.message.text() and not dialog.restore_button.isEnabled()
    (path,) = other.glob("desk-*.db")
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(path))
    support.press(dialog, "选择其他文件…")
    settle(new)
    assert f"缺{papers}份文书文件，恢复时从备份旁边取回" in dialog.papers.text()
    assert dialog.lost.text() == "✓ 备份以后没有新的登记。"
    answer(dialog, "恢复")
    qtbot.waitUntil(lambda: not settings.backup.restored.isHidden())
    settle(new)
    assert f"取回文书文件{papers}份" in settings.backup.restored.text()
    assert read(new, verify) == [] and "禾川县" in new.office.text()


def test_what_is_no_backup_is_said_beside_the_list(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, settle: support.Settle, read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    page = page_of(window, settle)
    support.press(page, "立即备份")
    settle(window)
    dialog = opened(qtbot, window, page, settle)
    assert dialog.restore_button.isEnabled()
    bad = tmp_path / "照片.db"
    bad.write_bytes(b"x" * 9000)
    monkeypatch.setattr(file_choice, "open_one", lambda *_a: str(bad))
    support.press(dialog, "选择其他文件…")
    settle(window)
    assert dialog.message.isVisible() and "照片.db" in dialog.message.text()
    assert not dialog.restore_button.isEnabled() and dialog.holds.isHidden()
    dialog.list.setCurrentRow(0)
    settle(window)
    assert dialog.message.isHidden() and dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_restore_that_fails_leaves_the_desk_open(
    window: MainWindow, desk_folder: Path, qtbot: QtBot, settle: support.Settle,
    read: support.Read, play: support.Play, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    play(desk_folder, "S3")
    page = page_of(window, settle)
    support.press(page, "立即备份")
    settle(window)
    dialog = opened(qtbot, window, page, settle)
    from models.backup import restore

    def full(*_a: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(restore, "_copy", full)
        answer(dialog, "恢复")
        qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert "空间不足" in dialog.message.text() and dialog.restore_button.isEnabled()
    assert read(window, count) == 1 and not list(desk_folder.glob("replaced-*"))
    dialog.reject()


def test_copying_papers_can_be_given_up_and_goes_on(
    window: MainWindow, desk_folder: Path, other: Path, qtbot: QtBot, settle: support.Settle,
    read: support.Read, play: support.Play, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    play(desk_folder, "S3", papers=True)
    read(window, lambda desk: set_settings(desk, {"office.backup_folder": str(other)}))
    page = page_of(window, settle)
    step = paper_copies.Copying.step
    asked: list[int] = []
    gate = Gate()

    def one(run: paper_copies.Copying, _seconds: float = 0) -> paper_copies.Outcome:
        got = step(run, 0)
        if got.done == 2:
            gate.hold()
        return got

    monkeypatch.setattr(paper_copies.Copying, "step", one)
    support.press(page, "立即备份")
    window.context.worker.ask(count, asked.append)
    qtbot.waitUntil(lambda: gate.reached)
    support.press(page.copying, "取消")
    gate.open()
    settle(window)
    qtbot.waitUntil(page.backup_button.isEnabled)
    settle(window)
    assert asked == [1] and page.copying.isHidden()
    assert page.papers.text().startswith("⚠ 文书已另存")
    copied = [p for p in (other / "files").rglob("*") if p.is_file()]
    total = read(window, lambda desk: len(desk.files.listing()))
    assert 0 < len(copied) < total
    monkeypatch.setattr(paper_copies.Copying, "step", step)
    daily = DailyBackup(window.context, window)
    daily.start(0)
    qtbot.waitUntil(lambda: daily.timer.interval() == NEXT_LOOK_MS)
    settle(window)
    assert page.papers.text().startswith(f"✓ 文书已另存{total}份")
    assert len(backup.listing(desk_folder)) == 1


def test_a_paper_that_is_gone_is_named(
    window: MainWindow, desk_folder: Path, other: Path, qtbot: QtBot, settle: support.Settle,
    read: support.Read, play: support.Play,
) -> None:  # fmt: skip
    play(desk_folder, "S3", papers=True)
    read(window, lambda desk: set_settings(desk, {"office.backup_folder": str(other)}))
    name = min(read(window, lambda desk: desk.files.listing()))
    (desk_folder / "files" / name).unlink()
    page = page_of(window, settle)
    support.press(page, "立即备份")
    settle(window)
    qtbot.waitUntil(page.backup_button.isEnabled)
    settle(window)
    assert page.findChildren(messages.ErrorDialog)
    assert page.second.text().startswith("✓ 已另存到")
    assert page.papers.text().startswith("⚠ 文书已另存")
    taker = DailyBackup(window.context, window)
    taker.start(0)
    qtbot.waitUntil(lambda: taker.timer.interval() == NEXT_LOOK_MS)
    settle(window)
    assert f"{name}（原文件不见了）" in page.daily.text()


def test_practice_has_its_own_way_to_begin_again(
    window: MainWindow, settle: support.Settle
) -> None:
    page = page_of(window, settle)
    assert page.restore_button.isVisible()
    window.context.practice = window.context.today()
    page.refresh()
    assert page.restore_button.isHidden()
