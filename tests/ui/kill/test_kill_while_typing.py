"""A kill in the middle of typing loses the text of the last five seconds at most."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.store.desk import Desk
from tests.ui import support
from tests.ui.conftest import OpenWindow
from tests.ui.hand import Hand
from tests.ui.kill.typist import FIELDS, PIECES
from tests.ui.partial_play import play_until
from ui.intake.draft import moment_words
from ui.intake.page import IntakePage
from ui.main_window import MainWindow
from ui.steps import open_step
from ui.today.page import TodayPage
from ui.verbs.scenario import Clock, load_scenario
from ui.widgets.dialog import FormDialog

ROOT = Path(__file__).resolve().parents[3]
LOST_AT_MOST_S = 5.0
TYPED_S = (5.6, 8.0)  # from the first character to the kill
STARTED_S = 30.0


@dataclass
class Stroke:
    """One character as the child logged it before typing it."""

    at: float
    field: str
    piece: str


@dataclass
class Child:
    """A typing child."""

    process: subprocess.Popen[bytes]
    log: Path
    what: str

    def strokes(self) -> list[Stroke]:
        """Return what it says it typed; a last line cut off by the kill is left out."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        rows = [line.split("\t") for line in whole.splitlines()]
        return [Stroke(float(at), field, piece) for at, field, piece in rows]


def start(folder: Path, log: Path, what: str, case_id: int = 0) -> Child:
    """Start the program with somebody who types."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.kill.typist", str(folder), str(log), what, str(case_id)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    return Child(process, log, what)


def kill_after(children: list[Child], typed_s: dict[str, float]) -> dict[str, float]:
    """Kill each child so long after its first stroke; return when (time.monotonic)."""
    killed: dict[str, float] = {}
    begun: dict[str, float] = {}
    end = time.monotonic() + STARTED_S
    try:
        while len(killed) < len(children):
            assert time.monotonic() < end, "a child did not begin to type"
            for child in children:
                if child.what in killed:
                    continue
                if child.process.poll() is not None:
                    assert child.process.stderr is not None
                    pytest.fail(child.process.stderr.read().decode())
                if child.what not in begun and (strokes := child.strokes()):
                    begun[child.what] = strokes[0].at
                now = time.monotonic()
                if child.what in begun and now > begun[child.what] + typed_s[child.what]:
                    killed[child.what] = time.monotonic()  # before the signal: never too lenient
                    child.process.kill()
            time.sleep(0.01)
    finally:
        for child in children:
            child.process.kill()
            child.process.communicate()
    return killed


def expect_kept(found: Callable[[str], str], child: Child, killed: float, seed: int) -> None:
    """Compare what came back with what was typed more than five seconds before the kill."""
    strokes = child.strokes()
    for name in FIELDS[child.what]:
        typed = "".join(s.piece for s in strokes if s.field == name)
        safe = "".join(
            s.piece for s in strokes if s.field == name and s.at < killed - LOST_AT_MOST_S
        )
        came = found(name)
        note = f"seed {seed}, {child.what}, {name}: typed {len(typed)}, back {len(came)}"
        assert typed.startswith(came), note
        assert len(came) >= len(safe), f"{note}, owed {len(safe)}"
        assert not came or came[0] in PIECES
    assert any(s.at < killed - LOST_AT_MOST_S for s in strokes), "nothing was old enough to count"


def edit_of(window: MainWindow, name: str) -> str:
    """Return the text of a visible field."""
    found = [e for e in window.findChildren(QPlainTextEdit, f"field:{name}") if e.isVisible()]
    assert len(found) == 1, name
    return found[0].toPlainText()


def test_killed_while_typing(
    tmp_path: Path, clock: Clock, open_window: OpenWindow, qtbot: QtBot
) -> None:
    seed = random.randrange(1 << 30)
    rng = random.Random(seed)
    scenario = load_scenario("S3")
    day = next(s["on"] for s in scenario.steps if s["do"] == "issue_decision")
    case_folder = tmp_path / "with-case"
    support.set_up(case_folder, clock)
    with Desk.open(case_folder, "李敏", clock.today, clock.now) as desk:
        case_id = play_until(desk, "S3", day.replace(day=day.day - 1))
    empty = tmp_path / "empty"
    children = [
        start(empty, tmp_path / "intake.log", "intake"),
        start(case_folder, tmp_path / "decision.log", "decision", case_id),
    ]
    killed = kill_after(children, {c.what: rng.uniform(*TYPED_S) for c in children})

    window = open_window(empty)
    today = window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    qtbot.waitUntil(lambda: "drafts" in today.tables)  # the first page leads to it
    window.go("intake")
    support.settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, IntakePage)
    banner = page.typing.banner_text.text()
    assert page.typing.banner.isVisible() and "上次未完成的收案" in banner
    assert moment_words(clock.now()) in banner and "暂存" in banner and "可以接着填写" in banner
    expect_kept(lambda name: edit_of(window, name), children[0], killed["intake"], seed)
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
    expect_kept(lambda name: edit_of(window, name), children[1], killed["decision"], seed)
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
