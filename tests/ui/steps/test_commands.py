"""Steps other than service, typed and clicked, with what the database keeps of them."""

import gc
import weakref
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QWidget

from models.queries.places import CaseTab
from models.rules.events import AgreementEffective
from tests.stored import last
from tests.ui import support
from tests.ui.hand import click, put
from tests.ui.steps.conftest import Stage, Staged
from ui.shell import targets
from ui.steps import SPECIAL
from ui.steps.dialog import CommandDialog
from ui.steps.spec import dialogs
from ui.verbs.playing.scenario import load_scenario


def press(dialog: CommandDialog, name: str) -> None:
    found = next(b for b in dialog.findChildren(QPushButton) if b.accessibleName() == name)
    found.setFocus()
    QTest.keyClick(found, Qt.Key.Key_Space)


def tick(dialog: CommandDialog, start: str, within: str = "") -> None:
    root = dialog.form.field(within) if within else dialog
    box = next(b for b in root.findChildren(QCheckBox) if b.text().startswith(start))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    if not box.isChecked():
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)


def test_approval_presets_who_signs_and_keeps_what_they_wrote(stage: Staged) -> None:
    s = stage("S3", "record_approval", 0)
    dialog = s.open("record_approval")
    rows = s.rows(dialog, "opinions").value()
    assert [(r["role"], r["name"]) for r in rows] == [
        ("handler", "李敏"),
        ("section_head", "孙立"),
        ("dept_head", "高明"),
    ]
    s.type(dialog, "summary", "材料齐全。")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    notes = [row.note.text() for row in s.rows(dialog, "opinions").rows]
    assert notes == ["请填写意见"] * 3
    for number, words in enumerate(("建议立案。", "同意。", "同意立案。")):
        s.type(dialog, f"opinions[{number}].opinion", words)
    s.type(dialog, "opinions[1].on", "2025-09-13")
    s.try_to_save(dialog)
    assert s.rows(dialog, "opinions").rows[1].note.text() == "签署日期晚于审批日期"
    s.type(dialog, "opinions[1].on", "2025-09-11")
    s.save(dialog)
    kept = s.payload("approval_recorded")
    assert kept["matter"] == "docketing"
    assert kept["opinions"][1] == {
        "role": "section_head", "name": "孙立", "opinion": "同意。", "on": "2025-09-11",
    }  # fmt: skip
    assert "kind" not in kept


def test_an_approval_that_was_refused_is_kept_as_such(stage: Staged) -> None:
    s = stage("S3", "record_approval", 0)
    dialog = s.open("record_approval")
    for number, words in enumerate(("建议立案。", "报批。", "不同意，补齐委托书再报。")):
        s.type(dialog, f"opinions[{number}].opinion", words)
        s.type(dialog, f"opinions[{number}].on", "2025-09-11")
    s.try_to_save(dialog)
    assert "与选的结论“同意”不一致" in dialog.form.rows["details.assent"].note.text()
    s.type(dialog, "details.assent", "不同意")
    s.save(dialog)
    assert s.payload("approval_recorded")["assent"] == "refused"


def test_docket_shows_whether_the_panel_stands(stage: Staged) -> None:
    s = stage("S3", "docket")
    dialog = s.open("docket")
    s.until(lambda: "现为2人" in dialog.live.text())
    s.try_to_save(dialog)
    assert "三人以上单数" in dialog.form.rows["panel.members"].note.text()
    tick(dialog, "赵静", "panel.members")
    s.until(lambda: "合议组3人：周建国、李敏、赵静，证件均有效" in dialog.live.text())
    s.type(dialog, "number", "晋宁知法裁字〔2025〕27号")
    s.save(dialog)
    view = s.view()
    assert view.record.case_no == "晋宁知法裁字〔2025〕27号"
    members = s.payload("panel_appointed")["members"]
    assert [m["name"] for m in members] == ["周建国", "李敏", "赵静"]


def test_a_clerk_who_sits_is_said_and_refused_beside_the_field(stage: Staged) -> None:
    s = stage("S3", "docket")
    dialog = s.open("docket")
    tick(dialog, "赵静", "panel.members")
    s.type(dialog, "panel.clerk", "周建国")
    s.until(lambda: "周建国是合议组成员，不能兼任书记员" in dialog.live.text())
    s.try_to_save(dialog)
    assert "不能兼任书记员" in dialog.form.rows["panel.clerk"].note.text()


