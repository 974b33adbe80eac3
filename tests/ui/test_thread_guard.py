"""The fixture that fails tests touching widgets outside the window's thread catches them."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from tests.places import TESTS
from ui.work.tasks import Worker


class Shown(QLabel):
    """A widget of the project; its method is Python, its signal may come from anywhere."""

    stepped = Signal(int)
    number = 0

    def say(self) -> None:
        """Change its text."""
        super().setText("x")


TOUCHES: dict[str, Callable[[QPushButton, Shown], object]] = {
    "button.click": lambda button, _label: button.click(),
    "label.setText": lambda _button, label: label.setText("x"),
    "reading a text": lambda _button, label: label.text(),
    "through a method of the project": lambda _button, label: label.say(),
    "a layout": lambda button, _label: button.layout(),
    "QTest": lambda button, _label: QTest.mouseClick(button, Qt.MouseButton.LeftButton),
}


@pytest.fixture
def widgets(qtbot: QtBot) -> tuple[QPushButton, Shown]:
    """Return a button that complains when it is really clicked, and a label."""
    button, label = QPushButton("x"), Shown("as it was")
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    button.clicked.connect(lambda: pytest.fail("the click came through"))
    return button, label


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    """Return a worker over a new folder."""
    worker = Worker(lambda: Desk.open(tmp_path / "desk", "李敏"))
    return worker


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_a_touch_from_the_worker_is_caught_each_time(
    touch: Callable[[QPushButton, Shown], object], widgets: tuple[QPushButton, Shown],
    worker: Worker, qtbot: QtBot, touched: list[str],
) -> None:  # fmt: skip
    refused: list[Exception] = []
    for _ in range(2):
        worker.ask(lambda _desk: touch(*widgets), lambda _: None, refused.append)
    qtbot.waitUntil(lambda: worker.idle)
    worker.close()
    assert [type(e).__name__ for e in refused] == ["TouchedElsewhere"] * 2
    assert len(touched) == 2 and "test_thread_guard.py" in touched[0]
    assert widgets[1].text() == "as it was"
    touched.clear()


def test_other_threads_are_watched_too(
    widgets: tuple[QPushButton, Shown], touched: list[str]
) -> None:
    refused: list[str] = []

    def touch() -> None:
        try:
            widgets[0].click()
        except AssertionError as error:
            refused.append(str(error))

    thread = threading.Thread(target=touch)
    thread.start()
    thread.join()
    assert refused == ["QPushButton.click outside the window's thread"]
    touched.clear()


def test_what_is_allowed_is_not_refused(
    worker: Worker, widgets: tuple[QPushButton, Shown], qtbot: QtBot
) -> None:
    told: list[int] = []
    label = widgets[1]
    label.stepped.connect(told.append)
    label.number = 3
    worker.ask(lambda _desk: label.stepped.emit(label.number), lambda _: None)
    qtbot.waitUntil(lambda: told == [3])
    worker.close()


def test_a_test_that_touches_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS.parent))
    pytester.makeconftest("from tests.ui.conftest import qapp, touched  # noqa")
    pytester.makepyfile(
        """
        import threading
        from PySide6.QtWidgets import QLabel

        def test_swallowed(qtbot):
            label = QLabel("x")
            qtbot.addWidget(label)
            def touch():
                try:
                    label.setText("y")
                except AssertionError:
                    pass
            thread = threading.Thread(target=touch)
            thread.start()
            thread.join()
        """
    )
    done = pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:xdist", "-q")
    done.assert_outcomes(passed=1, errors=1)
    done.stdout.fnmatch_lines(["*QLabel.setText in*"])


def test_only_tests_under_the_guard_know_qt() -> None:
    qt = re.compile(r"^\s*(from|import) (PySide6|pytestqt)", re.M)
    outside = [
        file.relative_to(TESTS).as_posix()
        for file in TESTS.rglob("test_*.py")
        if TESTS / "ui" not in file.parents and qt.search(file.read_text(encoding="utf-8"))
    ]
    assert outside == []
