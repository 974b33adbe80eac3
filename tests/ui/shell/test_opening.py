"""Starting: the window over an opened folder, or a dialog that says why there is none."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.services.office.office import set_setting
from models.store.desk import Desk
from models.store.files import unwritable
from tests.ui.patience import came_due
from tests.ui.support import press, visible
from ui.shell import app as start
from ui.shell import messages
from ui.shell.main_window import MainWindow
from ui.verbs.playing.scenario import Clock


@pytest.fixture
def opened(
    qapp: QApplication, store: QSettings, clock: Clock, request: pytest.FixtureRequest
) -> start.Opening:
    """Return the opening of a window that is closed after the test."""
    folder: Path = request.getfixturevalue("folder")
    window = start.make_window(folder, "李敏", store, clock)
    ended: list[int] = []
    opening = start.Opening(window, ended.append)
    opening.__dict__["ended"] = ended

    def close() -> None:
        window.context.worker.close()
        window.hide()
        window.deleteLater()

    request.addfinalizer(close)
    del qapp
    return opening


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that is not there yet."""
    return tmp_path / "new" / "desk"


def test_the_window_comes_with_its_first_page(opened: start.Opening, qtbot: QtBot) -> None:
    qtbot.waitUntil(opened.window.isVisible)
    qtbot.waitUntil(lambda: opened.window.stack.currentWidget() is not None)
    qtbot.waitUntil(lambda: opened.window.context.worker.idle)
    assert opened.__dict__["ended"] == []


class TestFailure:
    """The folder does not open."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Return a folder that is a file."""
        (tmp_path / "desk").write_text("x", encoding="utf-8")
        return tmp_path / "desk"

    def test_a_dialog_says_why(self, opened: start.Opening, qtbot: QtBot) -> None:
        qtbot.waitUntil(lambda: hasattr(opened, "dialog"))
        texts = " ".join(w.text() for w in visible(opened.dialog, QLabel))
        assert "Traceback" not in texts
        assert not opened.window.isVisible()
        press(opened.dialog, "关闭")
        assert opened.__dict__["ended"] == [1]


def test_a_held_folder_names_its_holder(
    qtbot: QtBot, tmp_path: Path, store: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from models.errors import HeldError

    def held(*_: object) -> Desk:
        raise HeldError("数据文件夹正由 王芳（在 PC-12 上）使用。请等对方关闭后再打开。")

    monkeypatch.setattr(start, "_opener", lambda *_: held)
    window: MainWindow = start.make_window(tmp_path, "李敏", store)
    ended: list[int] = []
    opening = start.Opening(window, ended.append)
    qtbot.waitUntil(lambda: hasattr(opening, "dialog"))
    assert "王芳" in " ".join(w.text() for w in visible(opening.dialog, QLabel))
    press(opening.dialog, "关闭")
    assert ended == [1]
    window.context.worker.close()
    window.deleteLater()


def test_unexpected_errors_become_one_dialog(window: MainWindow, qtbot: QtBot) -> None:
    hook = start.ErrorHook(window)
    for _ in range(3):
        hook(ValueError, ValueError("x"), None)
    qtbot.waitUntil(lambda: window.findChild(messages.ErrorDialog) is not None)
    came_due()
    shown = window.findChildren(messages.ErrorDialog)
    assert len(shown) == 1
    press(shown[0], "关闭")
    assert not hook.shown


class TestUnwritable:
    """The disk is full: everything can be seen, nothing saved."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a folder of an office on a disk that takes nothing any more."""
        with Desk.open(tmp_path / "desk", "李敏") as desk:
            set_setting(desk, "office.name", "丙县知识产权局")

        def refuse(_folder: Path) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(unwritable, "_try", refuse)
        return tmp_path / "desk"

    def test_the_window_says_so_and_shows_what_is_there(
        self, opened: start.Opening, qtbot: QtBot
    ) -> None:
        window = opened.window
        qtbot.waitUntil(lambda: window.findChild(messages.ErrorDialog) is not None)
        (shown,) = window.findChildren(messages.ErrorDialog)
        texts = " ".join(w.text() for w in visible(shown, QLabel))
        assert "磁盘空间不足" in texts and "只能查看" in texts
        press(shown, "关闭")
        qtbot.waitUntil(lambda: "丙县知识产权局" in window.office.text())
        assert opened.__dict__["ended"] == [] and window.isVisible()
        errors: list[Exception] = []
        window.context.worker.do(
            set_setting, "office.name", "丁局", failed=errors.append, owner=window
        )
        qtbot.waitUntil(lambda: bool(errors))
        assert "只能查看" in str(errors[0])