def test_an_expired_certificate_is_seen_before_saving(stage: Staged) -> None:
    s = stage("S10", "assign_handler")
    dialog = s.open("docket")
    tick(dialog, "王强", "panel.members")
    s.until(lambda: "王强的办案资质证件已于2026年4月30日到期" in dialog.live.text())
    dialog._abandon()


def _deliberation(s: Stage) -> CommandDialog:
    dialog = s.open("deliberate")
    for number in range(3):
        s.type(dialog, f"sections[{number}].text", "一致认定。")
        s.type(dialog, f"votes[{number}].opinion", "见记录。")
    s.type(dialog, "result", "认定侵权成立。")
    return dialog


def test_deliberation_with_dissent_opens_the_field_for_it(stage: Staged) -> None:
    s = stage("S3", "deliberate")
    dialog = _deliberation(s)
    assert not dialog.form.rows["minority"].field.isVisible()
    s.type(dialog, "votes[2].vote", "不同意")
    s.until(lambda: "多数意见（2∶1）" in dialog.live.text())
    assert dialog.form.rows["minority"].field.isVisible()
    s.try_to_save(dialog)
    assert dialog.form.rows["minority"].note.text() == "请填写少数意见"
    s.type(dialog, "minority", "赵静认为不构成近似。")
    s.save(dialog)
    kept = s.payload("deliberated")["record"]
    assert [v["vote"] for v in kept["votes"]] == ["agree", "agree", "dissent"]
    assert kept["minority"] == "赵静认为不构成近似。"
    assert [v["name"] for v in kept["votes"]] == ["周建国", "李敏", "赵静"]


def _agreement(s: Stage) -> CommandDialog:
    dialog = s.open("record_agreement")
    s.type(dialog, "agreement.facts", "赔偿数额争议。")
    s.type(dialog, "agreement.terms", "分期支付。")
    s.type(dialog, "agreement.amount_fen", "126000")
    for number, day in enumerate(("2026-08-31", "2026-10-31")):
        press(dialog, "增加一期")
        s.type(dialog, f"agreement.instalments[{number}].due_on", day)
        s.type(dialog, f"agreement.instalments[{number}].amount_fen", "42000")
    s.type(dialog, "agreement.signed_by[0].who", "郑思远")
    s.type(dialog, "agreement.signed_by[1].who", "贾永昌")
    return dialog


def test_instalments_that_do_not_add_up_are_refused_beside_them(stage: Staged) -> None:
    s = stage("S10", "record_agreement")
    dialog = _agreement(s)
    parties = [r.kept["party"] for r in s.rows(dialog, "agreement.signed_by").rows]
    assert parties == ["P1", "R1"]  # those who refused do not sign
    s.until(lambda: "分期合计84,000.00元，与总额126,000.00元不符" in dialog.live.text())
    s.try_to_save(dialog)
    note = dialog.form.rows["agreement.instalments"].note
    assert note.isVisible() and "与总额126000.00元不符" in note.text()
    assert not s.view().log.has(AgreementEffective)
    press(dialog, "增加一期")
    s.type(dialog, "agreement.instalments[2].due_on", "20261231")
    s.type(dialog, "agreement.instalments[2].amount_fen", "42000")
    s.until(lambda: "与总额相符" in dialog.live.text())
    s.save(dialog)
    kept = s.payload("agreement_effective")
    assert kept["amount_fen"] == 12600000
    assert [(i["no"], i["due_on"]) for i in kept["instalments"]] == [
        (1, "2026-08-31"), (2, "2026-10-31"), (3, "2026-12-31"),
    ]  # fmt: skip
    assert kept["signed_by"] == [["P1", "郑思远"], ["R1", "贾永昌"]]


def test_rows_are_removed_by_keyboard(stage: Staged) -> None:
    s = stage("S10", "record_agreement")
    dialog = _agreement(s)
    press(dialog, "删除第1期")
    support.run_deferred()
    left = s.rows(dialog, "agreement.instalments").value()
    assert [str(r["due_on"]) for r in left] == ["2026-10-31"]
    dialog._abandon()


