"""A kill in the middle of typing loses only what was typed since the last draft.

That a draft is kept every five seconds is tested in `tests/ui/pages/intake/test_page.py`.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from tests.places import ROOT
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand
from tests.ui.kill.typist import FIELDS
from tests.ui.partial_play import play_until
from ui.pages.intake.page import IntakePage
from ui.pages.today.page import TodayPage
from ui.shell import targets
from ui.shell.main_window import MainWindow
from ui.steps import open_step
from ui.verbs.playing.scenario import Clock, load_scenario
from ui.widgets.dialog import FormDialog
from ui.work.draft import moment_words

# The first draft is on disk, the second one just handed over; the second is on disk and the program
# knows it; typing has gone on after that.
STOPS = ("keeping 2", "kept 2", "typed on 5")


@dataclass
class Child:
    """A typing child."""

    process: subprocess.Popen[bytes]
    log: Path
    what: str

    def kill_at(self, stop: str) -> None:
        """Wait until it stands where it was told, and kill it."""
        process = self.process
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline().decode().strip()
        process.kill()
        _, errors = process.communicate()
        assert line == stop, errors.decode()

    def lines(self) -> list[list[str]]:
        """Return what it logged."""
        return [line.split("\t") for line in self.log.read_text(encoding="utf-8").splitlines()]

    def typed(self, name: str) -> tuple[str, str]:
        """Return what it typed into a field, and how much of it was on disk for certain."""
        lines = self.lines()
        kept = [n for n, line in enumerate(lines) if line == ["kept"]]
        handed = [n for n, line in enumerate(lines) if line == ["keeping"]][: len(kept)]
        until = handed[-1] if handed else 0
        pieces = [
            (n, line[2]) for n, line in enumerate(lines) if line[0] == "typed" and line[1] == name
        ]
        # The last stroke was logged, and the program stood still before it.
        whole = "".join(piece for _, piece in pieces)
        return whole, "".join(piece for n, piece in pieces if n < until)


def start(folder: Path, log: Path, what: str, stop: str, case_id: int = 0) -> Child:
    """Start the program with somebody who types."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.kill.typist", str(folder), str(log), what, str(case_id),
         stop],
        cwd=ROOT, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    return Child(process, log, what)


def expect_kept(found: Callable[[str], str], child: Child) -> None:
    """Compare what came back with what was typed before the last draft that was kept."""
    owed = 0
    for name in FIELDS[child.what]:
        typed, safe = child.typed(name)
        came = found(name)
        note = f"{child.what}, {name}: typed {len(typed)}, back {len(came)}, owed {len(safe)}"
        assert typed.startswith(came) and came.startswith(safe), note
        owed += len(safe)
    assert owed, "nothing was kept yet"


def edit_of(window: MainWindow, name: str) -> str:
    """Return the text of a visible field."""
    found = [e for e in window.findChildren(QPlainTextEdit, f"field:{name}") if e.isVisible()]
    assert len(found) == 1, name
    return found[0].toPlainText()


@pytest.mark.parametrize("stop", STOPS)
def test_killed_while_typing(
    stop: str, tmp_path: Path, clock: Clock, open_window: OpenWindow, qtbot: QtBot
) -> None:
    scenario = load_scenario("S3")
    day = next(s["on"] for s in scenario.steps if s["do"] == "issue_decision")
    case_folder = tmp_path / "with-case"
    support.set_up(case_folder, clock)
    with Desk.open(case_folder, "李敏", clock.today, clock.now) as desk:
        case_id = play_until(desk, "S3", day.replace(day=day.day - 1))
    empty = tmp_path / "empty"
    children = [
        start(empty, tmp_path / "intake.log", "intake", stop),
        start(case_folder, tmp_path / "decision.log", "decision", stop, case_id),
    ]
    for child in children:
        child.kill_at(stop)

    window = open_window(empty)
    today = window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: "drafts" in today.tables)  # the first page leads to it
    window.go(targets.Intake())
    support.settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, IntakePage)
    banner = page.typing.banner_text.text()
    assert page.typing.banner.isVisible() and "上次未完成的收案" in banner
    assert moment_words(clock.now()) in banner and "暂存" in banner and "可以接着填写" in banner
    expect_kept(lambda name: edit_of(window, name), children[0])
    window.context.worker.close()
    window.hide()

    window = open_window(case_folder)
    first = window.stack.currentWidget()
    assert isinstance(first, TodayPage)
    qtbot.waitUntil(lambda: "drafts" in first.tables)
    line = first.today.cards[-1].lines[0] if first.today else None
    assert line is not None and line.case_id == case_id
    assert line.what.startswith("“作出行政裁决”填写未完成（")
    dialog = open_again(window, case_id, qtbot)
    said = [w.text() for w in support.visible(dialog, QLabel) if "已经恢复" in w.text()]
    assert said and f"（{moment_words(clock.now())}）" in said[0]
    expect_kept(lambda name: edit_of(window, name), children[1])
    support.press(dialog, "丢弃，重新填写")
    support.settled(qtbot, window)
    again = Hand(qtbot, window).newest(set())
    assert again is not dialog and edit_of(window, FIELDS["decision"][0]) == ""
    assert not support.visible(again, QPushButton, text="丢弃，重新填写")
    again.reject()


def open_again(window: MainWindow, case_id: int, qtbot: QtBot) -> FormDialog:
    """Open the decision of the case, as its card does."""
    hand = Hand(qtbot, window)
    before = hand.dialogs()
    open_step(window.context, window, case_id, "issue_decision")
    return hand.newest(before)
