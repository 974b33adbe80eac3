"""A running case is taken over in one dialog: twelve acts, counted in keys and clicks."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from models.rules.events import Docketed, NoteRecorded, PanelAppointed, Served
from tests.services.receiving.test_taking_over import ACTS
from tests.ui import support
from tests.ui.steps.conftest import Stage, Staged
from ui.steps.dialog import CommandDialog
from ui.steps.rows import RowsField


def fill(s: Stage, dialog: CommandDialog) -> int:
    """Enter the twelve acts of S1 with keys; returns how many fields were filled in."""
    rows: RowsField = s.rows(dialog, "acts")
    filled = 0
    for number, act in enumerate(ACTS):
        if number:
            support.press(rows, "增加一项")
            filled += 1
        row = rows.rows[number]
        box = row.fields["act"].findChild(QComboBox)
        assert box is not None
        if box.currentData() != act.act:
            box.setCurrentIndex(box.findData(act.act))
            filled += 1
        support.type_text(row.fields["on"], act.on.isoformat())
        filled += 1
        if act.party is not None:
            party = row.fields["party"].findChild(QComboBox)
            assert party is not None
            party.setCurrentIndex(party.findData(act.party))
            filled += 1
    return filled


def test_twelve_acts_in_one_dialog(stage: Staged) -> None:
    s = stage("S1", "record_approval")  # of which no more than the request is registered
    s.clock.day = date(2026, 3, 30)
    dialog = s.open("take_over")
    s.type(dialog, "paper.number", "晋宁知法裁字〔2026〕3号")
    s.type(dialog, "paper.chair", "周建国")
    s.type(dialog, "paper.kept_at", "3号柜第7盒")
    filled = fill(s, dialog) + 3
    assert filled <= 50, "more fields than a person fills in within five minutes"
    s.save(dialog)
    case = s.view()
    assert case.record.case_no == "晋宁知法裁字〔2026〕3号"
    docketed = case.log.last(Docketed)
    assert docketed is not None and docketed.on == date(2026, 1, 30)
    assert len(case.log.all(Served)) == 9 and case.log.has(PanelAppointed)
    note = case.log.last(NoteRecorded)
    assert note is not None and "3号柜第7盒" in note.event.text


def test_what_is_wrong_is_said_below_its_row(stage: Staged) -> None:
    s = stage("S1", "record_approval")
    s.clock.day = date(2026, 3, 30)
    dialog = s.open("take_over")
    s.type(dialog, "paper.number", "晋宁知法裁字〔2026〕3号")
    rows = s.rows(dialog, "acts")
    support.type_text(rows.rows[0].fields["on"], "2026-01-30")
    support.press(rows, "增加一项")
    box = rows.rows[1].fields["act"].findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData("request_served"))
    support.type_text(rows.rows[1].fields["on"], "2026-02-03")
    s.try_to_save(dialog)
    assert "请选择当事人" in rows.rows[1].note.text()
    assert not s.view().log.has(Docketed)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert [b.text() for b in support.visible(s.parent, QPushButton, text="放弃")]


def test_what_is_typed_into_a_row_is_seen(stage: Staged) -> None:
    s = stage("S1", "record_approval")
    dialog = s.open("take_over")
    rows = s.rows(dialog, "acts")
    row = rows.rows[0]
    dialog.grab()  # laid out as it is shown
    assert row.fields["note"].width() >= 20 * rows.fontMetrics().horizontalAdvance("说") // 2
    assert row.fields["act"].width() >= 12 * rows.fontMetrics().horizontalAdvance("说")
    rows.add_by_hand()
    s.settle()
    assert rows.rows[1].fields["note"].isVisible()
    dialog._abandon()