def test_tab_goes_through_an_added_row_before_the_buttons(stage: Staged) -> None:
    s = stage("S10", "record_agreement")
    dialog = _agreement(s)
    press(dialog, "增加一期")
    passed: list[QWidget] = []
    start = dialog.findChild(QWidget, "field:agreement.instalments[0].due_on")
    assert start is not None
    s.until(start.isVisible)
    start.setFocus()
    s.until(start.hasFocus)
    while QApplication.focusWidget() not in (None, dialog.cancel_button) and len(passed) < 80:
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = [w.objectName() for w in passed]
    rows = [f"field:agreement.instalments[{n}].due_on" for n in range(3)]
    rows.append("field:agreement.signed_by[0].who")  # what is below the rows comes after them
    assert [name for name in names if name in rows] == rows
    dialog._abandon()


def test_a_dialog_opens_nothing_beside_itself(stage: Staged) -> None:
    s = stage("S10", "record_agreement")
    with support.strays() as seen:
        for command in ("record_approval", "record_agreement", "add_evidence"):
            s.open(command)._abandon()
    assert seen == []


def test_hearing_has_a_row_for_each_party(stage: Staged) -> None:
    s = stage("S3", "record_hearing")
    dialog = s.open("record_hearing")
    assert str(dialog.form.field("on").value()) == "2025-11-06"
    s.type(dialog, "attendance[0].name", "武清和")
    s.type(dialog, "attendance[0].who", "法定代表人")
    for number in range(3):
        s.type(dialog, f"sections[{number}].text", "组长：开始。")
    s.try_to_save(dialog)
    assert "到场人姓名" in dialog.form.rows["attendance"].note.text()
    box = s.rows(dialog, "attendance").rows[1].fields["present"].findChild(QCheckBox)
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_Space)
    s.save(dialog)
    kept = s.payload("hearing_held")
    assert kept["absent"] == ["R1"]
    assert kept["sections"][0]["title"] == "一、开始阶段"


def test_routing_begins_with_what_the_papers_say(stage: Staged) -> None:
    s = stage("S3", "route")
    dialog = s.open("route")
    s.until(lambda: "分流结果" in dialog.live.text())
    answers = {r["id"]: r["answer"] for r in s.rows(dialog, "answers").value()}
    assert answers["clear_right"] == "yes" and answers["answered"] == "pending"
    names = [r["id"] for r in s.rows(dialog, "answers").value()]
    s.type(dialog, f"answers[{names.index('comparable')}].answer", "符合")
    s.type(dialog, "phase", "定轨")
    s.until(lambda: "定轨前须答明" in dialog.live.text())
    s.type(dialog, "phase", "预分")
    s.save(dialog)
    assert s.payload("routed")["answers"]["comparable"] == "yes"
    assert s.payload("routed")["decided_by"] == "孙立"


def test_the_gates_of_a_decision_speak_while_it_is_written(stage: Staged) -> None:
    s = stage("S3", "issue_decision")
    dialog = s.open("issue_decision")
    s.until(lambda: "须写明请求人的主张" in dialog.live.text())
    for name in ("requester_claims", "respondent_claims", "procedure", "evidence_text"):
        s.type(dialog, f"draft.{name}", "已写明。")
    s.type(dialog, "draft.facts_found", "公证网购一件。")
    s.type(dialog, "draft.reasons", "构成近似。")
    s.type(dialog, "draft.order[0].text", "责令云栖朵公司立即停止使用、销售侵权产品。")
    tick(dialog, "销售", "draft.order")
    s.until(lambda: "未证实" in dialog.live.text() or "没有“使用”行为" in dialog.live.text())
    s.try_to_save(dialog)
    assert s.rows(dialog, "draft.order").rows[0].note.text()
    s.type(dialog, "draft.order[0].text", "责令云栖朵公司立即停止销售、许诺销售侵权产品。")
    for act in ("销售", "许诺销售"):
        tick(dialog, act, "draft.proved")
    tick(dialog, "许诺销售", "draft.order")
    s.until(lambda: "可以作出裁决" in dialog.live.text())
    s.save(dialog)
    kept = s.payload("decision_issued")
    assert kept["ordered"] == ["R1"] and set(kept["proved"]["R1"]) == {"sell", "offer"}


