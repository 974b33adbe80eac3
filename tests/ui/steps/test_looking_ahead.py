"""What a dialog says before saving is the answer to what is in it now, and to nothing older."""

from unittest.mock import patch

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import support
from tests.ui.hand import Hand
from tests.ui.partial_play import play_until
from tests.ui.patience import held
from tests.ui.steps.conftest import Stage, Staged
from ui.shell.main_window import MainWindow
from ui.steps.dialog import CommandDialog
from ui.verbs.playing.scenario import load_scenario


def asked(stage: Stage, dialog: CommandDialog) -> None:
    """Wait until the dialog has looked ahead at what was typed last."""
    stage.until(lambda: not dialog._timer.isActive())


@pytest.mark.parametrize(
    ("command", "field", "days"),
    [
        ("extend_evidence", "on", ("2025-10-20", "2025-10-21")),
        ("serve", "served.fields.received_on", ("2025-09-16", "2025-09-17")),
    ],
)
def test_only_the_newest_answer_is_shown(
    stage: Staged, command: str, field: str, days: tuple[str, str]
) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open(command, party="R1")
    asked(s, dialog)
    s.settle()
    with patch.object(dialog, "say", wraps=dialog.say) as say:
        with held(s.worker):
            for day in days:
                s.type(dialog, field, day)
                asked(s, dialog)
        s.settle()
    assert say.call_count == 1
    dialog._abandon()


@pytest.mark.parametrize("command", ["extend_evidence", "serve"])
def test_an_answer_to_what_has_been_changed_since_is_not_shown(stage: Staged, command: str) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open(command, party="R1")
    field = "on" if command != "serve" else "served.fields.received_on"
    asked(s, dialog)
    s.settle()
    with patch.object(dialog, "say", wraps=dialog.say) as say:
        with held(s.worker):
            s.type(dialog, field, "2025-09-17")
            asked(s, dialog)
            s.type(dialog, field, "2025-09-16")
            dialog._timer.stop()  # the answer arrives before the next look
        s.settle()
    assert not say.called
    dialog._abandon()


def test_a_step_that_was_clicked_twice_opens_once(
    window: MainWindow, qtbot: QtBot, read: support.Read
) -> None:
    day = load_scenario("S3").as_of
    hand = Hand(qtbot, window)
    page = hand.case(read(window, lambda desk: play_until(desk, "S3", day)))
    hand.tab(page, "journal")
    with held(window.context.worker):
        for _ in range(2):
            support.press(page, "登记其他事件…")
    hand.settle()
    assert len(hand.dialogs()) == 1
