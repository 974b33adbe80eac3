"""Fixtures of the window's tests: an office, the window over it, sample cases, waiting.

`window` is over `desk_folder`; `open_window(folder)` makes one over any folder (an empty one for
the first start). Both live on the day of `clock`. `play(folder, "S3")` plays sample cases whether
the window is open over the folder or not. An error that nobody took makes the test fail, unless
the test takes it out of `worker_errors`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from tests.ui import support, thread_guard
from tests.ui.patience import PatientBot
from ui.shell.app import application, make_window
from ui.shell.main_window import MainWindow, apply
from ui.verbs.playing.scenario import Clock

thread_guard.install()
TODAY = date(2026, 5, 20)
OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application as the program makes it."""
    app = application(["zhicaitai"])
    apply(app, dark=False, large=False)
    return app


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return pytest-qt's bot, whose waits end with their condition and give up after a minute."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def touched() -> Iterator[list[str]]:
    """Fail the test when it touches a widget outside the window's thread."""
    thread_guard.touched.clear()
    yield thread_guard.touched
    found = thread_guard.touched + thread_guard.made_elsewhere()
    assert not found, "\n".join(found)


@pytest.fixture
def clock() -> Clock:
    """Return the window's clock; tests move its day."""
    return Clock(TODAY)


@pytest.fixture
def desk_folder(tmp_path: Path, clock: Clock) -> Path:
    """Return a data folder of the sample office."""
    folder = tmp_path / "desk"
    support.set_up(folder, clock)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> QSettings:
    """Return the window's own settings, in a file that is gone after the test."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def worker_errors() -> list[Exception]:
    """Return the errors that nobody took; a test that expects one clears it."""
    return []


@pytest.fixture
def windows() -> list[MainWindow]:
    """Return the windows that the test has open."""
    return []


@pytest.fixture
def open_window(
    qapp: QApplication,
    qtbot: QtBot,
    clock: Clock,
    store: QSettings,
    worker_errors: list[Exception],
    windows: list[MainWindow],
) -> Iterator[OpenWindow]:
    """Yield a maker of windows; they are closed, and their errors counted, at the end."""

    def make(folder: Path) -> MainWindow:
        window = make_window(folder, "李敏", store, clock)
        window.context.worker.failed.connect(worker_errors.append)
        window.resize(1366, 740)
        window.show()
        window.go_home()
        windows.append(window)
        support.settled(qtbot, window)
        return window

    yield make
    for window in windows:
        # Not window.close(): unsaved text would ask, and nobody answers.
        window.context.worker.close()
    for widget in qapp.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    support.run_deferred()
    assert not worker_errors, f"errors that nobody took: {worker_errors}"


@pytest.fixture
def window(open_window: OpenWindow, desk_folder: Path) -> MainWindow:
    """Return the main window over the sample office, on 今日."""
    return open_window(desk_folder)


@pytest.fixture
def settle(qtbot: QtBot) -> support.Settle:
    """Return a function that waits until a window's worker is idle."""
    return partial(support.settled, qtbot)


@pytest.fixture
def read(qtbot: QtBot) -> support.Read:
    """Return a function that runs something on a window's desk: `read(window, lambda desk: …)`."""
    return partial(support.read_desk, qtbot)


@pytest.fixture
def play(qtbot: QtBot, clock: Clock, windows: list[MainWindow]) -> support.Play:
    """Return a function that plays samples: `case_id = play(desk_folder, "S1", "S3")`."""

    def run(folder: Path, *names: str, papers: bool = False) -> int:
        if not windows:
            with Desk.open(folder, "李敏", clock.today, clock.now) as desk:
                return support.play_on(desk, names, papers=papers)
        window = windows[-1]
        case_id: int = support.read_desk(
            qtbot, window, lambda desk: support.play_on(desk, names, papers=papers)
        )
        window.refresh_page()
        support.settled(qtbot, window)
        return case_id

    return run
