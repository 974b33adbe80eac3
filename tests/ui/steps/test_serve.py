"""Service by its methods, typed and clicked: proof, effective day, what must not go through."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox

from models.rules.events import Served, TollingStarted
from tests.ui import support
from tests.ui.hand import made_elsewhere
from tests.ui.steps.conftest import Stage, Staged
from ui.steps.dialog import CommandDialog
from ui.widgets.fields import TicksField
from ui.widgets.values import texts


def tick(dialog: CommandDialog, text: str) -> None:
    box = next(b for b in dialog.findChildren(QCheckBox) if b.text() == text)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def ticked(dialog: CommandDialog) -> list[str]:
    field = dialog.form.field("served.documents")
    assert isinstance(field, TicksField)
    return texts(field.value())


def said(stage: Stage, dialog: CommandDialog, words: str) -> None:
    stage.until(lambda: words in dialog.live.text())


def test_no_tick_is_shown_for_what_is_refused(stage: Staged) -> None:
    s = stage("S3", "serve", 0)
    dialog = s.open("serve")
    s.type(dialog, "served.fields.received_by", "前台")
    s.type(dialog, "served.fields.received_as", "委托代理人")
    day = s.clock.day
    for sent, received, words in (
        (day, day - timedelta(days=1), "早于送出、寄出日期"),
        (day, day + timedelta(days=1), "晚于今天"),
        (day - timedelta(days=400), day, "早于“"),
    ):
        s.type(dialog, "served.fields.sent_on", sent.isoformat())
        s.type(dialog, "served.fields.received_on", received.isoformat())
        s.until(lambda w=words: "⚠ 还不能登记" in dialog.live.text() and w in dialog.live.text())
    s.type(dialog, "served.fields.sent_on", day.isoformat())
    s.until(lambda: dialog.live.text().startswith("✓"))


def test_mail_presets_the_papers_of_the_step_and_shows_the_day(stage: Staged) -> None:
    s = stage("S3", "serve", 2)  # the request to the respondent
    dialog = s.open("serve", party="R1")
    assert ticked(dialog) == ["request_copy", "panel_notice", "evidence_notice"]
    s.type(dialog, "served.method", "邮寄送达")
    assert dialog.form.rows["served.fields.received_on"].text == "回执或者投递记录上的签收日期"
    said(s, dialog, "邮寄送达须填写邮件号码")
    s.type(dialog, "served.fields.sent_on", "9-12")
    s.type(dialog, "served.fields.received_on", "20250917")
    s.type(dialog, "served.fields.tracking_no", "EMS 1098765400217")
    s.type(dialog, "served.fields.received_by", "公司收发室")
    said(s, dialog, "2025年9月17日送达生效")
    s.save(dialog)
    served = s.payload("served")
    assert served["method"] == "mail" and served["to"] == "R1"
    assert served["details"] == {
        "sent_on": "2025-09-12",
        "received_on": "2025-09-17",
        "tracking_no": "EMS 1098765400217",
        "received_by": "公司收发室",
    }
    documents = [e.event.document for e in s.view().log.all(Served) if e.on == date(2025, 9, 17)]
    assert documents == ["request_copy", "panel_notice", "evidence_notice"]


def test_left_needs_a_witness_or_a_recording_beside_the_field(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    s.type(dialog, "served.method", "留置送达")
    s.type(dialog, "served.fields.left_on", "2025-09-17")
    s.type(dialog, "served.fields.refusal_reason", "拒绝签收")
    said(s, dialog, "见证人或者拍照、录像记录")
    s.try_to_save(dialog)
    note = dialog.form.rows["served.fields.witness"].note
    assert "见证人" in note.text() and note.isVisible() and note.objectName() == "problem"
    s.type(dialog, "served.fields.witness", "吴秀兰")
    said(s, dialog, "见证人须是基层组织")
    s.type(dialog, "served.fields.witness_as", "基层组织")
    said(s, dialog, "2025年9月17日送达生效")
    s.save(dialog)
    details = s.payload("served")["details"]
    assert (details["witness"], details["witness_as"]) == ("吴秀兰", "grassroots")


def test_publication_waits_and_says_so_before_saving(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    s.type(dialog, "served.method", "公告送达")
    assert not dialog.form.rows["served.fields.sent_on"].field.isVisible()
    s.type(dialog, "served.fields.published_on", "9-17")
    s.type(dialog, "served.fields.place", "本局公告栏")
    s.type(dialog, "served.fields.reason", "下落不明")
    said(s, dialog, "还没有登记过送达未成")
    s.type(dialog, "served.fields.unfound", "村民委员会证明")
    said(s, dialog, "还不能登记：由在岗的部门负责人批准（民事诉讼法第95条）")
    s.type(dialog, "served.fields.approver", "高明")
    said(s, dialog, "2025年10月17日送达生效")
    s.save(dialog)
    log = s.view().log
    entry = log.last(Served, lambda e: e.method == "publication")
    assert entry is not None and entry.on == date(2025, 10, 17)
    assert [e.event.kind for e in log.all(TollingStarted)] == ["publication"]


def test_electronic_needs_consent(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    s.type(dialog, "served.method", "电子送达")
    s.type(dialog, "served.fields.arrived_on", "9-17")
    s.type(dialog, "served.fields.target", "r1@example.cn")
    said(s, dialog, "未登记受送达人同意电子送达")
    s.try_to_save(dialog)
    assert "同意电子送达" in dialog.form.rows["served.method"].note.text()
    consent = s.open("record_event", preset={"kind": "e_service_consented", "party": "R1"})
    s.try_to_save(consent)  # it names the address
    s.type(consent, "e_service_consented.target", "r1@example.cn")
    s.save(consent)
    s.type(dialog, "served.fields.note", "短信提醒")
    said(s, dialog, "2025年9月17日送达生效")
    s.try_to_save(dialog)  # the case is not the one that it was opened on
    support.press(dialog, "重新载入，保留已填写的内容")
    s.until(lambda: dialog not in s.dialogs() and bool(s.dialogs()))
    (again,) = s.dialogs()
    s.save(again)
    assert s.payload("served")["method"] == "electronic"


def test_a_copy_of_the_answer_is_preset_to_who_lacks_it(stage: Staged) -> None:
    s = stage("S3", "serve_many")
    dialog = s.open("serve", step="forward_answer")
    assert ticked(dialog) == ["answer_copy"]
    values = dialog.form.values()
    assert (values["served.to"], values["served.of"]) == ("P1", "R1")
    tick(dialog, "答辩书副本")
    assert "served.of" not in dialog.form.values()
    dialog._abandon()


def test_nothing_ticked_is_refused_beside_the_boxes(stage: Staged) -> None:
    s = stage("S3", "serve", 0)
    dialog = s.open("serve", party="P1")
    for text in ("受理通知书", "合议组成员告知书", "举证通知书"):
        tick(dialog, text)
    s.try_to_save(dialog)
    assert dialog.form.rows["served.documents"].note.text() == "请填写文书"
    assert not s.view().log.has(Served)
    dialog._abandon()


def test_what_another_method_asked_for_is_taken_back(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    s.type(dialog, "served.method", "直接送达")
    s.try_to_save(dialog)
    marked = [row for row in dialog.form.rows.values() if row.note.objectName() == "problem"]
    assert [row.text for row in marked if "请填写" in row.note.text()]
    s.type(dialog, "served.method", "邮寄送达")
    for row in dialog.form.rows.values():
        if row.note.objectName() == "problem" and row.note.text():
            assert row.note.text() == f"请填写{row.text}" and row.required


def test_who_signs_is_asked_by_the_kind_of_addressee(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1")
    box = dialog.findChild(QComboBox, "field:served.fields.received_as")
    assert isinstance(box, QComboBox)
    offered = [box.itemText(n) for n in range(box.count())]
    assert "法定代表人、主要负责人" in offered and "同住的成年家属" not in offered
    s.type(dialog, "served.fields.received_on", "9-17")
    s.type(dialog, "served.fields.received_by", "路人甲")
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.form.rows["served.fields.received_as"].note.text() == "请填写签收人的身份"
    assert dialog.form.field("served.fields.approver").isHidden()
    s.type(dialog, "served.fields.received_as", "其他人")
    said(s, dialog, "由其他人签收的，须写明为什么仍算送达（民事诉讼法第88条）")
    s.type(dialog, "served.fields.override_reason", "公司唯一在场的员工，当场电话请示")
    s.type(dialog, "served.fields.approver", "高明")
    said(s, dialog, "2025年9月17日送达生效")
    s.save(dialog)
    assert s.payload("served")["details"] == {
        "received_on": "2025-09-17",
        "received_by": "路人甲",
        "received_as": "other",
        "override_reason": "公司唯一在场的员工，当场电话请示",
        "approver": "高明",
    }


def test_a_preset_capacity_is_there_and_asks_for_its_reason(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", party="R1", preset={"served.fields.received_as": "other"})
    assert dialog.form.field("served.fields.received_as").value() == "other"
    row = dialog.form.rows["served.fields.approver"]
    assert row.required and not row.field.isHidden()
    s.type(dialog, "served.fields.received_as", "收发室")
    assert row.field.isHidden() and "served.fields.approver" not in dialog.form.values()
    dialog._abandon()


def test_a_confirmed_address_is_what_later_services_begin_with(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    confirmed = s.open("record_event", preset={"kind": "service_address_confirmed", "party": "R1"})
    for name, words in (
        ("address", "越州市云栖路8号"), ("receiver", "前台小王"), ("target", "r1@example.cn"),
    ):  # fmt: skip
        s.type(confirmed, f"service_address_confirmed.{name}", words)
    s.save(confirmed)
    dialog = s.open("serve", party="R1")
    values = dialog.form.values()
    assert values["served.fields.address"] == "越州市云栖路8号"
    assert values["served.fields.received_by"] == "前台小王"
    s.type(dialog, "served.fields.received_by", "收发室")
    s.type(dialog, "served.to", "请求人")
    s.type(dialog, "served.to", "被请求人")
    assert dialog.form.values()["served.fields.address"] == "越州市云栖路8号"
    assert dialog.form.values()["served.fields.received_by"] == "收发室"  # typed stays
    s.type(dialog, "served.method", "电子送达")
    s.type(dialog, "served.fields.arrived_on", "9-17")
    s.type(dialog, "served.fields.received_by", "")
    said(s, dialog, "2025年9月17日送达生效")
    s.save(dialog)
    assert s.payload("served")["details"]["target"] == "r1@example.cn"


def test_what_was_never_made_is_named_beside_the_papers(stage: Staged) -> None:
    s = stage("S3", "serve", 2)
    dialog = s.open("serve", made=True, party="R1")
    s.type(dialog, "served.fields.received_by", "收发室")
    s.type(dialog, "served.fields.received_as", "收发室")
    s.type(dialog, "served.fields.received_on", "2025-09-17")
    said(s, dialog, "“专利侵权纠纷答辩通知书”还没有定稿")
    s.try_to_save(dialog)
    assert "还没有定稿" in dialog.form.rows["served.documents"].note.text()
    made_elsewhere(dialog)
    said(s, dialog, "2025年9月17日送达生效")
    s.save(dialog)
    assert s.payload("served")["outside"] is True