def test_journal_fields_follow_the_event(stage: Staged) -> None:
    s = stage("S3", "record_event", 0)
    dialog = s.open("record_event")
    s.type(dialog, "kind", "法制审核")
    s.try_to_save(dialog)
    assert dialog.form.rows["legal_reviewed.name"].note.text() == "请填写审核人"
    s.type(dialog, "legal_reviewed.name", "秦晓岚")
    s.type(dialog, "legal_reviewed.opinion", "审核通过。")
    s.save(dialog)
    assert s.payload("legal_reviewed") == {"name": "秦晓岚", "opinion": "审核通过。"}


def test_a_day_ahead_is_refused_beside_the_day(stage: Staged) -> None:
    s = stage("S3", "record_answer", 0)
    dialog = s.open("record_answer", party="R1")
    s.type(dialog, "on", "20251231")
    s.type(dialog, "text", "没有侵犯专利权。")
    s.try_to_save(dialog)
    assert "晚于今天" in dialog.form.rows["on"].note.text()
    dialog._abandon()


def test_what_comes_in_on_correction_is_typed_where_the_request_was(stage: Staged) -> None:
    from ui.steps import open_step

    s = stage("S4", "record_corrected")
    open_step(s.context, s.parent, s.case_id, "record_corrected")
    assert s.gone == [targets.Intake(s.case_id)]


def test_a_party_is_joined_by_keys_and_clicks(stage: Staged) -> None:
    s = stage("S1", "join_party")
    wanted = next(x for x in load_scenario("S1").steps if x["do"] == "join_party")
    dialog = s.open("join_party")
    for name, value in wanted["data"].items():
        put(dialog.form.field(f"data.{name}"), value)
    put(dialog.form.field("on"), wanted["on"].isoformat())
    click(dialog.save_button)
    s.until(lambda: not s.dialogs())
    s.settle()
    joined = s.payload("party_joined")
    party = s.view().party(joined["party"])
    assert party is not None and party.side == "respondent"
    assert party.name == wanted["data"]["name"]
    assert last(s.view(), "party_joined").on == wanted["on"]


def test_the_acceptance_step_is_a_view_of_the_case_page(stage: Staged) -> None:
    from ui.steps import open_step

    s = stage("S3", "record_approval", 0)
    open_step(s.context, s.parent, s.case_id, "check_acceptance")
    assert s.gone == [targets.Case(s.case_id, CaseTab.REVIEW)]


