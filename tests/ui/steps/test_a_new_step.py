"""A new step takes two files: its TOML and its service; the window shows, opens and explains it."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.cases.loading import load
from models.reference import additions
from models.services.arguments.commands import COMMANDS
from tests.stored import last, payload_of
from tests.ui import support
from tests.ui.hand import Hand
from ui.shell.help import HelpPanel
from ui.shell.main_window import MainWindow

TOML = """
title = "登记回访"
explain = "立案后回访当事人，记下意见（办法第80条）。"

[step]
order = { adjudication = 10 }
name = "回访当事人"
who = ["handler", "clerk"]
basis = ["办法第80条", "本局回访办法"]
after = ["docketed"]
done = ["platform_notified"]

[dialog]
fields = [
  { name = "on", label = "回访日期", type = "date", required = true, default = "=today" },
  { name = "answer", label = "回访结果", type = "choice", choices = "content", required = true },
  { name = "words", label = "当事人的话", type = "long", required = true },
]

[dialog.choices.content]
pleased = "满意"
other = "有意见"

[[help]]
fields = ["on", "answer"]
fill = "哪天回访的，当事人怎么看。"
articles = ["专利纠纷行政裁决和调解办法第80条"]

[[help]]
fields = ["words"]
fill = "照当事人的话写。"
"""
SERVICE = '''
from datetime import date

from models.rules.events import PlatformNotified
from models.services.shared.recording import NewEvent, begin, check_day, record
from models.store.desk import Desk
from models.store.unit import command


@command
def call_back(desk: Desk, case_id: int, *, on: date, answer: str, words: str) -> None:
    """Record what a party said when it was asked afterwards."""
    case = begin(desk, case_id)
    check_day(desk, on)
    record(desk, case, [NewEvent(PlatformNotified(platform=answer, text=words), on)])
'''


@pytest.fixture
def touched_files(
    tmp_path: Path, desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[str]]:
    """Write the files of the step before the window opens; return their names."""
    service, step = tmp_path / "call_back.py", desk_folder / "additions/steps/call_back.toml"
    step.parent.mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    step.write_text(TOML, encoding="utf-8")
    service.write_text(SERVICE, encoding="utf-8")
    found = importlib.util.spec_from_file_location("call_back", service)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    monkeypatch.setitem(COMMANDS, "call_back", module.call_back)
    yield sorted(one.name for one in set(tmp_path.rglob("*")) - before if one.is_file())
    additions.use(tmp_path / "nothing")


def said(panel: HelpPanel) -> str:
    """Return everything the panel says."""
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))


def test_a_step_is_one_toml_and_one_service_function(
    touched_files: list[str],
    window: MainWindow,
    qtbot: QtBot,
    play: support.Play,
    desk_folder: Path,
    read: support.Read,
) -> None:
    assert touched_files == ["call_back.py", "call_back.toml"]
    case_id = play(desk_folder, "S1")
    hand = Hand(qtbot, window)
    page = hand.case(case_id)
    assert page.data is not None
    [line] = [one for one in page.data.steps if one.id == "call_back"]
    assert (line.name, line.actor, line.basis) == (
        "回访当事人",
        "承办人、书记员",
        "办法第80条；本局回访办法",
    )

    dialog = hand.open(page, "call_back", None)
    assert dialog.windowTitle() == "登记回访"
    words = dialog.findChild(QWidget, "field:words")
    answer = dialog.findChild(QWidget, "field:answer")
    assert words is not None and answer is not None
    answer.setFocus()
    QTest.keyClick(answer, Qt.Key.Key_F1)
    hand.settle()
    panel = next(p for p in dialog.findChildren(HelpPanel) if p.isVisible())
    assert "当事人怎么看" in said(panel) and "办法第80条" in said(panel)
    QTest.keyClick(answer, Qt.Key.Key_End)
    support.type_text(words, "办得快")
    with qtbot.waitSignal(dialog.saved):
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    hand.settle()

    case = read(window, lambda desk: load(desk, case_id))
    assert payload_of(last(case, "platform_notified")) == {"platform": "other", "text": "办得快"}
    assert page.data is not None
    assert "call_back" not in {one.id for one in page.data.steps}, "it is done"
