"""备份与检查: the second place, and the backup that is taken by itself."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.backup import backup
from models.queries.settings_view import checklist
from tests.ui import support
from ui.output import file_choice
from ui.pages.settings.backup_page import BackupPage
from ui.pages.settings.page import SettingsPage
from ui.shell import messages, targets
from ui.shell.main_window import MainWindow
from ui.work.daily_backup import NEXT_LOOK_MS, DailyBackup


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a folder on “another disk”."""
    place = tmp_path / "另一块磁盘"
    place.mkdir()
    return place


@pytest.fixture
def page(window: MainWindow, settle: support.Settle) -> BackupPage:
    """Return the page, shown."""
    window.go(targets.Settings(group="backup"))
    settle(window)
    settings = window.stack.currentWidget()
    assert isinstance(settings, SettingsPage)
    return settings.backup


def choose(page: BackupPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a second place as a person does."""
    monkeypatch.setattr(file_choice, "open_folder", lambda *_a: str(folder))
    support.press(page, "选择另存位置…")


def daily(window: MainWindow, qtbot: QtBot, settle: support.Settle) -> DailyBackup:
    """Let the window take the day's backup by itself."""
    settle(window)
    taker = DailyBackup(window.context, window)
    taker.start(0)
    qtbot.waitUntil(lambda: taker.timer.interval() == NEXT_LOOK_MS)
    settle(window)
    return taker


def test_a_chosen_place_is_tried_at_once(
    window: MainWindow,
    page: BackupPage,
    other: Path,
    settle: support.Settle,
    read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not next(i for i in read(window, checklist) if i.id == "backup").done
    choose(page, other, monkeypatch)
    settle(window)
    settle(window)
    assert [p.suffix for p in other.glob("desk-*.db")] == [".db"]
    assert page.second.text() == f"✓ 已另存到 {other}"
    item = next(i for i in read(window, checklist) if i.id == "backup")
    assert item.done and str(other) in item.detail
    next(other.glob("desk-*.db")).unlink()
    page.refresh()
    settle(window)
    assert page.second.text().startswith("⚠ 最近一次备份不在另存位置")


def test_a_place_in_the_data_folder_is_refused(
    window: MainWindow,
    page: BackupPage,
    desk_folder: Path,
    settle: support.Settle,
    read: support.Read,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(page, desk_folder, monkeypatch)
    settle(window)
    assert page.findChildren(messages.ErrorDialog)
    assert read(window, backup.second_place) is None and not backup.listing(desk_folder)


def test_the_daily_backup_is_made_once(
    window: MainWindow,
    page: BackupPage,
    desk_folder: Path,
    qtbot: QtBot,
    settle: support.Settle,
) -> None:
    for _ in range(2):
        daily(window, qtbot, settle)
    (made,) = backup.listing(desk_folder)
    assert made.reason == "daily" and "（每日）" in page.last.text()
    assert page.second.text().startswith("⚠ 还没有选定另存位置") and page.daily.isHidden()


def test_a_failed_second_copy_stands_on_the_page(
    window: MainWindow,
    page: BackupPage,
    other: Path,
    desk_folder: Path,
    qtbot: QtBot,
    settle: support.Settle,
    read: support.Read,
) -> None:
    from models.services.office.office import set_settings

    gone = other / "拔掉的盘"
    read(window, lambda desk: set_settings(desk, {"office.backup_folder": str(gone)}))
    daily(window, qtbot, settle)
    assert len(backup.listing(desk_folder)) == 1
    assert "没有能另存到" in page.daily.text() and page.daily.isVisible()
    gone.mkdir()
    support.press(page, "立即备份")
    settle(window)
    settle(window)
    assert page.daily.isHidden() and page.second.text() == f"✓ 已另存到 {gone}"