def test_a_wheel_that_passes_changes_no_choice(stage: Staged) -> None:
    s = stage("S3", "record_answer", 0)
    dialog = s.open("start_pause")
    box = dialog.form.field("kind").findChild(QComboBox)
    assert box is not None and not box.hasFocus()
    place = QPointF(box.rect().center())
    wheel = QWheelEvent(
        place, QPointF(box.mapToGlobal(box.rect().center())), QPoint(0, -40), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    before = box.currentData()
    QApplication.sendEvent(box, wheel)
    assert box.currentData() == before
    dialog.close()


OTHERS = sorted(set(dialogs()) - set(SPECIAL))


@pytest.mark.parametrize("sample", ["S3", "S10"])
def test_every_dialog_opens_and_is_let_go(stage: Staged, sample: str) -> None:
    """Each dialog opens on a case in the middle of its story, and none stays in memory."""
    s = stage(sample, {"S3": "deliberate", "S10": "record_agreement"}[sample])
    gone = []
    for command in [*OTHERS, *SPECIAL]:
        dialog = s.open(command, made=True)
        assert not dialog._dirty, command
        assert all(r.label.text() for r in dialog.form.rows.values())
        gone.append((command, weakref.ref(dialog)))
        s.settle()
        dialog.close()
        support.run_deferred()
        del dialog
    gc.collect()
    assert [command for command, ref in gone if ref() is not None] == []


def test_who_is_found_free_is_not_told_to_stop(stage: Staged) -> None:
    s = stage("S3", "issue_decision")
    dialog = s.open("issue_decision")
    for name in ("requester_claims", "respondent_claims", "procedure", "evidence_text"):
        s.type(dialog, f"draft.{name}", "已写明。")
    s.type(dialog, "draft.facts_found", "公证网购一件。")
    s.type(dialog, "draft.reasons", "不落入保护范围。")
    order = s.rows(dialog, "draft.order")
    assert order.rows[0].fields["parties"].isVisible()
    s.type(dialog, "draft.result", "侵权不成立")
    assert not order.rows[0].fields["parties"].isVisible()
    assert not order.rows[0].fields["acts"].isVisible()
    s.type(dialog, "draft.result", "侵权成立")
    assert order.rows[0].fields["parties"].isVisible(), "what was ticked is still there"
    s.type(dialog, "draft.result", "侵权不成立")
    s.type(dialog, "draft.order[0].text", "驳回请求人的请求。")
    s.until(lambda: "裁决结果与合议的多数意见不一致" in dialog.live.text())
    assert "责令" not in dialog.live.text(), "nothing is wrong with the order itself"


@pytest.mark.parametrize(
    ("sample", "command", "matter"),
    [("S3", "docket", "docketing"), ("S3", "issue_decision", "closing"),
     ("S3", "extend_conclusion", "extension_1"), ("S3", "extend_docketing", "docketing_extension"),
     ("S3", "dismiss_case", "closing"), ("S4", "refuse_docketing", "refusal")],
)  # fmt: skip
def test_an_approval_is_recorded_where_it_is_demanded(
    stage: Staged, sample: str, command: str, matter: str
) -> None:
    before = {"docket": "record_approval", "issue_decision": "deliberate",
              "extend_conclusion": "record_answer", "extend_docketing": "record_approval",
              "dismiss_case": "record_answer", "refuse_docketing": "record_approval"}  # fmt: skip
    s = stage(sample, before[command])
    dialog = s.open(command)
    assert dialog.approve.isVisible() and "尚未登记" in dialog.approve.text()
    known = set(s.dialogs())
    QTest.mouseClick(dialog.approve, Qt.MouseButton.LeftButton)
    s.until(lambda: bool(set(s.dialogs()) - known))
    sheet = (set(s.dialogs()) - known).pop()
    s.settle()
    assert sheet.form.field("matter").value() == matter
    assert sheet.form.field("on").value() == dialog.form.field("on").value()


def test_once_approved_the_extension_can_be_saved(stage: Staged) -> None:
    s = stage("S3", "record_answer")
    dialog = s.open("extend_conclusion")
    s.type(dialog, "reason", "案情复杂。")
    s.type(dialog, "level", "第二次")
    assert not dialog.approve.isVisible(), "the superior's approval is a paper of its own"
    s.type(dialog, "level", "第一次")
    s.try_to_save(dialog)
    QTest.mouseClick(dialog.approve, Qt.MouseButton.LeftButton)
    s.until(lambda: len(s.dialogs()) == 2)
    s.settle()
    sheet = next(d for d in s.dialogs() if d is not dialog)
    for number in range(len(s.rows(sheet, "opinions").rows)):
        s.type(sheet, f"opinions[{number}].opinion", "同意延长一个月。")
    s.save(sheet)
    s.until(lambda: len(s.dialogs()) == 1 and s.dialogs()[0] is not dialog)
    again = s.dialogs()[0]
    s.settle()
    assert not again.approve.isVisible()
    assert again.form.field("reason").value() == "案情复杂。", "what was typed is kept"
    s.save(again)
    assert s.payload("extension_approved")["level"] == 1


@pytest.mark.parametrize(
    ("sample", "command"),
    [("S12", "extend_conclusion"), ("S3", "extend_answer"), ("S3", "extend_evidence")],
)
def test_an_extension_after_the_period_is_said_before_it_is_saved(
    stage: Staged, sample: str, command: str
) -> None:
    s = stage(sample, "record_answer")
    dialog = s.open(command, party="" if command == "extend_conclusion" else "R1")
    s.until(lambda: "现在的届满日是" in dialog.live.text())
    s.clock.day = date(2026, 12, 1)
    s.type(dialog, "on", "2026-12-01")
    s.until(lambda: "届满，这一天在届满以后" in dialog.live.text())
    changed = "不改变届满日" in dialog.live.text()
    assert changed == (command == "extend_conclusion")


@pytest.mark.parametrize(
    ("sample", "command", "first"),
    [("S3", "deliberate", "on"), ("S3", "record_hearing", "on"), ("S3", "issue_decision", "on")],
)
def test_a_long_dialog_opens_at_its_top(
    stage: Staged, sample: str, command: str, first: str
) -> None:
    s = stage(sample, command)
    dialog = s.open(command)
    support.run_deferred()
    s.settle()
    assert dialog.area.verticalScrollBar().value() == 0
    assert not dialog.form.field(first).visibleRegion().isEmpty()
