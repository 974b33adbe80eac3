"""Under a day it is said what saving would do to the periods, found out by what saves."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.steps.conftest import Stage, Staged
from ui.steps.dialog import CommandDialog
from ui.widgets.fields import TicksField


def line(dialog: CommandDialog) -> str:
    """Return what is said of the periods, "" when nothing is to be seen."""
    found = [
        one
        for one in dialog.findChildren(QLabel)
        if one.accessibleName() == "对期限的影响" and one.isVisible()
    ]
    return "；".join(one.text() for one in found)


def asked(stage: Stage, dialog: CommandDialog) -> None:
    """Wait until the periods were asked for, and the answer is there."""
    stage.until(lambda: not dialog._timer.isActive())
    stage.settle()


def test_the_periods_that_a_service_starts_are_under_its_day(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    wide, before = dialog.width(), len(s.view().entries)
    s.type(dialog, "served.fields.received_by", "本人")
    s.type(dialog, "served.fields.received_as", "委托代理人")
    s.type(dialog, "served.fields.received_on", "20250917")
    asked(s, dialog)
    assert "自2025-09-17起：“答辩”至2025-10-09（办法第22条第1款）" in line(dialog)
    assert "“送达请求书副本”按期完成（2025-09-19届满）" in line(dialog)
    s.type(dialog, "served.fields.received_on", "20250916")
    assert not line(dialog), "it is said of another day"
    asked(s, dialog)
    assert "自2025-09-16起" in line(dialog)
    assert dialog.width() == wide
    assert len(s.view().entries) == before
    dialog._abandon()


def test_a_day_that_cannot_be_has_its_own_fault_only(stage: Staged) -> None:
    s = stage("S3", "docket")
    dialog = s.open("docket")
    asked(s, dialog)
    assert not line(dialog), "nobody is in the panel yet"
    s.type(dialog, "panel.chair", "周建国")
    members = dialog.form.field("panel.members")
    assert isinstance(members, TicksField)
    for _, box in members.boxes:
        if box.text().startswith(("李敏", "赵静")) and not box.isChecked():
            QTest.keyClick(box, Qt.Key.Key_Space)
    s.type(dialog, "handler", "李敏")
    asked(s, dialog)
    assert "“结案”至2025-12-12" in line(dialog)
    for bad in ("20250931", "20991231"):
        s.type(dialog, "on", bad)
        asked(s, dialog)
        assert not line(dialog)
    dialog._abandon()


def test_it_is_said_before_the_words_are_written(stage: Staged) -> None:
    s = stage("S3", "record_answer", 0)
    dialog = s.open("record_answer", party="R1")
    asked(s, dialog)
    assert "“答辩”按期完成" in line(dialog)
    s.type(dialog, "posted_on", "20251008")
    asked(s, dialog)
    named = dialog.form.field("posted_on").focusProxy()
    assert named is not None
    assert "“答辩”" in named.accessibleDescription()
    dialog._abandon()


def test_what_is_only_said_of_a_step_is_under_its_day(stage: Staged) -> None:
    s = stage("S3", "deliberate")
    dialog = s.open("deliberate")
    asked(s, dialog)
    assert "还没有核查专利权状态" in line(dialog)
    dialog._abandon()


def test_nothing_is_asked_before_it_is_chosen_whom_a_step_is_about(stage: Staged) -> None:
    """A choice that is still open is no argument: the command would break over it."""
    s = stage("S1", "deliberate")
    dialog = s.open("close_apart")
    assert dialog.effect.values() is None
    dialog._abandon()
