"""The register put right by keys and clicks: services, numbers, parties, doubled requests."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox

from models.rules.events import NumberCorrected, Numbering, RequestStruck, Served
from tests.stored import last
from tests.ui.steps.conftest import Stage, Staged
from ui.shell import targets
from ui.steps import open_step
from ui.steps.dialog import CommandDialog


def tick_first(dialog: CommandDialog, name: str, count: int) -> None:
    """Tick the first boxes of a field."""
    for box in dialog.form.field(name).findChildren(QCheckBox)[:count]:
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
        if not box.isChecked():
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)


def audit_entries(s: Stage) -> int:
    found: list[int] = []
    s.worker.ask(lambda desk: desk.last_entry, found.append)
    s.until(lambda: bool(found))
    return found[0]


def test_three_services_get_another_day_with_one_reason(stage: Staged) -> None:
    s = stage("S1", "record_answer")
    before = {e.id: e for e in s.view().log.all(Served)}
    newest = sorted(before.values(), key=lambda e: (e.on, e.id))[-3:]
    entries = audit_entries(s)
    dialog = s.open("correct_services")
    tick_first(dialog, "services", 3)
    right = newest[0].on + timedelta(days=1)
    s.type(dialog, "righted.day", right.isoformat())
    s.type(dialog, "reason", "回证上的日期晚一天")
    s.save(dialog)
    after = s.view().log.all(Served)
    assert sum(e.on == right for e in after) >= 3 and len(after) == len(before)
    gone = [e for e in s.view().entries if e.voids]
    assert {e.voids for e in gone} >= {e.id for e in newest}
    assert {e.reason for e in gone if e.voids in before} == {"回证上的日期晚一天"}
    assert audit_entries(s) == entries + 1


def test_a_day_that_cannot_be_is_said_beside_the_day(stage: Staged) -> None:
    s = stage("S1", "record_answer")
    dialog = s.open("correct_services")
    tick_first(dialog, "services", 1)
    s.type(dialog, "reason", "抄错")
    s.try_to_save(dialog)
    assert "填写要更正的内容" in dialog.form.rows["righted.day"].note.text()
    s.type(dialog, "righted.day", "2025-01-02")
    s.try_to_save(dialog)
    assert "早于" in dialog.form.rows["righted.day"].note.text()


def test_a_number_is_put_right_in_its_dialog(stage: Staged) -> None:
    s = stage("S1", "record_answer")
    was = s.view().record.case_no
    dialog = s.open("correct_number")
    box = dialog.form.field("what").findChild(QComboBox)
    assert box and [box.itemText(i)[:3] for i in range(box.count())] == ["收件号", "案号　"]
    s.type(dialog, "what", "案号")
    s.type(dialog, "now", "晋宁知法裁字〔2026〕88号")
    s.type(dialog, "reason", "立案审批表上是88号")
    s.save(dialog)
    assert s.view().record.case_no == "晋宁知法裁字〔2026〕88号"
    assert last(s.view(), NumberCorrected.type).event == NumberCorrected(
        what=Numbering.CASE,
        was=was or "",
        now="晋宁知法裁字〔2026〕88号",
        reason="立案审批表上是88号",
    )


def test_what_is_docketed_is_not_struck_off_and_the_dialog_says_why(stage: Staged) -> None:
    s = stage("S1", "record_answer")
    dialog = s.open("strike_request")
    s.type(dialog, "ground", "误收")
    s.type(dialog, "reason", "登记错了")
    s.try_to_save(dialog)
    assert "已经登记“立案”" in dialog.message.text()


def test_a_misfiled_request_is_struck_off(stage: Staged) -> None:
    s = stage("S3", "record_approval", 0)
    dialog = s.open("strike_request")
    s.type(dialog, "ground", "并入")
    assert dialog.form.field("into").isVisible()
    s.type(dialog, "ground", "误收")
    assert not dialog.form.field("into").isVisible()
    s.type(dialog, "reason", "寄给邻县局的")
    s.save(dialog)
    assert s.view().record.status == "struck" and s.view().log.has(RequestStruck)


def test_a_joined_party_is_put_right_and_what_is_left_empty_stays(stage: Staged) -> None:
    s = stage("S1", "schedule_hearing")
    joined = last(s.view(), "party_joined").event.subject
    before = s.view().party(joined)
    assert before is not None
    dialog = s.open("correct_joined_party")
    s.type(dialog, "party", before.name)
    s.type(dialog, "data.phone", "13900000000")
    s.type(dialog, "reason", "电话抄错")
    s.save(dialog)
    after = s.view().party(joined)
    assert after is not None and after.person.phone == "13900000000"
    assert (after.name, after.person.address) == (before.name, before.person.address)


def test_what_the_request_says_is_put_right_on_the_page_of_the_request(stage: Staged) -> None:
    s = stage("S1", "record_answer")
    open_step(s.context, s.parent, s.case_id, "amend_request")
    assert s.gone == [targets.Intake(s.case_id)]
