"""A practice folder beside the sample office, built once; windows over copies of it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.store.files.practice_folder import beside
from tests.ui import support
from ui.practice.opening import open_practice
from ui.shell.app import make_practice_window
from ui.shell.main_window import MainWindow

OpenPractice = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a practice folder as the program makes it."""
    folder = tmp_path_factory.mktemp("built") / "desk-练习"
    open_practice(folder, fresh=False, progress=lambda *_: None).close()
    return folder


@pytest.fixture
def practice_folder(built: Path, desk_folder: Path) -> Path:
    """Return the practice folder of `desk_folder`."""
    folder = beside(desk_folder)
    shutil.copytree(built, folder)
    return folder


@pytest.fixture
def open_practice_window(
    qapp: QApplication, qtbot: QtBot, store: QSettings, worker_errors: list[Exception]
) -> Iterator[OpenPractice]:
    """Yield a maker of practice windows; they are closed at the end."""
    opened: list[MainWindow] = []

    def make(folder: Path, *, fresh: bool = False) -> MainWindow:
        window = make_practice_window(folder, store, fresh=fresh)
        window.context.worker.failed.connect(worker_errors.append)
        opened.append(window)
        window.resize(1366, 740)
        window.show()
        window.go_home()
        support.settled(qtbot, window)
        return window

    yield make
    for window in opened:
        window.context.worker.close()
        window.hide()
        window.deleteLater()
    support.run_deferred()
    del qapp
    assert not worker_errors, f"errors that nobody took: {worker_errors}"


@pytest.fixture
def practice(open_practice_window: OpenPractice, practice_folder: Path) -> MainWindow:
    """Return the practice window of the sample office."""
    return open_practice_window(practice_folder)
