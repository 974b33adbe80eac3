"""The window asks about a doubtful clock when it opens, and whenever a command meets one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from models.services.office.office import set_setting
from models.store import clock
from models.store.desk import Desk
from tests.ui import support
from ui.shell.app import Opening, make_window
from ui.shell.main_window import MainWindow

LAST = datetime(2026, 5, 20, 2, tzinfo=UTC)


def question(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    """Wait for the question."""
    found = lambda: [b for b in window.findChildren(QMessageBox) if "电脑时间" in b.text()]  # noqa: E731
    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_the_window_asks_at_its_start_and_at_the_next_command(
    tmp_path: Path, qtbot: QtBot, settle: support.Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [LAST]
    monkeypatch.setattr(clock, "machine_now", lambda: now[0])
    with Desk.open(tmp_path / "data", "张三", now=LAST) as desk:
        set_setting(desk, "office.name", "某局")
    now[0] = LAST - timedelta(days=15 * 365)
    store = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    window = make_window(tmp_path / "data", "张三", store)
    qtbot.addWidget(window)
    opening = Opening(window, lambda _code: None)
    errors: list[Exception] = []

    def save() -> None:
        worker = window.context.worker
        worker.do(set_setting, "office.name", "新局", failed=errors.append, owner=window)
        settle(window)

    box = question(window, qtbot)
    assert "比最后一次登记还早" in box.text()
    support.press(box, "先去核对")
    settle(window)
    save()
    assert len(errors) == 1, "nothing is dated before it is confirmed"
    support.press(question(window, qtbot), "时间没错，继续")
    settle(window)
    save()
    assert len(errors) == 1 and "新局" in window.office.text()
    opening.warming.stop()
    window.close()
